//! What programs prove themselves by.

use chrono::TimeDelta;
use etablera_domain::event::Moment;
use etablera_domain::{AccountId, ApiTokenId};
use etablera_storage::{AccountState, StoreError, StoredToken};
use serde::{Deserialize, Serialize};

use super::error::LogInError;
use super::logins::Logins;
use super::scope::Scopes;
use super::seat::Seat;
use super::secret::{Secret, hash_of};
use super::settings::{Settings, after};
use super::token_text::{draw, is_well_formed};
use crate::office::call::new_uuid;
use crate::office::commands::commands;
use crate::office::{Call, CaseError, Office, UseCase};
use crate::policy::Caller;

/// The most characters of a label.
const LABEL: usize = 100;

commands! {
    /// Makes a token for a program, which acts in the caller's seat.
    IssueToken {
        /// What it may be used for.
        scopes: Scopes,
        /// From when on it is of no use.
        expires: Moment,
        /// What its owner calls it.
        label: String,
    }
    /// Takes a token back.
    RevokeToken {
        /// Which.
        token: ApiTokenId,
    }
    /// Asks for the tokens of an account.
    ListTokens {
        /// Which; by default the caller's own.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        account: Option<AccountId>,
    }
}

/// A token that was just made. It is told once, and kept as a hash.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub struct TokenIssued {
    /// Names it.
    pub id: ApiTokenId,
    /// What the program proves itself by.
    pub token: Secret,
    /// From when on it is of no use.
    pub expires: Moment,
}

/// A token as its owner reads it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct TokenShown {
    /// Names it.
    pub id: ApiTokenId,
    /// What its owner calls it.
    pub label: String,
    /// In which seat it acts.
    pub seat: Seat,
    /// What it may be used for.
    pub scopes: Scopes,
    /// When it was made.
    pub made_at: Moment,
    /// From when on it is of no use.
    pub expires: Moment,
    /// From when on it was taken back.
    pub revoked_at: Option<Moment>,
}

/// Whom a token proves a program to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Holder {
    /// By which token.
    pub token: ApiTokenId,
    /// For which account.
    pub account: AccountId,
    /// Who calls, for the use cases: never more than the seat.
    pub caller: Caller,
    /// What the token may be used for; whoever knows operations asks
    /// [`Scopes::allows`].
    pub scopes: Scopes,
    /// From when on it is of no use.
    pub expires: Moment,
}

/// Makes a token for a program, which acts in the seat that its owner acts in
/// now. A program is not to ask this with a token of its own: a token would
/// live on in those that it makes.
///
/// # Errors
///
/// When the caller has no account that may log in and act so; when it would
/// expire in the past or later than tokens do; when the store fails.
pub fn issue_token<'a>(
    office: &'a Office,
    logins: &'a Logins,
    call: &'a Call,
    command: &'a IssueToken,
) -> UseCase<'a, TokenIssued> {
    UseCase::new(async move {
        let label = checked(call.now, logins.settings(), command)?;
        let IssueToken { scopes, expires, .. } = command;
        office
            .act(call, async |work| {
                let account = work.writer.account_of(&call.caller.actor).await?;
                let seat = Seat::of(&call.caller).stored();
                let account = account.filter(|account| {
                    account.state == AccountState::Active && account.seats.contains(&seat)
                });
                let account = account.ok_or_else(|| {
                    CaseError::wrong("you have no account that may log in and act so: expected one")
                })?;
                let id = token_id(call.now)?;
                let token = draw()?;
                let stored = StoredToken {
                    id: id.clone(),
                    account: account.id,
                    seat,
                    scopes: scopes.to_string(),
                    label: label.to_owned(),
                    made_at: call.now,
                    expires_at: *expires,
                    revoked_at: None,
                };
                work.writer.put_token(&token.hash(), &stored).await?;
                work.log_done("issue_token", None, Some(format!("token {id}")));
                Ok(TokenIssued { id, token, expires: *expires })
            })
            .await
    })
}

/// The label, if the token makes sense.
fn checked<'a>(
    now: Moment,
    settings: &Settings,
    command: &'a IssueToken,
) -> Result<&'a str, CaseError> {
    let IssueToken { expires, label, .. } = command;
    let latest = after(now, TimeDelta::days(settings.token_days.into()));
    if *expires <= now || *expires > latest {
        return Err(CaseError::wrong(format!(
            "a token cannot expire at {expires}: expected a moment after {now} and up to {latest}"
        )));
    }
    let label = label.trim();
    if label.is_empty() || label.chars().count() > LABEL {
        return Err(CaseError::wrong(format!("`label`: expected 1 to {LABEL} characters")));
    }
    Ok(label)
}

/// Takes a token back: one's own, or for who may manage accounts any. One that
/// was taken back stays so.
///
/// # Errors
///
/// When the caller may not, there is no such token, or the store fails.
pub fn revoke_token<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a RevokeToken,
) -> UseCase<'a, ()> {
    office.run(call, ("revoke_token", command), async move |work| {
        let RevokeToken { token: id } = command;
        let token = work.writer.token_with_id(id).await?;
        let own = work.writer.account_of(&call.caller.actor).await?;
        let is_own = token
            .as_ref()
            .is_some_and(|token| own.as_ref().is_some_and(|account| account.id == token.account));
        if is_own {
            work.log_done("revoke_token", None, Some(format!("token {id}")));
        } else {
            work.may_manage(&format!("revoke_token {id}")).await?;
        }
        if token.is_none() {
            return Err(CaseError::wrong(format!("there is no token `{id}`")));
        }
        work.writer.revoke_token(id, call.now).await?;
        Ok(())
    })
}

/// The tokens of an account, those that are of no use any more among them: of
/// one's own, or for who may manage accounts of any.
///
/// # Errors
///
/// When the caller may not, or has no account and names none; when there is no
/// such account, or the store fails.
pub fn list_tokens<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a ListTokens,
) -> UseCase<'a, Vec<TokenShown>> {
    office.look(call, async move |work| {
        let id = match &command.account {
            Some(id) => id.clone(),
            None => {
                let own = work.writer.account_of(&call.caller.actor).await?;
                let missing = || CaseError::wrong("you have no account: expected `account`");
                own.ok_or_else(missing)?.id
            }
        };
        let account = work.account_to_read(&id, "list_tokens").await?;
        let tokens = work.writer.tokens_of(&account.id).await?;
        tokens.into_iter().map(shown).collect()
    })
}

fn shown(token: StoredToken) -> Result<TokenShown, CaseError> {
    Ok(TokenShown {
        seat: Seat::read(&token.seat)?,
        scopes: scopes_of(&token)?,
        id: token.id,
        label: token.label,
        made_at: token.made_at,
        expires: token.expires_at,
        revoked_at: token.revoked_at,
    })
}

fn scopes_of(token: &StoredToken) -> Result<Scopes, StoreError> {
    token.scopes.parse().map_err(|_| {
        let id = &token.id;
        StoreError::Corrupt(format!("the scopes of token `{id}` are none"))
    })
}

/// Whom a token proves a program to be.
///
/// # Errors
///
/// [`LogInError::Over`] for what is no token, has expired or was taken back,
/// and for an account that may not log in; when the store fails.
pub async fn by_token(office: &Office, now: Moment, text: &str) -> Result<Holder, LogInError> {
    // What was cut off or mistyped needs no store.
    if !is_well_formed(text) {
        return Err(LogInError::Over);
    }
    let mut reader = office.store.read().await?;
    let token = reader.stored_token(&hash_of(text)).await?.ok_or(LogInError::Over)?;
    if token.revoked_at.is_some() || now >= token.expires_at {
        return Err(LogInError::Over);
    }
    let account = reader.account(&token.account).await?.ok_or(LogInError::Over)?;
    if account.state != AccountState::Active || !account.seats.contains(&token.seat) {
        return Err(LogInError::Over);
    }
    Ok(Holder {
        caller: Seat::read(&token.seat)?.caller(account.actor),
        scopes: scopes_of(&token)?,
        token: token.id,
        account: token.account,
        expires: token.expires_at,
    })
}

fn token_id(now: Moment) -> Result<ApiTokenId, CaseError> {
    let id = new_uuid(now).to_string();
    id.parse().map_err(|_| CaseError::wrong(format!("`{id}` is no id")))
}

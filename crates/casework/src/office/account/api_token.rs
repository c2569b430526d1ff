//! What programs prove themselves by.

use chrono::TimeDelta;
use etablera_domain::event::Moment;
use etablera_domain::{AccountId, ApiTokenId};
use etablera_storage::{AccountState, NoRandom, StoredToken, system_random};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::error::LogInError;
use super::logins::Logins;
use super::scope::Scopes;
use super::seat::Seat;
use super::secret::{Secret, hash_of};
use super::settings::after;
use crate::office::call::new_uuid;
use crate::office::commands::commands;
use crate::office::{Call, CaseError, Office};
use crate::policy::Caller;

/// What a token begins with, so that who looks for leaks finds it.
const PREFIX: &str = "etb_";
/// How many digits are drawn: 43 of base 62 have 256 bits.
const DRAWN: usize = 43;
/// How many digits check the others.
const CHECK: usize = 6;
const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
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
pub async fn issue_token(
    office: &Office,
    logins: &Logins,
    call: &Call,
    command: &IssueToken,
) -> Result<TokenIssued, CaseError> {
    let IssueToken { scopes, expires, label } = command;
    let latest = after(call.now, TimeDelta::days(logins.settings().token_days.into()));
    if *expires <= call.now || *expires > latest {
        return Err(CaseError::wrong(format!(
            "a token cannot expire at {expires}: expected a moment after {} and up to {latest}",
            call.now
        )));
    }
    let label = label.trim();
    if label.is_empty() || label.chars().count() > LABEL {
        return Err(CaseError::wrong(format!("`label`: expected 1 to {LABEL} characters")));
    }
    office
        .look(call, async |work| {
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
}

/// Takes a token back: one's own, or for who may manage accounts any. One that
/// was taken back stays so.
///
/// # Errors
///
/// When the caller may not, there is no such token, or the store fails.
pub async fn revoke_token(
    office: &Office,
    call: &Call,
    command: &RevokeToken,
) -> Result<(), CaseError> {
    office
        .run(call, ("revoke_token", command), async |work| {
            let RevokeToken { token: id } = command;
            let token = work.writer.token_with_id(id).await?;
            let own = work.writer.account_of(&call.caller.actor).await?;
            let is_own = token.as_ref().is_some_and(|token| {
                own.as_ref().is_some_and(|account| account.id == token.account)
            });
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
        .await
}

/// The tokens of an account, those that are of no use any more among them: of
/// one's own, or for who may manage accounts of any.
///
/// # Errors
///
/// When the caller may not, or has no account and names none; when there is no
/// such account, or the store fails.
pub async fn list_tokens(
    office: &Office,
    call: &Call,
    command: &ListTokens,
) -> Result<Vec<TokenShown>, CaseError> {
    office
        .look(call, async |work| {
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
        .await
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

fn scopes_of(token: &StoredToken) -> Result<Scopes, etablera_storage::StoreError> {
    token.scopes.parse().map_err(|_| {
        let id = &token.id;
        etablera_storage::StoreError::Corrupt(format!("the scopes of token `{id}` are none"))
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

/// A token: a beginning, 256 drawn bits, and digits that check them.
fn draw() -> Result<Secret, NoRandom> {
    let mut text = String::with_capacity(PREFIX.len() + DRAWN + CHECK);
    text.push_str(PREFIX);
    let mut byte = Zeroizing::new([0]);
    while text.len() < PREFIX.len() + DRAWN {
        system_random(byte.as_mut_slice())?;
        // Each digit as often as any other.
        if byte[0] < 248 {
            text.push(DIGITS[usize::from(byte[0]) % DIGITS.len()].into());
        }
    }
    let check = check(&text[PREFIX.len()..]);
    text.push_str(&check);
    Ok(Secret::from(text))
}

/// Six digits by which a text is known to be a token, without asking for it.
fn check(drawn: &str) -> String {
    let mut left = crc32fast::hash(drawn.as_bytes()) as usize;
    let mut digits = [b'0'; CHECK];
    for digit in digits.iter_mut().rev() {
        *digit = DIGITS[left % DIGITS.len()];
        left /= DIGITS.len();
    }
    digits.map(char::from).iter().collect()
}

/// Whether a text can be a token.
fn is_well_formed(text: &str) -> bool {
    let Some(digits) = text.strip_prefix(PREFIX) else { return false };
    if digits.len() != DRAWN + CHECK || !digits.bytes().all(|byte| DIGITS.contains(&byte)) {
        return false;
    }
    let (drawn, found) = digits.split_at(DRAWN);
    check(drawn) == found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_token_is_well_formed_and_nothing_near_it() {
        let one = draw().unwrap();
        let text = one.expose();
        assert!(is_well_formed(text) && text.starts_with("etb_") && text.len() == 53);
        assert_ne!(draw().unwrap().expose(), text);
        for at in 0..text.len() {
            for digit in *b"0aZ_" {
                let mut other = text.as_bytes().to_vec();
                if std::mem::replace(&mut other[at], digit) != digit {
                    assert!(!is_well_formed(std::str::from_utf8(&other).unwrap()), "{at}");
                }
            }
        }
    }

    #[test]
    fn the_digits_that_check_never_change() {
        // 0x352441C2 in base 62.
        assert_eq!(check("abc"), "0yU9c2");
        assert_eq!(check(""), "000000");
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,60}|etb_\\PC{0,50}|etb_[0-9A-Za-z]{49}") {
            let _ = is_well_formed(&text);
        }

        #[test]
        fn what_is_changed_is_no_token(at in 4..53_usize, digit in 0..62_usize) {
            let token = draw().unwrap();
            let mut other = token.expose().as_bytes().to_vec();
            let before = std::mem::replace(&mut other[at], DIGITS[digit]);
            let other = String::from_utf8(other).unwrap();
            prop_assert_eq!(is_well_formed(&other), before == DIGITS[digit]);
        }
    }
}

//! Logging in elsewhere.

use etablera_domain::AccountId;
use etablera_domain::event::Moment;
use etablera_storage::{Access, Account, AccountState, ExternalIdentity, StoreError};
use serde::Deserialize;

use super::door::{finish, of_account};
use super::error::LogInError;
use super::logins::Logins;
use super::seat::{Seat, seats_of};
use super::session::{SessionStarted, begin};
use crate::office::commands::commands;
use crate::office::{Call, CaseError, Office, UseCase};

/// What stands in the access log for it.
const ACTION: &str = "log_in_external";

commands! {
    /// Ties an account to who somebody is to a provider of sign-on, or unties
    /// it.
    TieAccount {
        /// Which account.
        account: AccountId,
        /// Who they are there.
        external: ExternalIdentity,
    }
}

/// Logs in whom a provider has proved to be somebody.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LogInExternal {
    /// Who they are there.
    pub external: ExternalIdentity,
    /// What to act as; by default the first seat of the account.
    #[serde(default)]
    pub seat: Option<Seat>,
}

/// Logs in whom a provider has proved to be somebody. No account is made for
/// who has none, and no second factor is asked for: that is for the provider.
///
/// # Errors
///
/// [`LogInError::Refused`] for who has no account that may log in,
/// [`LogInError::NoSeat`], and when the store fails.
pub async fn log_in_external(
    office: &Office,
    logins: &Logins,
    now: Moment,
    command: &LogInExternal,
) -> Result<SessionStarted, LogInError> {
    let mut writer = office.store.write().await?;
    let account = writer.account_by_external(&command.external).await?;
    let (account, seat) = match admitted(account.as_ref(), command.seat.as_ref())? {
        Ok(admitted) => admitted,
        Err((because, told)) => {
            let access = of_account(now, ACTION, account.as_ref(), None);
            let because = vec![because.to_owned()];
            finish(writer, Access { allowed: false, because, ..access }).await?;
            return Err(told);
        }
    };
    let started = begin(&mut writer, logins.settings(), now, (account, &seat)).await?;
    let access = of_account(now, ACTION, Some(account), Some(&seat.stored()));
    finish(writer, access).await?;
    Ok(started)
}

/// Who may log in, and in which seat; or else the word in the access log, and
/// what they are told.
type Admitted<'a> = Result<(&'a Account, Seat), (&'static str, LogInError)>;

fn admitted<'a>(
    account: Option<&'a Account>,
    wanted: Option<&Seat>,
) -> Result<Admitted<'a>, StoreError> {
    let Some(account) = account else {
        return Ok(Err(("unknown_identity", LogInError::Refused)));
    };
    match account.state {
        AccountState::Active => {}
        AccountState::Disabled => return Ok(Err(("disabled", LogInError::Refused))),
        AccountState::Invited => return Ok(Err(("not_accepted", LogInError::Refused))),
    }
    let seats = seats_of(account)?;
    let seat = wanted.map_or(seats.first(), |seat| seats.get(seat)).cloned();
    Ok(seat.map(|seat| (account, seat)).ok_or(("no_such_seat", LogInError::NoSeat)))
}

/// Ties an account to who somebody is to a provider of sign-on. One that nobody
/// had taken may log in there from now on, and its invitation is over.
///
/// # Errors
///
/// When the caller may not, or it is their own account; when another account
/// is tied to it; when there is no such account, or the store fails.
pub fn tie_account<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a TieAccount,
) -> UseCase<'a, ()> {
    office.run(call, ("tie_account", command), async move |work| {
        let TieAccount { account: id, external } = command;
        work.may_manage(&format!("tie_account {id}")).await?;
        let mut account = work.account_to_manage(id).await?;
        if external.issuer.is_empty() || external.subject.is_empty() {
            return Err(CaseError::wrong(
                "`issuer` or `subject` is empty: expected both as the provider writes them",
            ));
        }
        let tied = work.writer.account_by_external(external).await?;
        if tied.is_some_and(|tied| tied.id != *id) {
            return Err(CaseError::AccountTaken("external"));
        }
        account.profile.external.insert(external.clone());
        if account.state == AccountState::Invited {
            account.state = AccountState::Active;
            work.writer.remove_invitation(id).await?;
        }
        Ok(work.writer.put_account(&account).await?)
    })
}

/// Unties an account from who somebody is to a provider. Its sessions are over
/// at once.
///
/// # Errors
///
/// When the caller may not, or it is their own account; when there is no such
/// account, it is not tied to it, or could not log in any more; when the store
/// fails.
pub fn untie_account<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a TieAccount,
) -> UseCase<'a, ()> {
    office.run(call, ("untie_account", command), async move |work| {
        let TieAccount { account: id, external } = command;
        work.may_manage(&format!("untie_account {id}")).await?;
        let mut account = work.account_to_manage(id).await?;
        if !account.profile.external.remove(external) {
            return Err(CaseError::wrong(format!(
                "account `{id}` is not tied to that: expected who they are to a provider"
            )));
        }
        let has_password = work.writer.credential(id).await?.is_some();
        if account.profile.external.is_empty() && !has_password {
            return Err(CaseError::wrong(format!(
                "account `{id}` could not log in any more: expected another way; disable it, or \
                     reset it"
            )));
        }
        work.writer.end_sessions(id).await?;
        Ok(work.writer.put_account(&account).await?)
    })
}

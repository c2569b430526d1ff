//! Accounts as they are read.

use std::collections::BTreeSet;

use etablera_domain::event::Moment;
use etablera_domain::{AccountId, ActorId};
use etablera_storage::{Account, AccountState, ExternalIdentity, LoginName};
use serde::Serialize;

use super::seat::{Seat, seats_of};
use crate::office::commands::commands;
use crate::office::{Call, CaseError, Office, UseCase, Work};
use crate::policy::Action;

commands! {
    /// Asks for an account.
    ReadAccount {
        /// Which.
        account: AccountId,
    }
}

/// An account as it is read; nothing in it proves anything.
#[derive(Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct AccountShown {
    /// Names it.
    pub account: AccountId,
    /// What they log in as.
    pub login: LoginName,
    /// What stands in the log for them.
    pub actor: ActorId,
    /// What they are called.
    pub name: String,
    /// Where mail reaches them.
    pub email: Option<String>,
    /// Whether it may log in: `invited`, `active` or `disabled`.
    pub state: &'static str,
    /// What it acts as.
    pub seats: BTreeSet<Seat>,
    /// Whether it has a password.
    pub password: bool,
    /// Whether it has a second factor.
    pub factor: bool,
    /// How many recovery codes are left.
    pub recovery_codes: usize,
    /// Who they are to providers of sign-on.
    pub external: BTreeSet<ExternalIdentity>,
    /// When it was made.
    pub made_at: Moment,
}

/// Every account, ordered by name and id. Those of somebody whom the caller may
/// not know of are left out.
///
/// # Errors
///
/// When the caller may not, or the store fails.
pub fn list_accounts<'a>(office: &'a Office, call: &'a Call) -> UseCase<'a, Vec<AccountShown>> {
    office.look(call, async move |work| {
        work.may_manage("list_accounts").await?;
        let mut all = Vec::new();
        for account in work.writer.accounts().await? {
            if work.may_know_of(&account).await? {
                all.push(work.shown(account).await?);
            }
        }
        all.sort_by(|one, other| (&one.name, &one.account).cmp(&(&other.name, &other.account)));
        Ok(all)
    })
}

/// An account: one's own, or for who may manage them any.
///
/// # Errors
///
/// When the caller may not, there is no such account or it is of somebody whom
/// the caller may not know of, or the store fails.
pub fn read_account<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a ReadAccount,
) -> UseCase<'a, AccountShown> {
    office.look(call, async move |work| {
        let account = work.account_to_read(&command.account, "read_account").await?;
        work.shown(account).await
    })
}

impl Work<'_> {
    /// An account that is the caller's own, or that they may manage and know
    /// of; that they looked stands in the access log.
    pub(super) async fn account_to_read(
        &mut self,
        id: &AccountId,
        action: &str,
    ) -> Result<Account, CaseError> {
        let account = self.writer.account(id).await?;
        let actor = &self.call.caller.actor;
        if let Some(own) = account.as_ref().filter(|account| account.actor == *actor) {
            self.log_done(action, None, Some(format!("account {id}")));
            return Ok(own.clone());
        }
        self.may_manage(&format!("{action} {id}")).await?;
        let absent = || CaseError::NoAccount(id.clone());
        let account = account.ok_or_else(absent)?;
        if self.may_know_of(&account).await? { Ok(account) } else { Err(absent()) }
    }

    /// Whether the caller may know of everybody whose record an account is of.
    async fn may_know_of(&mut self, account: &Account) -> Result<bool, CaseError> {
        for subject in account.seats.iter().filter_map(|seat| seat.is.as_ref()) {
            let resource = self.resource(subject).await?;
            if !self.may_silently(Action::KnowOf, &resource) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    async fn shown(&mut self, account: Account) -> Result<AccountShown, CaseError> {
        let credential = self.writer.credential(&account.id).await?;
        let factor = credential.as_ref().and_then(|credential| credential.factor.as_ref());
        Ok(AccountShown {
            seats: seats_of(&account)?,
            password: credential.is_some(),
            factor: factor.is_some(),
            recovery_codes: factor.map_or(0, |factor| factor.recovery.len()),
            account: account.id,
            login: account.profile.login,
            actor: account.actor,
            name: account.profile.name,
            email: account.profile.email,
            state: AccountState::name(account.state),
            external: account.profile.external,
            made_at: account.made_at,
        })
    }
}

//! Inviting somebody to an account.

use std::collections::BTreeSet;

use etablera_domain::event::{Moment, Subject};
use etablera_domain::{AccountId, ActorId};
use etablera_storage::{Account, AccountState, LoginName, Profile, StoredInvitation, Writer};
use serde::Serialize;

use super::door::{NOBODY, finish, of_account};
use super::logins::Logins;
use super::manage::{checked, not_ones_own};
use super::seat::Seat;
use super::secret::Secret;
use super::settings::{Settings, after, minutes};
use crate::office::call::new_uuid;
use crate::office::commands::commands;
use crate::office::{Call, CaseError, Office, UseCase, Work};
use crate::policy::{Action, Role};

commands! {
    /// Invites somebody to an account.
    InviteAccount {
        /// What they log in as.
        login: LoginName,
        /// What stands in the log for them.
        actor: ActorId,
        /// What they are called.
        name: String,
        /// Where mail reaches them.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        email: Option<String>,
        /// What they act as.
        seats: BTreeSet<Seat>,
    }
    /// Invites the first administrator.
    FirstAdministrator {
        /// What they log in as.
        login: LoginName,
        /// What stands in the log for them.
        actor: ActorId,
        /// What they are called.
        name: String,
        /// Where mail reaches them.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        email: Option<String>,
    }
    /// Invites somebody anew who has lost their password or second factor.
    ResetAccount {
        /// Whom.
        account: AccountId,
    }
}

/// What lets somebody take an account. It is told once, and kept as a hash.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub struct Invitation {
    /// Which account.
    pub account: AccountId,
    /// What they take it with.
    pub token: Secret,
    /// From when on it is of no use.
    pub expires: Moment,
}

/// Invites somebody to an account.
///
/// # Errors
///
/// When the caller may not, or invites themselves; when somebody has the login
/// name or actor; when a seat makes no sense, or the store fails.
pub fn invite_account<'a>(
    office: &'a Office,
    logins: &'a Logins,
    call: &'a Call,
    command: &'a InviteAccount,
) -> UseCase<'a, Invitation> {
    office.act(call, async move |work| {
        let id = account_id(call.now)?;
        work.may_manage(&format!("invite_account {id}")).await?;
        let InviteAccount { login, actor, name, email, seats } = command;
        not_ones_own(call, actor)?;
        let profile = profile((login, name, email.as_deref()))?;
        let account = Account {
            id,
            actor: actor.clone(),
            state: AccountState::Invited,
            made_at: call.now,
            profile,
            seats: checked(seats)?,
        };
        enter(&mut work.writer, &account).await?;
        invitation(&mut work.writer, logins.settings(), call.now, account.id).await
    })
}

/// Invites the first administrator of an installation, whom nobody is there to
/// invite. Whoever can ask this has the store and its keys.
///
/// # Errors
///
/// As soon as there is any account; when the store fails.
pub async fn first_administrator(
    office: &Office,
    logins: &Logins,
    now: Moment,
    command: &FirstAdministrator,
) -> Result<Invitation, CaseError> {
    let FirstAdministrator { login, actor, name, email } = command;
    let mut writer = office.store.write().await?;
    if writer.has_accounts().await? {
        return Err(CaseError::wrong(
            "there are accounts already: expected an administrator to invite others, or to reset \
             an account whose invitation is lost",
        ));
    }
    let organisation = office.organisation.clone();
    let seat = Seat { role: Role::Administrator, organisation, is: None };
    let account = Account {
        id: account_id(now)?,
        actor: actor.clone(),
        state: AccountState::Invited,
        made_at: now,
        profile: profile((login, name, email.as_deref()))?,
        seats: checked(&[seat].into())?,
    };
    enter(&mut writer, &account).await?;
    let invitation = invitation(&mut writer, logins.settings(), now, account.id.clone()).await?;
    finish(writer, of_account(now, "first_administrator", Some(&account), None)).await?;
    Ok(invitation)
}

/// Invites somebody anew: password, second factor and ties are gone, sessions
/// are over and tokens taken back.
///
/// # Errors
///
/// When the caller may not, or asks it for themselves; when there is no such
/// account or it is disabled; when the store fails.
pub fn reset_account<'a>(
    office: &'a Office,
    logins: &'a Logins,
    call: &'a Call,
    command: &'a ResetAccount,
) -> UseCase<'a, Invitation> {
    office.act(call, async move |work| {
        let ResetAccount { account: id } = command;
        work.may_manage(&format!("reset_account {id}")).await?;
        let mut account = work.account_to_manage(id).await?;
        if account.state == AccountState::Disabled {
            return Err(CaseError::wrong(format!(
                "account `{id}` is disabled: expected one that is not; enable it first"
            )));
        }
        account.state = AccountState::Invited;
        account.profile.external.clear();
        let writer = &mut work.writer;
        writer.put_account(&account).await?;
        writer.put_credential(id, None).await?;
        writer.end_sessions(id).await?;
        writer.revoke_tokens(id, call.now).await?;
        invitation(writer, logins.settings(), call.now, id.clone()).await
    })
}

impl Work<'_> {
    /// Goes on only if the caller may manage accounts; what they do stands in
    /// the access log.
    pub(super) async fn may_manage(&mut self, what: &str) -> Result<(), CaseError> {
        let asked = self.may(Action::ManageUsers, &Subject::System).await;
        self.note_purpose(what);
        asked.map(|_| ())
    }

    /// An account that is not the caller's own.
    pub(super) async fn account_to_manage(&mut self, id: &AccountId) -> Result<Account, CaseError> {
        let account = self.writer.account(id).await?;
        let account = account.ok_or_else(|| CaseError::NoAccount(id.clone()))?;
        not_ones_own(self.call, &account.actor)?;
        Ok(account)
    }
}

fn account_id(now: Moment) -> Result<AccountId, CaseError> {
    let id = new_uuid(now).to_string();
    id.parse().map_err(|_| CaseError::wrong(format!("`{id}` is no id")))
}

fn profile((login, name, email): (&LoginName, &str, Option<&str>)) -> Result<Profile, CaseError> {
    let name = name.trim().to_owned();
    if name.is_empty() {
        return Err(CaseError::wrong("`name` is empty: expected what they are called"));
    }
    let email = email.map(|email| email.trim().to_owned());
    Ok(Profile { login: login.clone(), name, email, external: BTreeSet::new() })
}

/// Enters a new account, unless somebody has its login name or actor.
async fn enter(writer: &mut Writer, account: &Account) -> Result<(), CaseError> {
    let has_login = writer.account_by_login(&account.profile.login).await?.is_some();
    if has_login {
        return Err(CaseError::AccountTaken("login"));
    }
    let has_actor = writer.account_of(&account.actor).await?.is_some();
    // It stands in the access log for whoever is not known.
    if has_actor || account.actor.as_str() == NOBODY {
        return Err(CaseError::AccountTaken("actor"));
    }
    Ok(writer.put_account(account).await?)
}

async fn invitation(
    writer: &mut Writer,
    settings: &Settings,
    now: Moment,
    account: AccountId,
) -> Result<Invitation, CaseError> {
    let token = Secret::draw()?;
    let expires = after(now, minutes(settings.invitation_minutes));
    let stored = StoredInvitation {
        account: account.clone(),
        made_at: now,
        expires_at: expires,
        pending: None,
    };
    writer.put_invitation(&token.hash(), &stored).await?;
    Ok(Invitation { account, token, expires })
}

//! Taking an account that one was invited to.

use etablera_domain::event::Moment;
use etablera_storage::{
    Account, AccountState, Credential, ExternalIdentity, Reader, StoredInvitation, Writer,
};
use serde::{Deserialize, Serialize};

use super::door::{finish, of_account};
use super::error::LogInError;
use super::factor;
use super::logins::Logins;
use super::password::Password;
use super::seat::seats_of;
use super::secret::Secret;
use super::settings::{after, minutes};
use crate::office::Office;

/// Takes an account with a password of one's own.
#[derive(Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AcceptInvitation {
    /// The token of the invitation.
    pub token: Secret,
    /// The password.
    pub password: Password,
    /// Whether to have a second factor where none is needed.
    #[serde(default)]
    pub factor: bool,
}

/// What comes of taking an account.
#[derive(Debug, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Accepted {
    /// It may log in.
    Active {},
    /// A first code is still to be shown.
    Confirm {
        /// What this goes on with, in place of the invitation, which is used.
        token: Secret,
        /// The address that a second factor is set up from: `otpauth://…`.
        uri: Secret,
        /// Its secret, for who types it.
        secret: Secret,
        /// From when on it is too late.
        expires: Moment,
    },
}

/// Shows a first code.
#[derive(Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConfirmFactor {
    /// The token that accepting gave.
    pub token: Secret,
    /// The code.
    pub code: Secret,
}

/// An account with a second factor.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub struct Confirmed {
    /// Codes for when the second factor is lost: each once.
    pub recovery: Vec<Secret>,
}

/// Takes an account by logging in elsewhere.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AcceptExternal {
    /// The token of the invitation.
    pub token: Secret,
    /// Who they are to the provider, which has proved it.
    pub external: ExternalIdentity,
}

/// Takes an account with a password of one's own. An account that needs a
/// second factor, or is to have one, goes on with [`confirm_factor`] and may
/// log in after that; the invitation is used either way.
///
/// # Errors
///
/// [`LogInError::Invitation`] for one that there is not, that is used or that
/// has expired; [`LogInError::Password`] for a password that will not do, after
/// which it can be tried again; when the store fails.
pub async fn accept_invitation(
    office: &Office,
    logins: &Logins,
    now: Moment,
    command: &AcceptInvitation,
) -> Result<Accepted, LogInError> {
    let mut reader = office.store.read().await?;
    let (_, account) = invited(&mut reader, now, &command.token).await?;
    drop(reader);
    command.password.check(&account.profile.login)?;
    let password = logins.hash(&command.password).await?;
    let mut writer = office.store.write().await?;
    // Somebody else may have used it meanwhile.
    let (invitation, account) = invited(&mut writer, now, &command.token).await?;
    let settings = logins.settings();
    let needed = seats_of(&account)?.iter().any(|seat| settings.needs_factor(seat.role));
    let mut credential = Credential { password, factor: None };
    if !needed && !command.factor {
        return activate(writer, now, account, Some(&credential))
            .await
            .map(|()| Accepted::Active {});
    }
    let drawn = factor::draw()?;
    let (uri, secret) = factor::told(&drawn, &settings.issuer, &account.profile.login)
        .map_err(|error| LogInError::Hashing(error.to_string()))?;
    credential.factor = Some(drawn);
    let (token, expires) = (Secret::draw()?, after(now, minutes(settings.confirmation_minutes)));
    let pending = Some(credential);
    let going_on = StoredInvitation { expires_at: expires, pending, ..invitation };
    writer.put_invitation(&token.hash(), &going_on).await?;
    finish(writer, of_account(now, "accept_invitation", Some(&account), None)).await?;
    Ok(Accepted::Confirm { token, uri, secret, expires })
}

/// Shows the first code of a second factor: the account may log in from then
/// on. The code is used.
///
/// # Errors
///
/// [`LogInError::Invitation`] without such a token, or too late;
/// [`LogInError::Code`] for a wrong code, after which it can be tried again;
/// when the store fails.
pub async fn confirm_factor(
    office: &Office,
    now: Moment,
    command: &ConfirmFactor,
) -> Result<Confirmed, LogInError> {
    let mut writer = office.store.write().await?;
    let (invitation, account) = opened(&mut writer, now, &command.token).await?;
    let mut credential = invitation.pending.ok_or(LogInError::Invitation)?;
    let factor = credential.factor.as_mut().ok_or(LogInError::Invitation)?;
    factor::consume(factor, Some(&command.code), now).map_err(|_| LogInError::Code)?;
    let (recovery, hashes) = factor::recovery()?;
    factor.recovery = hashes;
    activate(writer, now, account, Some(&credential)).await?;
    Ok(Confirmed { recovery })
}

/// Takes an account by logging in elsewhere: without a password here, and with
/// whatever second factor is asked for there.
///
/// # Errors
///
/// [`LogInError::Invitation`] as for [`accept_invitation`], and for who has an
/// account already; when the store fails.
pub async fn accept_external(
    office: &Office,
    now: Moment,
    command: &AcceptExternal,
) -> Result<(), LogInError> {
    let mut writer = office.store.write().await?;
    let (_, mut account) = invited(&mut writer, now, &command.token).await?;
    let tied = writer.account_by_external(&command.external).await?;
    if tied.is_some_and(|tied| tied.id != account.id) {
        return Err(LogInError::Invitation);
    }
    account.profile.external.insert(command.external.clone());
    activate(writer, now, account, None).await
}

/// Lets an account log in, and ends its invitation.
async fn activate(
    mut writer: Writer,
    now: Moment,
    mut account: Account,
    credential: Option<&Credential>,
) -> Result<(), LogInError> {
    account.state = AccountState::Active;
    writer.put_account(&account).await?;
    writer.put_credential(&account.id, credential).await?;
    writer.remove_invitation(&account.id).await?;
    writer.clear_failed_log_ins(&account.profile.login).await?;
    Ok(finish(writer, of_account(now, "activate_account", Some(&account), None)).await?)
}

/// An invitation that nobody has used, and its account.
async fn invited(
    reader: &mut Reader,
    now: Moment,
    token: &Secret,
) -> Result<(StoredInvitation, Account), LogInError> {
    let (invitation, account) = opened(reader, now, token).await?;
    match invitation.pending {
        None => Ok((invitation, account)),
        Some(_) => Err(LogInError::Invitation),
    }
}

/// The invitation with a token that has not expired, and its account, which
/// nobody has taken.
async fn opened(
    reader: &mut Reader,
    now: Moment,
    token: &Secret,
) -> Result<(StoredInvitation, Account), LogInError> {
    let invitation = reader.invitation(&token.hash()).await?;
    let invitation = invitation.filter(|invitation| now < invitation.expires_at);
    let invitation = invitation.ok_or(LogInError::Invitation)?;
    let account = reader.account(&invitation.account).await?;
    let account = account.filter(|account| account.state == AccountState::Invited);
    Ok((invitation, account.ok_or(LogInError::Invitation)?))
}

//! New recovery codes.

use etablera_domain::event::Moment;
use serde::Deserialize;

use super::accept::Confirmed;
use super::door::{Attempt, Proof, Proven, compare, finish, of_account, prove};
use super::error::LogInError;
use super::factor;
use super::logins::Logins;
use super::password::Password;
use super::secret::Secret;
use super::session::live;
use crate::office::Office;

/// Asks for new recovery codes.
#[derive(Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RenewRecovery {
    /// The password.
    pub password: Password,
    /// A code that is good now: six digits, or one of recovery.
    pub code: Secret,
}

/// Gives whoever is logged in ten new recovery codes; those of before are of no
/// use any more.
///
/// # Errors
///
/// [`LogInError::Over`] without a session or for an account without a second
/// factor, [`LogInError::Refused`], [`LogInError::Locked`], and when the store
/// fails.
pub async fn renew_recovery(
    office: &Office,
    logins: &Logins,
    now: Moment,
    token: &str,
    command: &RenewRecovery,
) -> Result<Confirmed, LogInError> {
    let mut reader = office.store.read().await?;
    let account = live(&mut reader, logins.settings(), now, token).await?.account;
    let credential = reader.credential(&account.id).await?;
    drop(reader);
    credential.filter(|credential| credential.factor.is_some()).ok_or(LogInError::Over)?;
    let login = &account.profile.login;
    let attempt = Attempt { office, logins, now, action: "renew_recovery" };
    let compared = compare(&attempt, login, &command.password).await?;
    let proof = Proof { compared, login, code: Some(&command.code) };
    let Proven { mut writer, account, mut credential } = prove(&attempt, proof).await?;
    let (recovery, hashes) = factor::recovery()?;
    let factor = credential.factor.as_mut().ok_or(LogInError::Over)?;
    factor.recovery = hashes;
    writer.put_credential(&account.id, Some(&credential)).await?;
    finish(writer, of_account(now, attempt.action, Some(&account), None)).await?;
    Ok(Confirmed { recovery })
}

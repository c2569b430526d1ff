//! Logging in with a password.

use etablera_domain::event::Moment;
use etablera_storage::{Access, LoginName};
use serde::Deserialize;

use super::door::{Attempt, Proof, Proven, compare, finish, of_account, prove};
use super::error::LogInError;
use super::logins::Logins;
use super::password::Password;
use super::seat::{Seat, open_seats};
use super::secret::Secret;
use super::session::{SessionStarted, begin};
use crate::office::Office;

/// Logs in.
#[derive(Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LogIn {
    /// As whom.
    pub login: LoginName,
    /// The password.
    pub password: Password,
    /// A code that is good now, where the account has a second factor: six
    /// digits, or one of recovery.
    #[serde(default)]
    pub code: Option<Secret>,
    /// What to act as; by default the first seat of the account.
    #[serde(default)]
    pub seat: Option<Seat>,
}

/// Logs in, whatever browser it is with a new token. That it was tried stands
/// in the access log, with the reason that the one who tries is not told.
///
/// # Errors
///
/// [`LogInError::Refused`] for whatever does not go together, the same to the
/// letter for an account that there is not; [`LogInError::Locked`] after too
/// many failures, also if everything is right; [`LogInError::NoSeat`] for who
/// is let in and does not act as what they ask; when the store fails.
pub async fn log_in(
    office: &Office,
    logins: &Logins,
    now: Moment,
    command: &LogIn,
) -> Result<SessionStarted, LogInError> {
    let LogIn { login, password, code, seat } = command;
    let attempt = Attempt { office, logins, now, action: "log_in" };
    let compared = compare(&attempt, login, password).await?;
    let proof = Proof { compared, login, code: code.as_ref() };
    let Proven { mut writer, account, credential } = prove(&attempt, proof).await?;
    let seats = open_seats(logins.settings(), &account, Some(&credential))?;
    let seat = match seat {
        Some(seat) => seats.get(seat),
        None => seats.first(),
    };
    let Some(seat) = seat.cloned() else {
        let access = of_account(now, attempt.action, Some(&account), None);
        let because = vec!["no_such_seat".to_owned()];
        finish(writer, Access { allowed: false, because, ..access }).await?;
        return Err(LogInError::NoSeat);
    };
    let started = begin(&mut writer, logins.settings(), now, (&account, &seat)).await?;
    let access = of_account(now, attempt.action, Some(&account), Some(&seat.stored()));
    finish(writer, access).await?;
    Ok(started)
}

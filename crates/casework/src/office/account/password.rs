//! Passwords.

use std::fmt;

use etablera_domain::event::Moment;
use etablera_storage::LoginName;
use serde::{Deserialize, Deserializer};
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use super::door::{Attempt, Proof, Proven, compare, finish, of_account, prove};
use super::error::LogInError;
use super::logins::Logins;
use super::secret::Secret;
use super::session::live;
use crate::office::Office;

/// A password, in one form of letters with marks. It is wiped when dropped and
/// never shown.
#[derive(Clone, schemars::JsonSchema)]
#[schemars(extend("format" = "password", "examples" = ["twelve letters or more"]))]
pub struct Password(#[schemars(with = "String")] Zeroizing<String>);

/// Why a password will not do. There are no other rules: what it is made of is
/// for its owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PasswordFault {
    /// It is short.
    #[error("the password is too short: expected {} characters or more", Password::SHORTEST)]
    Short,
    /// It is long.
    #[error("the password is too long: expected at most {} bytes", Password::LONGEST)]
    Long,
    /// It is what somebody logs in as.
    #[error("the password is the login name: expected another")]
    IsLoginName,
}

impl Password {
    /// The fewest characters that a new one has.
    pub const SHORTEST: usize = 12;
    /// The most bytes that are looked at.
    pub const LONGEST: usize = 1024;

    /// The password that a text is.
    #[must_use]
    pub fn new(text: &str) -> Self {
        // More is refused in any case, and not worth the work.
        if text.len() > Self::LONGEST {
            return Self(Zeroizing::new(text.to_owned()));
        }
        // A letter and its marks compose to no more bytes than they have, or
        // seldom: grown, a text would leave a copy behind.
        let mut composed = Zeroizing::new(String::with_capacity(text.len() * 3));
        composed.extend(text.nfc());
        Self(composed)
    }

    pub(super) fn bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }

    /// Whether it is so long that it is nobody's.
    pub(super) fn is_too_long(&self) -> bool {
        self.0.len() > Self::LONGEST
    }

    /// Whether it will do for an account.
    pub(super) fn check(&self, login: &LoginName) -> Result<(), PasswordFault> {
        if self.is_too_long() {
            return Err(PasswordFault::Long);
        }
        if self.0.chars().count() < Self::SHORTEST {
            return Err(PasswordFault::Short);
        }
        match self.0.parse::<LoginName>() {
            Ok(same) if same == *login => Err(PasswordFault::IsLoginName),
            _ => Ok(()),
        }
    }
}

impl<'de> Deserialize<'de> for Password {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Secret::deserialize(deserializer).map(|text| Self::new(text.expose()))
    }
}

/// Nothing of it.
impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

/// Chooses another password.
#[derive(Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangePassword {
    /// The one that they have.
    pub current: Password,
    /// A code that is good now, where the account has a second factor.
    #[serde(default)]
    pub code: Option<Secret>,
    /// The one that they want.
    pub new: Password,
}

/// Chooses another password for whoever is logged in. Every session of theirs
/// ends, this one too. A wrong current password counts like a log-in that
/// failed.
///
/// # Errors
///
/// [`LogInError::Over`] without a session or for an account without a password,
/// [`LogInError::Refused`], [`LogInError::Locked`], [`LogInError::Password`] if
/// the new one will not do, and when the store fails.
pub async fn change_password(
    office: &Office,
    logins: &Logins,
    now: Moment,
    token: &str,
    command: &ChangePassword,
) -> Result<(), LogInError> {
    let mut reader = office.store.read().await?;
    let account = live(&mut reader, logins.settings(), now, token).await?.account;
    let has_password = reader.credential(&account.id).await?.is_some();
    drop(reader);
    if !has_password {
        return Err(LogInError::Over);
    }
    let login = &account.profile.login;
    command.new.check(login)?;
    let attempt = Attempt { office, logins, now, action: "change_password" };
    let compared = compare(&attempt, login, &command.current).await?;
    let hashed = logins.hash(&command.new).await?;
    let proof = Proof { compared, login, code: command.code.as_ref() };
    let Proven { mut writer, account, mut credential } = prove(&attempt, proof).await?;
    credential.password = hashed;
    writer.put_credential(&account.id, Some(&credential)).await?;
    writer.end_sessions(&account.id).await?;
    let access = of_account(now, attempt.action, Some(&account), None);
    Ok(finish(writer, access).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_has_a_length_and_no_other_rule() {
        let login: LoginName = "anna@example.org".parse().unwrap();
        let check = |text: &str| Password::new(text).check(&login);
        assert_eq!(check("elva tecken"), Err(PasswordFault::Short));
        assert_eq!(check("tolv tecken!"), Ok(()));
        // Characters, not bytes: six of two bytes are six.
        assert_eq!(check("åäöåäö"), Err(PasswordFault::Short));
        assert_eq!(check(&"a".repeat(12)), Ok(()));
        assert_eq!(check(&"a".repeat(Password::LONGEST)), Ok(()));
        assert_eq!(check(&"a".repeat(Password::LONGEST + 1)), Err(PasswordFault::Long));
        assert_eq!(check(" Anna@Example.ORG "), Err(PasswordFault::IsLoginName));
        assert_eq!(check("anna@example.org!"), Ok(()));
    }

    #[test]
    fn a_password_is_the_same_however_its_letters_are_put_together() {
        assert_eq!(Password::new("A\u{30a}").bytes(), Password::new("\u{c5}").bytes());
        assert_ne!(Password::new("Å").bytes(), Password::new("å").bytes());
        assert_eq!(format!("{:?}", Password::new("hemligt")), "Password(…)");
    }
}

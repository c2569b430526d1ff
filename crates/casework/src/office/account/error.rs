//! Why somebody is not let in.

use etablera_domain::event::Moment;
use etablera_storage::{NoRandom, StoreError};

use super::password::PasswordFault;

/// Why somebody is not let in. None says who has an account, or repeats what
/// was given.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LogInError {
    /// The login name, password and code do not go together. Which of them is
    /// wrong, and whether there is such an account, is not said.
    #[error(
        "you are not logged in: expected a login name and its password and, for an account with a \
         second factor, a code that is good now"
    )]
    Refused,
    /// It failed too often with this login name, whether there is such an
    /// account or not.
    #[error("logging in has failed too often: expected no try before {until}")]
    Locked {
        /// When it may be tried again.
        until: Moment,
    },
    /// The account does not act as that, or not without a second factor.
    #[error("the account does not act as that: expected one of its own seats")]
    NoSeat,
    /// The session or token is none, has ended, or belongs to an account that
    /// may not log in.
    #[error("the session or token has ended: log in again, or use another token")]
    Over,
    /// The invitation is none, was used, or has expired.
    #[error("the invitation is used, expired or none: expected one that is new")]
    Invitation,
    /// The first code is wrong.
    #[error("the code is wrong: expected the six digits that are shown now")]
    Code,
    /// The password that was chosen will not do.
    #[error(transparent)]
    Password(#[from] PasswordFault),
    /// Passwords cannot be hashed.
    #[error("the password cannot be hashed: {0}")]
    Hashing(String),
    /// The system gave no random bytes.
    #[error(transparent)]
    NoRandom(#[from] NoRandom),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

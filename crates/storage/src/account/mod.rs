//! Who may log in, and what they prove it by: one file a table.
//!
//! | table | what | sealed |
//! |---|---|---|
//! | `account`, `account_name`, `seat` | who has a login, how it is found, what it may act as | who they are |
//! | `account` | password, second factor, recovery codes | yes |
//! | `session` | who is logged in | a hash of the token |
//! | `api_token` | what programs prove themselves by | a hash of the token, the label |
//! | `invitation` | what lets somebody take an account | a hash of the token, what is chosen |
//! | `failed_log_in` | how often in a row it has failed | a keyed hash of the name |
//!
//! Nothing here decides whether somebody may log in.

mod api_token;
mod credential;
mod failed_log_in;
mod invitation;
mod login_name;
mod profile;
mod register;
mod seat;
mod session;

pub use api_token::StoredToken;
pub use credential::{Credential, Factor};
pub use failed_log_in::FailedLogIns;
pub use invitation::StoredInvitation;
pub use login_name::{LoginName, ParseLoginNameError};
pub use profile::{ExternalIdentity, Profile};
pub use register::{Account, AccountState, ParseAccountStateError};
pub use seat::StoredSeat;
pub use session::StoredSession;

pub(crate) use api_token::place as api_token_place;
pub(crate) use credential::place as credential_place;
pub(crate) use invitation::place as invitation_place;
pub(crate) use profile::place as profile_place;

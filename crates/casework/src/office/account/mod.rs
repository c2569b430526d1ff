//! Who may log in: accounts, sessions and tokens.
//!
//! What a person does to log in asks no policy, for nobody is there yet to ask
//! about: [`log_in`], [`session`], [`by_token`] and [`accept_invitation`] take
//! the moment and a proof. What is done about accounts takes a
//! [`Call`](super::Call) like any other use case. Both write into the access
//! log. How many tries an address has is for whoever knows addresses.
//!
//! Nothing that proves somebody is kept in clear, and nothing is shown twice:
//! a [`Secret`] is written out where it is made, and then it is gone.

mod accept;
mod api_token;
mod door;
mod error;
mod external;
mod factor;
mod invite;
mod lock_out;
mod log_in;
mod logins;
mod manage;
mod password;
mod recovery;
mod scope;
mod seat;
mod secret;
mod session;
mod settings;
mod show;
mod token_text;
mod told;

pub use accept::{
    AcceptExternal, AcceptInvitation, Accepted, ConfirmFactor, Confirmed, accept_external,
    accept_invitation, confirm_factor,
};
pub use api_token::{
    Holder, IssueToken, ListTokens, RevokeToken, TokenIssued, TokenShown, by_token, issue_token,
    list_tokens, revoke_token,
};
pub use error::LogInError;
pub use external::{LogInExternal, TieAccount, log_in_external, tie_account, untie_account};
pub use invite::{
    FirstAdministrator, Invitation, InviteAccount, ResetAccount, first_administrator,
    invite_account, reset_account,
};
pub use log_in::{LogIn, log_in};
pub use logins::Logins;
pub use manage::{
    ChangeSeats, DisableAccount, EnableAccount, change_seats, disable_account, enable_account,
};
pub use password::{ChangePassword, Password, PasswordFault, change_password};
pub use recovery::{RenewRecovery, renew_recovery};
pub use scope::{ParseScopeError, Scope, Scopes};
pub use seat::Seat;
pub use secret::Secret;
pub use session::{Session, SessionStarted, log_out, log_out_everywhere, session, take_seat};
pub use settings::{Hashing, LockOut, SessionTimes, Settings, SettingsError};
pub use show::{AccountShown, ReadAccount, list_accounts, read_account};
pub use told::{AccountTold, TimeTold, TokenTold};

pub use etablera_storage::{AccountState, ExternalIdentity, LoginName};

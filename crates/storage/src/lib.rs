//! The append-only case log and the registers of persons: SQLite in one file
//! by default, PostgreSQL for an organisation, with one behaviour.
//!
//! A [`Store`] gives a [`Reader`], which sees one state of everything, or the
//! one [`Writer`], whose events and records are all written or none. What is
//! about a person stands in registers beside the log, sealed with a
//! [`Keyring`], and can be erased while the log stays whole. Nothing here
//! decides who may do what, or reads a clock: times and ids are given.

mod account;
mod address;
mod among;
mod append;
mod backup;
mod chain;
mod clock;
mod copy;
mod db;
mod error;
mod head;
mod key_check;
mod keys;
mod log;
mod migrate;
mod opening;
mod progress;
mod projection;
mod register;
mod request;
mod restore;
mod setting;
mod store;
mod together;
mod verify;

pub use account::{
    Account, AccountState, Credential, ExternalIdentity, Factor, FailedLogIns, LoginName,
    ParseAccountStateError, ParseLoginNameError, Profile, StoredInvitation, StoredSeat,
    StoredSession, StoredToken,
};
pub use address::{Address, ParseAddressError};
pub use chain::{Hash, ParseHashError};
pub use clock::AcceptedClock;
pub use error::StoreError;
pub use head::{Ends, ParseHeadError};
pub use keys::{
    Context, Key, KeyFileError, KeyId, Keyring, KeyringError, KeyringFault, NoRandom,
    ParseKeyIdError, ParseKeyringError, Purpose, SealError, key_of, system_random,
};
pub use log::{Expected, Head};
pub use opening::Opening;
pub use progress::Progress;
pub use register::{
    Access, Alike, Contacts, Document, DocumentKind, Erasure, Kept, Logged, Numbered, Person,
    PostalAddress, Receipt, ReferralRow, SameAs, Special, SpecialAudit, SpecialIndicator,
    SpecialPurpose, SpecialSubsidy, SpecialView, Warrant,
};
pub use request::Request;
pub use store::{Reader, Store, Writer};
pub use together::Together;
pub use verify::{Finding, Place, Verification};

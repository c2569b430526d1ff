//! Encryption at rest: what is written about a person is sealed before it
//! reaches a store, so that a copy of the store without the key file says
//! little about anybody.
//!
//! A [`Keyring`] is read from a text of its own (`format`), which may stand in
//! a file (`file`). It seals and opens records (`seal`), makes tokens by which
//! a record is found without opening every row (`token`), and recognises the
//! store that it belongs to (`check`).

mod check;
mod file;
mod format;
mod key;
mod keyring;
mod seal;
mod token;

pub use file::KeyFileError;
pub use format::{KeyringFault, ParseKeyringError};
pub use key::{Key, KeyId, NoRandom, ParseKeyIdError, Purpose, system_random};
pub use keyring::{Keyring, KeyringError};
pub use seal::{Context, SealError, key_of};

//! The append-only case log and the registers of persons: SQLite in one file
//! by default, PostgreSQL for an organisation, with one behaviour.

mod address;
mod chain;
mod keys;

pub use address::{Address, ParseAddressError};
pub use chain::Hash;
pub use keys::{
    Context, Key, KeyFileError, KeyId, Keyring, KeyringError, KeyringFault, NoRandom,
    ParseKeyIdError, ParseKeyringError, Purpose, SealError, key_of, system_random,
};

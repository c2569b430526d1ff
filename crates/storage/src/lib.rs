//! The append-only case log and the registers of persons: SQLite in one file
//! by default, PostgreSQL for an organisation, with one behaviour.

mod address;
mod chain;

pub use address::{Address, ParseAddressError};
pub use chain::Hash;

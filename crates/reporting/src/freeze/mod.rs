//! A period as it was reported, frozen, and what was edited since.
//!
//! A [`Snapshot`] is the records of a report under their keys, in bytes of one
//! form only, with their SHA-256. Once frozen, a period takes no change; what
//! is known now is compared with it, and the difference is a list of
//! [`Correction`]s, which a new version may be frozen with. Each version holds
//! the hash of the one before.

mod book;
mod canonical;
mod correction;
mod hash;
mod snapshot;

pub use book::Book;
pub use canonical::canonical;
pub use correction::{Correction, Edited, corrections};
pub use hash::{Hash, ParseHashError};
pub use snapshot::{FreezeError, Period, Records, Snapshot};

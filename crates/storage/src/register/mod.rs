//! What is known about persons, apart from the log: one file a table.
//!
//! | table | what | sealed |
//! |---|---|---|
//! | `person`, `token` | names, numbers, contacts, and how they are found | yes |
//! | `document` | texts and records about somebody | yes |
//! | `special` | special categories of data | with a key of its own |
//! | `statistics` | coarse answers under a pseudonym | no |
//! | `access` | who looked at whom | no |
//! | `receipt` | what an answer was made from | the answer |
//! | `referral`, `referral_link` | where a referral and its link lead | no, the link is a hash |

mod access;
mod alike;
mod document;
mod erase;
mod gate;
mod person;
mod pins;
mod receipt;
mod referral;
mod rotate;
mod sealed;
mod special;
mod special_view;
mod spelling;
mod statistics;

pub use access::{Access, Logged, Warrant};
pub use alike::{Alike, SameAs};
pub use document::{Document, DocumentKind};
pub use erase::Erasure;
pub(crate) use gate::Gate;
pub use person::{Contacts, Numbered, Person, PostalAddress};
pub use receipt::{Kept, Receipt};
pub use referral::ReferralRow;
pub(crate) use sealed::Place;
pub use special::Special;
pub use special_view::{
    SpecialAudit, SpecialIndicator, SpecialPurpose, SpecialSubsidy, SpecialView,
};

//! Reports for those who check: how people are chosen, how often staff decide
//! otherwise, what was disclosed, refused and kept; and the merits of whoever
//! was chosen, for somebody who was not.
//!
//! No answer here but the statement of merits is about anybody: numbers are of
//! groups, and the register of disclosures names people only to those who may
//! read it.

mod disclosures;
mod impact;
mod installation;
mod merits;
mod overrides;
mod receipts;
mod refusals;

pub use disclosures::{
    AuditDisclosures, DisclosedTo, DisclosuresAudited, RecipientKind, audit_disclosures,
};
pub use impact::{AuditImpact, ImpactAudited, audit_impact};
pub use installation::{AdoptedProgramme, Installation, installation};
pub use merits::{MeritsOf, MeritsTold, StateMerits, preview_merits, state_merits};
pub use overrides::{
    AuditOverrides, OverriddenCounts, OverridesAudited, RankBand, audit_overrides,
};
pub use receipts::{AuditReceipts, ReceiptAudited, Replays, audit_receipts};
pub use refusals::{AuditRefusals, RefusalCount, RefusalsAudited, audit_refusals};

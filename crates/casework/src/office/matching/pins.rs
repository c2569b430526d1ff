//! What lists were made from, as their receipts pin it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use etablera_domain::ParticipantId;
use etablera_domain::event::DocumentId;
use etablera_storage::{Hash, Receipt};
use serde::{Deserialize, Serialize};

use super::by_surplus::CellCounts;
use super::engine::EnginePins;
use super::needs_seen::NeedsSeen;
use super::shortlist::{KIND, Shortlist};
use crate::office::error::CaseError;
use crate::receipt::{Counts, Source};

/// What lists were made from. It names inputs by id and tells of nobody who
/// they are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pins {
    /// The version of this form: 2. In receipts of version 1 every need is
    /// named.
    pub v: u64,
    /// What they were made with.
    pub engine: EnginePins,
    /// What was asked.
    pub command: Shortlist,
    /// The day that was judged on.
    pub on: NaiveDate,
    /// The place in the log.
    pub source: Source,
    /// The policies that decided who may be seen.
    pub policy: Hash,
    /// Everybody who was looked at, with the profile.
    pub people: BTreeMap<ParticipantId, DocumentId>,
    /// The needs that were looked at.
    pub needs: NeedsSeen,
    /// How many pairs were looked at, and shown. Whoever may not be seen is
    /// in neither.
    pub counts: Counts,
    /// How earlier trials went, where lists are ordered by it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub experience: Vec<CellCounts>,
}

/// What a receipt of lists pins.
pub(in crate::office) fn pins_of(receipt: &Receipt) -> Result<Pins, CaseError> {
    let wrong = || {
        CaseError::wrong(format!(
            "receipt `{}` is of kind `{}`: expected one of lists",
            receipt.id, receipt.kind
        ))
    };
    if receipt.kind != KIND {
        return Err(wrong());
    }
    serde_json::from_str(&receipt.pins).map_err(|_| wrong())
}

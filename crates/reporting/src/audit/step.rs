//! The steps by which people are chosen.

use serde::{Deserialize, Serialize};

/// How far somebody came. Each step presupposes those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "AuditStep"))]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// They took part in the operation.
    TookPart,
    /// They were looked at for a list.
    Considered,
    /// They stood in a list that somebody was shown.
    Listed,
    /// They were proposed.
    Proposed,
    /// Staff said yes to the proposal, which any contact presupposes.
    Accepted,
    /// Something began at a workplace.
    Trial,
    /// An employment began.
    Employed,
}

impl Step {
    /// Every step, in order.
    pub const ALL: [Self; 7] = [
        Self::TookPart,
        Self::Considered,
        Self::Listed,
        Self::Proposed,
        Self::Accepted,
        Self::Trial,
        Self::Employed,
    ];
}

//! What several states are made of.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::event::code::Code;
use crate::event::id::{DocumentId, ReceiptId};
use crate::event::kinds::{Choice, Presence};
use crate::event::record::Event;
use crate::id::{ActorId, NeedId, ParticipantId};

/// Somebody stands behind it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Signed {
    /// The day.
    pub on: NaiveDate,
    /// Who wrote it.
    pub by: ActorId,
}

impl Signed {
    pub(super) fn of(event: &Event) -> Self {
        Self { on: event.occurred_on, by: event.by.clone() }
    }
}

/// It ended, was refused or does not take place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Ending {
    /// The day.
    pub on: NaiveDate,
    /// Why.
    pub reason: Code,
}

impl Ending {
    pub(super) fn of(event: &Event, reason: &Code) -> Self {
        Self { on: event.occurred_on, reason: reason.clone() }
    }
}

/// Something with a receipt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Receipted {
    /// The day.
    pub on: NaiveDate,
    /// What it was made from, or what proves it.
    pub receipt: ReceiptId,
}

/// Somebody decided otherwise than was proposed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "OverrideState"))]
#[serde(deny_unknown_fields)]
pub struct Override {
    /// When, and who.
    pub signed: Signed,
    /// About whom.
    pub participant: ParticipantId,
    /// About what; none where the participant is kept out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub need: Option<NeedId>,
    /// What was decided.
    pub choice: Choice,
    /// The reason in one word.
    pub reason: Code,
    /// The reason in words; none once it is erased.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<DocumentId>,
    /// Since when it no longer holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lifted: Option<Ending>,
}

/// Attendance of one participant at one session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Attendance {
    /// The day it was taken for, whatever becomes of the session later.
    pub on: NaiveDate,
    /// Whether they were there.
    pub presence: Presence,
    /// For how long, in minutes.
    pub minutes: u16,
}

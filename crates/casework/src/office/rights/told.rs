//! What is handed out to a person of what is about others too.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use etablera_domain::ActorId;
use etablera_domain::event::{Event, EventId, Happening, Moment, ReceiptId, Subject, SubjectKind};
use etablera_storage::{Kept, Receipt};
use serde::Serialize;
use serde_json::Value;

use crate::office::matching::pins::pins_of;
use crate::office::matching::shortlist::KIND;

/// An event as it is handed out: without other participants.
#[derive(Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct EventTold {
    /// Names it.
    pub id: EventId,
    /// In whose stream it stands; left out where it is another participant's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stream: Option<Subject>,
    /// Whom and what it is about, as far as these are no other participants.
    pub about: BTreeSet<Subject>,
    /// The day.
    pub occurred_on: NaiveDate,
    /// When it was written.
    pub recorded_at: Moment,
    /// Who wrote it.
    pub by: ActorId,
    /// The event that it puts right.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub corrects: Option<EventId>,
    /// What happened; left out where it names another participant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub what: Option<Happening>,
}

impl EventTold {
    /// An event as the participant behind `to` may have it.
    pub(super) fn of(to: &Subject, event: Event) -> Self {
        let Event { id, stream, about, occurred_on, recorded_at, by, corrects, what } = event;
        let names = what.participant().cloned().map(Subject::from);
        Self {
            id,
            stream: Some(stream).filter(|stream| !is_other(to, stream)),
            about: about.into_iter().filter(|one| !is_other(to, one)).collect(),
            occurred_on,
            recorded_at,
            by,
            corrects,
            what: names.is_none_or(|named| named == *to).then_some(what),
        }
    }
}

/// A receipt as it is handed out.
#[derive(Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct ReceiptTold {
    /// Names it.
    pub id: ReceiptId,
    /// When the answer was given.
    pub made_at: Moment,
    /// To whom.
    pub by: ActorId,
    /// What kind of answer it was.
    pub kind: String,
    /// The hash of the answer.
    pub hash: String,
    /// What it was made from, without others; left out where it cannot be told
    /// without them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pins: Option<Value>,
    /// The answer; left out where it names others, or is not kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<Value>,
}

impl ReceiptTold {
    /// A receipt without what it says about others.
    pub(super) fn of(to: &Subject, receipt: Receipt) -> Self {
        let alone = !receipt.subjects.iter().any(|one| is_other(to, one));
        let hash = receipt.answer.hash().to_string();
        let answer = match &receipt.answer {
            Kept::Bytes(bytes) if alone => Some(content(&String::from_utf8_lossy(bytes))),
            _ => None,
        };
        let pins = if alone { pins(to, &receipt) } else { None };
        let Receipt { id, made_at, by, kind, .. } = receipt;
        Self { id, made_at, by, kind, hash, pins, answer }
    }
}

/// What an answer was made from. Lists pin everybody who was looked at, also
/// those who are not in them; how many they were is not told either.
fn pins(to: &Subject, receipt: &Receipt) -> Option<Value> {
    if receipt.kind != KIND {
        return Some(content(&receipt.pins));
    }
    let mut pins = pins_of(receipt).ok()?;
    pins.people.retain(|id, _| id.as_str() == to.id());
    let mut pins = serde_json::to_value(&pins).ok()?;
    pins.as_object_mut()?.remove("counts");
    Some(pins)
}

/// A record as it is, a text as a text.
pub(super) fn content(body: &str) -> Value {
    serde_json::from_str(body).unwrap_or_else(|_| Value::from(body))
}

/// Whether it is another participant.
fn is_other(to: &Subject, one: &Subject) -> bool {
    one.kind() == SubjectKind::Participant && one != to
}

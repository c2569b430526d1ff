//! The form of events in files and stores.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::happening::Happening;
use super::id::EventId;
use super::moment::Moment;
use super::record::Event;
use super::subject::Subject;
use crate::date;
use crate::id::ActorId;

/// The version of the form. A change that old readers cannot follow gets a
/// new one, and a step from the one before; version 1 is the only one yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "u64", into = "u64")]
#[cfg_attr(feature = "schema", schemars(with = "u64", extend("const" = 1)))]
struct Version;

impl TryFrom<u64> for Version {
    type Error = String;

    fn try_from(version: u64) -> Result<Self, Self::Error> {
        match version {
            1 => Ok(Self),
            _ => Err(format!(
                "`{version}` is not a version of events: expected 1; a newer program wrote this"
            )),
        }
    }
}

impl From<Version> for u64 {
    fn from(_: Version) -> Self {
        1
    }
}

/// An [`Event`] as it is written.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Event"))]
#[serde(deny_unknown_fields)]
pub(super) struct Wire {
    /// The version of this form.
    v: Version,
    /// Names the event.
    id: EventId,
    /// The subject whose stream it belongs to.
    stream: Subject,
    /// All that it is about, the stream's subject among them.
    about: BTreeSet<Subject>,
    /// The day it happened.
    #[serde(deserialize_with = "date::day")]
    occurred_on: NaiveDate,
    /// When it was written.
    recorded_at: Moment,
    /// Who wrote it.
    by: ActorId,
    /// The event it takes the place of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    corrects: Option<EventId>,
    /// What happened.
    what: Happening,
}

impl From<Event> for Wire {
    fn from(event: Event) -> Self {
        let Event { id, stream, about, occurred_on, recorded_at, by, corrects, what } = event;
        Self { v: Version, id, stream, about, occurred_on, recorded_at, by, corrects, what }
    }
}

impl From<Wire> for Event {
    fn from(wire: Wire) -> Self {
        let Wire { v: Version, id, stream, about, occurred_on, recorded_at, by, corrects, what } =
            wire;
        Self { id, stream, about, occurred_on, recorded_at, by, corrects, what }
    }
}

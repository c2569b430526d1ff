//! One event.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::happening::Happening;
use super::id::EventId;
use super::moment::Moment;
use super::subject::Subject;
use super::wire::Wire;
use crate::id::ActorId;

/// Something that happened, as it was written down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(into = "Wire", from = "Wire")]
#[cfg_attr(feature = "schema", schemars(with = "Wire"))]
pub struct Event {
    /// Names the event.
    pub id: EventId,
    /// The subject whose stream it belongs to.
    pub stream: Subject,
    /// All that it is about, the stream's subject among them.
    pub about: BTreeSet<Subject>,
    /// The day it happened.
    pub occurred_on: NaiveDate,
    /// When it was written.
    pub recorded_at: Moment,
    /// Who wrote it.
    pub by: ActorId,
    /// The event it takes the place of.
    pub corrects: Option<EventId>,
    /// What happened.
    pub what: Happening,
}

/// Why an event makes no sense by itself.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EventError {
    /// It is not about its own stream.
    #[error("the event is not about its stream `{0}`: expected `about` to hold it")]
    NotAboutStream(Subject),
    /// It corrects itself.
    #[error("event `{0}` corrects itself: expected another event")]
    CorrectsItself(EventId),
    /// It retracts nothing.
    #[error("a retraction has no `corrects`: expected the event that it takes back")]
    RetractsNothing,
}

impl Event {
    /// Checks what no single field shows.
    ///
    /// # Errors
    ///
    /// When it is not about its stream, corrects itself, or retracts nothing.
    pub fn check(&self) -> Result<(), EventError> {
        if !self.about.contains(&self.stream) {
            return Err(EventError::NotAboutStream(self.stream.clone()));
        }
        if self.corrects == Some(self.id) {
            return Err(EventError::CorrectsItself(self.id));
        }
        match (&self.what, self.corrects) {
            (Happening::Retracted { .. }, None) => Err(EventError::RetractsNothing),
            _ => Ok(()),
        }
    }
}

/// An event and its place in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// The place in the log, from 1, without gaps.
    pub seq: u64,
    /// What was written.
    pub event: Event,
}

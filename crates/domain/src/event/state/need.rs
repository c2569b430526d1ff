//! Needs.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::parts::{Ending, Override};
use super::placement::{self, PlacementState};
use crate::event::happening::Happening;
use crate::event::record::Event;
use crate::event::subject::Subject;
use crate::id::{NeedId, PlacementId};
use crate::need::Need;

/// What is true of a need.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NeedState {
    /// Which need.
    pub id: NeedId,
    /// The record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<Need>,
    /// The day it was last changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recorded_on: Option<NaiveDate>,
    /// The participants' ways at it, from the proposal on.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub placements: BTreeMap<PlacementId, PlacementState>,
    /// What was decided otherwise than proposed, also what no longer holds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub overrides: Vec<Override>,
    /// When and why it was closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<Ending>,
}

impl NeedState {
    pub(super) fn new(id: NeedId) -> Self {
        Self {
            id,
            record: None,
            recorded_on: None,
            placements: BTreeMap::new(),
            overrides: Vec::new(),
            closed: None,
        }
    }

    /// Whether people can be proposed for it: recorded and not closed.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.record.is_some() && self.closed.is_none()
    }

    pub(super) fn apply(&mut self, event: &Event) {
        match &event.what {
            Happening::Overridden { need, .. } | Happening::OverrideLifted { need, .. } => {
                if need.as_ref() == Some(&self.id) {
                    placement::apply_override(&mut self.overrides, event);
                }
            }
            Happening::Proposed { need, .. } if *need != self.id => {}
            _ => placement::apply_to(&mut self.placements, event),
        }
        if event.stream == Subject::Need(self.id.clone()) {
            self.apply_own(event);
        }
    }

    fn apply_own(&mut self, event: &Event) {
        match &event.what {
            Happening::NeedRecorded { need } if need.id == self.id => {
                self.record = Some(Need::clone(need));
                self.recorded_on = Some(event.occurred_on);
            }
            Happening::Closed { reason } => self.closed = Some(Ending::of(event, reason)),
            Happening::Reopened {} => self.closed = None,
            _ => {}
        }
    }
}

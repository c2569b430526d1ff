//! Visits.

use serde::{Deserialize, Serialize};

use crate::event::happening::Happening;
use crate::event::id::DocumentId;
use crate::event::record::Event;
use crate::id::VisitId;
use crate::visit::Visit;

/// What is true of a visit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VisitState {
    /// Which visit.
    pub id: VisitId,
    /// The record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<Visit>,
    /// What was noted about the workplace.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<DocumentId>,
}

impl VisitState {
    pub(super) fn new(id: VisitId) -> Self {
        Self { id, record: None, note: None }
    }

    pub(super) fn apply(&mut self, event: &Event) {
        match &event.what {
            Happening::VisitMade { visit, note } if visit.id == self.id => {
                self.record = Some(visit.clone());
                self.note = *note;
            }
            _ => {}
        }
    }
}

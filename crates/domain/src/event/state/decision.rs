//! Decisions.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::parts::{Receipted, Signed};
use crate::event::code::Code;
use crate::event::happening::Happening;
use crate::event::record::Event;
use crate::event::subject::Subject;
use crate::id::DecisionId;

/// What is true of a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DecisionState {
    /// Which decision.
    pub id: DecisionId,
    /// What it is about, such as `erasure`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matter: Option<Code>,
    /// Who or what it bears on, itself left out.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub about: BTreeSet<Subject>,
    /// The last dry run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prepared: Option<Receipted>,
    /// Who prepared it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prepared_by: Option<Signed>,
    /// Who approved the last dry run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved: Option<Signed>,
    /// The certificate that it was carried out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carried_out: Option<Receipted>,
}

impl DecisionState {
    pub(super) fn new(id: DecisionId) -> Self {
        Self {
            id,
            matter: None,
            about: BTreeSet::new(),
            prepared: None,
            prepared_by: None,
            approved: None,
            carried_out: None,
        }
    }

    pub(super) fn apply(&mut self, event: &Event) {
        let own = Subject::Decision(self.id.clone());
        if event.stream != own {
            return;
        }
        let on = event.occurred_on;
        match &event.what {
            // An approval is of what was shown, so that a new dry run needs a
            // new one.
            Happening::DecisionPrepared { matter, receipt } => {
                self.matter = Some(matter.clone());
                self.about = event.about.iter().filter(|one| **one != own).cloned().collect();
                self.prepared = Some(Receipted { on, receipt: *receipt });
                self.prepared_by = Some(Signed::of(event));
                self.approved = None;
            }
            Happening::DecisionApproved {} if self.prepared.is_some() => {
                self.approved = Some(Signed::of(event));
            }
            Happening::DecisionCarriedOut { certificate } => {
                self.carried_out = Some(Receipted { on, receipt: *certificate });
            }
            _ => {}
        }
    }
}

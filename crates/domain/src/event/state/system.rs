//! The system itself.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::parts::{Ending, Receipted};
use crate::event::code::Code;
use crate::event::happening::Happening;
use crate::event::record::Event;

/// The switches of the system, and what was frozen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SystemState {
    /// Since when no proposals are made, and why; none while they are made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stopped: Option<Ending>,
    /// The frozen reports by name and period, oldest first: one that is frozen
    /// anew after a correction keeps what was sent before.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub reports: BTreeMap<Code, Vec<Receipted>>,
}

impl SystemState {
    pub(super) fn apply(&mut self, event: &Event) {
        match &event.what {
            // Stopped twice is stopped since the first time.
            Happening::ProposalsStopped { reason } => {
                self.stopped.get_or_insert_with(|| Ending::of(event, reason));
            }
            Happening::ProposalsResumed {} => self.stopped = None,
            Happening::ReportFrozen { report, receipt } => {
                let frozen = Receipted { on: event.occurred_on, receipt: *receipt };
                self.reports.entry(report.clone()).or_default().push(frozen);
            }
            _ => {}
        }
    }
}

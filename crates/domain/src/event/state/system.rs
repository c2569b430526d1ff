//! The system itself.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::parts::{Ending, Receipted, Signed};
use crate::event::code::Code;
use crate::event::happening::Happening;
use crate::event::record::Event;
use crate::id::OperationId;

/// A programme that an operation goes by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Adopted {
    /// Since when, and who wrote it.
    pub signed: Signed,
    /// The template's text.
    pub template: String,
}

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
    /// The texts of the organisation's own rules, oldest first: a later one
    /// takes the place of what has the same name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<String>,
    /// The programmes by operation, oldest first: who entered under an earlier
    /// one goes on by it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub programmes: BTreeMap<OperationId, Vec<Adopted>>,
}

impl SystemState {
    /// The programme of an operation for who enters it on a day. Who entered
    /// before there was one goes by the first.
    #[must_use]
    pub fn programme(&self, operation: &OperationId, day: NaiveDate) -> Option<&Adopted> {
        let all = self.programmes.get(operation)?;
        all.iter().rfind(|one| one.signed.on <= day).or_else(|| all.first())
    }

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
            Happening::RulesAdopted { rules } => self.rules.push(rules.clone()),
            Happening::ProgrammeAdopted { operation, template } => {
                let new = Adopted { signed: Signed::of(event), template: template.clone() };
                self.programmes.entry(operation.clone()).or_default().push(new);
            }
            _ => {}
        }
    }
}

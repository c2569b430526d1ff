//! The system itself.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use etablera_taxonomy::Country;
use serde::{Deserialize, Serialize};

use super::parts::{Ending, Receipted, Signed};
use crate::event::code::Code;
use crate::event::fact::{WorkKind, WorkStep};
use crate::event::happening::Happening;
use crate::event::id::EnquiryId;
use crate::event::record::Event;
use crate::id::{OperationId, OrganisationId};
use crate::statistics::Gender;

/// A programme that an operation goes by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Adopted {
    /// Since when, and who wrote it.
    pub signed: Signed,
    /// The template's text.
    pub template: String,
}

/// A work that organisations of several countries make together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JointWorkState {
    /// What it is.
    pub kind: WorkKind,
    /// The countries whose organisations make it.
    pub countries: BTreeSet<Country>,
    /// When it was begun.
    pub begun: NaiveDate,
    /// When it was finished.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finished: Option<NaiveDate>,
    /// When it took effect.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub took_effect: Option<NaiveDate>,
}

/// The public record of a project, as it was written down last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Project {
    /// When, and who wrote it.
    pub signed: Signed,
    /// The record's text.
    pub record: String,
}

/// How a funder wants the protected people of one gender written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodeForm {
    /// When somebody read it, and who wrote it.
    pub signed: Signed,
    /// For whom.
    pub whom: Gender,
    /// The first day it is for.
    pub from: NaiveDate,
    /// What stands in place of the last four digits.
    pub suffix: String,
}

/// What another organisation asks for of those who are there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Enquiry {
    /// When, and who wrote it.
    pub signed: Signed,
    /// Who asks.
    pub from: OrganisationId,
    /// In which edition, from 1.
    pub edition: u32,
    /// After which group of it, in its order from 1.
    pub group: u32,
    /// For how many places.
    pub places: u32,
    /// What for.
    pub purpose: Code,
    /// Whether people of the group are asked; none until it is answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered: Option<EnquiryAnswer>,
}

/// Whether people of a group are asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EnquiryAnswer {
    /// Whether they are.
    pub yes: bool,
    /// The day.
    pub on: NaiveDate,
    /// Why.
    pub reason: Code,
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
    /// The editions of who is there, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub supplies: Vec<Receipted>,
    /// What other organisations ask for.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub enquiries: BTreeMap<EnquiryId, Enquiry>,
    /// The works that several countries make together, by operation and name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub works: BTreeMap<OperationId, BTreeMap<Code, JointWorkState>>,
    /// The texts of the organisation's own rules, oldest first: a later one
    /// takes the place of what has the same name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<String>,
    /// The programmes by operation, oldest first: who entered under an earlier
    /// one goes on by it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub programmes: BTreeMap<OperationId, Vec<Adopted>>,
    /// The public records by operation.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub projects: BTreeMap<OperationId, Project>,
    /// How protected people are written, oldest first: of the same gender and
    /// day the last counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub code_forms: Vec<CodeForm>,
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
            Happening::SupplyPublished { receipt, replaces } => {
                let before = self.supplies.iter_mut().find(|one| Some(one.receipt) == *replaces);
                match before {
                    Some(before) => before.receipt = *receipt,
                    None => {
                        self.supplies.push(Receipted { on: event.occurred_on, receipt: *receipt });
                    }
                }
            }
            Happening::SupplyAsked { enquiry, from, edition, group, places, purpose } => {
                let new = Enquiry {
                    signed: Signed::of(event),
                    from: from.clone(),
                    edition: *edition,
                    group: *group,
                    places: *places,
                    purpose: purpose.clone(),
                    answered: None,
                };
                self.enquiries.entry(*enquiry).or_insert(new);
            }
            // The first answer holds.
            Happening::SupplyAnswered { enquiry, yes, reason } => {
                if let Some(one) = self.enquiries.get_mut(enquiry) {
                    let on = event.occurred_on;
                    let answer = EnquiryAnswer { yes: *yes, on, reason: reason.clone() };
                    one.answered.get_or_insert(answer);
                }
            }
            Happening::JointWork { operation, work, step } => {
                let works = self.works.entry(operation.clone()).or_default();
                step_of(works, work, (event.occurred_on, step));
            }
            Happening::RulesAdopted { rules } => self.rules.push(rules.clone()),
            Happening::ProgrammeAdopted { operation, template } => {
                let new = Adopted { signed: Signed::of(event), template: template.clone() };
                self.programmes.entry(operation.clone()).or_default().push(new);
            }
            Happening::ProjectRecorded { operation, record } => {
                let new = Project { signed: Signed::of(event), record: record.clone() };
                self.projects.insert(operation.clone(), new);
            }
            Happening::CodeFormRead { whom, from, suffix } => self.code_forms.push(CodeForm {
                signed: Signed::of(event),
                whom: *whom,
                from: *from,
                suffix: suffix.clone(),
            }),
            _ => {}
        }
    }
}

/// What was not begun is finished by nobody; what was begun twice is what it
/// was called last.
fn step_of(
    works: &mut BTreeMap<Code, JointWorkState>,
    work: &Code,
    (on, step): (NaiveDate, &WorkStep),
) {
    match (works.get_mut(work), step) {
        (Some(one), WorkStep::Begun { kind, countries }) => {
            (one.kind, one.countries) = (*kind, countries.clone());
        }
        (None, WorkStep::Begun { kind, countries }) => {
            let (kind, countries) = (*kind, countries.clone());
            let (begun, finished, took_effect) = (on, None, None);
            let new = JointWorkState { kind, countries, begun, finished, took_effect };
            works.insert(work.clone(), new);
        }
        (Some(one), WorkStep::Finished {}) => drop(one.finished.get_or_insert(on)),
        (Some(one), WorkStep::TookEffect {}) => drop(one.took_effect.get_or_insert(on)),
        (None, _) => {}
    }
}

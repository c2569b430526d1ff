//! Placements: one participant at one need.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::parts::{Ending, Override, Signed};
use crate::event::code::Code;
use crate::event::happening::Happening;
use crate::event::id::{DocumentId, ReceiptId};
use crate::event::kinds::{Outcome, Party, PlacementTerms, Signatory, Stage};
use crate::event::record::Event;
use crate::event::subject::Subject;
use crate::id::{NeedId, ParticipantId, PlacementId};

/// What was proposed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Proposal {
    /// When, and who wrote it.
    pub signed: Signed,
    /// Who.
    pub participant: ParticipantId,
    /// For what.
    pub need: NeedId,
    /// What the proposal was made from.
    pub receipt: ReceiptId,
    /// The place in the list, from 1.
    pub rank: u32,
}

/// What was decided on a stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct StageDecision {
    /// When, and who.
    pub signed: Signed,
    /// What.
    pub outcome: Outcome,
    /// Why.
    pub reason: Code,
}

/// One stage of a placement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct StageRun {
    /// Which.
    pub stage: Stage,
    /// Its first day.
    pub start: NaiveDate,
    /// Its last day as planned, or as it was made longer.
    pub until: NaiveDate,
    /// What was decided on it, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<StageDecision>,
}

/// The time reported for a month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ReportedTime {
    /// Minutes of work.
    pub work_minutes: u32,
    /// Minutes of training.
    pub training_minutes: u32,
}

/// The agreement on a placement, as it was written last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// Which version.
    pub version: u32,
    /// What is agreed.
    pub terms: PlacementTerms,
    /// Who approved it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub approved: BTreeMap<Signatory, Signed>,
    /// Who refused it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub rejected: BTreeMap<Signatory, Ending>,
}

/// What is true of a placement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PlacementState {
    /// Which placement.
    pub id: PlacementId,
    /// The last proposal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposal: Option<Proposal>,
    /// Who said yes to it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub accepted: BTreeMap<Party, Signed>,
    /// Who said no to it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub declined: BTreeMap<Party, Ending>,
    /// Who was contacted, and when for the first time.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub contacted: BTreeMap<Party, Signed>,
    /// The agreement; a change takes every approval back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreement: Option<Draft>,
    /// The days on which staff looked in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub check_ins: Vec<NaiveDate>,
    /// The stages, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stages: Vec<StageRun>,
    /// The time by the first day of the month; the last report counts.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub time: BTreeMap<NaiveDate, ReportedTime>,
    /// Notes, by their day.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub notes: BTreeMap<DocumentId, NaiveDate>,
    /// When and why it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<Ending>,
}

impl PlacementState {
    pub(super) fn new(id: PlacementId) -> Self {
        Self {
            id,
            proposal: None,
            accepted: BTreeMap::new(),
            declined: BTreeMap::new(),
            contacted: BTreeMap::new(),
            agreement: None,
            check_ins: Vec::new(),
            stages: Vec::new(),
            time: BTreeMap::new(),
            notes: BTreeMap::new(),
            ended: None,
        }
    }

    /// Whether staff accepted the proposal, which any contact presupposes.
    #[must_use]
    pub fn may_contact(&self) -> bool {
        self.proposal.is_some()
            && self.accepted.contains_key(&Party::Staff)
            && self.declined.is_empty()
            && self.ended.is_none()
    }

    /// Whether it is neither declined nor ended.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.proposal.is_some() && self.declined.is_empty() && self.ended.is_none()
    }

    /// The stage that goes on, if the placement has begun and not ended.
    #[must_use]
    pub fn current_stage(&self) -> Option<&StageRun> {
        let ended = |run: &StageRun| {
            run.decisions.last().is_some_and(|decision| decision.outcome == Outcome::End)
        };
        self.stages.last().filter(|run| self.ended.is_none() && !ended(run))
    }

    /// All reported time.
    #[must_use]
    pub fn total_time(&self) -> ReportedTime {
        self.time.values().fold(ReportedTime::default(), |sum, time| ReportedTime {
            work_minutes: sum.work_minutes.saturating_add(time.work_minutes),
            training_minutes: sum.training_minutes.saturating_add(time.training_minutes),
        })
    }

    pub(super) fn apply(&mut self, event: &Event) {
        if event.stream != Subject::Placement(self.id.clone()) {
            return;
        }
        let signed = || Signed::of(event);
        match &event.what {
            Happening::Proposed { participant, need, receipt, rank } => {
                let (participant, need) = (participant.clone(), need.clone());
                let (receipt, rank) = (*receipt, *rank);
                self.proposal =
                    Some(Proposal { signed: signed(), participant, need, receipt, rank });
                // A yes is to what was shown.
                self.accepted.clear();
                self.declined.clear();
                self.agreement = None;
            }
            Happening::Accepted { by } => {
                self.declined.remove(by);
                self.accepted.insert(*by, signed());
            }
            Happening::Declined { by, reason } => {
                self.accepted.remove(by);
                self.declined.insert(*by, Ending::of(event, reason));
            }
            Happening::Contacted { party } => {
                self.contacted.entry(*party).or_insert_with(signed);
            }
            Happening::CheckedIn {} => self.check_ins.push(event.occurred_on),
            Happening::Noted { note } => drop(self.notes.insert(*note, event.occurred_on)),
            Happening::PlacementEnded { reason } => self.ended = Some(Ending::of(event, reason)),
            Happening::AgreementDrafted { .. }
            | Happening::AgreementApproved { .. }
            | Happening::AgreementRejected { .. } => self.apply_agreement(event),
            _ => self.apply_stage(event),
        }
    }

    fn apply_agreement(&mut self, event: &Event) {
        if let Happening::AgreementDrafted { version, terms } = &event.what {
            let (version, terms) = (*version, terms.clone());
            let (approved, rejected) = (BTreeMap::new(), BTreeMap::new());
            self.agreement = Some(Draft { version, terms, approved, rejected });
        }
        let Some(draft) = &mut self.agreement else { return };
        match &event.what {
            Happening::AgreementApproved { version, by, .. } if *version == draft.version => {
                draft.rejected.remove(by);
                draft.approved.insert(*by, Signed::of(event));
            }
            Happening::AgreementRejected { version, by, reason } if *version == draft.version => {
                draft.approved.remove(by);
                draft.rejected.insert(*by, Ending::of(event, reason));
            }
            _ => {}
        }
    }

    fn apply_stage(&mut self, event: &Event) {
        match &event.what {
            Happening::StageStarted { stage, until } => {
                let (stage, start, until) = (*stage, event.occurred_on, *until);
                self.stages.push(StageRun { stage, start, until, decisions: Vec::new() });
            }
            Happening::StageDecided { outcome, reason, until } => {
                if let Some(run) = self.stages.last_mut() {
                    let (outcome, reason) = (*outcome, reason.clone());
                    run.decisions.push(StageDecision {
                        signed: Signed::of(event),
                        outcome,
                        reason,
                    });
                    run.until = until.unwrap_or(run.until);
                }
            }
            Happening::TimeReported { month, work_minutes, training_minutes } => {
                let (work_minutes, training_minutes) = (*work_minutes, *training_minutes);
                self.time.insert(*month, ReportedTime { work_minutes, training_minutes });
            }
            _ => {}
        }
    }
}

/// Adds an event to the placement in whose stream it stands, if it does.
pub(super) fn apply_to(all: &mut BTreeMap<PlacementId, PlacementState>, event: &Event) {
    let Subject::Placement(id) = &event.stream else { return };
    if let Some(known) = all.get_mut(id) {
        return known.apply(event);
    }
    let new = PlacementState::new(id.clone());
    let mut state = new.clone();
    state.apply(event);
    if state != new {
        all.insert(id.clone(), state);
    }
}

/// Adds an override, or says of the last that still holds that it no longer
/// does.
pub(super) fn apply_override(all: &mut Vec<Override>, event: &Event) {
    match &event.what {
        Happening::Overridden { participant, need, choice, reason, note } => all.push(Override {
            signed: Signed::of(event),
            participant: participant.clone(),
            need: need.clone(),
            choice: *choice,
            reason: reason.clone(),
            note: Some(*note),
            lifted: None,
        }),
        Happening::OverrideLifted { participant, need, reason } => {
            let holds = |one: &&mut Override| {
                one.lifted.is_none() && one.participant == *participant && one.need == *need
            };
            if let Some(last) = all.iter_mut().rev().find(holds) {
                last.lifted = Some(Ending::of(event, reason));
            }
        }
        _ => {}
    }
}

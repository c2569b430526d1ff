//! Decisions otherwise than proposed, and how they went.

use std::collections::BTreeMap;

use etablera_domain::event::state::Override as Decided;
use etablera_domain::event::{Case, Choice, Code, EventId, Happening, Subject, SubjectKind};
use etablera_domain::{NeedId, ParticipantId};
use etablera_storage::{Document, DocumentKind};
use serde::{Deserialize, Serialize};

use super::market::visible;
use crate::office::error::CaseError;
use crate::office::{Call, Office, UseCase};
use crate::policy::Action;

/// Decides otherwise than proposed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Override {
    /// About whom.
    pub participant: ParticipantId,
    /// About what; none to keep the participant out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub need: Option<NeedId>,
    /// What.
    pub choice: Choice,
    /// The reason in one word, for statistics.
    pub reason: Code,
    /// The reason in words.
    pub note: String,
}

/// Without the note.
impl std::fmt::Debug for Override {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { participant, need, choice, reason, note: _ } = self;
        write!(f, "Override({participant} {need:?} {choice:?} {reason})")
    }
}

/// Lifts what was decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LiftOverride {
    /// About whom.
    pub participant: ParticipantId,
    /// About what; none where the participant is kept out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub need: Option<NeedId>,
    /// Why.
    pub reason: Code,
}

/// Decides otherwise than proposed, with a reason in a word and one in words.
/// The words lie apart from the log.
///
/// # Errors
///
/// When the caller may not, a pin or bar has no need or keeping out has one,
/// the reason is missing, there is no such need, something is decided already,
/// or the store fails.
pub fn override_proposal<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a Override,
) -> UseCase<'a, EventId> {
    office.run(call, ("override", command), async move |work| {
        let Override { participant, need, choice, reason, note } = command.clone();
        let subject = Subject::from(participant.clone());
        work.may(Action::Override, &subject).await?;
        let is_whole = need.is_some() != (choice == Choice::KeepOut);
        if !is_whole || note.trim().is_empty() {
            return Err(CaseError::wrong(
                "the override is not whole: expected a reason in words, and a need unless \
                     somebody is kept out",
            ));
        }
        if let Some(need) = &need
            && work.need_of(need).await?.record.is_none()
        {
            return Err(CaseError::Absent(need.clone().into()));
        }
        if work.case_of(&participant).await?.override_for(need.as_ref()).is_some() {
            return Err(CaseError::wrong(
                "something is decided about them already: expected that to be lifted first",
            ));
        }
        let (id, kind, created_at) = (work.document_id(), DocumentKind::Reason, call.now);
        let document = Document { id, subject: subject.clone(), kind, body: note, created_at };
        work.writer.put_document(&document).await?;
        let about = need.iter().cloned().map(Subject::from).collect();
        let what = Happening::Overridden { participant, need, choice, reason, note: id };
        work.happen(&subject, call.today, about, what).await
    })
}

/// Lifts what was decided otherwise than proposed.
///
/// # Errors
///
/// When the caller may not, nothing is decided, or the store fails.
pub fn lift_override<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a LiftOverride,
) -> UseCase<'a, EventId> {
    office.run(call, ("lift_override", command), async move |work| {
        let LiftOverride { participant, need, reason } = command.clone();
        let subject = Subject::from(participant.clone());
        work.may(Action::Override, &subject).await?;
        if work.case_of(&participant).await?.override_for(need.as_ref()).is_none() {
            return Err(CaseError::wrong("nothing is decided about them: nothing to lift"));
        }
        let about = need.iter().cloned().map(Subject::from).collect();
        let what = Happening::OverrideLifted { participant, need, reason };
        work.happen(&subject, call.today, about, what).await
    })
}

/// What was decided for one reason, and how it went.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(deny_unknown_fields)]
pub struct ReasonCounts {
    /// Somebody goes to a need.
    pub pins: u32,
    /// Somebody does not go to a need.
    pub bars: u32,
    /// Somebody stays out.
    pub keep_outs: u32,
    /// Of all these, those that were lifted.
    pub lifted: u32,
    /// Of the pins, those after which the pair was proposed.
    pub proposed: u32,
    /// Of those, where a stage began.
    pub started: u32,
    /// Of those, where the placement ended.
    pub ended: u32,
}

/// Counts overrides by reason, and how pins went. Whoever the caller may not
/// see is not counted.
///
/// # Errors
///
/// When the caller may not read reports, or the store fails.
pub fn override_statistics<'a>(
    office: &'a Office,
    call: &'a Call,
) -> UseCase<'a, BTreeMap<Code, ReasonCounts>> {
    UseCase::new(async move {
        let asked = async |work: &mut crate::office::Work<'_>| {
            work.may(Action::ReadReport, &Subject::System).await
        };
        office.look(call, asked).await?;
        let mut counts: BTreeMap<Code, ReasonCounts> = BTreeMap::new();
        let all = office.store.read().await?.all(SubjectKind::Participant).await?;
        for (subject, folded) in all {
            let Some(case) = folded.state.case() else { continue };
            if !counted(office, call, &subject, case) {
                continue;
            }
            for one in &case.overrides {
                counts.entry(one.reason.clone()).or_default().add(case, one);
            }
        }
        Ok(counts)
    })
}

/// Those who answer for reports see no lists: for them everybody counts who is
/// not protected.
pub(in crate::office) fn counted(
    office: &Office,
    call: &Call,
    subject: &Subject,
    case: &Case,
) -> bool {
    let works_on = case.concerns(&call.caller.organisation, call.today);
    works_on && (!case.is_protected() || visible(office, call, subject, case))
}

impl ReasonCounts {
    pub(in crate::office) fn add(&mut self, case: &Case, one: &Decided) {
        self.lifted += u32::from(one.lifted.is_some());
        match one.choice {
            Choice::Bar => self.bars += 1,
            Choice::KeepOut => self.keep_outs += 1,
            Choice::Pin => {
                self.pins += 1;
                let after = |placement: &&etablera_domain::event::state::PlacementState| {
                    placement.proposal.as_ref().is_some_and(|proposal| {
                        Some(&proposal.need) == one.need.as_ref()
                            && proposal.signed.on >= one.signed.on
                    })
                };
                let Some(placement) = case.placements.values().find(after) else { return };
                self.proposed += 1;
                self.started += u32::from(!placement.stages.is_empty());
                self.ended += u32::from(placement.ended.is_some());
            }
        }
    }
}

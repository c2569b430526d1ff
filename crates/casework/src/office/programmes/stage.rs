//! Stages: begun, looked in on, decided, and placements that end.

use chrono::NaiveDate;
use etablera_domain::event::{Case, Code, Happening, Outcome, Subject};
use etablera_domain::{ParticipantId, PlacementId};
use etablera_programme::journey::{Journey, Step};
use etablera_programme::template::{Held, StagePlan};

use super::way::Way;
use crate::office::case::{Entry, not_closed, not_erased};
use crate::office::commands::commands;
use crate::office::error::CaseError;
use crate::office::matching::answer::parties;
use crate::office::work::Work;
use crate::office::{Call, Office, UseCase};
use crate::policy::Action;

commands! {
    /// Begins a stage of the programme.
    StartStage {
        /// Whose.
        participant: ParticipantId,
        /// Which, by its name in the programme.
        stage: Code,
        /// At which placement; the one that can begin unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        placement: Option<PlacementId>,
        /// Its last day as planned; the latest that the programme and the
        /// agreement allow unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<NaiveDate>,
        /// The day; today unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on: Option<NaiveDate>,
    }
    /// Decides on the stage that goes on.
    DecideStage {
        /// Whose.
        participant: ParticipantId,
        /// What.
        outcome: Outcome,
        /// Why: one of the programme's reasons for that outcome.
        reason: Code,
        /// The new last day, where the stage is made longer.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<NaiveDate>,
        /// The day; today unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on: Option<NaiveDate>,
    }
    /// Staff looked in on the stage that goes on.
    CheckIn {
        /// Whose.
        participant: ParticipantId,
        /// The day; today unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on: Option<NaiveDate>,
    }
    /// Ends a placement, where its stage was decided on, is broken off, or
    /// goes on at another.
    EndPlacement {
        /// Which.
        placement: PlacementId,
        /// Why: one of the programme's reasons.
        reason: Code,
        /// The day; today unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on: Option<NaiveDate>,
    }
}

/// Begins a stage of the programme.
///
/// # Errors
///
/// When the caller may not, the case is closed, the participant is in no
/// programme, or the programme does not let the stage begin: not this one, not
/// yet, not without an approved agreement, or not for so long.
pub fn start_stage<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a StartStage,
) -> UseCase<'a, Entry> {
    office.run(call, ("start_stage", command), async move |work| {
        let (subject, way) = work.on_the_way(&command.participant).await?;
        let on = work.day(command.on)?;
        let journey = way.journey_until(on);
        let plan = stage(&way, &command.stage)?;
        let placement = match plan.held {
            Held::Programme => None,
            Held::Placement => Some(placement(&journey, plan, (command, on))?),
        };
        let until = match command.until {
            Some(until) => until,
            None => journey.last_day_of(&plan.id, placement.as_ref(), on).ok_or_else(|| {
                CaseError::wrong(format!(
                    "stage `{}` has no length in the programme: expected `until`",
                    plan.id
                ))
            })?,
        };
        let what = Happening::StageStarted { stage: plan.kind, until };
        work.run_stage((&subject, placement), on, what).await
    })
}

/// Decides on the stage that goes on: the next follows, it is made longer, or
/// it ends.
///
/// # Errors
///
/// When the caller may not, no stage goes on, or the programme does not allow
/// the outcome, the reason or the day.
pub fn decide_stage<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a DecideStage,
) -> UseCase<'a, Entry> {
    office.run(call, ("decide_stage", command), async move |work| {
        let DecideStage { participant, outcome, reason, until, on } = command;
        let (subject, way) = work.on_the_way(participant).await?;
        let on = work.day(*on)?;
        let (outcome, reason) = (*outcome, reason.clone());
        let what = Happening::StageDecided { outcome, reason, until: *until };
        work.run_stage((&subject, way.held_at(on)), on, what).await
    })
}

/// Records that staff looked in on the stage that goes on.
///
/// # Errors
///
/// When the caller may not, or no stage goes on.
pub fn check_in<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a CheckIn,
) -> UseCase<'a, Entry> {
    office.run(call, ("check_in", command), async move |work| {
        let (subject, way) = work.on_the_way(&command.participant).await?;
        let on = work.day(command.on)?;
        work.run_stage((&subject, way.held_at(on)), on, Happening::CheckedIn {}).await
    })
}

/// Ends a placement. That it ended may be noticed late, also after the case was
/// closed.
///
/// # Errors
///
/// When the caller may not, there is no such placement, it has ended, or the
/// programme has no such reason.
pub fn end_placement<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a EndPlacement,
) -> UseCase<'a, Entry> {
    office.run(call, ("end_placement", command), async move |work| {
        let subject = Subject::from(command.placement.clone());
        work.may(Action::RunStage, &subject).await?;
        let on = work.day(command.on)?;
        let (_, proposal) = work.going_on(&command.placement).await?;
        let who = Subject::from(proposal.participant.clone());
        let case = work.case_of(&proposal.participant).await?;
        not_erased(&who, &case)?;
        let what = Happening::PlacementEnded { reason: command.reason.clone() };
        let event = work.happen(&subject, on, parties(proposal), what).await?;
        let version = work.writer.version(&subject).await?;
        Ok(Entry { event, document: None, version })
    })
}

/// A stage of the programme by its name.
fn stage<'w>(way: &'w Way, id: &Code) -> Result<&'w StagePlan, CaseError> {
    let found = way.template.stage(id.as_str()).map(|(_, plan)| plan);
    found.ok_or_else(|| {
        let known: Vec<_> = way.template.stages.iter().map(|one| one.id.as_str()).collect();
        let known = known.join("`, `");
        CaseError::wrong(format!("the programme has no stage `{id}`: expected `{known}`"))
    })
}

/// At which placement a stage begins: the one that is named, or the one that
/// can.
fn placement(
    journey: &Journey<'_>,
    plan: &StagePlan,
    (command, on): (&StartStage, NaiveDate),
) -> Result<PlacementId, CaseError> {
    if let Some(named) = &command.placement {
        return Ok(named.clone());
    }
    let (mut can, mut why) = (Vec::new(), None);
    for (step, may) in journey.allowed(on) {
        let Step::Start { stage, placement: Some(at) } = step else { continue };
        if stage != plan.id {
            continue;
        }
        match may {
            Ok(()) => can.push(at),
            Err(refusal) => why = why.or(Some(refusal)),
        }
    }
    match (can.as_slice(), why) {
        ([one], _) => Ok(one.clone()),
        ([], Some(why)) => Err(super::Broken::from(why).into()),
        ([], None) => Err(CaseError::wrong(format!(
            "stage `{}` is held at a workplace: expected a proposal first",
            plan.id
        ))),
        (several, _) => {
            let all: Vec<_> = several.iter().map(PlacementId::as_str).collect();
            let all = all.join("`, `");
            Err(CaseError::wrong(format!(
                "stage `{}` could begin at several: expected `placement` as one of `{all}`",
                plan.id
            )))
        }
    }
}

impl Way {
    /// The placement of the stage that goes on, if it is held at one.
    pub(super) fn held_at(&self, day: NaiveDate) -> Option<PlacementId> {
        self.journey_until(day).stage_run(day).and_then(|run| run.placement.cloned())
    }
}

impl Work<'_> {
    /// The open case of a participant who is in a programme, whoever asks.
    pub(super) async fn on_the_way(
        &mut self,
        participant: &ParticipantId,
    ) -> Result<(Subject, Way), CaseError> {
        let subject = Subject::from(participant.clone());
        self.may(Action::RunStage, &subject).await?;
        let case: Case = self
            .registered_case(&subject)
            .await?
            .ok_or_else(|| CaseError::Absent(subject.clone()))?;
        not_erased(&subject, &case)?;
        not_closed(&subject, &case)?;
        match self.way(&subject).await? {
            Some(way) => Ok((subject, way)),
            None => Err(CaseError::wrong(format!(
                "`{subject}` is in no operation that goes by a programme: expected `participant \
                 enrol` into one, and `programme adopt` for it before"
            ))),
        }
    }

    /// Writes what happens to a stage where it is held.
    async fn run_stage(
        &mut self,
        (subject, placement): (&Subject, Option<PlacementId>),
        on: NaiveDate,
        what: Happening,
    ) -> Result<Entry, CaseError> {
        let Some(placement) = placement else {
            return self.enter(subject, on, (None, what)).await;
        };
        let stream = Subject::from(placement.clone());
        self.may(Action::RunStage, &stream).await?;
        // To begin is more than contact. That it has ended since, the programme
        // knows by the day.
        self.accepted_on(&placement, on).await?;
        let proposal = self.placement_of(&placement).await?.proposal;
        let Some(proposal) = proposal.filter(|one| one.participant.as_str() == subject.id()) else {
            return Err(CaseError::wrong(format!(
                "placement `{placement}` is not for `{subject}`: expected one of theirs"
            )));
        };
        let event = self.happen(&stream, on, parties(proposal), what).await?;
        let version = self.writer.version(&stream).await?;
        Ok(Entry { event, document: None, version })
    }
}

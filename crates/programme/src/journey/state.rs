//! What a journey keeps.

use std::num::NonZeroU32;

use chrono::NaiveDate;
use etablera_domain::event::{Code, Outcome, Party};
use etablera_domain::{NeedId, OperationId, ParticipantId, PlacementId, TaskId};

use crate::agreement::PlacementAgreement;
use crate::template::{Learnt, StagePlan, Target, Template};

/// The participant entered the programme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// As which operation.
    pub operation: OperationId,
    /// The day.
    pub on: NaiveDate,
}

/// The participant left the programme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaving {
    /// How they had entered.
    pub entry: Entry,
    /// The day.
    pub on: NaiveDate,
    /// Why.
    pub reason: Code,
}

/// A time in which the programme rested.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pause {
    /// The first day.
    pub from: NaiveDate,
    /// The day it went on; none while it rests.
    pub until: Option<NaiveDate>,
    /// Why, coarsely.
    pub reason: Code,
}

/// A stage that is over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastStage {
    /// Which.
    pub stage: Code,
    /// At which placement, if at one.
    pub placement: Option<PlacementId>,
    /// Its first day.
    pub start: NaiveDate,
    /// Its last day.
    pub end: NaiveDate,
    /// Why it ended; none where the participant left, or the placement ended
    /// after it was decided on.
    pub reason: Option<Code>,
    /// What was decided: to go on or to end; none where it was broken off.
    pub outcome: Option<Outcome>,
    /// What that taught about the match.
    pub learnt: Option<Learnt>,
}

/// What a stage taught about the match, for the next one. It names a need and
/// a reason about the match, and says nothing about the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lesson {
    /// For what, where it was a placement.
    pub need: Option<NeedId>,
    /// In which stage.
    pub stage: Code,
    /// The day.
    pub on: NaiveDate,
    /// What was learnt.
    pub learnt: Learnt,
}

/// A placement, as far as the journey needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Slot<'t> {
    pub(super) id: PlacementId,
    pub(super) need: Option<NeedId>,
    pub(super) accepted: Vec<Party>,
    pub(super) declined: Vec<Party>,
    pub(super) agreement: PlacementAgreement<'t>,
    pub(super) began: Option<NaiveDate>,
    /// Whether what was said and agreed is used up: a stage ended, and the
    /// next waits for another match.
    pub(super) over: bool,
    /// The last day on which a stage went on at it, once one is over.
    pub(super) last: Option<NaiveDate>,
    /// The day it ended, or the participant left.
    pub(super) ended: Option<NaiveDate>,
    /// Whether its end was told, beyond the leaving.
    pub(super) told: bool,
}

/// A stage that goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) stage: usize,
    /// By place among the slots.
    pub(super) slot: Option<usize>,
    pub(super) start: NaiveDate,
    /// The last day without the pauses since `set_on`.
    pub(super) until: NaiveDate,
    pub(super) set_on: NaiveDate,
    pub(super) check_ins: usize,
    pub(super) extensions: u16,
    /// Where it leads, and why, once it is decided that something follows.
    pub(super) decided: Option<(Target, Code)>,
}

/// What comes next while no stage goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// A first stage, when a match is found.
    Match,
    /// This stage, since a day.
    Stage(usize, NaiveDate),
    /// The same stage at another placement, since a day, for the days that
    /// are left of it, at least one, or as many as it takes if it is open, and
    /// with so many extensions used.
    Move { stage: usize, since: NaiveDate, left: Option<NonZeroU32>, extensions: u16 },
    /// Nothing but leaving, since a day.
    Leave(NaiveDate),
}

/// A participant's way through a programme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Journey<'t> {
    pub(super) template: &'t Template,
    pub(super) participant: ParticipantId,
    pub(super) only: Option<OperationId>,
    pub(super) registered: bool,
    pub(super) closed: Option<NaiveDate>,
    pub(super) entry: Option<Entry>,
    pub(super) leavings: Vec<Leaving>,
    pub(super) statuses: Vec<NaiveDate>,
    pub(super) profile: bool,
    pub(super) offer: Option<NaiveDate>,
    pub(super) joint_action: Option<NaiveDate>,
    pub(super) pauses: Vec<Pause>,
    pub(super) slots: Vec<Slot<'t>>,
    pub(super) run: Option<Run>,
    pub(super) next: Next,
    pub(super) past: Vec<PastStage>,
    pub(super) lessons: Vec<Lesson>,
    /// Months by slot.
    pub(super) months: Vec<(usize, NaiveDate)>,
    /// Tasks that are items of the introduction.
    pub(super) items: Vec<(TaskId, Code)>,
    pub(super) items_done: Vec<Code>,
    pub(super) last: Option<NaiveDate>,
}

impl<'t> Journey<'t> {
    /// The journey of somebody to whom nothing has happened.
    #[must_use]
    pub fn new(template: &'t Template, participant: ParticipantId) -> Self {
        Self {
            template,
            participant,
            only: None,
            registered: false,
            closed: None,
            entry: None,
            leavings: Vec::new(),
            statuses: Vec::new(),
            profile: false,
            offer: None,
            joint_action: None,
            pauses: Vec::new(),
            slots: Vec::new(),
            run: None,
            next: Next::Match,
            past: Vec::new(),
            lessons: Vec::new(),
            months: Vec::new(),
            items: Vec::new(),
            items_done: Vec::new(),
            last: None,
        }
    }

    /// The same, in one operation: entering and leaving others is then no part
    /// of it.
    #[must_use]
    pub fn in_operation(mut self, operation: OperationId) -> Self {
        self.only = Some(operation);
        self
    }

    /// The template.
    #[must_use]
    pub fn template(&self) -> &'t Template {
        self.template
    }

    /// How the participant entered, while they are in the programme.
    #[must_use]
    pub fn entry(&self) -> Option<&Entry> {
        self.entry.as_ref()
    }

    /// Each time the participant left, oldest first.
    #[must_use]
    pub fn leavings(&self) -> &[Leaving] {
        &self.leavings
    }

    /// The stages that are over, oldest first.
    #[must_use]
    pub fn past(&self) -> &[PastStage] {
        &self.past
    }

    /// The pauses, oldest first.
    #[must_use]
    pub fn pauses(&self) -> &[Pause] {
        &self.pauses
    }

    /// What was learnt for the next matching, oldest first.
    #[must_use]
    pub fn lessons(&self) -> &[Lesson] {
        &self.lessons
    }

    /// The stage that goes on, as it will have been, where it is decided that
    /// the next follows it.
    #[must_use]
    pub fn decided(&self) -> Option<PastStage> {
        let run = self.run.as_ref()?;
        let (_, reason) = run.decided.as_ref()?;
        Some(PastStage {
            stage: self.plan(run.stage).id.clone(),
            placement: run.slot.map(|at| self.slots[at].id.clone()),
            start: run.start,
            end: run.until,
            reason: Some(reason.clone()),
            outcome: Some(Outcome::Continue),
            learnt: None,
        })
    }

    /// What a placement is for.
    #[must_use]
    pub fn need_of(&self, placement: &PlacementId) -> Option<&NeedId> {
        self.slot(placement).and_then(|at| self.slots[at].need.as_ref())
    }

    /// The agreement on a placement, as it stands.
    #[must_use]
    pub fn agreement(&self, placement: &PlacementId) -> Option<&PlacementAgreement<'t>> {
        self.slot(placement).map(|at| &self.slots[at].agreement)
    }

    pub(super) fn plan(&self, stage: usize) -> &'t StagePlan {
        &self.template.stages[stage]
    }

    pub(super) fn slot(&self, id: &PlacementId) -> Option<usize> {
        self.slots.iter().rposition(|slot| slot.id == *id)
    }
}

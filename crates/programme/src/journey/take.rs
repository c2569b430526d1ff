//! How events are taken in.

use std::collections::BTreeSet;
use std::num::NonZeroU32;

use chrono::NaiveDate;
use etablera_domain::PlacementId;
use etablera_domain::event::{Code, Event, EventId, Happening, Outcome, Subject};

use super::refusal::Refusal;
use super::state::{Entry, Journey, Leaving, Lesson, Next, PastStage, Pause, Run, Slot};
use crate::agreement::PlacementAgreement;
use crate::calendar::days_before;
use crate::template::{Learnt, Target, Template};

impl<'t> Journey<'t> {
    /// What follows from events in the order of folding, and which of them
    /// were refused and changed nothing. Events of others are passed over.
    #[must_use]
    pub fn of<'e>(
        template: &'t Template,
        participant: &etablera_domain::ParticipantId,
        events: impl IntoIterator<Item = &'e Event>,
    ) -> (Self, Vec<(EventId, Refusal)>) {
        let mut journey = Self::new(template, participant.clone());
        let refused = journey.take_all(events);
        (journey, refused)
    }

    /// Takes in events one after another, and returns those that were refused.
    /// Events of others are passed over: those of other people's streams, and
    /// those of placements that were proposed to others among these events or
    /// that name others.
    pub fn take_all<'e>(
        &mut self,
        events: impl IntoIterator<Item = &'e Event>,
    ) -> Vec<(EventId, Refusal)> {
        let mut refused = Vec::new();
        let mut others = BTreeSet::new();
        for event in events {
            if self.is_own(event, &mut others)
                && let Err(refusal) = self.take(event)
            {
                refused.push((event.id, refusal));
            }
        }
        refused
    }

    /// Whether an event is about the participant; `others` are the placements
    /// that were proposed to others so far. What names nobody at a placement
    /// counts as theirs, so that a gap in a log is seen.
    fn is_own<'e>(&self, event: &'e Event, others: &mut BTreeSet<&'e PlacementId>) -> bool {
        match &event.stream {
            Subject::Participant(id) => *id == self.participant,
            Subject::Placement(id) => {
                if let Happening::Proposed { participant, .. } = &event.what
                    && *participant != self.participant
                {
                    if self.slot(id).is_none() {
                        others.insert(id);
                    }
                    return false;
                }
                let somebody = |one: &Subject| matches!(one, Subject::Participant(_));
                let names_others = event.about.iter().any(somebody) && !self.names_own(event);
                self.slot(id).is_some() || !(others.contains(id) || names_others)
            }
            _ => self.names_own(event),
        }
    }

    /// Whether an event stands in the participant's stream or names them.
    pub(super) fn names_own(&self, event: &Event) -> bool {
        let own =
            |one: &Subject| matches!(one, Subject::Participant(id) if *id == self.participant);
        own(&event.stream) || event.about.iter().any(own)
    }

    /// Adds the next event.
    ///
    /// # Errors
    /// Why it cannot come next; nothing has changed then.
    pub fn take(&mut self, event: &Event) -> Result<(), Refusal> {
        self.check(event)?;
        let day = event.occurred_on;
        if self.elsewhere(event) {
            return Ok(());
        }
        self.last = Some(day);
        match &event.stream {
            Subject::Participant(_) => self.take_person(&event.what, day),
            Subject::Placement(id) => self.take_placement(id, event),
            _ => {}
        }
        if matches!(event.what, Happening::JointActionHeld { .. }) && self.names_own(event) {
            self.joint_action = Some(day);
        }
        Ok(())
    }

    fn take_person(&mut self, what: &Happening, day: NaiveDate) {
        match what {
            Happening::Registered { .. } => self.registered = true,
            Happening::ProfileRecorded { .. } => self.profile = true,
            Happening::OfferReceived { .. } => self.offer = Some(day),
            Happening::StatusObserved { .. } => self.statuses.push(day),
            Happening::Closed { .. } => self.closed = Some(day),
            Happening::Reopened {} => self.closed = None,
            Happening::Enrolled { operation, .. } if self.concerns(operation) => {
                self.entry = Some(Entry { operation: operation.clone(), on: day });
                (self.next, self.run) = (Next::Match, None);
            }
            Happening::Left { operation, reason } if self.concerns(operation) => {
                self.leave(day, reason);
            }
            Happening::Paused { reason } => {
                self.pauses.push(Pause { from: day, until: None, reason: reason.clone() });
            }
            Happening::Resumed {} => self.resume(day),
            Happening::TaskSet { task, what, .. } => {
                if self.template.introduction.iter().any(|item| item.id == *what) {
                    self.items.push((task.clone(), what.clone()));
                }
            }
            Happening::TaskDone { task } => {
                let items = self.items.iter().filter(|(id, _)| id == task);
                self.items_done.extend(items.map(|(_, item)| item.clone()));
            }
            _ => self.take_stage(None, what, day),
        }
    }

    fn take_placement(&mut self, id: &PlacementId, event: &Event) {
        if let Happening::Proposed { need, .. } = &event.what {
            let new = Slot {
                id: id.clone(),
                need: Some(need.clone()),
                accepted: Vec::new(),
                declined: Vec::new(),
                agreement: PlacementAgreement::new(&self.template.on_behalf),
                began: None,
                over: false,
                last: None,
                ended: None,
                told: false,
            };
            match self.slot(id) {
                // A yes is to what was shown.
                Some(at) => self.slots[at] = new,
                None => self.slots.push(new),
            }
            return;
        }
        let Some(at) = self.slot(id) else { return };
        let slot = &mut self.slots[at];
        match &event.what {
            Happening::Accepted { by } => {
                slot.declined.retain(|one| one != by);
                slot.accepted.push(*by);
            }
            Happening::Declined { by, .. } => {
                slot.accepted.retain(|one| one != by);
                slot.declined.push(*by);
            }
            Happening::TimeReported { month, .. } => self.months.push((at, *month)),
            Happening::PlacementEnded { reason } => {
                drop(slot.agreement.take(event));
                self.end_placement(at, (event.occurred_on, reason));
            }
            Happening::AgreementDrafted { .. }
            | Happening::AgreementApproved { .. }
            | Happening::AgreementRejected { .. } => drop(slot.agreement.take(event)),
            what => self.take_stage(Some(at), what, event.occurred_on),
        }
    }

    fn take_stage(&mut self, slot: Option<usize>, what: &Happening, day: NaiveDate) {
        match what {
            Happening::StageStarted { stage, until } => {
                if let Ok(stage) = self.may_start(slot, *stage, day) {
                    self.start(slot, stage, (day, *until));
                }
            }
            Happening::StageDecided { outcome, reason, until } => {
                let decided = self.check_decision(slot, (*outcome, reason, *until), day);
                if let Ok((to, learnt)) = decided.map(|(plan, reason)| (plan.to, reason.learnt)) {
                    self.decide((*outcome, to, learnt), (day, reason), *until);
                }
            }
            Happening::CheckedIn {} => {
                if let Some(run) = &mut self.run {
                    run.check_ins += 1;
                }
            }
            _ => {}
        }
    }

    fn start(&mut self, slot: Option<usize>, stage: usize, (day, until): (NaiveDate, NaiveDate)) {
        let extensions = match (self.run.is_some(), self.next) {
            (false, Next::Move { extensions, .. }) => extensions,
            _ => 0,
        };
        // What was decided to go on ends where the next begins.
        self.finish((days_before(day, 1), day), Over::default());
        if let Some(at) = slot {
            self.slots[at].began.get_or_insert(day);
        }
        let (check_ins, decided) = (0, None);
        self.run = Some(Run {
            stage,
            slot,
            start: day,
            until,
            set_on: day,
            check_ins,
            extensions,
            decided,
        });
    }

    fn decide(
        &mut self,
        (outcome, to, learnt): (Outcome, Target, Option<Learnt>),
        (day, reason): (NaiveDate, &Code),
        until: Option<NaiveDate>,
    ) {
        self.learn(learnt, day);
        match (outcome, &mut self.run) {
            (Outcome::Extend, Some(run)) => {
                run.until = until.unwrap_or(run.until);
                run.set_on = day;
                run.extensions += 1;
            }
            (Outcome::Continue, Some(run)) => run.decided = Some((to, reason.clone())),
            (Outcome::End, Some(_)) => {
                let (reason, outcome) = (Some(reason), Some(outcome));
                self.finish((day, day), Over { reason, outcome, learnt });
                self.go_on(after(to, day));
            }
            (_, None) => {}
        }
    }

    /// What comes next. A yes is to one way: the next match needs its own.
    fn go_on(&mut self, next: Next) {
        self.next = next;
        if next == Next::Match {
            let began = self.slots.iter_mut().filter(|slot| slot.began.is_some());
            began.for_each(|slot| slot.over = true);
        }
    }

    /// The stage that goes on is over, at the latest on a day.
    fn finish(&mut self, (latest, today): (NaiveDate, NaiveDate), over: Over<'_>) {
        let Some(run) = self.run.take() else { return };
        let end = self.end(&run, today).min(latest).max(run.start);
        if let Some(at) = run.slot {
            self.slots[at].last = Some(latest.max(run.start));
        }
        let decided = run.decided.as_ref().map(|(_, reason)| reason);
        let goes_on = decided.map(|_| Outcome::Continue);
        self.past.push(PastStage {
            stage: self.plan(run.stage).id.clone(),
            placement: run.slot.map(|at| self.slots[at].id.clone()),
            start: run.start,
            end,
            reason: over.reason.or(decided).cloned(),
            outcome: over.outcome.or(goes_on),
            learnt: over.learnt,
        });
    }

    fn learn(&mut self, learnt: Option<Learnt>, on: NaiveDate) {
        if let (Some(learnt), Some(run)) = (learnt, &self.run) {
            let need = run.slot.and_then(|at| self.slots[at].need.clone());
            let stage = self.plan(run.stage).id.clone();
            self.lessons.push(Lesson { need, stage, on, learnt });
        }
    }

    fn end_placement(&mut self, at: usize, (day, reason): (NaiveDate, &Code)) {
        self.slots[at].ended.get_or_insert(day);
        self.slots[at].told = true;
        let Some(run) = self.run.clone().filter(|run| run.slot == Some(at)) else { return };
        let ends = self.broken_off(&run, reason).ok().flatten();
        let ends = ends.map(|(plan, reason)| (plan.to, reason.learnt));
        let learnt = ends.and_then(|(_, learnt)| learnt);
        let outcome = ends.map(|_| Outcome::End);
        if let Some((to, _)) = run.decided {
            // What was to go on here did not, if it ended for a reason.
            self.finish((day, day), Over { reason: None, outcome, learnt });
            self.go_on(after(to, day));
            return;
        }
        let next = match ends {
            Some((to, learnt)) => {
                self.learn(learnt, day);
                after(to, day)
            }
            None => self.moves_on(&run, day),
        };
        self.finish((day, day), Over { reason: Some(reason), outcome, learnt });
        self.go_on(next);
    }

    /// What comes next when a placement ends and its stage does not: the
    /// stage, for the days that are left of it. Once they are used up nothing
    /// is left to move, and the next match begins as the first did; an open
    /// stage is never used up.
    fn moves_on(&self, run: &Run, day: NaiveDate) -> Next {
        let (stage, since, extensions) = (run.stage, day, run.extensions);
        if self.plan(stage).length.is_none() {
            return Next::Move { stage, since, left: None, extensions };
        }
        let left = u32::try_from((self.end(run, day) - day).num_days()).unwrap_or(0);
        match NonZeroU32::new(left) {
            None => Next::Match,
            left => Next::Move { stage, since, left, extensions },
        }
    }

    fn leave(&mut self, day: NaiveDate, reason: &Code) {
        self.finish((day, day), Over::default());
        self.resume(day);
        self.next = Next::Match;
        // Whoever comes back begins anew.
        for slot in self.slots.iter_mut().filter(|slot| slot.ended.is_none()) {
            slot.ended = Some(day);
            slot.agreement.end();
        }
        if let Some(entry) = self.entry.take() {
            self.leavings.push(Leaving { entry, on: day, reason: reason.clone() });
        }
    }

    fn resume(&mut self, day: NaiveDate) {
        if let Some(pause) = self.pauses.last_mut().filter(|pause| pause.until.is_none()) {
            pause.until = Some(day);
        }
    }
}

/// Why a stage is over, where nothing was decided that still holds.
#[derive(Clone, Copy, Default)]
struct Over<'c> {
    reason: Option<&'c Code>,
    outcome: Option<Outcome>,
    learnt: Option<Learnt>,
}

/// What comes next where an outcome of that day leads.
fn after(to: Target, day: NaiveDate) -> Next {
    match to {
        Target::Stage(stage) => Next::Stage(stage, day),
        Target::Leave => Next::Leave(day),
        Target::Matching | Target::Same => Next::Match,
    }
}

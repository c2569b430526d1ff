//! How events are taken in.

use chrono::{Days, NaiveDate};
use etablera_domain::PlacementId;
use etablera_domain::event::{Code, Event, EventId, Happening, Outcome, Subject};

use super::refusal::Refusal;
use super::state::{Entry, Journey, Leaving, Lesson, Next, PastStage, Pause, Run, Slot};
use crate::agreement::PlacementAgreement;
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
    pub fn take_all<'e>(
        &mut self,
        events: impl IntoIterator<Item = &'e Event>,
    ) -> Vec<(EventId, Refusal)> {
        let mut refused = Vec::new();
        for event in events {
            let others =
                matches!(&event.stream, Subject::Participant(id) if *id != self.participant);
            if !others && let Err(refusal) = self.take(event) {
                refused.push((event.id, refusal));
            }
        }
        refused
    }

    /// Adds the next event.
    ///
    /// # Errors
    /// Why it cannot come next; nothing has changed then.
    pub fn take(&mut self, event: &Event) -> Result<(), Refusal> {
        self.check(event)?;
        let day = event.occurred_on;
        self.last = Some(day);
        match &event.stream {
            Subject::Participant(_) => self.take_person(&event.what, day),
            Subject::Placement(id) => self.take_placement(id, event),
            _ => {}
        }
        if matches!(event.what, Happening::JointActionHeld { .. }) {
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
                ended: false,
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
        self.finish((day - Days::new(1), day), None);
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
                self.finish((day, day), Some(reason));
                self.next = after(to, day);
            }
            (_, None) => {}
        }
    }

    /// The stage that goes on is over, at the latest on a day.
    fn finish(&mut self, (latest, today): (NaiveDate, NaiveDate), reason: Option<&Code>) {
        let Some(run) = self.run.take() else { return };
        let end = self.end(&run, today).min(latest).max(run.start);
        let decided = run.decided.as_ref().map(|(_, reason)| reason);
        self.past.push(PastStage {
            stage: self.plan(run.stage).id.clone(),
            placement: run.slot.map(|at| self.slots[at].id.clone()),
            start: run.start,
            end,
            reason: reason.or(decided).cloned(),
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
        self.slots[at].ended = true;
        let Some(run) = self.run.clone().filter(|run| run.slot == Some(at)) else { return };
        if let Some((to, _)) = run.decided {
            self.finish((day, day), None);
            self.next = after(to, day);
            return;
        }
        let ends = self.broken_off(&run, reason).ok().flatten();
        let ends = ends.map(|(plan, reason)| (plan.to, reason.learnt));
        let next = match ends {
            Some((to, learnt)) => {
                self.learn(learnt, day);
                after(to, day)
            }
            None => {
                let (stage, extensions) = (run.stage, run.extensions);
                Next::Move { stage, since: day, until: self.end(&run, day), extensions }
            }
        };
        self.finish((day, day), Some(reason));
        self.next = next;
    }

    fn leave(&mut self, day: NaiveDate, reason: &Code) {
        self.finish((day, day), None);
        self.resume(day);
        self.next = Next::Match;
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

/// What comes next where an outcome of that day leads.
fn after(to: Target, day: NaiveDate) -> Next {
    match to {
        Target::Stage(stage) => Next::Stage(stage, day),
        Target::Leave => Next::Leave(day),
        Target::Matching | Target::Same => Next::Match,
    }
}

//! What can come next.

use chrono::{Datelike, NaiveDate};
use etablera_domain::event::{Code, Event, Happening, Outcome, Party, Stage, Subject};
use etablera_domain::{OperationId, PlacementId};

use super::refusal::Refusal;
use super::state::{Journey, Next, Run, Slot};
use crate::agreement::Status;
use crate::calendar::add_days;
use crate::template::{Condition, Held, OutcomePlan, ReasonPlan, StagePlan, Target};

/// A check that says why not.
pub(super) type Checked<T = ()> = Result<T, Refusal>;

/// The years that programmes are counted in.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;

impl Journey<'_> {
    /// Whether an event can come next. What has nothing to do with the journey
    /// always can.
    ///
    /// # Errors
    /// Why not.
    pub fn check(&self, event: &Event) -> Result<(), Refusal> {
        let day = event.occurred_on;
        if self.elsewhere(event) {
            return Ok(());
        }
        in_years(day)?;
        self.in_order(day)?;
        match &event.stream {
            Subject::Participant(id) if *id != self.participant => {
                Err(Refusal::OtherPerson(id.clone()))
            }
            Subject::Participant(_) => self.check_person(&event.what, day),
            Subject::Placement(id) => self.check_placement(id, event),
            _ => Ok(()),
        }
    }

    /// Whether an event neither stands where a journey is told nor names the
    /// participant.
    pub(super) fn elsewhere(&self, event: &Event) -> bool {
        let told = matches!(event.stream, Subject::Participant(_) | Subject::Placement(_));
        !told && !self.names_own(event)
    }

    pub(super) fn in_order(&self, day: NaiveDate) -> Checked {
        match self.last {
            Some(last) if day < last => Err(Refusal::OutOfOrder { day, last }),
            _ => Ok(()),
        }
    }

    fn check_person(&self, what: &Happening, day: NaiveDate) -> Checked {
        match what {
            Happening::Enrolled { operation, .. } if self.concerns(operation) => self.may_enrol(),
            Happening::Left { operation, reason } if self.concerns(operation) => {
                self.may_leave()?;
                let entry = self.entry.as_ref().filter(|entry| entry.operation != *operation);
                if let Some(entry) = entry {
                    return Err(Refusal::OtherOperation(entry.operation.clone()));
                }
                let stages = self.template.stages.iter();
                let out = stages.flat_map(|stage| &stage.outcomes);
                let out = out.filter(|one| one.to == Target::Leave).flat_map(|one| &one.reasons);
                known(reason, self.template.leaving.iter().chain(out.map(|one| &one.code)))
            }
            Happening::Paused { reason } => {
                self.may_pause()?;
                known(reason, &self.template.pauses.reasons)
            }
            Happening::Resumed {} => self.may_resume(),
            Happening::Closed { .. } => self.may_close(),
            Happening::Reopened {} => self.closed.map(drop).ok_or(Refusal::NotClosed),
            Happening::StageStarted { stage, until } => {
                self.check_start(None, (*stage, *until), day)
            }
            Happening::StageDecided { outcome, reason, until } => {
                self.check_decision(None, (*outcome, reason, *until), day).map(drop)
            }
            Happening::CheckedIn {} => self.running(None).map(drop),
            _ => Ok(()),
        }
    }

    fn check_placement(&self, id: &PlacementId, event: &Event) -> Checked {
        let day = event.occurred_on;
        if let Happening::Proposed { participant, .. } = &event.what {
            if *participant != self.participant {
                return Err(Refusal::OtherPerson(participant.clone()));
            }
            self.not_closed()?;
            return self.slot(id).map_or(Ok(()), |at| untouched(&self.slots[at]));
        }
        let about_placement = matches!(
            event.what,
            Happening::Accepted { .. }
                | Happening::Declined { .. }
                | Happening::Contacted { .. }
                | Happening::AgreementDrafted { .. }
                | Happening::AgreementApproved { .. }
                | Happening::AgreementRejected { .. }
                | Happening::StageStarted { .. }
                | Happening::StageDecided { .. }
                | Happening::CheckedIn {}
                | Happening::PlacementEnded { .. }
                | Happening::TimeReported { .. }
        );
        if !about_placement {
            return Ok(());
        }
        let at = self.slot(id).ok_or_else(|| Refusal::NotProposed(id.clone()))?;
        self.check_known_placement(at, &event.what, event, day)
    }

    fn check_known_placement(
        &self,
        at: usize,
        what: &Happening,
        event: &Event,
        day: NaiveDate,
    ) -> Checked {
        let slot = &self.slots[at];
        // What was worked is reported after the end, too.
        if let Happening::TimeReported { month, .. } = what {
            let goes_on = self.run.as_ref().is_some_and(|run| run.slot == Some(at));
            return check_month(slot, *month, if goes_on { Some(day) } else { slot.last });
        }
        // After leaving, the end of what had begun can still be told.
        if matches!(what, Happening::PlacementEnded { .. }) && slot.ended.is_some() && !slot.told {
            return Ok(());
        }
        if slot.ended.is_some() && !slot.told {
            self.enrolled()?;
        }
        going_on(slot)?;
        match what {
            Happening::Accepted { .. } | Happening::Declined { .. } => untouched(slot),
            Happening::Contacted { .. } => agreed(slot, Party::Staff),
            Happening::StageStarted { stage, until } => {
                self.check_start(Some(at), (*stage, *until), day)
            }
            Happening::StageDecided { outcome, reason, until } => {
                self.check_decision(Some(at), (*outcome, reason, *until), day).map(drop)
            }
            Happening::CheckedIn {} => self.running(Some(at)).map(drop),
            Happening::PlacementEnded { reason } => match self.running(Some(at)) {
                Ok(run) if run.decided.is_none() => self.broken_off(run, reason).map(drop),
                _ => Ok(()),
            },
            _ => Ok(slot.agreement.check(event)?),
        }
    }

    pub(super) fn concerns(&self, operation: &OperationId) -> bool {
        self.only.as_ref().is_none_or(|only| only == operation)
    }

    pub(super) fn not_closed(&self) -> Checked {
        self.closed.map_or(Ok(()), |on| Err(Refusal::Closed(on)))
    }

    pub(super) fn enrolled(&self) -> Checked {
        self.not_closed()?;
        match (&self.entry, self.leavings.last()) {
            (Some(_), _) => Ok(()),
            (None, Some(left)) => Err(Refusal::AfterLeaving(left.on)),
            (None, None) => Err(Refusal::NotEnrolled),
        }
    }

    pub(super) fn not_resting(&self) -> Checked {
        self.resting().map_or(Ok(()), |since| Err(Refusal::Paused(since)))
    }

    pub(super) fn may_enrol(&self) -> Checked {
        if !self.registered {
            return Err(Refusal::NotRegistered);
        }
        self.not_closed()?;
        let entered = |entry: &super::Entry| Refusal::AlreadyEnrolled(entry.operation.clone());
        self.entry.as_ref().map_or(Ok(()), |entry| Err(entered(entry)))
    }

    pub(super) fn may_leave(&self) -> Checked {
        self.enrolled()
    }

    pub(super) fn may_pause(&self) -> Checked {
        self.enrolled()?;
        self.not_resting()
    }

    pub(super) fn may_resume(&self) -> Checked {
        self.enrolled()?;
        self.resting().map(drop).ok_or(Refusal::NotPaused)
    }

    pub(super) fn may_close(&self) -> Checked {
        self.not_closed()?;
        if self.entry.is_some() { Err(Refusal::StillEnrolled) } else { Ok(()) }
    }

    /// The stage that goes on there.
    pub(super) fn running(&self, slot: Option<usize>) -> Checked<&Run> {
        self.enrolled()?;
        self.run.as_ref().filter(|run| run.slot == slot).ok_or(Refusal::NoStage)
    }

    /// The stages that could begin.
    pub(super) fn candidates(&self) -> Checked<Vec<usize>> {
        let next = match &self.run {
            Some(run) => match &run.decided {
                None => return Err(Refusal::StageRuns(self.plan(run.stage).id.clone())),
                Some((Target::Stage(stage), _)) => return Ok(vec![*stage]),
                Some(_) => return Err(Refusal::Through),
            },
            None => self.next,
        };
        match next {
            Next::Match => Ok(self.template.first.clone()),
            Next::Stage(stage, _) | Next::Move { stage, .. } => Ok(vec![stage]),
            Next::Leave(_) => Err(Refusal::Through),
        }
    }

    /// Which stage begins, whatever its last day.
    pub(super) fn may_start(
        &self,
        slot: Option<usize>,
        kind: Stage,
        day: NaiveDate,
    ) -> Checked<usize> {
        self.enrolled()?;
        self.not_resting()?;
        let candidates = self.candidates()?;
        let found = candidates.iter().find(|stage| self.plan(**stage).kind == kind);
        let Some(stage) = found.copied() else {
            let expected = candidates.iter().map(|stage| self.plan(*stage).kind).collect();
            return Err(Refusal::WrongStage { found: kind, expected });
        };
        let plan = self.plan(stage);
        if (plan.held == Held::Placement) != slot.is_some() {
            return Err(Refusal::WrongStream(plan.id.clone()));
        }
        if let Some(slot) = slot.map(|at| &self.slots[at]) {
            if slot.over {
                return Err(Refusal::PlacementBegan(slot.id.clone()));
            }
            if let Some(by) = slot.declined.first() {
                return Err(Refusal::Declined(*by));
            }
        }
        self.all_hold(&plan.entry, (slot, day))?;
        Ok(stage)
    }

    fn check_start(
        &self,
        slot: Option<usize>,
        (kind, until): (Stage, NaiveDate),
        day: NaiveDate,
    ) -> Checked {
        let stage = self.may_start(slot, kind, day)?;
        in_years(until)?;
        if until < day {
            return Err(Refusal::EndsBefore { until, earliest: day });
        }
        for (longest, limit) in self.limits_of(stage, day) {
            within(until, longest, limit)?;
        }
        self.agreed_until(self.plan(stage), (slot, until))
    }

    /// That the agreement goes as far as the stage, where the stage asks for
    /// one. The days named are compared: a pause that moves the stage beyond
    /// the agreement leaves it to the parties to agree on more.
    fn agreed_until(&self, plan: &StagePlan, (slot, until): (Option<usize>, NaiveDate)) -> Checked {
        let Some(at) = slot.filter(|_| plan.entry.contains(&Condition::Agreement)) else {
            return Ok(());
        };
        let agreement = &self.slots[at].agreement;
        match (agreement.status(), agreement.terms()) {
            (Status::Approved(_), Some(terms)) if until <= terms.until => Ok(()),
            (Status::Approved(_), Some(terms)) => {
                Err(Refusal::BeyondAgreement { until, agreed: terms.until })
            }
            _ => Err(Refusal::Condition(Condition::Agreement)),
        }
    }

    /// Whether something can be decided in this way, whatever the reason.
    pub(super) fn may_decide(
        &self,
        slot: Option<usize>,
        outcome: Outcome,
        day: NaiveDate,
    ) -> Checked<&Run> {
        let run = self.running(slot)?;
        let plan = self.plan(run.stage);
        if run.decided.is_some() {
            return Err(Refusal::Decided(plan.id.clone()));
        }
        if plan.outcomes.iter().all(|one| one.outcome != outcome) {
            return Err(Refusal::NoOutcome { stage: plan.id.clone(), outcome });
        }
        // A stage can end while it rests; to go on, it goes on first.
        if outcome != Outcome::End {
            self.not_resting()?;
        }
        match outcome {
            Outcome::Continue => self.all_hold(&plan.exit, (slot, day))?,
            Outcome::Extend => {
                let times = plan.extension.map_or(0, |extension| extension.times);
                if run.extensions >= times {
                    return Err(Refusal::ExtensionsUsed(times));
                }
            }
            Outcome::End => {}
        }
        Ok(run)
    }

    /// What a decision amounts to.
    pub(super) fn check_decision(
        &self,
        slot: Option<usize>,
        (outcome, reason, until): (Outcome, &Code, Option<NaiveDate>),
        day: NaiveDate,
    ) -> Checked<(&OutcomePlan, &ReasonPlan)> {
        let run = self.may_decide(slot, outcome, day)?;
        let plan = self.plan(run.stage);
        let Some(found) = plan.outcome(outcome, reason.as_str()) else {
            let of_kind = plan.outcomes.iter().filter(|one| one.outcome == outcome);
            let expected = of_kind.flat_map(|one| &one.reasons).map(|one| &one.code);
            return Err(unknown(reason, expected));
        };
        if until.is_some() != (outcome == Outcome::Extend) {
            return Err(Refusal::NewEnd(outcome));
        }
        if let (Some(until), Some(extension)) = (until, plan.extension) {
            in_years(until)?;
            let next = add_days(self.end(run, day), 1);
            if until < next {
                return Err(Refusal::EndsBefore { until, earliest: next });
            }
            within(until, Some(extension.most.last_day(next)), "extension.most")?;
            within(until, self.longest(day), "limits.longest")?;
            self.agreed_until(plan, (slot, until))?;
        }
        Ok(found)
    }

    /// Where a placement that ends before anything was decided leads: to
    /// another placement, or where its stage ends.
    pub(super) fn broken_off(
        &self,
        run: &Run,
        reason: &Code,
    ) -> Checked<Option<(&OutcomePlan, &ReasonPlan)>> {
        if self.template.moves.contains(reason) {
            return Ok(None);
        }
        let plan = self.plan(run.stage);
        if let Some(found) = plan.outcome(Outcome::End, reason.as_str()) {
            return Ok(Some(found));
        }
        let ends = plan.outcomes.iter().filter(|one| one.outcome == Outcome::End);
        let ends = ends.flat_map(|one| &one.reasons).map(|one| &one.code);
        Err(unknown(reason, self.template.moves.iter().chain(ends)))
    }

    fn all_hold(&self, all: &[Condition], at: (Option<usize>, NaiveDate)) -> Checked {
        let unmet = all.iter().find(|condition| !self.holds(**condition, at));
        unmet.map_or(Ok(()), |condition| Err(Refusal::Condition(*condition)))
    }

    fn holds(&self, condition: Condition, (slot, day): (Option<usize>, NaiveDate)) -> bool {
        let slot = slot.map(|at| &self.slots[at]);
        let said_yes = |by| slot.is_some_and(|slot| slot.accepted.contains(&by));
        let since_entry = |on: Option<NaiveDate>| {
            on.zip(self.entry.as_ref()).is_some_and(|(on, entry)| on >= entry.on)
        };
        match condition {
            Condition::AcceptedByParticipant => said_yes(Party::Participant),
            Condition::AcceptedByEmployer => said_yes(Party::Employer),
            Condition::AcceptedByStaff => said_yes(Party::Staff),
            Condition::Agreement => slot.is_some_and(|slot| slot.agreement.covers(day)),
            Condition::Profile => self.profile,
            Condition::CheckIns => self.run.as_ref().is_none_or(|run| {
                let due = self.check_in_days(run, day).iter().filter(|due| **due < day).count();
                run.check_ins >= due
            }),
            Condition::Introduction => {
                self.template.introduction.iter().all(|item| self.items_done.contains(&item.id))
            }
            Condition::Offer => since_entry(self.offer),
            Condition::JointAction => since_entry(self.joint_action),
        }
    }
}

fn in_years(day: NaiveDate) -> Checked {
    if YEARS.contains(&day.year()) { Ok(()) } else { Err(Refusal::DayOutside(day)) }
}

fn within(until: NaiveDate, longest: Option<NaiveDate>, limit: &'static str) -> Checked {
    match longest {
        Some(longest) if until > longest => Err(Refusal::TooLong { until, longest, limit }),
        _ => Ok(()),
    }
}

fn known<'c>(reason: &Code, all: impl IntoIterator<Item = &'c Code> + Clone) -> Checked {
    if all.clone().into_iter().any(|one| one == reason) {
        return Ok(());
    }
    Err(unknown(reason, all))
}

fn unknown<'c>(reason: &Code, all: impl IntoIterator<Item = &'c Code>) -> Refusal {
    let expected: Vec<_> = all.into_iter().map(|one| format!("`{one}`")).collect();
    Refusal::UnknownReason { reason: reason.clone(), expected: expected.join(", ") }
}

fn going_on(slot: &Slot<'_>) -> Checked {
    if slot.ended.is_some() { Err(Refusal::PlacementEnded(slot.id.clone())) } else { Ok(()) }
}

/// Neither begun nor ended.
fn untouched(slot: &Slot<'_>) -> Checked {
    going_on(slot)?;
    // What goes on at a placement is ended, not proposed anew or declined.
    if slot.began.is_some() { Err(Refusal::PlacementBegan(slot.id.clone())) } else { Ok(()) }
}

/// That a party said yes and nobody no.
fn agreed(slot: &Slot<'_>, by: Party) -> Checked {
    if let Some(no) = slot.declined.first() {
        return Err(Refusal::Declined(*no));
    }
    if slot.accepted.contains(&by) { Ok(()) } else { Err(Refusal::NotAccepted(by)) }
}

/// That a month is one from the first stage there to the last day on which one
/// went on.
fn check_month(slot: &Slot<'_>, month: NaiveDate, last: Option<NaiveDate>) -> Checked {
    if month.day() != 1 {
        return Err(Refusal::NotFirstOfMonth(month));
    }
    let began = slot.began.map(|began| began.with_day(1).unwrap_or(began));
    match began.zip(last) {
        Some((began, last)) if (began..=last).contains(&month) => Ok(()),
        _ => Err(Refusal::MonthOutside(month)),
    }
}

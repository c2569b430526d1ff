//! Training sessions: planned, cancelled, attended, shown.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use etablera_domain::event::state::{BookingRef, Ending, SessionPlan, SessionState};
use etablera_domain::event::{Case, Code, EventId, Happening, Presence, Subject};
use etablera_domain::{ActorId, ModuleId, ParticipantId, SessionId};
use serde::Serialize;

use super::commands::commands;
use super::error::CaseError;
use super::facts::of_case;
use super::work::Work;
use super::{Call, Office, UseCase};
use crate::policy::Action;

/// The minutes of a day.
const DAY: u16 = 24 * 60;

commands! {
    /// Plans a session, or plans it anew.
    PlanSession {
        /// Which.
        session: SessionId,
        /// The day, which may be to come.
        on: NaiveDate,
        /// How long, in minutes.
        minutes: u16,
        /// What is taught.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        module: Option<ModuleId>,
        /// The part of the plan it counts towards.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        part: Option<Code>,
        /// The cohort it is for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        cohort: Option<Code>,
        /// The bookings of employers' agreements that it is given under, beside
        /// those that it has.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        given_under: Vec<BookingRef>,
    }
    /// Cancels a session.
    CancelSession {
        /// Which.
        session: SessionId,
        /// Why.
        reason: Code,
    }
    /// Records who was at a session and who was not: all in one call.
    TakeAttendance {
        /// Which session.
        session: SessionId,
        /// Who was there, for all of it.
        #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
        present: BTreeSet<ParticipantId>,
        /// Who was absent for an accepted reason.
        #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
        excused: BTreeSet<ParticipantId>,
        /// Who was absent.
        #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
        unexcused: BTreeSet<ParticipantId>,
        /// Who was there for a part of it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        partly: Vec<Partly>,
    }
    /// Somebody who was there for a part of a session.
    Partly {
        /// Who.
        participant: ParticipantId,
        /// For how long, in minutes.
        minutes: u16,
    }
    /// Asks for a session.
    ShowSession {
        /// Which.
        session: SessionId,
    }
}

/// One line of the sheet of a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct SheetLine {
    /// Who.
    pub participant: ParticipantId,
    /// Their name, for whoever may read it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Whether they were there; none while that is not taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub presence: Option<Presence>,
    /// For how long, in minutes.
    pub minutes: u16,
}

/// A session with those who attend it, as far as the caller may know of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct SessionSheet {
    /// Which.
    pub session: SessionId,
    /// The plan that was made last.
    pub plan: SessionPlan,
    /// Who leads it: whoever planned it last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub leader: Option<ActorId>,
    /// Why it does not take place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cancelled: Option<Ending>,
    /// The bookings that it is given under, of agreements that the caller may
    /// read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub given_under: Vec<BookingRef>,
    /// What does not fit between it and them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub booking_faults: Vec<String>,
    /// The cohort it is for, and whoever came besides, ordered by id.
    pub sheet: Vec<SheetLine>,
}

/// Plans a session. Whoever plans it leads it.
///
/// # Errors
///
/// When the caller may not, it has no minutes or more than a day has,
/// attendance was taken already, or it does not fit a booking.
pub fn plan_session<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a PlanSession,
) -> UseCase<'a, EventId> {
    office.run(call, ("plan_session", command), async move |work| {
        let PlanSession { session, on, minutes, module, part, cohort, given_under } =
            command.clone();
        let subject = Subject::from(session.clone());
        work.may_begin(Action::PlanTraining, &subject).await?;
        of_a_day(minutes, 1)?;
        if !work.session_of(&subject).await?.attendance.is_empty() {
            return Err(CaseError::wrong(format!(
                "attendance at `{subject}` was taken: expected a session that is to come"
            )));
        }
        let what = Happening::SessionPlanned { on, minutes, module, part, cohort };
        let event = work.happen(&subject, call.today, Vec::new(), what).await?;
        for booking in given_under {
            work.put_under(&session, booking).await?;
        }
        Ok(event)
    })
}

/// Cancels a session.
///
/// # Errors
///
/// When the caller may not, there is no such session, it was cancelled, or
/// attendance was taken.
pub fn cancel_session<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a CancelSession,
) -> UseCase<'a, EventId> {
    office.run(call, ("cancel_session", command), async move |work| {
        let subject = Subject::from(command.session.clone());
        work.may(Action::PlanTraining, &subject).await?;
        let state = work.session_of(&subject).await?;
        holding(&subject, &state)?;
        if !state.attendance.is_empty() {
            return Err(CaseError::wrong(format!(
                "attendance at `{subject}` was taken: expected a session that is to come"
            )));
        }
        let what = Happening::SessionCancelled { reason: command.reason.clone() };
        work.happen(&subject, call.today, Vec::new(), what).await
    })
}

/// Records who was at a session: of all that are named, or of nobody.
///
/// # Errors
///
/// When the caller may not or may not know of somebody, there is no such
/// session, it was cancelled or is to come, somebody is named twice, or their
/// attendance was taken before.
pub fn take_attendance<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a TakeAttendance,
) -> UseCase<'a, Vec<EventId>> {
    office.run(call, ("take_attendance", command), async move |work| {
        let subject = Subject::from(command.session.clone());
        work.may(Action::TakeAttendance, &subject).await?;
        let state = work.session_of(&subject).await?;
        let plan = holding(&subject, &state)?;
        work.not_after_today(plan.on)?;
        let mut events = Vec::new();
        let mut seen = BTreeSet::new();
        for (participant, presence, minutes) in command.rows(plan.minutes) {
            let who = Subject::from(participant.clone());
            work.may(Action::KnowOf, &who).await?;
            if work.registered_case(&who).await?.is_none() {
                return Err(CaseError::Absent(who));
            }
            of_a_day(minutes, 0)?;
            if state.attendance.contains_key(&participant) || !seen.insert(who.clone()) {
                return Err(CaseError::wrong(format!(
                    "attendance of `{who}` is taken: expected everybody once, and \
                         `journey correct` for what is wrong"
                )));
            }
            let what = Happening::Attended { participant, presence, minutes };
            events.push(work.happen(&subject, plan.on, vec![who], what).await?);
        }
        if events.is_empty() {
            return Err(CaseError::wrong(
                "nobody is named: expected `present`, `excused`, `unexcused` or `partly`",
            ));
        }
        Ok(events)
    })
}

/// Shows a session with its sheet. Whoever the caller may not know of is not
/// on it.
///
/// # Errors
///
/// When the caller may not, or there is no such session.
pub fn show_session<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a ShowSession,
) -> UseCase<'a, SessionSheet> {
    office.look(call, async move |work| {
        let session = command.session.clone();
        let subject = Subject::from(session.clone());
        work.may(Action::ReadSession, &subject).await?;
        let state = work.session_of(&subject).await?;
        let Some(plan) = state.plans.last().cloned() else {
            return Err(CaseError::Absent(subject));
        };
        let sheet = work.sheet(&state, &plan).await?;
        let leader = state.led_by.as_ref().map(|led| led.by.clone());
        let given_under = work.readable_bookings(&state).await?;
        let of = given_under.iter().map(|one| one.agreement.clone()).collect();
        let faults = work.booking_faults(&of, |one| one.session() == Some(&session)).await?;
        Ok(SessionSheet {
            session,
            plan,
            leader,
            cancelled: state.cancelled,
            given_under,
            booking_faults: faults.iter().map(ToString::to_string).collect(),
            sheet,
        })
    })
}

impl TakeAttendance {
    /// Everybody who is named, with whether and for how long they were there.
    fn rows(&self, minutes: u16) -> Vec<(ParticipantId, Presence, u16)> {
        let all = |who: &BTreeSet<ParticipantId>, presence, minutes| {
            who.iter().map(|id| (id.clone(), presence, minutes)).collect::<Vec<_>>()
        };
        let partly = self.partly.iter();
        let mut rows = all(&self.present, Presence::Present, minutes);
        rows.extend(all(&self.excused, Presence::Excused, 0));
        rows.extend(all(&self.unexcused, Presence::Unexcused, 0));
        rows.extend(partly.map(|one| (one.participant.clone(), Presence::Present, one.minutes)));
        rows
    }
}

fn of_a_day(minutes: u16, least: u16) -> Result<(), CaseError> {
    if (least..=DAY).contains(&minutes) {
        return Ok(());
    }
    Err(CaseError::wrong(format!("{minutes} minutes: expected {least} to {DAY}")))
}

/// The plan of a session that takes place.
fn holding(subject: &Subject, state: &SessionState) -> Result<SessionPlan, CaseError> {
    match (state.plan(), &state.cancelled) {
        (Some(plan), _) => Ok(plan.clone()),
        (None, Some(cancelled)) => Err(CaseError::wrong(format!(
            "`{subject}` was cancelled on {}: expected one that takes place; plan it anew first",
            cancelled.on
        ))),
        (None, None) => Err(CaseError::Absent(subject.clone())),
    }
}

/// Whether a session is planned for somebody: they are in its cohort that day.
pub(super) fn is_for(case: &Case, plan: &SessionPlan) -> bool {
    let times = plan.cohort.as_ref().and_then(|cohort| case.cohorts.get(cohort));
    times
        .into_iter()
        .flatten()
        .any(|time| time.joined <= plan.on && time.left.is_none_or(|left| plan.on <= left))
}

impl Work<'_> {
    async fn session_of(&mut self, subject: &Subject) -> Result<SessionState, CaseError> {
        let state = self.state(subject).await?;
        state.session().cloned().ok_or_else(|| CaseError::Absent(subject.clone()))
    }

    /// The lines of a sheet.
    async fn sheet(
        &mut self,
        state: &SessionState,
        plan: &SessionPlan,
    ) -> Result<Vec<SheetLine>, CaseError> {
        let mut lines = Vec::new();
        for (subject, case) in self.cases().await? {
            let taken = state.attendance.get(&case.id);
            if (taken.is_none() && !is_for(&case, plan)) || case.erased.is_some() {
                continue;
            }
            let mut resource = of_case((&subject, &case), self.call.today);
            resource.teachers.extend(state.led_by.as_ref().map(|led| led.by.clone()));
            if !self.may_silently(Action::KnowOf, &resource) {
                continue;
            }
            let named = self.may_on(Action::ReadIdentity, &resource, None).is_ok();
            let person = if named { self.writer.person(&case.id).await? } else { None };
            let name = person.map(|one| format!("{} {}", one.given, one.family).trim().to_owned());
            lines.push(SheetLine {
                participant: case.id.clone(),
                name,
                presence: taken.map(|taken| taken.presence),
                minutes: taken.map_or(0, |taken| taken.minutes),
            });
        }
        Ok(lines)
    }
}

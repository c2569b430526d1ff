//! Sessions as the store holds them.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use etablera_domain::event::Presence;
use etablera_domain::event::state::{Attendance, Ending, SessionPlan, SessionState};
use etablera_domain::{ParticipantId, SessionId};

/// A session that takes place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Which.
    pub id: SessionId,
    /// The plan that holds.
    pub plan: SessionPlan,
    /// The days it was planned for before, oldest first.
    pub moved_from: Vec<NaiveDate>,
    /// Who was there, and who was not.
    pub attendance: BTreeMap<ParticipantId, Attendance>,
}

impl Session {
    /// Whether it is for a part of the content.
    #[must_use]
    pub fn counts_towards(&self, part: &str) -> bool {
        self.plan.part.as_ref().is_some_and(|of| of.as_str() == part)
    }

    /// The attendance of somebody as known on a day.
    pub(super) fn taken(&self, who: &ParticipantId, day: NaiveDate) -> Option<&Attendance> {
        self.attendance.get(who).filter(|taken| taken.on <= day)
    }

    /// The minutes of an attendance that count: of presence, and no more than
    /// the session has.
    pub(super) fn counted(&self, taken: &Attendance) -> u16 {
        match taken.presence {
            Presence::Present => taken.minutes.min(self.plan.minutes),
            Presence::Excused | Presence::Unexcused => 0,
        }
    }
}

/// A session that does not take place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Dropped {
    pub(super) id: SessionId,
    /// When it was cancelled; none where nothing was ever planned.
    pub(super) cancelled: Option<Ending>,
    pub(super) attendance: Vec<ParticipantId>,
}

/// The sessions of a store.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sessions {
    held: Vec<Session>,
    pub(super) dropped: Vec<Dropped>,
}

impl Sessions {
    /// From the states of sessions, in any order; of two of one id the later
    /// counts.
    #[must_use]
    pub fn of<'s>(states: impl IntoIterator<Item = &'s SessionState>) -> Self {
        let by_id: BTreeMap<_, _> = states.into_iter().map(|state| (&state.id, state)).collect();
        let mut sessions = Self::default();
        for state in by_id.into_values() {
            match state.plan() {
                Some(plan) => sessions.held.push(held(state, plan)),
                None => sessions.dropped.push(Dropped {
                    id: state.id.clone(),
                    cancelled: state.cancelled.clone(),
                    attendance: state.attendance.keys().cloned().collect(),
                }),
            }
        }
        sessions.held.sort_by(|one, other| (one.plan.on, &one.id).cmp(&(other.plan.on, &other.id)));
        sessions
    }

    /// Those that take place, by day, then by id.
    #[must_use]
    pub fn held(&self) -> &[Session] {
        &self.held
    }

    /// One that takes place.
    #[must_use]
    pub fn get(&self, id: &SessionId) -> Option<&Session> {
        self.held.iter().find(|session| session.id == *id)
    }

    /// Whether one was cancelled.
    #[must_use]
    pub fn is_cancelled(&self, id: &SessionId) -> bool {
        self.dropped.iter().any(|one| one.id == *id && one.cancelled.is_some())
    }
}

fn held(state: &SessionState, plan: &SessionPlan) -> Session {
    let mut moved_from: Vec<NaiveDate> = state.plans.iter().map(|earlier| earlier.on).collect();
    moved_from.dedup();
    moved_from.pop();
    Session {
        id: state.id.clone(),
        plan: plan.clone(),
        moved_from,
        attendance: state.attendance.clone(),
    }
}

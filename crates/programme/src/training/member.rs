//! Somebody with their times in cohorts.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use etablera_domain::ParticipantId;
use etablera_domain::event::state::{Membership, SessionPlan};
use etablera_domain::event::{Case, Code};

/// Somebody in training, with their times in cohorts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    id: ParticipantId,
    times: BTreeMap<Code, Vec<Membership>>,
}

impl Member {
    /// From a case. One that is closed ends every time in a cohort that nobody
    /// ended before.
    #[must_use]
    pub fn of(case: &Case) -> Self {
        let closed = case.closed.as_ref().map(|ending| ending.on);
        let until = |time: &Membership| {
            let left = time.left.or(closed);
            Membership { left, ..time.clone() }
        };
        let times = case.cohorts.iter();
        let times =
            times.map(|(cohort, times)| (cohort.clone(), times.iter().map(until).collect()));
        Self { id: case.id.clone(), times: times.collect() }
    }

    /// Who.
    #[must_use]
    pub fn id(&self) -> &ParticipantId {
        &self.id
    }

    /// Whether they are in a cohort on a day: from the day of joining to that
    /// of leaving, both included.
    #[must_use]
    pub fn is_in(&self, cohort: &Code, day: NaiveDate) -> bool {
        let times = self.times.get(cohort).into_iter().flatten();
        let mut on =
            times.filter(|time| time.joined <= day && time.left.is_none_or(|left| day <= left));
        on.next().is_some()
    }

    /// Whether a plan is for them on a day.
    pub(super) fn is_expected(&self, plan: &SessionPlan, day: NaiveDate) -> bool {
        plan.cohort.as_ref().is_some_and(|cohort| self.is_in(cohort, day))
    }
}

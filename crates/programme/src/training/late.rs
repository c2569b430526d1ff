//! Attendance lists that nobody has taken.

use chrono::NaiveDate;
use etablera_domain::{ParticipantId, SessionId};
use serde::Serialize;

use super::member::Member;
use super::session::Sessions;

/// A session of which attendance is not known, some days after. A list that is
/// lost takes from people hours that they have, so that it is to be found while
/// somebody still remembers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LateList {
    /// Which session.
    pub session: SessionId,
    /// Its day.
    pub on: NaiveDate,
    /// Days since then.
    pub days: u32,
    /// Who was expected and is not on the list, by id.
    pub missing: Vec<ParticipantId>,
    /// Whether there is no list at all.
    pub none_taken: bool,
}

/// The sessions more than `after` days ago at which the attendance of somebody
/// expected is not known, by day, then by id. A session of no cohort is listed
/// where there is no list at all; one whose cohort was empty is not.
#[must_use]
pub fn late_lists(
    sessions: &Sessions,
    members: &[Member],
    (day, after): (NaiveDate, u16),
) -> Vec<LateList> {
    let mut late = Vec::new();
    for session in sessions.held() {
        let on = session.plan.on;
        let days = (day - on).num_days();
        if days <= i64::from(after) {
            continue;
        }
        let expected = members.iter().filter(|member| member.is_expected(&session.plan, on));
        let missing = expected.filter(|member| !session.attendance.contains_key(member.id()));
        let mut missing: Vec<_> = missing.map(|member| member.id().clone()).collect();
        missing.sort();
        missing.dedup();
        let none_taken = session.attendance.is_empty();
        if !missing.is_empty() || (session.plan.cohort.is_none() && none_taken) {
            let days = u32::try_from(days).unwrap_or(u32::MAX);
            late.push(LateList { session: session.id.clone(), on, days, missing, none_taken });
        }
    }
    late
}

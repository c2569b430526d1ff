//! How somebody stands to each session.

use chrono::NaiveDate;
use etablera_domain::event::Presence;
use serde::Serialize;

use super::member::Member;
use super::session::{Session, Sessions};

/// How somebody stands to a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stand {
    /// It is to come.
    Planned,
    /// It was, and nobody wrote down whether they were there.
    Unrecorded,
    /// They were there.
    There {
        /// For how long, in minutes; no more than the session has.
        minutes: u16,
    },
    /// They were absent for an accepted reason.
    Excused,
    /// They were absent.
    Unexcused,
}

/// A session that concerns somebody, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row<'s> {
    /// Which session.
    pub session: &'s Session,
    /// The day: that for which attendance was taken, else that of the plan.
    pub on: NaiveDate,
    /// Whether it was for them; if not, they came besides.
    pub expected: bool,
    /// How they stand to it.
    pub stand: Stand,
}

/// The sessions that concern somebody as known on a day, by day, then by id:
/// those expected of them, and others at which they were. An absence from what
/// was not expected is a [`Fault`](super::Fault) and no row.
#[must_use]
pub fn rows<'s>(sessions: &'s Sessions, member: &Member, day: NaiveDate) -> Vec<Row<'s>> {
    let mut rows: Vec<Row<'s>> = Vec::new();
    for session in sessions.held() {
        let taken = session.taken(member.id(), day);
        let on = taken.map_or(session.plan.on, |taken| taken.on);
        let stand = match taken.map(|taken| (taken.presence, session.counted(taken))) {
            None if on > day => Stand::Planned,
            None => Stand::Unrecorded,
            Some((Presence::Present, minutes)) => Stand::There { minutes },
            Some((Presence::Excused, _)) => Stand::Excused,
            Some((Presence::Unexcused, _)) => Stand::Unexcused,
        };
        let expected = member.is_expected(&session.plan, on);
        if expected || matches!(stand, Stand::There { .. }) {
            rows.push(Row { session, on, expected, stand });
        }
    }
    rows.sort_by_key(|row| (row.on, &row.session.id));
    rows
}

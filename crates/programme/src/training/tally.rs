//! Minutes by how somebody stood to them.

use std::ops::AddAssign;

use serde::Serialize;

use super::row::{Row, Stand};

/// Minutes of sessions, by how somebody stood to them. Of the sessions expected
/// of one person all but those of visits add up to what was planned for them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Tally {
    /// In which they were there.
    pub attended: u32,
    /// Of absence for an accepted reason.
    pub excused: u32,
    /// Of other absence.
    pub missed: u32,
    /// By which they came late or left early, of sessions that they were at.
    pub short: u32,
    /// Of sessions that were, and of which nobody wrote it down.
    pub unrecorded: u32,
    /// Of sessions to come.
    pub planned: u32,
}

impl Tally {
    /// Adds a session.
    pub(super) fn add(&mut self, row: &Row<'_>) {
        let whole = u32::from(row.session.plan.minutes);
        let into = match row.stand {
            Stand::There { minutes } => {
                let minutes = u32::from(minutes);
                self.attended = self.attended.saturating_add(minutes);
                // Nobody owes the rest of what they only visited.
                let rest = if row.expected { whole - minutes } else { 0 };
                self.short = self.short.saturating_add(rest);
                return;
            }
            Stand::Planned => &mut self.planned,
            Stand::Unrecorded => &mut self.unrecorded,
            Stand::Excused => &mut self.excused,
            Stand::Unexcused => &mut self.missed,
        };
        *into = into.saturating_add(whole);
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        let Self { attended, excused, missed, short, unrecorded, planned } = other;
        self.attended = self.attended.saturating_add(attended);
        self.excused = self.excused.saturating_add(excused);
        self.missed = self.missed.saturating_add(missed);
        self.short = self.short.saturating_add(short);
        self.unrecorded = self.unrecorded.saturating_add(unrecorded);
        self.planned = self.planned.saturating_add(planned);
    }
}

//! Whether civic orientation is finished in time.

use chrono::NaiveDate;
use serde::Serialize;

use super::content::{ContentPlan, Part};
use super::row::{Row, Stand};
use crate::agreement::last_day;
use crate::decision::{Clause, Fact, Finding};
use crate::rules::{Rules, RulesError};

/// When every part of civic orientation has its hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Finish {
    /// They had them on a day.
    Done(NaiveDate),
    /// They will on a day, if the person is at every session to come.
    Planned(NaiveDate),
    /// Too few sessions are planned.
    Unplanned {
        /// By so many minutes, over all parts.
        minutes: u32,
    },
}

/// How somebody stands to the time in which orientation is finished.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PaceStanding {
    /// They were never there.
    NotBegun,
    /// They finished in time.
    Finished,
    /// They finished after it.
    FinishedLate,
    /// What is planned is enough, and in time.
    OnCourse,
    /// It is not.
    OffCourse,
    /// Nobody has verified the rule that held.
    Unclear,
}

/// How civic orientation goes for one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Pace {
    /// The first day they were there.
    pub begun: Option<NaiveDate>,
    /// The last day that is in time, for showing; none before they begin.
    pub last_day: Option<NaiveDate>,
    /// When all parts have their hours.
    pub finish: Finish,
    /// Whether that is in time, by the rule that held when they began.
    pub in_time: Clause,
}

impl Pace {
    /// How they stand.
    #[must_use]
    pub fn standing(&self) -> PaceStanding {
        let done = matches!(self.finish, Finish::Done(_));
        match (self.begun, self.in_time.finding(), done) {
            (None, ..) => PaceStanding::NotBegun,
            (_, Finding::Met, true) => PaceStanding::Finished,
            (_, Finding::Unmet, true) => PaceStanding::FinishedLate,
            (_, Finding::Met, false) => PaceStanding::OnCourse,
            (_, Finding::Unmet, false) => PaceStanding::OffCourse,
            (_, Finding::NotKnown | Finding::NotVerified, _) => PaceStanding::Unclear,
        }
    }
}

/// How orientation goes, from rows by day; none where the plan has none.
pub(super) fn pace(
    plan: &ContentPlan,
    rows: &[Row<'_>],
    (rules, day): (&Rules, NaiveDate),
) -> Result<Option<Pace>, RulesError> {
    let finishes: Vec<Finish> = plan.orientation().map(|part| finish_of(part, rows)).collect();
    let Some(finish) = finishes.into_iter().reduce(later) else { return Ok(None) };
    let is_there = |row: &&Row<'_>| matches!(row.stand, Stand::There { minutes } if minutes > 0);
    let of_orientation = |row: &&Row<'_>| {
        plan.orientation().any(|part| row.session.counts_towards(part.id.as_str()))
    };
    let begun = rows.iter().filter(is_there).find(of_orientation).map(|row| row.on);
    let within = rules.on("samhallsorientering.4.finished_within", begun.unwrap_or(day))?;
    let unit = within.ground().unit;
    let shown = within.shown().map(|value| value.amount);
    let fact = Fact::new("orientation_finished_on", begun.map(|begun| (begun, finish)));
    let in_time = within.judge(fact, |most, (begun, finish)| match finish {
        Finish::Done(on) | Finish::Planned(on) => {
            last_day(most, unit, begun).is_some_and(|last| on <= last)
        }
        Finish::Unplanned { .. } => false,
    });
    let last = begun.zip(shown).and_then(|(begun, most)| last_day(most, unit, begun));
    Ok(Some(Pace { begun, last_day: last, finish, in_time }))
}

/// When a part has its hours.
fn finish_of(part: &Part, rows: &[Row<'_>]) -> Finish {
    let mut sum: u32 = 0;
    let of_part = rows.iter().filter(|row| row.session.counts_towards(part.id.as_str()));
    for row in of_part {
        sum = sum.saturating_add(match row.stand {
            Stand::There { minutes } => minutes.into(),
            Stand::Planned => row.session.plan.minutes.into(),
            Stand::Unrecorded | Stand::Excused | Stand::Unexcused => 0,
        });
        if sum >= part.minutes {
            let planned = row.stand == Stand::Planned;
            return if planned { Finish::Planned(row.on) } else { Finish::Done(row.on) };
        }
    }
    Finish::Unplanned { minutes: part.minutes - sum }
}

/// When two parts both have their hours.
fn later(one: Finish, other: Finish) -> Finish {
    use Finish::{Done, Planned, Unplanned};
    match (one, other) {
        (Unplanned { minutes: one }, Unplanned { minutes: other }) => {
            Unplanned { minutes: one.saturating_add(other) }
        }
        (short @ Unplanned { .. }, _) | (_, short @ Unplanned { .. }) => short,
        (Done(one), Done(other)) => Done(one.max(other)),
        (Done(one) | Planned(one), Done(other) | Planned(other)) => Planned(one.max(other)),
    }
}

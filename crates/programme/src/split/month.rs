//! What was reported for a month, beside what was planned.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use etablera_domain::event::state::{ReportedTime, Signed};
use etablera_domain::event::{Event, Happening, Presence, Subject};
use etablera_domain::{ParticipantId, PlacementId};
use serde::Serialize;

use super::balance::Balance;
use super::plan::{Plan, PlannedDay, balance};

/// Minutes of sessions at which somebody was not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Absence {
    /// For an accepted reason.
    pub excused_minutes: u32,
    /// Without one.
    pub unexcused_minutes: u32,
}

impl Absence {
    fn add(&mut self, more: Self) {
        self.excused_minutes += more.excused_minutes;
        self.unexcused_minutes += more.unexcused_minutes;
    }
}

/// The time of one month: planned, reported, and away from training.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MonthReport {
    /// Its first day.
    pub month: NaiveDate,
    /// What was planned in it.
    pub planned: Balance,
    /// What was reported, if anything was; the last report counts.
    pub reported: Option<ReportedTime>,
    /// Who stands behind that, and for which day they wrote it.
    pub certified: Option<Signed>,
    /// Sessions missed.
    pub absence: Absence,
}

impl MonthReport {
    /// Minutes of work and of training reported above what was planned, below
    /// 0 less; none where nothing was reported.
    #[must_use]
    pub fn difference(&self) -> Option<(i64, i64)> {
        let reported = self.reported?;
        let above = |is: u32, planned: u32| i64::from(is) - i64::from(planned);
        Some((
            above(reported.work_minutes, self.planned.work_minutes),
            above(reported.training_minutes, self.planned.training_minutes),
        ))
    }
}

/// A report a month, oldest first: for every month that is planned, reported,
/// or has a session missed in it.
///
/// `events` are those that count, in the order of folding, as
/// [`effective`](etablera_domain::event::effective) gives them.
#[must_use]
pub fn month_reports(
    plan: &Plan,
    events: &[&Event],
    placement: &PlacementId,
    participant: &ParticipantId,
) -> Vec<MonthReport> {
    let none: &[PlannedDay] = &[];
    let new = |month| MonthReport {
        month,
        planned: balance(plan.pattern(), none),
        reported: None,
        certified: None,
        absence: Absence::default(),
    };
    let mut months = BTreeMap::new();
    for days in plan.days().chunk_by(|a, b| month_of(a.day) == month_of(b.day)) {
        let month = month_of(days[0].day);
        months.insert(month, MonthReport { planned: balance(plan.pattern(), days), ..new(month) });
    }
    let stream = Subject::Placement(placement.clone());
    for event in events.iter().filter(|event| event.stream == stream) {
        if let Happening::TimeReported { month, work_minutes, training_minutes } = &event.what {
            let report = months.entry(*month).or_insert_with(|| new(*month));
            let (work_minutes, training_minutes) = (*work_minutes, *training_minutes);
            report.reported = Some(ReportedTime { work_minutes, training_minutes });
            report.certified = Some(Signed { on: event.occurred_on, by: event.by.clone() });
        }
    }
    for (on, presence, minutes) in attendance(events, participant).into_values() {
        let minutes = u32::from(minutes);
        let absence = match presence {
            Presence::Present => continue,
            Presence::Excused => Absence { excused_minutes: minutes, unexcused_minutes: 0 },
            Presence::Unexcused => Absence { excused_minutes: 0, unexcused_minutes: minutes },
        };
        let month = month_of(on);
        months.entry(month).or_insert_with(|| new(month)).absence.add(absence);
    }
    months.into_values().collect()
}

/// The last word on each session: the day, whether they were there, and for
/// how many minutes.
fn attendance<'e>(
    events: &[&'e Event],
    participant: &ParticipantId,
) -> BTreeMap<&'e Subject, (NaiveDate, Presence, u16)> {
    let mut sessions = BTreeMap::new();
    for event in events {
        match &event.what {
            Happening::Attended { participant: who, presence, minutes } if who == participant => {
                sessions.insert(&event.stream, (event.occurred_on, *presence, *minutes));
            }
            _ => {}
        }
    }
    sessions
}

fn month_of(day: NaiveDate) -> NaiveDate {
    day.with_day(1).expect("every month has a first day")
}

//! What is read from a participation once, for all indicators.

use std::cmp::Reverse;

use chrono::{Days, Months, NaiveDate};
use etablera_domain::Reply;
use etablera_domain::event::LabourStatus;

use super::clause::Clause;
use super::count::Finding;
use super::definition::{Target, Variable};
use super::reading::{Reading, Window};
use super::set::Set;
use crate::participation::{Answers, Participation};

/// What is read from a participation.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen {
    /// The first day of entering.
    pub(super) entered: NaiveDate,
    /// Why they count nowhere, if they do not.
    pub(super) out: Option<Finding>,
    /// The status at entry, unless it is missing.
    pub(super) status: Option<LabourStatus>,
    /// What is known of leaving, if they left.
    pub(super) left: Option<Left>,
}

/// What is known of leaving, and of six months later.
#[derive(Clone, Copy, Debug)]
pub(super) struct Left {
    /// The last day of the weeks after leaving.
    pub(super) closes: NaiveDate,
    /// The status upon leaving, and the day it is of.
    pub(super) status: Option<(NaiveDate, LabourStatus)>,
    /// The day months later, which may lie ahead.
    pub(super) later: NaiveDate,
    /// The status then, and the day it is of.
    pub(super) later_status: Option<(NaiveDate, LabourStatus)>,
}

impl Seen {
    pub(super) fn of(one: &Participation, set: &Set, reading: &Reading) -> Self {
        let entered = one.entered();
        let status = status_at_entry(one);
        let out = out(one, set, reading.until);
        let left = one.left_by(reading.until).filter(|_| out.is_none());
        let left = left.map(|left| Left::of(one, left, (set, reading)));
        Self { entered, out, status, left }
    }
}

/// Why somebody counts nowhere.
fn out(one: &Participation, set: &Set, until: NaiveDate) -> Option<Finding> {
    let entered = one.entered();
    if entered > until {
        return Some(Finding::not(Clause::NotEntered, entered));
    }
    if is_incomplete(one, set) {
        return Some(Finding::not(Clause::Incomplete, None));
    }
    set.target().and_then(|Target::ThirdCountry| {
        let answer = one.answers().map_or(Reply::Unknown, |all| all.third_country);
        let clause = match answer {
            Reply::Known(true) => return None,
            Reply::Known(false) => Clause::NotTargeted,
            Reply::Unknown => Clause::TargetUnknown,
            Reply::Declined => Clause::TargetDeclined,
        };
        Some(Finding::not(clause, None))
    })
}

/// The status before the operation. A job in the operation's own project is
/// none: where it is all that was written down, the status is missing.
pub(super) fn status_at_entry(one: &Participation) -> Option<LabourStatus> {
    let answers = one.answers()?;
    match answers.labour.known()? {
        LabourStatus::ProgrammeEmployed | LabourStatus::Unknown => None,
        LabourStatus::Employed if one.in_project_job(answers.frozen_on) => None,
        known => Some(*known),
    }
}

/// Whether a variable that everybody must answer is missing.
fn is_incomplete(one: &Participation, set: &Set) -> bool {
    set.mandatory().iter().any(|variable| is_missing(one, *variable))
}

/// Whether a variable is missing.
pub(super) fn is_missing(one: &Participation, variable: Variable) -> bool {
    let has = |known: fn(&Answers) -> bool| one.answers().is_some_and(known);
    !match variable {
        Variable::Labour => status_at_entry(one).is_some(),
        Variable::Age => has(|all| all.age.known().is_some()),
        Variable::Education => has(|all| all.education.known().is_some()),
        Variable::Gender => has(|all| all.gender.known().is_some()),
        Variable::ThirdCountry => has(|all| all.third_country.known().is_some()),
    }
}

impl Left {
    fn of(one: &Participation, left: NaiveDate, (set, reading): (&Set, &Reading)) -> Self {
        let days = Days::new(set.window_days().into());
        let closes = left.checked_add_days(days).unwrap_or(NaiveDate::MAX);
        // The same day of the month, or the last day of a shorter one.
        let months = Months::new(set.later_months().into());
        let later = left.checked_add_months(months).unwrap_or(NaiveDate::MAX);
        let status = match reading.window {
            Window::Best => best(one, (left, closes.min(reading.until)), reading.carried_days),
            Window::LastDay if closes > reading.until => None,
            Window::LastDay => on_last_day(one, (left, closes), reading.carried_days),
        };
        let later_status = (later <= reading.until).then(|| on_later_day(one, later, reading));
        Self { closes, status, later, later_status: later_status.flatten() }
    }
}

/// How good a status is upon leaving.
fn rank(status: LabourStatus) -> u8 {
    match status {
        LabourStatus::Employed => 4,
        LabourStatus::InEducation => 3,
        LabourStatus::Unemployed | LabourStatus::LongTermUnemployed => 2,
        LabourStatus::Inactive => 1,
        LabourStatus::ProgrammeEmployed | LabourStatus::Unknown => 0,
    }
}

/// The best status of any day from the first to the last; of equals that of
/// the earliest day. A status begins on the day it is of, and a job in the
/// project on its first day.
fn best(
    one: &Participation,
    (first, last): (NaiveDate, NaiveDate),
    carried: u16,
) -> Option<(NaiveDate, LabourStatus)> {
    let from = one.statuses().partition_point(|(of, _)| *of <= first);
    let found_out = one.statuses()[from..].iter().map(|(of, _)| *of);
    let jobs = one.project_jobs().iter().map(|job| job.from).filter(|from| *from > first);
    let begins = found_out.take_while(|day| *day <= last).chain(jobs.filter(|day| *day <= last));
    let known = std::iter::once(first).chain(begins).filter_map(|day| {
        one.status_on(day, carried).map(|(of, status)| ((rank(status), Reverse(day)), (of, status)))
    });
    known.max_by_key(|(rank, _)| *rank).map(|(_, found)| found)
}

/// The status on the last day of the weeks after leaving. What was found out
/// since leaving is known to hold until then.
fn on_last_day(
    one: &Participation,
    (left, closes): (NaiveDate, NaiveDate),
    carried: u16,
) -> Option<(NaiveDate, LabourStatus)> {
    let weeks = closes.signed_duration_since(left).num_days();
    let carried = carried.max(u16::try_from(weeks).unwrap_or(u16::MAX));
    one.status_on(closes, carried).filter(|(of, _)| *of >= left)
}

/// The status on a day months later, or else the first of the days after it that
/// may stand for it.
fn on_later_day(
    one: &Participation,
    day: NaiveDate,
    reading: &Reading,
) -> Option<(NaiveDate, LabourStatus)> {
    let late = day.checked_add_days(Days::new(reading.late_days.into())).unwrap_or(NaiveDate::MAX);
    let last = late.min(reading.until);
    one.status_on(day, reading.carried_days).or_else(|| {
        let from = one.statuses().partition_point(|(of, _)| *of <= day);
        let after = one.statuses()[from..].iter().take_while(|(of, _)| *of <= last);
        after.map(|(of, _)| *of).find_map(|of| one.status_on(of, 0))
    })
}

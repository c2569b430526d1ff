//! What became of those who left.

use chrono::{Days, NaiveDate};
use etablera_domain::AgeBand;
use etablera_domain::event::LabourStatus;

use super::clause::Clause;
use super::count::Finding;
use super::entry;
use super::reading::Reading;
use super::seen::{Left, Seen};
use crate::participation::{Improvement, Participation};

/// Neither employed nor unemployed at entry, in education or not.
fn was_inactive(seen: &Seen) -> bool {
    matches!(seen.status, Some(LabourStatus::Inactive | LabourStatus::InEducation))
}

/// Unemployed or inactive at entry.
fn was_without_work(seen: &Seen) -> bool {
    let out_of_work = [LabourStatus::Unemployed, LabourStatus::LongTermUnemployed];
    was_inactive(seen) || seen.status.is_some_and(|status| out_of_work.contains(&status))
}

/// The leaving of somebody who was as required at entry, or why they do not
/// count.
fn left(seen: &Seen, is_eligible: bool) -> Result<&Left, Finding> {
    if !is_eligible {
        return Err(Finding::not(Clause::OtherStatusAtEntry, seen.entered));
    }
    seen.left.as_ref().ok_or(Finding::not(Clause::NotLeft, None))
}

/// Which status was found, where one of some statuses was looked for.
fn found(
    status: Option<(NaiveDate, LabourStatus)>,
    wanted: &[LabourStatus],
    due: NaiveDate,
    until: NaiveDate,
) -> Finding {
    match status {
        Some((of, status)) if wanted.contains(&status) => Finding::counts(of),
        _ if until < due => Finding::not(Clause::NotYetDue, due),
        Some((of, LabourStatus::ProgrammeEmployed)) => Finding::not(Clause::ProjectJob, of),
        Some((of, _)) => Finding::not(Clause::OtherStatus, of),
        None => Finding::not(Clause::StatusUnknown, due),
    }
}

/// One of some statuses upon leaving.
fn upon(seen: &Seen, eligible: bool, wanted: &[LabourStatus], until: NaiveDate) -> Finding {
    match left(seen, eligible) {
        Ok(left) => found(left.status, wanted, left.closes, until),
        Err(finding) => finding,
    }
}

/// Inactive at entry, and looking for work upon leaving.
pub(super) fn searching(seen: &Seen, until: NaiveDate) -> Finding {
    let wanted = [LabourStatus::Unemployed, LabourStatus::LongTermUnemployed];
    upon(seen, was_inactive(seen), &wanted, until)
}

/// In no education at entry, and in one upon leaving.
pub(super) fn in_education(seen: &Seen, until: NaiveDate) -> Finding {
    let wanted = LabourStatus::InEducation;
    upon(seen, seen.status.is_some_and(|status| status != wanted), &[wanted], until)
}

/// Without work at entry, and in work upon leaving.
pub(super) fn in_work(seen: &Seen, until: NaiveDate) -> Finding {
    upon(seen, was_without_work(seen), &[LabourStatus::Employed], until)
}

/// Without work at entry, and in work months after leaving; of some ages, or of
/// all.
pub(super) fn in_work_after(
    one: &Participation,
    seen: &Seen,
    ages: &[AgeBand],
    until: NaiveDate,
) -> Finding {
    let age = entry::age(one, seen.entered, ages);
    if !ages.is_empty() && age.clause().is_some() {
        return age;
    }
    match left(seen, was_without_work(seen)) {
        Ok(left) => found(left.later_status, &[LabourStatus::Employed], left.later, until),
        Err(finding) => finding,
    }
}

/// A qualification between entering and the end of the weeks after leaving.
pub(super) fn qualified(one: &Participation, seen: &Seen, until: NaiveDate) -> Finding {
    let left = match left(seen, true) {
        Ok(left) => left,
        Err(finding) => return finding,
    };
    let qualified = one.facts().and_then(|facts| facts.qualified).filter(|on| *on <= until);
    match qualified {
        Some(on) if on < seen.entered => Finding::not(Clause::QualifiedBefore, on),
        Some(on) if on <= left.closes => Finding::counts(on),
        Some(on) => Finding::not(Clause::QualifiedLate, on),
        None if until < left.closes => Finding::not(Clause::NotYetDue, left.closes),
        None => Finding::not(Clause::NoQualification, None),
    }
}

/// In work at entry, and in better work months after leaving.
pub(super) fn improved(one: &Participation, seen: &Seen, reading: &Reading) -> Finding {
    let had_work = seen.status == Some(LabourStatus::Employed);
    let left = match left(seen, had_work) {
        Ok(left) => left,
        Err(finding) => return finding,
    };
    if reading.until < left.later {
        return Finding::not(Clause::NotYetDue, left.later);
    }
    match improvement(one, left.later, reading) {
        None => Finding::not(Clause::ImprovementUnknown, left.later),
        Some((of, Improvement::PayOnly)) => Finding::not(Clause::PayOnly, of),
        Some((of, Improvement::Nothing)) => Finding::not(Clause::NotImproved, of),
        Some((of, _)) => Finding::counts(of),
    }
}

/// What is known of a day: the last that was found out of it or of the days
/// before for which it is known to hold, or else the first of those after that
/// may stand for it.
fn improvement(
    one: &Participation,
    day: NaiveDate,
    reading: &Reading,
) -> Option<(NaiveDate, Improvement)> {
    let all = &one.facts()?.improvements;
    let days = |number: u16| Days::new(number.into());
    let first = day.checked_sub_days(days(reading.carried_days)).unwrap_or(NaiveDate::MIN);
    let last = day.checked_add_days(days(reading.late_days)).unwrap_or(NaiveDate::MAX);
    let before = all.range(first..=day).next_back();
    let after = || all.range(day..=last.min(reading.until)).next();
    before.or_else(after).map(|(of, improvement)| (*of, *improvement))
}

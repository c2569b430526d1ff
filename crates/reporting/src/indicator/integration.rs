//! What an operation for integration gave.

use chrono::NaiveDate;
use etablera_domain::Reply;

use super::clause::Clause;
use super::count::Finding;
use super::entry;
use super::seen::Seen;
use crate::participation::{Facts, Measure, Participation};

/// A measure that began by the day.
pub(super) fn measure(one: &Participation, measure: Measure, until: NaiveDate) -> Finding {
    match one.facts().and_then(|facts| facts.measures.get(&measure)) {
        Some(on) if *on <= until => Finding::counts(*on),
        Some(on) => Finding::not(Clause::AfterDay, *on),
        None => Finding::not(Clause::NoMeasure, None),
    }
}

/// A language course, and at least so many levels more by the test after it.
pub(super) fn levels_raised(one: &Participation, least: i8, until: NaiveDate) -> Finding {
    let course = measure(one, Measure::LanguageCourse, until);
    if course.clause().is_some() {
        return course;
    }
    let levels = one.facts().map(|facts| facts.language).unwrap_or_default();
    let Some((tested, _)) = levels.after.known() else {
        return Finding::not(Clause::LevelUnknown, None);
    };
    match levels.steps() {
        _ if *tested > until => Finding::not(Clause::AfterDay, *tested),
        Some(steps) if steps >= least => Finding::counts(*tested),
        Some(_) => Finding::not(Clause::LevelNotRaised, *tested),
        None => Finding::not(Clause::LevelUnknown, *tested),
    }
}

/// Says that it helped.
pub(super) fn helpful(one: &Participation, entered: NaiveDate) -> Finding {
    entry::said(one.facts().map_or(Reply::Unknown, |facts| facts.helpful), entered)
}

/// Applied for something since entering.
pub(super) fn applied(
    one: &Participation,
    seen: &Seen,
    which: fn(&Facts) -> Option<NaiveDate>,
    until: NaiveDate,
) -> Finding {
    match one.facts().and_then(which) {
        None => Finding::not(Clause::NotApplied, None),
        Some(on) if on < seen.entered => Finding::not(Clause::AppliedBefore, on),
        Some(on) if on > until => Finding::not(Clause::AfterDay, on),
        Some(on) => Finding::counts(on),
    }
}

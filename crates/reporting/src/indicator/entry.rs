//! What holds on the day of entering.

use chrono::{Months, NaiveDate};
use etablera_domain::event::LabourStatus;
use etablera_domain::{AgeBand, EducationBand, Reply};

use super::clause::Clause;
use super::count::Finding;
use super::definition::{Asked, LongTerm};
use super::seen::Seen;
use crate::participation::Participation;

/// One of these statuses at entry.
pub(super) fn status(seen: &Seen, wanted: &[LabourStatus]) -> Finding {
    if seen.status.is_some_and(|status| wanted.contains(&status)) {
        Finding::counts(seen.entered)
    } else {
        Finding::not(Clause::OtherStatusAtEntry, seen.entered)
    }
}

/// Out of work for longer than the limit of the period. The day since when
/// decides where it is known, and else what was frozen.
pub(super) fn long_term(one: &Participation, seen: &Seen, limit: LongTerm) -> Finding {
    let frozen = match seen.status {
        Some(LabourStatus::Unemployed) => Finding::not(Clause::NotLongTerm, seen.entered),
        Some(LabourStatus::LongTermUnemployed) => Finding::counts(seen.entered),
        _ => return Finding::not(Clause::OtherStatusAtEntry, seen.entered),
    };
    let Some(since) = one.facts().and_then(|facts| facts.unemployed_since) else { return frozen };
    let is_longer = |months: u16| {
        let limit = since.checked_add_months(Months::new(months.into()));
        limit.is_some_and(|limit| limit < seen.entered)
    };
    let is_longer = match (is_below_25(one), limit.months_below_25) {
        (_, None) | (Some(false), _) => Some(is_longer(limit.months)),
        (Some(true), Some(months)) => Some(is_longer(months)),
        (None, Some(months)) => Some(is_longer(limit.months)).filter(|is| *is == is_longer(months)),
    };
    match is_longer {
        Some(true) => Finding::counts(seen.entered),
        Some(false) => Finding::not(Clause::NotLongTerm, since),
        None => Finding::not(Clause::AgeTooCoarse, since),
    }
}

/// Whether somebody was below 25, if the bands or an answer tell.
fn is_below_25(one: &Participation) -> Option<bool> {
    match one.answers().and_then(|answers| answers.age.known()) {
        Some(AgeBand::Below18) => Some(true),
        Some(AgeBand::From30To54 | AgeBand::From55To60 | AgeBand::From61) => Some(false),
        Some(AgeBand::From18To29) | None => {
            one.facts().and_then(|facts| facts.below_25.known()).copied()
        }
    }
}

/// Below 25.
pub(super) fn below_25(one: &Participation, entered: NaiveDate) -> Finding {
    match is_below_25(one) {
        Some(true) => Finding::counts(entered),
        Some(false) => Finding::not(Clause::OtherAge, None),
        None => Finding::not(Clause::AgeTooCoarse, None),
    }
}

/// One of these ages.
pub(super) fn age(one: &Participation, entered: NaiveDate, wanted: &[AgeBand]) -> Finding {
    match one.answers().and_then(|answers| answers.age.known()) {
        Some(band) if wanted.contains(band) => Finding::counts(entered),
        Some(_) => Finding::not(Clause::OtherAge, None),
        None => Finding::not(Clause::AgeUnknown, None),
    }
}

/// One of these educations.
pub(super) fn education(
    one: &Participation,
    entered: NaiveDate,
    wanted: &[EducationBand],
) -> Finding {
    match one.answers().and_then(|answers| answers.education.known()) {
        Some(band) if wanted.contains(band) => Finding::counts(entered),
        Some(_) => Finding::not(Clause::OtherEducation, None),
        None => Finding::not(Clause::EducationUnknown, None),
    }
}

/// A yes.
pub(super) fn yes(one: &Participation, entered: NaiveDate, asked: Asked) -> Finding {
    let answers = one.answers();
    let answer = match asked {
        Asked::Disability => Some(one.special().disability),
        Asked::Minority => Some(one.special().minority),
        Asked::ThirdCountry => answers.map(|all| all.third_country),
        Asked::ForeignBackground => answers.map(|all| all.foreign_background),
        Asked::Homeless => answers.map(|all| all.homeless),
        Asked::Rural => answers.map(|all| all.rural),
    };
    said(answer.unwrap_or(Reply::Unknown), entered)
}

/// What an answer finds.
pub(super) fn said(answer: Reply<bool>, day: NaiveDate) -> Finding {
    match answer {
        Reply::Known(true) => Finding::counts(day),
        Reply::Known(false) => Finding::not(Clause::AnswerNo, None),
        Reply::Unknown => Finding::not(Clause::NotAsked, None),
        Reply::Declined => Finding::not(Clause::Declined, None),
    }
}

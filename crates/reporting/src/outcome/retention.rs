//! Who stays with the employer that trained them.

use chrono::{Months, NaiveDate};
use serde::Serialize;

use super::followed::{Cohort, Followed, Situation};
use super::proof::{Measure, Verdict, Why};

/// After how many months it is asked.
pub const AFTER_MONTHS: [u32; 3] = [6, 12, 24];

/// Who was still employed some months after they began.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Retained {
    /// After how many months.
    pub months: u32,
    /// Of all who began: what nobody knows is no, and who moved out has not
    /// stayed. Who died is outside.
    pub of_all: Measure,
    /// Of those of whom it is known.
    pub of_known: Measure,
}

/// How many who began an introduction, or bridged a gap into another post, are
/// still employed after [`AFTER_MONTHS`], as is known on a day. Who left the
/// employer has not stayed, whatever they do.
#[must_use]
pub fn retention(cohort: &Cohort, window: u16, on: NaiveDate) -> Vec<Retained> {
    let measure = |months: u32, known: bool| {
        Measure::of(cohort, |one| match stayed(one, months, (window, on)) {
            Verdict::No(Why::Unknown) if known => Verdict::Outside(Why::Unknown),
            verdict => verdict,
        })
    };
    let retained = |months| Retained {
        months,
        of_all: measure(months, false),
        of_known: measure(months, true),
    };
    AFTER_MONTHS.into_iter().map(retained).collect()
}

fn stayed(one: &Followed, months: u32, (window, on): (u16, NaiveDate)) -> Verdict {
    let Some(began) = one.began.filter(|began| began.on <= on) else {
        return Verdict::Outside(Why::NotBegun);
    };
    let day = began.on.checked_add_months(Months::new(months)).unwrap_or(NaiveDate::MAX);
    if on < day {
        return Verdict::Outside(Why::NotYet(day));
    }
    let situation = one.about_from(day, (window, on), began.on);
    if situation == Situation::Deceased {
        return Verdict::Outside(Why::Found(situation));
    }
    if began.left_employer.is_some_and(|left| left <= day) {
        return Verdict::No(Why::LeftEmployer);
    }
    match situation {
        // A post of the project is a post with the employer that trains.
        Situation::Working | Situation::InProgramme => Verdict::Yes,
        Situation::Unknown => Verdict::No(Why::Unknown),
        other => Verdict::No(Why::Found(other)),
    }
}

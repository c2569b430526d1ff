//! What was noted for an operation, as indicators ask it.

use chrono::NaiveDate;
use etablera_domain::Reply;
use etablera_domain::event::{Fact, Improvement, Measure};
use etablera_reporting::participation::Facts;
use etablera_taxonomy::Cefr;
use proptest::prelude::*;

use crate::people::day;

fn noted(facts: &[(&str, Fact)]) -> Vec<(NaiveDate, Fact)> {
    facts.iter().map(|(on, fact)| (day(on), fact.clone())).collect()
}

const ENTERED: &str = "2024-02-05";

fn read(facts: &[(&str, Fact)], until: &str) -> Facts {
    Facts::noted(&noted(facts), (day(ENTERED), day(until)))
}

fn tested(level: Option<Cefr>) -> Fact {
    Fact::LanguageTested { level }
}

#[test]
fn what_counts_from_entering_on_counts_the_first_time_since() {
    let qualified = [
        ("2024-09-01", Fact::Qualified {}),
        ("2020-06-01", Fact::Qualified {}),
        ("2024-05-01", Fact::Qualified {}),
        ("2024-03-01", Fact::AppliedForRecognition {}),
        ("2023-03-01", Fact::AppliedForResidence {}),
    ];
    let facts = read(&qualified, "2024-12-31");
    assert_eq!(facts.qualified, Some(day("2024-05-01")));
    assert_eq!(facts.recognition_applied, Some(day("2024-03-01")));
    // Before entering, where there is no other: the clause says so.
    assert_eq!(facts.residence_applied, Some(day("2023-03-01")));
    assert_eq!(read(&qualified, "2024-04-30").qualified, Some(day("2020-06-01")));
    assert_eq!(read(&qualified, "2019-12-31"), Facts::default());
}

#[test]
fn the_language_is_compared_before_the_course_and_after() {
    let course = Fact::Began { measure: Measure::LanguageCourse };
    let all = [
        ("2024-01-20", tested(None)),
        ("2024-03-01", tested(Some(Cefr::A1))),
        ("2024-03-04", course),
        ("2024-06-01", tested(Some(Cefr::B1))),
        ("2024-07-01", tested(Some(Cefr::A2))),
        ("2024-08-01", tested(Some(Cefr::B1))),
    ];
    let language = read(&all, "2024-12-31").language;
    assert_eq!(language.before, Reply::Known(Some(Cefr::A1)));
    assert_eq!(language.after, Reply::Known((day("2024-06-01"), Some(Cefr::B1))));
    // Without a course, entering is the border.
    let without: Vec<_> = all.iter().filter(|(on, _)| *on != "2024-03-04").cloned().collect();
    let language = read(&without, "2024-12-31").language;
    assert_eq!(language.before, Reply::Known(None));
    // What is tested later is not known yet.
    assert_eq!(read(&all, "2024-05-31").language.after, Reply::Unknown);
    assert_eq!(read(&all[..2], "2024-12-31").language.steps(), Some(1));
    assert_eq!(read(&all[3..], "2024-12-31").language.steps(), None);
}

#[test]
fn an_answer_takes_the_place_of_an_earlier_one() {
    let facts = read(
        &[
            ("2024-06-01", Fact::Helpful { answer: Some(true) }),
            ("2024-06-02", Fact::Helpful { answer: None }),
            ("2024-06-01", Fact::Work { change: Improvement::PayOnly }),
            ("2024-06-01", Fact::Work { change: Improvement::Stable }),
            ("2024-04-01", Fact::Began { measure: Measure::Guidance }),
            ("2024-03-01", Fact::Began { measure: Measure::Guidance }),
            (ENTERED, Fact::OutOfWork { since: day("2022-01-01") }),
            (ENTERED, Fact::Below25 { yes: false }),
        ],
        "2024-12-31",
    );
    assert_eq!(facts.helpful, Reply::Declined);
    assert_eq!(facts.improvements[&day("2024-06-01")], Improvement::Stable);
    assert_eq!(facts.measures[&Measure::Guidance], day("2024-03-01"));
    assert_eq!(facts.unemployed_since, Some(day("2022-01-01")));
    assert_eq!(facts.below_25, Reply::Known(false));
}

proptest! {
    /// The first day since entering, whatever the order it was noted in.
    #[test]
    fn the_first_since_is_found_by_looking_at_all(
        days in prop::collection::vec(0_i64..60, 0..8),
        until in 0_i64..60,
    ) {
        let start = day("2024-01-15");
        let on = |offset: i64| start + chrono::TimeDelta::days(offset);
        let all: Vec<_> = days.iter().map(|offset| (on(*offset), Fact::Qualified {})).collect();
        let found = Facts::noted(&all, (day(ENTERED), on(until))).qualified;
        let mut known: Vec<_> = all.iter().map(|(on, _)| *on).filter(|day| *day <= on(until)).collect();
        known.sort();
        let since = known.iter().find(|on| **on >= day(ENTERED));
        prop_assert_eq!(found, since.or(known.first()).copied());
    }
}

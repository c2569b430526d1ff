//! What funders leave open, as parameters; and what has no source.

use etablera_domain::event::LabourStatus::{self, Employed, InEducation, Inactive, Unemployed};
use etablera_reporting::indicator::{Material, Outcome, Reading, Window};
use etablera_reporting::participation::{Builder, Cohort, Facts, Improvement, Source};

use crate::people::{answers, day, esf, one_told, person};

/// Statuses, by the day they are of.
type Known<'k> = &'k [(&'k str, LabourStatus)];

fn left_in_march(statuses: Known<'_>) -> Builder {
    let entered = day("2023-09-01");
    let person = person("P1").stay(entered, Some(day("2024-03-31")));
    let person = person.answers(answers(entered, Unemployed));
    statuses.iter().fold(person, |person, (of, status)| person.status(day(of), *status))
}

#[test]
fn the_last_day_is_another_reading_than_the_best() {
    let best = Reading::until(day("2024-12-31"));
    let last = Reading { window: Window::LastDay, ..best };
    let cases: [(Known<'_>, &str, &str); 7] = [
        (&[], "status_unknown 2024-04-28", "status_unknown 2024-04-28"),
        // What is known since leaving is known until the last day.
        (&[("2024-03-31", Employed)], "yes 2024-03-31", "yes 2024-03-31"),
        (
            &[("2024-04-01", Employed), ("2024-04-15", Unemployed)],
            "yes 2024-04-01",
            "other_status 2024-04-15",
        ),
        (
            &[("2024-04-01", Unemployed), ("2024-04-28", Employed)],
            "yes 2024-04-28",
            "yes 2024-04-28",
        ),
        (
            &[("2024-04-01", Employed), ("2024-04-27", LabourStatus::Unknown)],
            "yes 2024-04-01",
            "status_unknown 2024-04-28",
        ),
        // Eleven days before leaving is not since leaving.
        (&[("2024-03-20", Employed)], "yes 2024-03-20", "status_unknown 2024-04-28"),
        (&[("2024-04-29", Employed)], "status_unknown 2024-04-28", "status_unknown 2024-04-28"),
    ];
    for (statuses, of_best, of_last) in cases {
        assert_eq!(one_told(left_in_march(statuses), "EECR04", best), of_best, "{statuses:?}");
        assert_eq!(one_told(left_in_march(statuses), "EECR04", last), of_last, "{statuses:?}");
    }
    // Before the last day nothing is said of it; the best counts once known.
    let early = |window| Reading { window, ..Reading::until(day("2024-04-27")) };
    let told =
        |window| one_told(left_in_march(&[("2024-04-01", Employed)]), "EECR04", early(window));
    assert_eq!(told(Window::Best), "yes 2024-04-01");
    assert_eq!(told(Window::LastDay), "not_yet_due 2024-04-28");
}

#[test]
fn how_long_a_status_holds_and_how_late_it_may_be_are_parameters() {
    let at = Reading::until(day("2024-12-31"));
    let told = |of: &str, reading| one_told(left_in_march(&[(of, Employed)]), "EECR05", reading);
    let exact = Reading { carried_days: 0, ..at };
    let late = Reading { late_days: 14, ..at };
    for (of, by_default, by_exact, by_late) in [
        ("2024-09-30", "yes 2024-09-30", "yes 2024-09-30", "yes 2024-09-30"),
        ("2024-09-29", "yes 2024-09-29", "status_unknown 2024-09-30", "yes 2024-09-29"),
        (
            "2024-09-01",
            "status_unknown 2024-09-30",
            "status_unknown 2024-09-30",
            "status_unknown 2024-09-30",
        ),
        ("2024-10-01", "status_unknown 2024-09-30", "status_unknown 2024-09-30", "yes 2024-10-01"),
        ("2024-10-14", "status_unknown 2024-09-30", "status_unknown 2024-09-30", "yes 2024-10-14"),
        (
            "2024-10-15",
            "status_unknown 2024-09-30",
            "status_unknown 2024-09-30",
            "status_unknown 2024-09-30",
        ),
    ] {
        let all = [told(of, at), told(of, exact), told(of, late)];
        assert_eq!(all, [by_default, by_exact, by_late], "{of}");
    }
    // What is of a later day than is reported waits.
    let until = Reading { until: day("2024-10-05"), ..late };
    assert_eq!(told("2024-10-06", until), "status_unknown 2024-09-30");
    assert_eq!(told("2024-10-05", until), "yes 2024-10-05");
    // What is known of the day itself goes before what is late.
    let both = left_in_march(&[("2024-09-20", Inactive), ("2024-10-01", Employed)]);
    assert_eq!(one_told(both, "EECR05", late), "other_status 2024-09-20");
}

#[test]
fn improvements_are_carried_and_late_by_the_same_parameters() {
    let at = Reading::until(day("2024-12-31"));
    let entered = day("2023-09-01");
    let told = |of: &str, reading| {
        let facts =
            Facts { improvements: [(day(of), Improvement::FullTime)].into(), ..Facts::default() };
        let person = person("P1").stay(entered, Some(day("2024-03-31"))).facts(facts);
        one_told(person.answers(answers(entered, Employed)), "EECR06", reading)
    };
    let late = Reading { late_days: 14, ..at };
    assert_eq!(told("2024-09-02", at), "yes 2024-09-02");
    assert_eq!(told("2024-09-01", at), "improvement_unknown 2024-09-30");
    assert_eq!(told("2024-10-01", at), "improvement_unknown 2024-09-30");
    assert_eq!(told("2024-10-14", late), "yes 2024-10-14");
    assert_eq!(told("2024-10-15", late), "improvement_unknown 2024-09-30");
}

#[test]
fn what_nobody_collects_is_named_and_is_no_zero() {
    let set = esf();
    let said = || vec![left_in_march(&[("2024-04-02", InEducation)])];
    let bare = Material::new(Cohort::new(said(), [], day("2024-12-31")).unwrap());
    let report = set.answer(&bare, Reading::until(day("2024-12-31"))).unwrap();
    let lacking: Vec<(&str, Source)> = report
        .answers()
        .iter()
        .filter_map(|answer| match answer.outcome {
            Outcome::NoSource(source) => Some((answer.definition.code.as_str(), source)),
            Outcome::Counted(_) => None,
        })
        .collect();
    assert_eq!(
        lacking,
        [
            ("EECO12", Source::SpecialCategories),
            ("EECO15", Source::SpecialCategories),
            ("EECO18", Source::Entities),
            ("EECO19", Source::Entities),
            ("EECR03", Source::Qualifications),
            ("EECR06", Source::Improvements),
        ]
    );
    assert!(!report.figures().contains_key("EECO12"));
    // An empty list is an answer: nothing is supported.
    let none = bare.entities(Vec::new());
    let report = set.answer(&none, Reading::until(day("2024-12-31"))).unwrap();
    assert_eq!(report.answer("EECO18").unwrap().count().unwrap().number(), 0);
    assert_eq!(report.answer("EECR02").unwrap().count().unwrap().number(), 1);
}

#[test]
fn nobody_is_lost_at_the_ends_of_the_calendar() {
    use chrono::NaiveDate;
    let end = NaiveDate::MAX;
    let last = person("P1").stay(end, Some(end)).answers(answers(end, Unemployed));
    let material = Material::new(Cohort::new([last.status(end, Employed)], [], end).unwrap());
    let set = esf();
    for window in [Window::Best, Window::LastDay] {
        let reading =
            Reading { window, late_days: u16::MAX, carried_days: u16::MAX, ..Reading::until(end) };
        let report = set.answer(&material, reading).unwrap();
        assert_eq!(report.answer("EECR04").unwrap().count().unwrap().number(), 1);
    }
    let first = NaiveDate::MIN;
    let person = person("P1").stay(first, Some(first)).answers(answers(first, Employed));
    let reading = Reading { carried_days: u16::MAX, ..Reading::until(first) };
    assert_eq!(one_told(person, "EECR02", reading).split(' ').next(), Some("not_yet_due"));
}

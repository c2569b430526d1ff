//! The monthly file: hand-made cases.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod monthly_people;

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use etablera_domain::Gender;
use etablera_reporting::monthly::{
    Change, CodeForm, CodeForms, Edit, FaultKind, File, Missing, Month, MonthlyError,
    Participation, Roll, Separator, Series, Shielded, Standing, Suffix, Window, WindowState, hours,
    write_csv,
};
use monthly_people::{LATE, day, file, key, month, number, one, protected};

/// A year of months with the same minutes.
fn year(minutes: u32) -> BTreeMap<Month, u32> {
    (1..=12).map(|at| (month(&format!("2026-{at:02}")), minutes)).collect()
}

#[test]
fn the_window_opens_the_first_and_closes_after_four_weeks() {
    let cases = [
        ("2026-01", "2026-02-01", "2026-02-28"),
        ("2026-02", "2026-03-01", "2026-03-28"),
        ("2028-02", "2028-03-01", "2028-03-28"),
        ("2026-12", "2027-01-01", "2027-01-28"),
        ("2028-01", "2028-02-01", "2028-02-28"),
    ];
    for (of, opens, due) in cases {
        let window = Window::of(month(of));
        assert_eq!((window.opens, window.due), (day(opens), day(due)), "{of}");
        let state = |on: NaiveDate| window.state(on);
        assert_eq!(state(window.opens - Days::new(1)), WindowState::NotYet);
        assert_eq!([state(window.opens), state(window.due)], [WindowState::Open; 2]);
        assert_eq!(state(window.due + Days::new(1)), WindowState::Late);
    }
}

#[test]
fn a_month_has_one_text() {
    assert_eq!(month("2026-03").last(), day("2026-03-31"));
    assert_eq!(month("2026-12").next(), month("2027-01"));
    assert_eq!(month("9998-12").next(), month("9998-12"));
    assert_eq!(Month::of(NaiveDate::MAX).last(), day("9998-12-31"));
    for bad in ["2026-3", "2026-13", "2026-00", "", "2026-03-01", "+2026-03", "1899-12", "9999-01"]
    {
        assert!(bad.parse::<Month>().is_err(), "{bad}");
    }
}

#[test]
fn half_an_hour_goes_up() {
    for (minutes, expected) in [(0, 0), (29, 0), (30, 1), (89, 1), (90, 2), (u32::MAX, 71_582_788)]
    {
        assert_eq!(hours(minutes), expected, "{minutes}");
    }
}

#[test]
fn a_start_is_told_in_its_month_and_an_end_in_its_own() {
    let mut person = one("P1", 0, "2026-01-31", &[]);
    person.minutes = year(600).into_iter().take(3).collect();
    person.leaving = Some(day("2026-03-01"));
    let all = [person];
    let row = |of: &str| {
        let file = file(&all, of);
        file.rows.first().map(|row| (row.start, row.end, row.hours))
    };
    let start = day("2026-01-31");
    assert_eq!(row("2025-12"), None);
    assert_eq!(row("2026-01"), Some((start, None, 10)));
    assert_eq!(row("2026-02"), Some((start, None, 10)), "the end is known and not told yet");
    assert_eq!(row("2026-03"), Some((start, Some(day("2026-03-01")), 10)));
    assert_eq!(row("2026-04"), None);
}

#[test]
fn who_lacks_something_is_listed() {
    let none = Participation {
        key: key("P1"),
        identity: None,
        entry: None,
        leaving: None,
        minutes: BTreeMap::new(),
    };
    let mut unmeasured = one("P2", 1, "2026-01-10", &[("2026-01", 60)]);
    let mut shielded = one("P3", 2, "2026-01-10", &[]);
    shielded.identity = protected(2, None);
    unmeasured.leaving = None;
    let all = [none, unmeasured, shielded];
    let lacking = |of: &str| {
        let file = file(&all, of);
        let rows = file.rows.len();
        (rows, file.incomplete.into_iter().map(|one| one.missing).collect::<Vec<_>>())
    };
    use Missing::{Entry, Gender, Hours, Identity};
    let nothing = vec![Identity, Entry, Hours];
    assert_eq!(lacking("2026-01"), (1, vec![nothing.clone(), vec![Hours, Gender]]));
    assert_eq!(lacking("2026-02"), (0, vec![nothing.clone(), vec![Hours], vec![Hours, Gender]]));
    assert_eq!(lacking("2025-12"), (0, vec![nothing]));
}

#[test]
fn what_cannot_be_true_has_a_name() {
    let mut backwards = one("P1", 0, "2026-02-10", &[("2026-02", 60)]);
    backwards.leaving = Some(day("2026-02-09"));
    let (first, mut second) = (one("P2", 1, "2026-01-01", &[]), one("P2", 1, "2026-03-05", &[]));
    second.key.number = 2;
    let mut outside =
        one("P3", 2, "2026-02-28", &[("2026-01", 1), ("2026-02", 1441), ("2026-05", 9)]);
    outside.leaving = Some(day("2026-04-01"));
    let (twin, other) = (one("P4", 3, "2026-01-01", &[]), one("P5", 3, "2026-01-01", &[]));
    let twice = one("P6", 4, "2026-01-01", &[]);
    let future = one("P7", 5, "2026-01-01", &[("2026-07", 9), ("2026-08", 0)]);
    let roll = Roll::new(vec![
        backwards,
        first,
        second,
        outside,
        twin,
        other,
        twice.clone(),
        twice,
        future,
    ]);
    let found: Vec<String> =
        roll.faults(day("2026-06-30")).iter().map(ToString::to_string).collect();
    let expected = [
        "P1 in 22-021-S06, no. 1: leaving on `2026-02-09` is before entry on `2026-02-10`: expected \
         a later day or the same",
        "P2 in 22-021-S06, no. 1: no. `2` is open on `2026-03-05` as well: expected one open \
         participation at a time",
        "P2 in 22-021-S06, no. 2: no. `1` is open on `2026-03-05` as well: expected one open \
         participation at a time",
        "P3 in 22-021-S06, no. 1: hours in `2026-01`, before entry: expected none",
        "P3 in 22-021-S06, no. 1: hours in `2026-05`, after leaving: expected none",
        "P3 in 22-021-S06, no. 1: `1441` minutes in `2026-02`: expected at most `1440`",
        "P4 in 22-021-S06, no. 1: `P5` has the same identity number: expected one person for each \
         number",
        "P5 in 22-021-S06, no. 1: `P4` has the same identity number: expected one person for each \
         number",
        "P6 in 22-021-S06, no. 1: given twice: expected one participation for each person, \
         operation and number",
        "P6 in 22-021-S06, no. 1: given twice: expected one participation for each person, \
         operation and number",
        "P7 in 22-021-S06, no. 1: hours in `2026-07`, which has not begun: expected none",
    ];
    assert_eq!(found, expected);
    let february = File::new(&roll, &CodeForms::seen(), month("2026-02"), day(LATE)).unwrap();
    assert!(february.rows.is_empty());
    assert_eq!(february.faults.len(), 7, "P1, the first of P2, P3, P4, P5 and P6 twice");
    assert_eq!(february.incomplete.len(), 1, "P7 has no minutes");
}

#[test]
fn a_second_time_after_the_first_is_no_fault() {
    let mut first = one("P1", 0, "2026-01-01", &[("2026-01", 60)]);
    first.leaving = Some(day("2026-01-15"));
    let mut second = one("P1", 0, "2026-01-16", &[("2026-01", 60)]);
    second.key.number = 2;
    assert_eq!(file(&[first.clone(), second.clone()], "2026-01").rows.len(), 2);
    second.entry = Some(day("2026-01-15"));
    let file = file(&[second, first], "2026-01");
    assert!(file.rows.is_empty() && file.faults.len() == 2, "open on the same day");
}

#[test]
fn a_month_that_is_not_over_has_no_file() {
    let make = |on| File::new(&Roll::new(vec![]), &CodeForms::seen(), month("2026-02"), day(on));
    let error = make("2026-02-28").unwrap_err();
    assert_eq!(
        error.to_string(),
        "`2026-02` is reported from `2026-03-01`: expected a month that is over on `2026-02-28`"
    );
    assert!(make("2026-03-01").is_ok());
}

#[test]
fn an_unknown_code_form_is_asked_for_and_never_guessed() {
    let person = |name: &str, at, gender| Participation {
        identity: protected(at, Some(gender)),
        ..one(name, at, "2026-01-01", &[("2026-01", 60), ("2026-02", 60)])
    };
    let all = vec![
        person("P1", 0, Gender::Woman),
        person("P2", 1, Gender::Man),
        person("P3", 2, Gender::NonBinary),
    ];
    let january = file(&all, "2026-01");
    assert_eq!(
        january.rows.iter().map(|r| r.identity.to_string()).collect::<Vec<_>>(),
        ["19700301Tf29"]
    );
    assert_eq!(january.partial_forms, 1, "the form for women was only seen in part");
    let kinds: Vec<_> = january.faults.iter().map(|fault| &fault.kind).collect();
    let of = month("2026-01");
    assert_eq!(
        kinds,
        [
            &FaultKind::UnknownCodeForm { gender: Gender::Man, month: of },
            &FaultKind::UnknownCodeForm { gender: Gender::NonBinary, month: of }
        ]
    );
    assert!(
        january.faults[0].to_string().ends_with("expected the form that SCB gives, as a setting")
    );
    // The end of this form is made up.
    let form = CodeForm {
        gender: Gender::Man,
        from: month("2026-02"),
        suffix: "Xx00".parse().unwrap(),
        standing: Standing::Read(day("2026-02-01")),
    };
    let forms = CodeForms::seen().with(form);
    let roll = Roll::new(all);
    let january = File::new(&roll, &forms, of, day(LATE)).unwrap();
    assert_eq!(january.faults.len(), 2, "the form is for later months");
    let february = File::new(&roll, &forms, month("2026-02"), day(LATE)).unwrap();
    assert_eq!((february.rows.len(), february.faults.len(), february.partial_forms), (2, 1, 1));
}

#[test]
fn the_end_of_a_code_is_never_digits() {
    for bad in ["1234", "Tf2", "Tf299", "", "Tf2å", "T f2", "=f29"] {
        let error = bad.parse::<Suffix>().unwrap_err().to_string();
        assert!(error.starts_with("not the end of a code form"), "{bad}");
    }
}

#[test]
fn two_protected_people_with_one_code_are_told() {
    let mut all = vec![
        one("P1", 0, "2026-01-01", &[("2026-01", 60)]),
        one("P2", 1, "2026-01-01", &[("2026-01", 60)]),
    ];
    for (at, person) in all.iter_mut().enumerate() {
        person.identity = protected(at, Some(Gender::Woman));
    }
    let january = file(&all, "2026-01");
    assert_eq!((january.rows.len(), january.shared_codes.len()), (2, 1));
}

/// The same people with other last digits give the same bytes, and no number
/// is in them.
#[test]
fn a_protected_number_is_nowhere() {
    let world = |shift: usize| {
        let all: Vec<Participation> = (0..200)
            .map(|at| Participation {
                identity: protected(at + shift, Some(Gender::Woman)),
                ..one(&format!("P{at:03}"), at, "2026-01-01", &[("2026-01", 60), ("2026-09", 1)])
            })
            .collect();
        let roll = Roll::new(all);
        let january = File::new(&roll, &CodeForms::seen(), month("2026-01"), day(LATE)).unwrap();
        let csv = write_csv(&january, Separator::Comma);
        format!("{csv}{january:?}{roll:?}{:?}", roll.faults(day("2026-02-01")))
    };
    assert_eq!(world(0), world(400), "numbers of the same date and other last digits");
    let text = world(0);
    for at in 0..200 {
        let twelve = number(at).to_string();
        assert!(!text.contains(&twelve) && !text.contains(&twelve[2..]));
    }
}

/// Who becomes protected later leaves no number behind in what is kept.
#[test]
fn protection_reaches_back() {
    let mut person = one("P1", 7, "2026-01-01", &[("2026-01", 60), ("2026-02", 60)]);
    let forms = CodeForms::seen();
    let mut series = Series::default();
    for of in ["2026-01", "2026-02"] {
        series
            .send(&Roll::new(vec![person.clone()]), &forms, (month(of), day("2026-03-02")))
            .unwrap();
    }
    let is_there = |series: &Series| {
        let files = series.sent().values().map(|sent| write_csv(&sent.file, Separator::Semicolon));
        files.collect::<String>().contains(&number(7).to_string())
    };
    assert!(is_there(&series));
    person.identity = protected(7, Some(Gender::Woman));
    let made = series.correct(
        &Roll::new(vec![person.clone()]),
        &forms,
        (month("2026-01"), day("2026-03-03")),
    );
    let made = made.unwrap();
    assert_eq!(made[1].changes, [Change::Changed(key("P1"), vec![Edit::Identity])]);
    assert!(!is_there(&series));
    // With no form for a man the row goes, and its key alone is told.
    person.identity = protected(7, Some(Gender::Man));
    let made =
        series.correct(&Roll::new(vec![person]), &forms, (month("2026-01"), day("2026-03-03")));
    assert_eq!(made.unwrap()[0].changes, [Change::Removed(key("P1"))]);
}

/// Twelve months of five people, sent.
fn a_year() -> (Vec<Participation>, Series) {
    let all: Vec<Participation> = (0..5)
        .map(|at| Participation {
            minutes: year(600),
            ..one(&format!("P{at}"), at, "2026-01-01", &[])
        })
        .collect();
    let (roll, mut series) = (Roll::new(all.clone()), Series::default());
    for of in year(0).keys() {
        series.send(&roll, &CodeForms::seen(), (*of, day("2027-01-05"))).unwrap();
    }
    (all, series)
}

#[test]
fn a_correction_to_month_2_of_12_makes_files_2_to_12() {
    let (mut all, mut series) = a_year();
    let bytes = |series: &Series, at: &str| {
        write_csv(&series.sent()[&month(at)].file, Separator::Semicolon)
    };
    let (january, march) = (bytes(&series, "2026-01"), bytes(&series, "2026-03"));
    all[3].minutes.insert(month("2026-02"), 690);
    let roll = Roll::new(all);
    assert_eq!(series.first_difference(&roll, &CodeForms::seen()), Some(month("2026-02")));
    let made =
        series.correct(&roll, &CodeForms::seen(), (month("2026-02"), day("2027-01-06"))).unwrap();
    let months: Vec<String> = made.iter().map(|one| one.month.to_string()).collect();
    let expected: Vec<String> = (2..=12).map(|at| format!("2026-{at:02}")).collect();
    assert_eq!(months, expected);
    assert!(made.iter().all(|one| one.version == 2));
    let edit = Edit::Hours { old: 10, new: 12 };
    assert_eq!(made[0].changes, [Change::Changed(key("P3"), vec![edit])]);
    assert!(made[1..].iter().all(|one| one.changes.is_empty()));
    assert_eq!((january, march), (bytes(&series, "2026-01"), bytes(&series, "2026-03")));
    assert_eq!(series.sent()[&month("2026-01")].version, 1);
    assert_eq!(series.sent()[&month("2026-02")].on, day("2027-01-06"));
}

#[test]
fn an_end_in_the_middle_takes_away_later_rows() {
    let (mut all, mut series) = a_year();
    all[1].leaving = Some(day("2026-10-15"));
    all[1].minutes.retain(|of, _| *of <= month("2026-10"));
    all[0].entry = None;
    let roll = Roll::new(all);
    let on = day("2027-01-06");
    let error = series.correct(&roll, &CodeForms::seen(), (month("2026-10"), on)).unwrap_err();
    let (first, from) = (month("2026-01"), month("2026-10"));
    assert_eq!(error, MonthlyError::EarlierChanged { month: first, from });
    assert!(series.sent().values().all(|sent| sent.version == 1), "nothing was changed");
    let made = series.correct(&roll, &CodeForms::seen(), (first, on)).unwrap();
    let removed = Change::Removed(key("P0"));
    let end = Edit::End { old: None, new: Some(day("2026-10-15")) };
    assert_eq!(made[8].changes, std::slice::from_ref(&removed));
    assert_eq!(made[9].changes, [removed.clone(), Change::Changed(key("P1"), vec![end])]);
    assert_eq!(made[10].changes, [removed, Change::Removed(key("P1"))]);
    assert_eq!(series.sent()[&first].file.incomplete.len(), 1, "P0 is not lost");
}

#[test]
fn files_are_sent_in_order() {
    let (roll, forms) = (Roll::new(vec![]), CodeForms::seen());
    let mut series = Series::default();
    let mut send = |of: &str, on: &str| {
        series.send(&roll, &forms, (month(of), day(on))).map(|_| ()).map_err(|e| e.to_string())
    };
    assert_eq!(send("2026-11", "2026-12-01"), Ok(()));
    let out_of_order = Err("`2027-01` is out of order: expected `2026-12`".into());
    assert_eq!(send("2027-01", "2027-02-01"), out_of_order);
    assert!(send("2026-11", "2027-02-01").is_err(), "sent already");
    assert!(send("2026-12", "2026-11-30").unwrap_err().contains("expected no day before"));
    assert!(send("2026-12", "2026-12-31").unwrap_err().contains("is reported from `2027-01-01`"));
    assert_eq!(send("2026-12", "2027-01-01"), Ok(()));
    let from = (month("2027-01"), day("2027-03-01"));
    let error = series.correct(&roll, &forms, from).unwrap_err().to_string();
    assert_eq!(error, "`2027-01` has not been sent: expected a month that has");
}

#[test]
fn a_shielded_person_shows_nothing() {
    let shielded = Shielded { date: day("1970-01-03"), gender: Some(Gender::Woman) };
    assert_eq!(format!("{shielded:?}"), "Shielded(…)");
}

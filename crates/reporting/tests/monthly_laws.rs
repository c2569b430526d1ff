//! The monthly file: what holds for all people, against plain rules.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod monthly_people;

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use etablera_domain::Gender;
use etablera_reporting::monthly::{
    Change, CodeForms, Edit, Key, Month, Participation, Roll, Separator, Series, write_csv,
};
use monthly_people::{LATE, day, file, key, month, number, one, open, protected};
use proptest::prelude::*;

/// Reads a file with a reader that is not ours.
fn read(text: &str, separator: Separator) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(u8::try_from(separator.char()).unwrap())
        .has_headers(false)
        .from_reader(text.as_bytes());
    let rows = reader.records().map(|row| row.unwrap().iter().map(String::from).collect());
    rows.collect()
}

proptest! {
    /// What is written is read back, and no value begins a formula.
    #[test]
    fn a_file_is_read_back(name in "[ =+@'\",;|a-zåäö＝0-9.-]{1,20}", comma: bool) {
        let Ok(operation) = name.parse() else { return Ok(()) };
        let mut person = one("P1", 0, "2026-01-05", &[("2026-01", 90)]);
        person.key.operation = operation;
        person.leaving = Some(day("2026-01-09"));
        let separator = if comma { Separator::Comma } else { Separator::Semicolon };
        let text = write_csv(&file(&[person], "2026-01"), separator);
        let rows = read(&text, separator);
        prop_assert_eq!(&rows[0], &["personnummer", "insats", "startdatum", "slutdatum", "timmar"]);
        let found = &rows[1];
        prop_assert!(!found[1].trim_start().starts_with(['=', '+', '-', '@', '＝']));
        let plain = found[1].strip_prefix('\'').unwrap_or(&found[1]);
        prop_assert_eq!(plain, &name);
        prop_assert_eq!(&found[0], &number(0).to_string());
        prop_assert_eq!(&found[2..], &["2026-01-05", "2026-01-09", "2"]);
    }
}

/// A few people over a few months, with anything wrong.
fn people() -> impl Strategy<Value = Vec<Participation>> {
    let day = || (0_u64..150).prop_map(|at| day("2026-01-01") + Days::new(at));
    let minutes = proptest::collection::vec(
        prop_oneof![
            3 => Just(Some(90)),
            1 => Just(None),
            1 => Just(Some(0)),
            1 => Just(Some(44_641)),
        ],
        5,
    );
    let identity = prop_oneof![
        5 => Just(0),
        1 => Just(1),
        1 => Just(2),
        1 => Just(3),
        1 => Just(4),
    ];
    let person = (0_usize..4, 1_u16..3, identity, proptest::option::weighted(0.9, day()));
    let one = (person, proptest::option::of(day()), minutes).prop_map(
        |((at, number, identity, entry), leaving, minutes)| Participation {
            key: Key { number, ..key(&format!("P{at}")) },
            identity: match identity {
                0 => open(at),
                1 => open(0),
                2 => protected(at, Some(Gender::Woman)),
                3 => protected(at, None),
                _ => None,
            },
            entry,
            leaving,
            minutes: (1..)
                .zip(minutes)
                .filter_map(|(at, minutes)| Some((month(&format!("2026-{at:02}")), minutes?)))
                .collect(),
        },
    );
    proptest::collection::vec(one, 0..6)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    /// Everybody who is there on a day of the month is in exactly one place:
    /// a row, the incomplete, or the faults.
    #[test]
    fn nobody_is_lost(all in people()) {
        for of in (1..=5).map(|at| month(&format!("2026-{at:02}"))) {
            let file = file(&all, &of.to_string());
            for one in &all {
                let days = of.first().iter_days().take_while(|day| *day <= of.last());
                let there = one.entry.is_some_and(|entry| {
                    let until = one.leaving.unwrap_or(NaiveDate::MAX);
                    days.into_iter().any(|day| entry <= day && day <= until)
                });
                let rows = file.rows.iter().filter(|row| row.key == one.key).count();
                let lacks = file.incomplete.iter().filter(|of| of.key == one.key).count();
                let faults = file.faults.iter().filter(|fault| fault.key == one.key).count();
                prop_assert!(rows + lacks <= 1 && (rows == 0 || faults == 0));
                prop_assert!(!there || rows + lacks + faults > 0, "{one:?}");
                if rows > 0 {
                    prop_assert!(there);
                }
            }
        }
    }

    /// The order in which people are given makes no difference.
    #[test]
    fn the_order_of_input_is_nothing(all in people(), of in 1..=5) {
        let mut keys: Vec<_> = all.iter().map(|one| one.key.clone()).collect();
        keys.sort();
        keys.dedup();
        prop_assume!(keys.len() == all.len());
        let reversed: Vec<_> = all.iter().rev().cloned().collect();
        let of = format!("2026-{of:02}");
        prop_assert_eq!(file(&all, &of), file(&reversed, &of));
    }

    /// Files after a correction are those that a fresh series would have, the
    /// changes lead from the old rows to the new, and earlier files stay.
    #[test]
    fn a_correction_is_as_if_it_had_been_so(before in people(), after in people()) {
        let forms = CodeForms::seen();
        let months: Vec<Month> = (1..=5).map(|at| month(&format!("2026-{at:02}"))).collect();
        let make = |all: &[Participation]| {
            let mut series = Series::default();
            for of in &months {
                series.send(&Roll::new(all.to_vec()), &forms, (*of, day(LATE))).unwrap();
            }
            series
        };
        let (mut series, fresh) = (make(&before), make(&after));
        let old = series.clone();
        let roll = Roll::new(after);
        let Some(from) = series.first_difference(&roll, &forms) else { return Ok(()) };
        let made = series.correct(&roll, &forms, (from, day(LATE))).unwrap();
        prop_assert!(!made[0].changes.is_empty());
        let later: Vec<Month> = months.iter().copied().filter(|of| *of >= from).collect();
        prop_assert_eq!(made.iter().map(|one| one.month).collect::<Vec<_>>(), later);
        for of in &months {
            prop_assert_eq!(&series.sent()[of].file.rows, &fresh.sent()[of].file.rows);
            if *of < from {
                prop_assert_eq!(&series.sent()[of], &old.sent()[of]);
            }
        }
        for one in made {
            let rows = old.sent()[&one.month].file.rows.iter();
            let mut rows: BTreeMap<Key, _> =
                rows.map(|row| (row.key.clone(), row.clone())).collect();
            for change in one.changes {
                match change {
                    Change::Added(row) => prop_assert!(rows.insert(row.key.clone(), row).is_none()),
                    Change::Removed(key) => prop_assert!(rows.remove(&key).is_some()),
                    Change::Changed(key, edits) => {
                        prop_assert!(!edits.is_empty());
                        let row = rows.get_mut(&key).unwrap();
                        let new = fresh.sent()[&one.month].file.rows.iter();
                        let new = new.clone().find(|row| row.key == key).unwrap();
                        for edit in edits {
                            match edit {
                                Edit::Identity => row.identity = new.identity,
                                Edit::Start { old, new } => {
                                    prop_assert_eq!(row.start, old);
                                    row.start = new;
                                }
                                Edit::End { old, new } => {
                                    prop_assert_eq!(row.end, old);
                                    row.end = new;
                                }
                                Edit::Hours { old, new } => {
                                    prop_assert_eq!(row.hours, old);
                                    row.hours = new;
                                }
                            }
                        }
                    }
                }
            }
            let mut found: Vec<_> = rows.into_values().collect();
            found.sort_by_cached_key(|row| {
                (row.identity.to_string(), row.start, row.key.clone())
            });
            prop_assert_eq!(&found, &fresh.sent()[&one.month].file.rows);
        }
    }
}

//! A year of monthly files for 100 000 people.
//!
//! Measured: `roll` checks everybody once; `year` sends twelve months, keeps
//! them and writes each as text; `correct` changes one person's hours in month
//! 2 and makes files 2 to 12 again, with what changed. Beside them stands the
//! floor: writing lines of the same fields with no rule at all.
//!
//! Instances: one operation, starts spread over the year, a third leave, one
//! in a hundred protected, minutes for every month. It leaves out the store.

#![expect(clippy::unwrap_used, reason = "a bench may fail by panicking")]

use std::fmt::Write;
use std::hint::black_box;

use chrono::{Days, NaiveDate};
use criterion::{BatchSize, Criterion};
use etablera_domain::event::Protection;
use etablera_domain::{Gender, IdentityNumber};
use etablera_reporting::monthly::{
    CodeForms, Identity, Key, Month, Participation, Roll, Separator, Series, write_csv,
};

const PEOPLE: usize = 100_000;

fn main() {
    let mut criterion = Criterion::default().configure_from_args().sample_size(10);
    let all: Vec<Participation> = (0..PEOPLE).map(person).collect();
    let roll = Roll::new(all.clone());
    let after = NaiveDate::from_ymd_opt(2027, 1, 2).unwrap();
    assert!(roll.faults(after).is_empty(), "nobody is at fault");
    let (series, size) = year(&roll);
    let rows: usize = series.sent().values().map(|sent| sent.file.rows.len()).sum();
    assert!(rows > 5 * PEOPLE && size > 40 * rows, "{rows} rows, {size} bytes");

    criterion.bench_function("monthly/floor: lines of 12 months", |bencher| {
        bencher.iter(|| floor(black_box(&all)));
    });
    criterion.bench_function("monthly/roll", |bencher| {
        bencher.iter_batched(|| all.clone(), Roll::new, BatchSize::LargeInput);
    });
    criterion.bench_function("monthly/year", |bencher| {
        bencher.iter(|| year(black_box(&roll)).1);
    });
    let mut changed = all;
    let second = changed[7].minutes.keys().nth(1).copied().unwrap();
    changed[7].minutes.insert(second, 3);
    let changed = Roll::new(changed);
    criterion.bench_function("monthly/correct: 2 of 12", |bencher| {
        let correct = |mut series: Series| {
            let made = series.correct(&changed, &CodeForms::seen(), (second, after)).unwrap();
            assert_eq!((made.len(), made[0].changes.len()), (11, 1));
            series
        };
        bencher.iter_batched(|| series.clone(), correct, BatchSize::LargeInput);
    });
}

fn months() -> impl Iterator<Item = Month> {
    let first = Month::of(NaiveDate::from_ymd_opt(2026, 1, 1).unwrap());
    std::iter::successors(Some(first), |month| Some(month.next())).take(12)
}

/// A computed coordination number, one for each place.
fn number(at: usize) -> IdentityNumber {
    let date = NaiveDate::from_ymd_opt(1960, 1, 1).unwrap() + Days::new((at / 999) as u64);
    let birth = 1 + at % 999;
    let text = date.format("%Y%m").to_string();
    let day = 60 + date.format("%d").to_string().parse::<u32>().unwrap();
    (0..10).find_map(|check| format!("{text}{day}{birth:03}{check}").parse().ok()).unwrap()
}

fn person(at: usize) -> Participation {
    let first = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
    let entry = if at == 7 { first } else { first + Days::new((at * 7 % 300) as u64) };
    let leaving = at.is_multiple_of(3).then(|| entry + Days::new(60));
    let protection =
        if at.is_multiple_of(100) { Protection::SecrecyMarking } else { Protection::None };
    let there = |month: &Month| {
        entry <= month.last() && leaving.is_none_or(|leaving| month.first() <= leaving)
    };
    let minutes = months().filter(there).map(|month| (month, 60 + (at % 1000) as u32));
    Participation {
        key: Key {
            operation: "22-021-S06".parse().unwrap(),
            person: format!("P{at:06}").parse().unwrap(),
            number: 1,
        },
        identity: Some(Identity::of(number(at), protection, Some(Gender::Woman))),
        entry: Some(entry),
        leaving,
        // A day has at most 1 440.
        minutes: minutes.collect(),
    }
}

fn year(roll: &Roll) -> (Series, usize) {
    let mut series = Series::default();
    let after = NaiveDate::from_ymd_opt(2027, 1, 2).unwrap();
    let mut size = 0;
    for month in months() {
        let file = series.send(roll, &CodeForms::seen(), (month, after)).unwrap();
        size += write_csv(file, Separator::Semicolon).len();
    }
    (series, size)
}

fn floor(all: &[Participation]) -> usize {
    let mut size = 0;
    for month in months() {
        let mut text = String::new();
        for (at, one) in all.iter().enumerate() {
            if let Some(minutes) = one.minutes.get(&month) {
                let (operation, entry) = (&one.key.operation, one.entry.unwrap());
                writeln!(text, "{at:012};{operation};{entry};;{}", minutes / 60).unwrap();
            }
        }
        size += text.len();
    }
    size
}

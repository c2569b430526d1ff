//! The working days of a country, from the case file.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate, Weekday};

/// The working days of a country, from the holidays of the case file.
pub(crate) fn holidays(country: &str) -> impl Fn(NaiveDate) -> bool + use<> {
    let mut rows = csv::Reader::from_path("tests/cases/holidays.csv").expect("the case file");
    let rows = rows.deserialize::<(NaiveDate, String, String)>();
    let days: BTreeSet<NaiveDate> = rows
        .map(|row| row.expect("a row"))
        .filter(|(_, of, _)| of == country)
        .map(|(day, _, _)| day)
        .collect();
    move |day| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !days.contains(&day)
}

//! What several tests need.
#![expect(dead_code, reason = "each test needs some of it")]

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate, Weekday};
use etablera_domain::event::{Event, EventId, Happening, Subject};
use uuid::Uuid;

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

/// An event as it would be written, with a number for its id.
pub(crate) fn event(number: u128, day: NaiveDate, stream: &str, what: Happening) -> Event {
    let stream: Subject = stream.parse().expect("a subject");
    Event {
        id: EventId::new(Uuid::from_u128(number)),
        about: [stream.clone()].into(),
        stream,
        occurred_on: day,
        recorded_at: "2026-01-01T12:00:00.000000Z".parse().expect("a moment"),
        by: "anna".parse().expect("an actor"),
        corrects: None,
        what,
    }
}

/// A day.
pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

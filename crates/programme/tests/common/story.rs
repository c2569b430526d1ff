//! Days and events of stories.

use chrono::NaiveDate;
use etablera_domain::event::{Event, EventId, Happening, Subject};
use uuid::Uuid;

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

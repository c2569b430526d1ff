//! Calendar files, read back by a parser that is not ours.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use etablera_domain::event::state::{SessionPlan, SessionState, State};
use etablera_domain::event::{Moment, Subject};
use etablera_programme::calendar::{Country, Entry, When, calendar_file};
use icalendar::{Component, EventLike};
use proptest::prelude::*;

fn stamp() -> Moment {
    "2026-11-03T08:15:00.000120Z".parse().unwrap()
}

fn entry(uid: &str, when: When) -> Entry {
    Entry {
        uid: uid.into(),
        sequence: 0,
        when,
        summary: "Utbildningsdag".into(),
        place: String::new(),
        cancelled: false,
    }
}

fn session() -> SessionState {
    let id = "s-7".parse().unwrap();
    let State::Session(mut session) = State::new(&Subject::Session(id)) else { unreachable!() };
    let plan = |on: &str| SessionPlan {
        on: on.parse().unwrap(),
        minutes: 360,
        module: None,
        part: None,
        cohort: None,
    };
    session.plans = vec![plan("2026-11-10"), plan("2026-11-12")];
    *session
}

#[test]
fn a_file_has_ids_and_stamp_from_its_arguments() {
    let entries = [
        Entry::of_session(&session(), "example.se", "Arbetsmarknad; del 2, grupp A".into())
            .unwrap(),
        entry(
            "work-1@example.se",
            When::Time {
                country: Country::Sweden,
                day: "2026-11-11".parse().unwrap(),
                from: 8 * 60,
                minutes: 7 * 60,
            },
        ),
    ];
    let file = calendar_file(&entries, stamp());
    let expected = "BEGIN:VCALENDAR\n\
        VERSION:2.0\n\
        PRODID:-//Etablera//calendar//EN\n\
        CALSCALE:GREGORIAN\n\
        METHOD:PUBLISH\n\
        BEGIN:VEVENT\n\
        UID:session-s-7@example.se\n\
        DTSTAMP:20261103T081500Z\n\
        SEQUENCE:1\n\
        DTSTART;VALUE=DATE:20261112\n\
        DTEND;VALUE=DATE:20261113\n\
        SUMMARY:Arbetsmarknad\\; del 2\\, grupp A\n\
        STATUS:CONFIRMED\n\
        END:VEVENT\n\
        BEGIN:VEVENT\n\
        UID:work-1@example.se\n\
        DTSTAMP:20261103T081500Z\n\
        SEQUENCE:0\n\
        DTSTART:20261111T070000Z\n\
        DTEND:20261111T140000Z\n\
        SUMMARY:Utbildningsdag\n\
        STATUS:CONFIRMED\n\
        END:VEVENT\n\
        END:VCALENDAR\n";
    assert_eq!(file.replace("\r\n", "\n"), expected);
    assert_eq!(file, calendar_file(&entries, stamp()));
    assert_eq!(file.matches('\n').count(), file.matches("\r\n").count());
}

#[test]
fn a_session_that_was_cancelled_is_sent_as_cancelled() {
    let mut session = session();
    let ending = etablera_domain::event::state::Ending {
        on: "2026-11-11".parse().unwrap(),
        reason: "illness".parse().unwrap(),
    };
    session.cancelled = Some(ending);
    let entry = Entry::of_session(&session, "example.se", "Dag".into()).unwrap();
    assert!(entry.cancelled);
    assert_eq!(entry.sequence, 2);
    assert!(calendar_file(&[entry], stamp()).contains("STATUS:CANCELLED\r\n"));
    session.plans.clear();
    assert_eq!(Entry::of_session(&session, "example.se", "Dag".into()), None);
}

#[test]
fn nothing_ends_before_it_begins_when_the_clocks_leap() {
    let day = "2026-03-29".parse().unwrap();
    let when = When::Time { country: Country::Sweden, day, from: 150, minutes: 30 };
    let file = calendar_file(&[entry("a", when)], stamp());
    assert!(file.contains("DTSTART:20260329T013000Z\r\nDTEND:20260329T013000Z\r\n"), "{file}");
}

#[test]
fn a_text_cannot_add_lines_of_its_own() {
    let mut entry = entry("a\r\nSTATUS:x", When::Day("2026-11-10".parse().unwrap()));
    entry.summary = "one\r\nEND:VEVENT\rtwo\u{7}".into();
    let file = calendar_file(&[entry], stamp());
    assert!(file.contains("UID:a\\nSTATUS:x\r\n"), "{file}");
    assert!(file.contains("SUMMARY:one\\nEND:VEVENT\\ntwo\r\n"), "{file}");
    assert_eq!(file.matches("\r\nEND:VEVENT\r\n").count(), 1);
}

proptest! {
    #[test]
    fn a_parser_reads_what_was_written(
        summary in "[a-zåäö;,\\\\ 日本é:\"\n]{0,200}",
        place in "[a-zåäö;, ]{1,90}",
        days in 0_u64..3000,
        from in 0_u16..1440,
        minutes in 0_u16..1440,
        all_day: bool,
    ) {
        let day = chrono::NaiveDate::default() + chrono::Days::new(days + 15_000);
        let country = Country::Finland;
        let when = if all_day { When::Day(day) } else { When::Time { country, day, from, minutes } };
        let one = Entry { summary: summary.clone(), place: place.clone(), ..entry("u@x", when) };
        let file = calendar_file(&[one.clone(), one], stamp());
        prop_assert!(file.split("\r\n").all(|line| line.len() <= 75));

        let read: icalendar::Calendar = file.parse().unwrap();
        let events: Vec<_> = read.components.iter().filter_map(|one| one.as_event()).collect();
        prop_assert_eq!(events.len(), 2);
        let event = events[0];
        prop_assert_eq!(event.get_uid(), Some("u@x"));
        prop_assert_eq!(event.get_summary().unwrap_or_default(), summary.as_str());
        prop_assert_eq!(event.get_location(), Some(place.as_str()));
        prop_assert_eq!(event.get_timestamp(), Some("2026-11-03T08:15:00Z".parse().unwrap()));
        let start = match event.get_start().unwrap() {
            icalendar::DatePerhapsTime::Date(on) => on.and_time(chrono::NaiveTime::MIN),
            icalendar::DatePerhapsTime::DateTime(icalendar::CalendarDateTime::Utc(at)) => {
                at.naive_utc()
            }
            other => panic!("{other:?}"),
        };
        let expected = match when {
            When::Day(on) => on.and_time(chrono::NaiveTime::MIN),
            When::Time { .. } => etablera_programme::calendar::utc(country, day, from),
        };
        prop_assert_eq!(start, expected);
    }
}

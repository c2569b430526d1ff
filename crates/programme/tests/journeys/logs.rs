//! Late entries, corrections, and what is no part of a journey.

use crate::lulea::{AGREED, log};
use crate::story::{day, event};
use crate::{after, journey, lulea, straight, who};
use etablera_domain::event::{Event, EventId, Happening, Recorded};
use etablera_programme::journey::{Journey, NotAdmitted, Refusal};
use uuid::Uuid;

#[test]
fn late_entries_and_corrections_are_checked_with_what_followed() {
    let template = lulea();
    let written = log(&straight());
    let next = written.len() as u64 + 1;
    let late = |on: &str, stream: &str, what: &str| {
        let kind = if stream.starts_with('P') { "participant" } else { "placement" };
        let what = serde_json::from_str(what).unwrap();
        let event = event(next.into(), day(on), &format!("{kind}:{stream}"), what);
        Recorded { seq: next, event }
    };
    let admit = |new: &Recorded| Journey::admit(&template, &who(), (&written, new));
    let note = late("2026-12-05", "L1", r#"{"checked_in":{}}"#);
    assert!(admit(&note).is_ok(), "a check-in that was written down late");
    let twice = late(
        "2026-12-05",
        "P1",
        r#"{"enrolled":{"operation":"O1","statistics":"01930d5c-0000-7000-9000-000000000006"}}"#,
    );
    assert!(matches!(admit(&twice), Err(NotAdmitted::Itself(Refusal::AlreadyEnrolled(_)))));
    let gone = late("2027-02-01", "P1", r#"{"left":{"operation":"O1","reason":"job"}}"#);
    let Err(NotAdmitted::Later { refusal, .. }) = admit(&gone) else { panic!() };
    assert_eq!(refusal, Refusal::AfterLeaving(day("2027-02-01")));
    // The trial began a day later, and never began.
    let trial = EventId::new(Uuid::from_u128(11));
    let right = |what: &str, on: &str| {
        let new = late(on, "L1", what);
        Recorded { event: Event { corrects: Some(trial), ..new.event }, ..new }
    };
    let moved =
        admit(&right(r#"{"stage_started":{"stage":"trial","until":"2026-12-31"}}"#, "2026-12-02"))
            .unwrap();
    assert_eq!(moved.past()[0].start, day("2026-12-02"));
    let never = admit(&right(r#"{"retracted":{"reason":"mistake"}}"#, "2026-12-01"));
    assert!(matches!(never, Err(NotAdmitted::Later { refusal: Refusal::NoStage, .. })));
}

#[test]
fn other_operations_are_no_part_of_it() {
    let template = lulea();
    let mut lines: Vec<String> = AGREED.iter().map(ToString::to_string).collect();
    lines.insert(2, AGREED[1].replace("O1", "O9").replace("2026-11-03", "2026-11-04"));
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let events = log(&lines);
    let mut only = Journey::new(&template, who()).in_operation("O1".parse().unwrap());
    assert_eq!(only.take_all(events.iter().map(|one| &one.event)), []);
    let (_, refused) = Journey::of_log(&template, &who(), &events);
    assert_eq!(refused.len(), 1);
}

#[test]
fn what_has_nothing_to_do_with_it_changes_nothing() {
    let template = lulea();
    let mut on = journey(&template, &after(&[]));
    let what =
        Happening::Noted { note: etablera_domain::event::DocumentId::new(Uuid::from_u128(1)) };
    let before = on.clone();
    on.take(&event(99, day("2026-12-01"), "placement:L9", what)).unwrap();
    assert_eq!(on, before);
}

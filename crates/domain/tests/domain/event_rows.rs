//! Old events read, and rows that are wrong are refused by name.

use std::collections::BTreeSet;

use etablera_domain::event::{Event, Happening};
use etablera_domain::jsonl;
use serde_json::{Value, json};

/// Events of version 1 as they were once written. Lines are only ever added,
/// never changed and never taken out: somebody's log has such lines.
const OLD: &str = include_str!("../cases/events-v1.jsonl");

/// Fields that may be left out, by kind; none for those of every event.
const OPTIONAL: [(&str, &str); 31] = [
    ("", "corrects"),
    ("interviewed", "note"),
    ("objected", "note"),
    ("visit_made", "note"),
    ("handed_over", "summary"),
    ("handed_over", "open"),
    ("case_shared", "until"),
    ("referred", "reason"),
    ("disclosed", "referral"),
    ("overridden", "need"),
    ("override_lifted", "need"),
    ("agreement_approved", "on_behalf"),
    ("stage_decided", "until"),
    ("session_planned", "module"),
    ("session_planned", "part"),
    ("session_planned", "cohort"),
    ("item_countersigned", "on_behalf"),
    ("competence_planned", "note"),
    ("competence_planned", "employer"),
    ("competence_planned", "uses"),
    ("competence_planned", "mentors"),
    ("competence_planned", "networks"),
    ("competence_planned", "refresh"),
    ("competence_planned", "reviews"),
    ("cohort_joined", "operation"),
    ("fact_noted", "level"),
    ("fact_noted", "answer"),
    ("support_begun", "size"),
    ("supply_published", "replaces"),
    ("offer_received", "from"),
    ("job_started", "from"),
];

/// Objects of one name, which stands for a kind; and records, which have
/// tests of their own.
const NOT_FIELDS: [&str; 7] = ["what", "due", "to", "when", "every", "fact", "step"];
const RECORDS: [&str; 3] = ["employer_recorded", "visit_made", "need_recorded"];

fn message(row: &str) -> String {
    jsonl::parse::<Event>(row).map_or_else(|error| error.to_string(), |_| "read".to_owned())
}

/// An object with fields: where it is as a pointer and in messages.
struct Place {
    pointer: String,
    path: String,
    kind: String,
}

/// Every object with fields in an event.
fn places(row: &Value) -> Vec<Place> {
    let kind = row["what"].as_object().unwrap().keys().next().unwrap();
    let mut found =
        vec![Place { pointer: String::new(), path: String::new(), kind: String::new() }];
    let below = &row["what"][kind];
    walk(below, (&format!("/what/{kind}"), &format!("what.{kind}")), kind, &mut found);
    found
}

fn walk(value: &Value, (pointer, path): (&str, &str), kind: &str, found: &mut Vec<Place>) {
    let name = pointer.rsplit('/').next().unwrap();
    match value {
        Value::Object(fields) => {
            if !NOT_FIELDS.contains(&name) {
                let (pointer, path) = (pointer.to_owned(), path.to_owned());
                found.push(Place { pointer, path, kind: kind.to_owned() });
            }
            if RECORDS.contains(&name) {
                return;
            }
            for (name, inner) in fields {
                let at = (format!("{pointer}/{name}"), format!("{path}.{name}"));
                walk(inner, (&at.0, &at.1), kind, found);
            }
        }
        Value::Array(rows) => {
            for (at, inner) in rows.iter().enumerate() {
                let at = (format!("{pointer}/{at}"), format!("{path}[{at}]"));
                walk(inner, (&at.0, &at.1), kind, found);
            }
        }
        _ => {}
    }
}

fn fields<'r>(row: &'r mut Value, place: &Place) -> &'r mut serde_json::Map<String, Value> {
    row.pointer_mut(&place.pointer).unwrap().as_object_mut().unwrap()
}

#[test]
fn an_old_event_always_reads() {
    let reading = jsonl::read::<Event>("events-v1.jsonl", OLD.as_bytes()).unwrap();
    assert_eq!(reading.faults, []);
    let mut written = Vec::new();
    jsonl::write(reading.rows.iter().map(|row| &row.record), &mut written).unwrap();
    let written = String::from_utf8(written).unwrap();
    for (old, new) in OLD.lines().zip(written.lines()) {
        assert_eq!(old, new);
    }
    assert_eq!(OLD, written);
    let seen: BTreeSet<_> = reading.rows.iter().map(|row| row.record.what.name()).collect();
    let all: BTreeSet<_> = Happening::NAMES.iter().copied().collect();
    assert_eq!(seen, all, "every happening has a line");
    assert_eq!(all.len(), Happening::NAMES.len());
}

#[test]
fn a_missing_field_is_named() {
    let mut optional: BTreeSet<(&str, &str)> = BTreeSet::new();
    for line in OLD.lines() {
        let row: Value = serde_json::from_str(line).unwrap();
        for place in places(&row) {
            for name in fields(&mut row.clone(), &place).keys() {
                let mut less = row.clone();
                fields(&mut less, &place).remove(name);
                let retracts = row["what"].get("retracted").is_some();
                let may =
                    OPTIONAL.iter().find(|(kind, field)| place.kind == *kind && name == field);
                optional.extend(may);
                let dot = if place.path.is_empty() { "" } else { ": " };
                let expected = match may {
                    Some(_) if retracts => "a retraction has no `corrects`: expected the event \
                                            that it takes back"
                        .to_owned(),
                    Some(_) => "read".to_owned(),
                    None => format!("{}{dot}missing field `{name}`", place.path),
                };
                assert_eq!(message(&less.to_string()), expected, "{less}");
            }
        }
    }
    assert_eq!(optional.len(), OPTIONAL.len(), "the old events have every optional field");
}

#[test]
fn an_unknown_field_is_named() {
    for line in OLD.lines() {
        let row: Value = serde_json::from_str(line).unwrap();
        for place in places(&row) {
            let mut more = row.clone();
            fields(&mut more, &place).insert("gender".to_owned(), json!("x"));
            let dot = if place.path.is_empty() { "" } else { "." };
            let expected = format!("{}{dot}gender: unknown field `gender`", place.path);
            let message = message(&more.to_string());
            assert!(message.starts_with(&expected), "{message}\n{more}");
        }
    }
}

const ROW: &str = r#"{"v":1,"id":"01930d5c-0000-7000-8000-000000000001","stream":"participant:P1","about":["participant:P1"],"occurred_on":"2026-11-02","recorded_at":"2026-11-03T08:15:00.000000Z","by":"anna","what":{"registered":{"organisation":"lulea"}}}"#;

/// The row with one part of it changed.
fn changed(from: &str, to: &str) -> String {
    assert!(ROW.contains(from), "{from}");
    ROW.replacen(from, to, 1)
}

const ID: &str = r#""id":"01930d5c-0000-7000-8000-000000000001""#;
const WHAT: &str = r#"{"registered":{"organisation":"lulea"}}"#;

/// What is changed in the row, into what, and the message.
const WRONG: &[(&str, &str, &str)] = &[
    (
        r#""v":1"#,
        r#""v":2"#,
        r#"v: `2` is not a version of events: expected 1; a newer program wrote this"#,
    ),
    (
        r#""v":1"#,
        r#""v":0"#,
        r#"v: `0` is not a version of events: expected 1; a newer program wrote this"#,
    ),
    (r#""v":1"#, r#""v":"1""#, r#"v: found string "1", expected a whole number, 0 or more"#),
    (
        ID,
        r#""id":"1""#,
        r#"id: `1` is not a UUID: expected 32 lowercase hexadecimal digits in groups of 8, 4, 4, 4 and 12"#,
    ),
    (
        ID,
        r#""id":"01930D5C-0000-7000-8000-000000000001""#,
        r#"id: `01930D5C-0000-7000-8000-000000000001` is not a UUID: expected 32 lowercase hexadecimal digits in groups of 8, 4, 4, 4 and 12"#,
    ),
    (
        r#""stream":"participant:P1""#,
        r#""stream":"participant:P2""#,
        r#"the event is not about its stream `participant:P2`: expected `about` to hold it"#,
    ),
    (
        r#""stream":"participant:P1""#,
        r#""stream":"person:P1""#,
        r#"stream: `person:P1` is not a subject: expected a kind and an id, such as `participant:P017`"#,
    ),
    (
        r#"["participant:P1"]"#,
        "[]",
        r#"the event is not about its stream `participant:P1`: expected `about` to hold it"#,
    ),
    (
        r#"["participant:P1"]"#,
        r#"["participant:P1","need:Å"]"#,
        r#"about[1]: `Å` is not an id: expected 1 to 64 letters (a-z), digits, `.`, `_`, `:` or `-`, beginning with a letter or digit"#,
    ),
    (
        "2026-11-02",
        "2026-02-30",
        r#"occurred_on: `2026-02-30` is not a date: expected a day that exists, as `YYYY-MM-DD`"#,
    ),
    (
        "08:15:00.000000Z",
        "08:15:00Z",
        r#"recorded_at: `2026-11-03T08:15:00Z` is not a moment: expected UTC as `YYYY-MM-DDThh:mm:ss.ffffffZ`"#,
    ),
    (
        r#""by":"anna""#,
        r#""by":"Anna Å""#,
        r#"by: `Anna Å` is not an id: expected 1 to 64 letters (a-z), digits, `.`, `_`, `:` or `-`, beginning with a letter or digit"#,
    ),
    (
        r#""by":"anna""#,
        r#""by":"anna","corrects":"01930d5c-0000-7000-8000-000000000001""#,
        r#"event `01930d5c-0000-7000-8000-000000000001` corrects itself: expected another event"#,
    ),
    (
        WHAT,
        r#"{"vanished":{}}"#,
        r#"what: unknown value `vanished`, expected one of `registered`, `identity_changed`, `protection_set`"#,
    ),
    (
        WHAT,
        r#"{"protection_set":{"protection":"some"}}"#,
        r#"what.protection_set.protection: unknown value `some`, expected one of `none`, `secrecy_marking`, `protected_registration`"#,
    ),
    (
        WHAT,
        r#"{"closed":{"reason":"is ill"}}"#,
        r#"what.closed.reason: `is ill` is not a code: expected 1 to 48 lowercase letters (a-z), digits, `_` or `-`, beginning with a letter, such as `moved_away`; free text belongs in a note"#,
    ),
    (WHAT, r#""reopened""#, r#"what.reopened: found a name alone, expected an object"#),
    (
        WHAT,
        r#"{"reopened":{},"closed":{"reason":"x"}}"#,
        r#"what: does not fit, at column 208: expected a name, or an object of one name and its value"#,
    ),
    (
        WHAT,
        r#"{"retracted":{"reason":"x"}}"#,
        r#"a retraction has no `corrects`: expected the event that it takes back"#,
    ),
    (
        WHAT,
        "{}",
        r#"what: does not fit, at column 196: expected a name, or an object of one name and its value"#,
    ),
];

#[test]
fn what_is_wrong_with_an_event_is_named() {
    assert_eq!(message(ROW), "read");
    for (from, to, expected) in WRONG {
        let message = message(&changed(from, to));
        // The message for a kind goes on with more of them.
        let unknown_kind = expected.contains("vanished") && message.starts_with(expected);
        assert!(unknown_kind || message == *expected, "{message}");
    }
}

//! The schemas accept what the parser accepts, and refuse what it refuses, as
//! far as a schema can say it.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::LazyLock;

use etablera_domain::event::Event;
use etablera_domain::jsonl::{self, Record};
use etablera_domain::schema::{NAMES, schema};
use etablera_domain::{Employer, Need, Participant, TrainingModule, Visit};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Value, json};

use crate::json_schema::Validator;
use crate::{event_strategies, strategies};

/// What the parser refuses and no schema can: the words of the message.
const ONLY_PARSED: [&str; 17] = [
    r#""answer": "no""#,
    "a retraction has no `corrects`",
    "before `valid_from`",
    "claimed twice",
    "has the reason `not_stated`",
    "is not a concept id",
    "is not a JobTech concept id",
    "is not a STYRK-08 code",
    "is not an ISCO-08 code",
    "is not a subject",
    "is not an SSYK 2012 code",
    "is not an organisation number",
    "is not about its stream",
    "is not a range of weekly hours",
    "`learnable",
    "shares add up to",
    "used twice",
];

static VALIDATORS: LazyLock<BTreeMap<&str, Validator>> =
    LazyLock::new(|| NAMES.into_iter().map(|name| (name, Validator::of(name))).collect());

/// What to do to one place of a row.
#[derive(Clone, Debug)]
enum Damage {
    /// Remove it.
    Remove,
    /// Put this there.
    Replace(Value),
    /// Put an unknown field into it.
    AddField,
}

fn damage() -> impl Strategy<Value = Damage> {
    let values = vec![
        json!(null),
        json!(true),
        json!(-1),
        json!(0),
        json!(7),
        json!(2200),
        json!(70_000),
        json!(1.5),
        json!(""),
        json!("x"),
        json!("é"),
        json!("2026-02-30"),
        json!("2026-2-3"),
        json!("person:P1"),
        json!("no"),
        json!([]),
        json!({}),
        json!({ "kind": "luck" }),
    ];
    prop_oneof![
        2 => Just(Damage::Remove),
        1 => Just(Damage::AddField),
        6 => select(values).prop_map(Damage::Replace),
    ]
}

/// Every place in a value, as a JSON pointer.
fn places(value: &Value, here: &str, found: &mut Vec<String>) {
    found.push(here.to_owned());
    match value {
        Value::Object(fields) => {
            fields.iter().for_each(|(name, inner)| places(inner, &format!("{here}/{name}"), found));
        }
        Value::Array(rows) => {
            rows.iter()
                .enumerate()
                .for_each(|(at, row)| places(row, &format!("{here}/{at}"), found));
        }
        _ => {}
    }
}

fn damaged(mut row: Value, at: Index, damage: Damage) -> Value {
    let mut all = Vec::new();
    places(&row, "", &mut all);
    let place = at.get(&all);
    match damage {
        Damage::Replace(value) => *row.pointer_mut(place).unwrap() = value,
        Damage::AddField => {
            if let Some(Value::Object(fields)) = row.pointer_mut(place) {
                fields.insert("gender".to_owned(), json!("x"));
            }
        }
        Damage::Remove => {
            if let Some((parent, name)) = place.rsplit_once('/') {
                match row.pointer_mut(parent).unwrap() {
                    Value::Object(fields) => drop(fields.remove(name)),
                    Value::Array(rows) => drop(rows.remove(name.parse().unwrap())),
                    _ => unreachable!(),
                }
            }
        }
    }
    row
}

/// Holds a record, and the same with one place damaged, against its schema.
fn agrees<T: Record + Debug>(record: &T, at: Index, damage: Damage) -> Result<(), TestCaseError> {
    let validator = &VALIDATORS[T::NAME];
    let row = serde_json::to_value(record).unwrap();
    prop_assert!(validator.accepts(&row), "{}", row);

    // serde takes a list for an object whose fields stand in order.
    let lenient = matches!(&damage, Damage::Replace(value) if *value == json!([]));
    let row = damaged(row, at, damage);
    let accepted = validator.accepts(&row);
    match jsonl::parse::<T>(&row.to_string()) {
        Ok(_) => prop_assert!(accepted || lenient, "only the schema refuses {}", row),
        Err(error) => {
            let message = error.to_string();
            let only_parsed = ONLY_PARSED.iter().any(|words| message.contains(words));
            prop_assert!(!accepted || only_parsed, "only the parser: {} {}", message, row);
        }
    }
    Ok(())
}

#[test]
fn every_kind_of_file_has_a_schema_and_nothing_else() {
    for name in NAMES {
        assert!(!VALIDATORS[name].accepts(&json!({})), "{name}");
    }
    assert!(schema("people").is_none());
}

proptest! {
    #[test]
    fn participants_agree(
        record in strategies::participant(), at in any::<Index>(), damage in damage(),
    ) {
        agrees::<Participant>(&record, at, damage)?;
    }

    #[test]
    fn needs_agree(record in strategies::need(), at in any::<Index>(), damage in damage()) {
        agrees::<Need>(&record, at, damage)?;
    }

    #[test]
    fn employers_agree(record in strategies::employer(), at in any::<Index>(), damage in damage()) {
        agrees::<Employer>(&record, at, damage)?;
    }

    #[test]
    fn visits_agree(record in strategies::visit(), at in any::<Index>(), damage in damage()) {
        agrees::<Visit>(&record, at, damage)?;
    }

    #[test]
    fn events_agree(record in event_strategies::event(), at in any::<Index>(), damage in damage()) {
        agrees::<Event>(&record, at, damage)?;
    }

    #[test]
    fn training_agrees(record in strategies::training(), at in any::<Index>(), damage in damage()) {
        agrees::<TrainingModule>(&record, at, damage)?;
    }
}

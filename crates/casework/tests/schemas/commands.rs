//! What a command's schema accepts, serde reads; what serde reads, the schema
//! accepts; and what was read is written as the schema says.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jsonschema::Validator;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Value, json};

use crate::contract::{COMMANDS, COMMANDS_WRITTEN, Command, closed, validator};
use crate::sample::{Draws, Sampler};
use crate::table::use_cases;

/// What serde refuses and no schema says: the words of the message.
const ONLY_READ: [&str; 4] = [
    r#""answer": "no""#,
    "before `valid_from`",
    "is not a range of weekly hours",
    "is not a subject",
];

struct Checked {
    name: &'static str,
    command: Command,
    schema: &'static Value,
    read: Validator,
    written: Validator,
}

static CHECKED: LazyLock<Vec<Checked>> = LazyLock::new(|| {
    let commands: BTreeMap<&str, Command> =
        use_cases().into_iter().filter_map(|one| Some((one.name, one.command?))).collect();
    let checked = |(name, schema): &'static (&'static str, Value)| Checked {
        name,
        command: commands[name],
        schema,
        read: validator(&COMMANDS.document(name)),
        written: validator(&closed(COMMANDS_WRITTEN.document(name))),
    };
    COMMANDS.roots.iter().map(checked).collect()
});

/// What to do to one place of a command.
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
        json!(70_000),
        json!(1.5),
        json!(""),
        json!("x"),
        json!("é"),
        json!("2026-02-30"),
        json!("person:P1"),
        json!("no"),
        json!(["x"]),
        json!({}),
        json!({ "kind": "luck" }),
    ];
    prop_oneof![
        3 => Just(Damage::Remove),
        2 => Just(Damage::AddField),
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
        Value::Array(all) => {
            let numbered = all.iter().enumerate();
            numbered.for_each(|(at, inner)| places(inner, &format!("{here}/{at}"), found));
        }
        _ => {}
    }
}

fn damaged(mut value: Value, at: Index, damage: Damage) -> Value {
    let mut all = Vec::new();
    places(&value, "", &mut all);
    let place = at.get(&all);
    match damage {
        // serde reads the fields of a record from a list as well; nobody is told.
        Damage::Replace(Value::Array(_)) if value.pointer(place).unwrap().is_object() => {}
        Damage::Replace(other) => *value.pointer_mut(place).unwrap() = other,
        Damage::AddField => {
            if let Some(Value::Object(fields)) = value.pointer_mut(place) {
                fields.insert("shoe_size".to_owned(), json!("x"));
            }
        }
        Damage::Remove => {
            if let Some((parent, name)) = place.rsplit_once('/') {
                match value.pointer_mut(parent).unwrap() {
                    Value::Object(fields) => drop(fields.remove(name)),
                    Value::Array(all) => drop(all.remove(name.parse().unwrap())),
                    _ => unreachable!(),
                }
            }
        }
    }
    value
}

/// Checks one value against the schema and serde.
fn check(one: &Checked, value: &Value) -> Result<(), TestCaseError> {
    let fits = one.read.validate(value).map_err(|error| error.to_string());
    match ((one.command.again)(value), fits) {
        (Ok(written), Ok(())) => {
            let fits = one.written.validate(&written).map_err(|error| error.to_string());
            prop_assert!(fits.is_ok(), "{} is written as {written}: {fits:?}", one.name);
        }
        (Ok(_), Err(error)) => {
            prop_assert!(false, "{}: serde reads {value}, and the schema: {error}", one.name);
        }
        (Err(error), Ok(())) => {
            let known = ONLY_READ.iter().any(|words| error.contains(words));
            prop_assert!(known, "{}: the schema accepts {value}, and serde: {error}", one.name);
        }
        (Err(_), Err(_)) => {}
    }
    Ok(())
}

/// Few cases a command, since there are many commands.
fn few(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(few(64))]

    #[test]
    fn what_the_schema_describes_is_read_and_written_so(
        draws in prop::collection::vec(any::<u16>(), 0..80),
    ) {
        let sampler = Sampler::new(&COMMANDS.definitions);
        for one in CHECKED.iter() {
            let value = sampler.value(one.schema, &mut Draws::new(&draws));
            let fits = one.read.validate(&value).map_err(|error| error.to_string());
            prop_assert!(fits.is_ok(), "{}: a bad sample {value}: {fits:?}", one.name);
            check(one, &value)?;
        }
    }

    #[test]
    fn what_is_wrong_is_refused_by_both(
        draws in prop::collection::vec(any::<u16>(), 0..80),
        at: Index,
        damage in damage(),
    ) {
        let sampler = Sampler::new(&COMMANDS.definitions);
        for one in CHECKED.iter() {
            let value = sampler.value(one.schema, &mut Draws::new(&draws));
            check(one, &damaged(value, at, damage.clone()))?;
        }
    }
}

/// A command whose fields are all left out, one at a time: serde and the schema
/// agree on which of them must be there.
#[test]
fn the_fields_that_must_be_there_are_the_same() {
    let sampler = Sampler::new(&COMMANDS.definitions);
    let all_there: Vec<u16> = vec![1; 400];
    let mut missing = 0;
    for one in CHECKED.iter() {
        let whole = sampler.value(one.schema, &mut Draws::new(&all_there));
        let Value::Object(fields) = &whole else { continue };
        if (one.command.again)(&whole).is_err() {
            continue;
        }
        for name in fields.keys() {
            let mut less = fields.clone();
            less.remove(name);
            let less = Value::Object(less);
            let reads = (one.command.again)(&less).is_ok();
            assert_eq!(one.read.is_valid(&less), reads, "{} without `{name}`", one.name);
            missing += usize::from(!reads);
        }
    }
    assert!(missing > 200, "{missing}");
}

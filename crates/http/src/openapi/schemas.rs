//! The schemas of commands and answers, under one set of names.
//!
//! What is read and what is written of one type may differ: a field that may be
//! left out is always given. Where it does, the answer's schema has a name of
//! its own, and so has every schema that refers to it.

use std::collections::BTreeSet;

use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use crate::operation::Operation;

const PLACE: &str = "#/components/schemas/";
/// What a name ends with where only answers have the schema.
const ANSWERED: &str = "Answer";

/// The schemas of every operation.
pub(super) struct Schemas {
    /// By name, for all to refer to.
    pub(super) named: Map<String, Value>,
    /// The command and the answer of each operation, in their order.
    pub(super) each: Vec<(Value, Value)>,
}

/// The schemas of operations.
pub(super) fn of(operations: &[Operation]) -> Schemas {
    let settings = SchemaSettings::draft2020_12().with(|settings| {
        settings.definitions_path = PLACE.trim_start_matches('#').trim_end_matches('/').into();
    });
    let mut reads = settings.clone().for_deserialize().into_generator();
    let mut writes = settings.for_serialize().into_generator();
    let takes: Vec<_> = operations.iter().map(|one| one.takes(&mut reads).to_value()).collect();
    let gives: Vec<_> = operations.iter().map(|one| one.gives(&mut writes).to_value()).collect();
    let mut named = reads.take_definitions(true);
    let answered = writes.take_definitions(true);
    let others = other(&named, &answered);
    for (name, mut schema) in answered {
        rename(&mut schema, &others);
        let name = if others.contains(&name) { format!("{name}{ANSWERED}") } else { name };
        named.insert(name, schema);
    }
    let gives = gives.into_iter().map(|mut schema| {
        rename(&mut schema, &others);
        schema
    });
    let mut each: Vec<_> = takes.into_iter().zip(gives).collect();
    named.values_mut().for_each(bound);
    each.iter_mut().for_each(|(takes, gives)| [takes, gives].into_iter().for_each(bound));
    Schemas { named, each }
}

/// Says how large an integer may be where only its format says it.
fn bound(schema: &mut Value) {
    match schema {
        Value::Object(fields) => {
            let limits = match fields.get("format").and_then(Value::as_str) {
                Some("uint32") => Some((json!(0), json!(u32::MAX))),
                Some("uint" | "uint64") => Some((json!(0), json!(u64::MAX))),
                Some("int32") => Some((json!(i32::MIN), json!(i32::MAX))),
                Some("int64") => Some((json!(i64::MIN), json!(i64::MAX))),
                _ => None,
            };
            if let Some((least, most)) = limits {
                fields.entry("minimum").or_insert(least);
                fields.entry("maximum").or_insert(most);
            }
            fields.values_mut().for_each(bound);
        }
        Value::Array(all) => all.iter_mut().for_each(bound),
        _ => {}
    }
}

/// The names of answers' schemas that are not those of commands.
fn other(read: &Map<String, Value>, written: &Map<String, Value>) -> BTreeSet<String> {
    let differs =
        |(name, schema): &(&String, &Value)| read.get(*name).is_some_and(|other| other != *schema);
    let mut others: BTreeSet<String> =
        written.iter().filter(differs).map(|(name, _)| name.clone()).collect();
    loop {
        let before = others.len();
        for (name, schema) in written {
            if read.contains_key(name) && refers(schema, &others) {
                others.insert(name.clone());
            }
        }
        if others.len() == before {
            return others;
        }
    }
}

fn refers(schema: &Value, names: &BTreeSet<String>) -> bool {
    match schema {
        Value::Object(fields) => {
            let own =
                fields.get("$ref").and_then(Value::as_str).and_then(|at| at.strip_prefix(PLACE));
            own.is_some_and(|name| names.contains(name))
                || fields.values().any(|inner| refers(inner, names))
        }
        Value::Array(all) => all.iter().any(|inner| refers(inner, names)),
        _ => false,
    }
}

fn rename(schema: &mut Value, names: &BTreeSet<String>) {
    match schema {
        Value::Object(fields) => {
            for (key, inner) in fields {
                match inner {
                    Value::String(at) if key == "$ref" => {
                        if at.strip_prefix(PLACE).is_some_and(|name| names.contains(name)) {
                            at.push_str(ANSWERED);
                        }
                    }
                    inner => rename(inner, names),
                }
            }
        }
        Value::Array(all) => all.iter_mut().for_each(|inner| rename(inner, names)),
        _ => {}
    }
}

/// Leaves out what nothing refers to: commands stand where they are asked for.
pub(super) fn keep_used(named: &mut Map<String, Value>, paths: &Map<String, Value>) {
    let mut used = BTreeSet::from(["Problem".to_owned()]);
    let mut found: Vec<&Value> = paths.values().collect();
    while let Some(value) = found.pop() {
        match value {
            Value::Object(fields) => {
                let own = fields.get("$ref").and_then(Value::as_str);
                let name = own.and_then(|at| at.strip_prefix(PLACE));
                if let Some((name, schema)) = name.and_then(|name| named.get_key_value(name))
                    && used.insert(name.clone())
                {
                    found.push(schema);
                }
                found.extend(fields.values());
            }
            Value::Array(all) => found.extend(all),
            _ => {}
        }
    }
    named.retain(|name, _| used.contains(name));
}

/// The schema that another refers to, or itself.
pub(super) fn resolve<'s>(schema: &'s Value, named: &'s Map<String, Value>) -> &'s Value {
    let name = schema["$ref"].as_str().and_then(|at| at.strip_prefix(PLACE));
    match name.and_then(|name| named.get(name)) {
        Some(other) => resolve(other, named),
        None => schema,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(value: Value) -> Map<String, Value> {
        let Value::Object(map) = value else { panic!("{value}") };
        map
    }

    #[test]
    fn what_refers_to_another_is_another() {
        let at = |name: &str| json!({ "$ref": format!("{PLACE}{name}") });
        let read = map(json!({ "A": at("B"), "B": at("C"), "C": 1, "D": 1 }));
        let written = map(json!({ "A": at("B"), "B": at("C"), "C": 2, "D": 1, "E": at("C") }));
        let others = other(&read, &written);
        assert_eq!(others.iter().collect::<Vec<_>>(), ["A", "B", "C"]);
        let mut schema = json!({ "anyOf": [at("B"), at("D")] });
        rename(&mut schema, &others);
        assert_eq!(schema, json!({ "anyOf": [at("BAnswer"), at("D")] }));
    }
}

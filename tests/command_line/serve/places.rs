//! Every place of the contract that takes a text, each in a request that is
//! otherwise as the contract's example has it.

use etablera_http::{Asked, Operation, contract};
use serde_json::{Map, Value, json};

/// What stands where the text is to stand.
pub(super) const HERE: &str = "HERE!";

/// How deep a text may stand: schemas may hold themselves.
const DEPTH: usize = 9;

/// What the contract says of an operation.
pub(super) fn described(operation: &Operation) -> &'static Value {
    let path = format!("/api/v1{}", operation.path);
    &contract()["paths"][path][operation.method.as_str().to_lowercase()]
}

/// The records of a command with [`HERE`] in one place each, and whether a text
/// of any form may stand there.
pub(super) fn places(
    operation: &Operation,
    base: &Map<String, Value>,
) -> Vec<(Map<String, Value>, bool)> {
    let described = described(operation);
    let mut all = Vec::new();
    for parameter in described["parameters"].as_array().into_iter().flatten() {
        if let Some(name) = parameter["name"].as_str().filter(|_| parameter["in"] != "header") {
            let mut record = base.clone();
            record.insert(name.to_owned(), HERE.into());
            all.push((record, true));
        }
    }
    if operation.asked() == Asked::Body {
        let schema = &described["requestBody"]["content"]["application/json"]["schema"];
        for (value, free) in holding(schema, DEPTH) {
            let Value::Object(fields) = value else { continue };
            let mut record = base.clone();
            record.extend(fields);
            all.push((record, free));
        }
    }
    all
}

fn resolved(schema: &Value) -> &Value {
    match schema["$ref"].as_str().and_then(|path| path.strip_prefix('#')) {
        Some(at) => contract().pointer(at).map_or(schema, resolved),
        None => schema,
    }
}

/// Values that a schema takes, with [`HERE`] in one place each.
fn holding(schema: &Value, depth: usize) -> Vec<(Value, bool)> {
    let schema = resolved(schema);
    if depth == 0 || schema.get("const").is_some() || schema.get("enum").is_some() {
        return Vec::new();
    }
    let inner = |schema| holding(schema, depth - 1);
    let mut all = Vec::new();
    for several in ["oneOf", "anyOf", "allOf"] {
        let parts = schema[several].as_array().into_iter().flatten();
        all.extend(parts.flat_map(inner).map(|(value, free)| (with(schema, value), free)));
    }
    if is(schema, "string") {
        let free = schema.get("format").is_none() && schema.get("pattern").is_none();
        all.push((HERE.into(), free));
    }
    if is(schema, "array") {
        all.extend(inner(&schema["items"]).into_iter().map(|(one, free)| (json!([one]), free)));
    }
    for (name, of) in schema["properties"].as_object().into_iter().flatten() {
        let values = inner(of).into_iter();
        all.extend(values.map(|(value, free)| (with(schema, json!({ name: value })), free)));
    }
    if let Some(other) = schema.get("additionalProperties").filter(|other| other.is_object()) {
        all.push((with(schema, json!({ HERE: least(other, depth) })), true));
        let values = inner(other).into_iter();
        all.extend(values.map(|(value, free)| (with(schema, json!({ "key": value })), free)));
    }
    all
}

/// An object with whatever else the schema asks for.
fn with(schema: &Value, value: Value) -> Value {
    let Value::Object(fields) = value else { return value };
    let mut whole = match least(schema, DEPTH) {
        Value::Object(whole) => whole,
        _ => Map::new(),
    };
    whole.extend(fields);
    Value::Object(whole)
}

/// The least value that a schema takes.
fn least(schema: &Value, depth: usize) -> Value {
    let schema = resolved(schema);
    let first = |name: &str| schema[name].as_array().and_then(|all| all.first());
    let given = first("examples").or(schema.get("const")).or(first("enum"));
    if let Some(value) = given {
        return value.clone();
    }
    if depth == 0 {
        return Value::Null;
    }
    let mut value = ["oneOf", "anyOf"].iter().find_map(|name| first(name));
    let value = value.take().map(|part| least(part, depth - 1));
    let required = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
    match value {
        Some(value) if !value.is_object() => value,
        None if is(schema, "string") => "text".into(),
        None if is(schema, "integer") || is(schema, "number") => 1.into(),
        None if is(schema, "boolean") => false.into(),
        None if is(schema, "array") => json!([]),
        fields => {
            let mut whole =
                fields.and_then(|fields| fields.as_object().cloned()).unwrap_or_default();
            for name in required {
                let inner = || least(&schema["properties"][name], depth - 1);
                whole.entry(name).or_insert_with(inner);
            }
            Value::Object(whole)
        }
    }
}

fn is(schema: &Value, kind: &str) -> bool {
    let kinds = &schema["type"];
    *kinds == kind || kinds.as_array().is_some_and(|kinds| kinds.iter().any(|one| one == kind))
}

//! An example of what a schema asks for: the least that is complete.

use serde_json::{Map, Value, json};

use super::schemas::resolve;

/// How deep an example may go: schemas may hold themselves.
const DEPTH: usize = 12;

/// The least value that a schema takes.
pub(super) fn example(schema: &Value, named: &Map<String, Value>) -> Value {
    at(schema, named, DEPTH)
}

fn at(schema: &Value, named: &Map<String, Value>, depth: usize) -> Value {
    let said = given(schema);
    if let Some(value) = said.or_else(|| given(resolve(schema, named))) {
        return value;
    }
    let schema = resolve(schema, named);
    if depth == 0 {
        return Value::Null;
    }
    for several in ["oneOf", "anyOf"] {
        if let Some(first) = schema[several].as_array().and_then(|all| all.first()) {
            return with_fields(at(first, named, depth - 1), schema, (named, depth));
        }
    }
    if let Some(all) = schema["allOf"].as_array() {
        let mut whole = Map::new();
        for one in all {
            if let Value::Object(fields) = at(one, named, depth - 1) {
                whole.extend(fields);
            }
        }
        return with_fields(Value::Object(whole), schema, (named, depth));
    }
    match kind(schema) {
        "object" => with_fields(json!({}), schema, (named, depth)),
        "array" => several(schema, (named, depth)),
        "integer" | "number" => number(schema),
        "boolean" => json!(false),
        "string" => text(schema),
        _ => Value::Null,
    }
}

/// The fields that must be there, beside those that are.
fn with_fields(
    value: Value,
    schema: &Value,
    (named, depth): (&Map<String, Value>, usize),
) -> Value {
    let Value::Object(mut fields) = value else { return value };
    for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        let inner = &schema["properties"][name];
        if !fields.contains_key(name) {
            fields.insert(name.to_owned(), at(inner, named, depth - 1));
        }
    }
    Value::Object(fields)
}

fn several(schema: &Value, (named, depth): (&Map<String, Value>, usize)) -> Value {
    if let Some(items) = schema["prefixItems"].as_array() {
        return items.iter().map(|item| at(item, named, depth - 1)).collect();
    }
    let least = schema["minItems"].as_u64().unwrap_or_default();
    (0..least).map(|_| at(&schema["items"], named, depth - 1)).collect()
}

/// What a schema itself says that a value is.
fn given(schema: &Value) -> Option<Value> {
    let first = |name: &str| schema[name].as_array().and_then(|all| all.first()).cloned();
    let own = first("examples").or_else(|| schema.get("example").cloned());
    own.or_else(|| schema.get("const").cloned()).or_else(|| first("enum"))
}

fn kind(schema: &Value) -> &str {
    match &schema["type"] {
        Value::String(kind) => kind,
        Value::Array(kinds) => {
            let mut kinds = kinds.iter().filter_map(Value::as_str);
            kinds.find(|kind| *kind != "null").unwrap_or_default()
        }
        _ if schema["properties"].is_object() => "object",
        _ => "",
    }
}

fn number(schema: &Value) -> Value {
    schema.get("minimum").or_else(|| schema.get("exclusiveMinimum")).cloned().unwrap_or(json!(1))
}

fn text(schema: &Value) -> Value {
    match schema["format"].as_str() {
        Some("date") => json!("2026-03-02"),
        Some("date-time") => json!("2026-03-02T09:00:00.000000Z"),
        Some("uuid") => json!("01957b2e-7000-7000-8000-000000000001"),
        _ => json!("text"),
    }
}

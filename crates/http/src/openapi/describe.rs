//! The document: every operation, with what it takes and gives.

use axum::http::Method;
use serde_json::{Map, Value, json};

use super::example::example;
use super::schemas::{self, Schemas, resolve};
use crate::operation::{Asked, Effect, Operation, operations, tag};
use crate::problem::Kind;
use crate::router::BASE;
use crate::who::{Door, doors};

pub(super) fn contract() -> Value {
    let (all, doors) = (operations(), doors());
    let types = all.iter().map(|one| one.types).chain(doors.iter().map(|one| one.types));
    let Schemas { mut named, each } = schemas::of(&types.collect::<Vec<_>>());
    let (asked, known) = each.split_at(all.len());
    let mut paths = Map::new();
    let mut add = |(method, path): (&Method, &str), what| {
        let path = paths.entry(format!("{BASE}{path}")).or_insert_with(|| json!({}));
        path[method.as_str().to_lowercase()] = what;
    };
    for (one, schemas) in all.iter().zip(asked) {
        add((&one.method, one.path), described(one, schemas, &named));
    }
    for (one, schemas) in doors.iter().zip(known) {
        add((&one.method, one.path), door(one, schemas, &named));
    }
    named.insert("Problem".to_owned(), problem());
    schemas::keep_used(&mut named, &paths);
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Etablera",
            "version": env!("CARGO_PKG_VERSION"),
            "description": INFO,
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
        },
        "servers": [{ "url": "/" }],
        "security": [{ "token": [] }, { "session": [] }],
        "tags": tags(all, &doors),
        "paths": paths,
        "components": {
            "schemas": named,
            "parameters": parameters(),
            "responses": { "Problem": {
                "description": "What went wrong (RFC 9457)",
                "content": { "application/problem+json": {
                    "schema": { "$ref": "#/components/schemas/Problem" },
                } },
            } },
            "securitySchemes": {
                "token": { "type": "http", "scheme": "bearer" },
                "session": {
                    "type": "apiKey", "in": "cookie", "name": "__Host-etablera",
                    "description": "What `session.begin` sets. With it, whatever is no `GET` \
                                    takes `X-CSRF-Token` as well: what the session tells as `csrf`",
                },
            },
        },
    })
}

/// What a reader must know of every operation.
const INFO: &str = "Every operation is a use case of the case log. `GET` reads and `POST` writes \
down what happened. What is asked of whom stands in the access log, refusals too.\n\n\
An answer about one subject has its version as `ETag`; a write with `If-Match` is refused when \
somebody else has written in between. A write with an `Idempotency-Key` can be sent again: it \
is done once and answered the same. Long lists come a page at a time, and `Link` says where the \
next one is. Every `POST` takes `application/x-ndjson` as well, one command a line, and answers \
each line by a line; every operation gives `text/event-stream` where it is asked for, for work \
that takes long: each second with how many rows were read so far, of how many where that is \
known.";

fn described(
    operation: &Operation,
    (takes, gives): &(Value, Value),
    named: &Map<String, Value>,
) -> Value {
    let command = resolve(takes, named);
    let mut described = json!({
        "operationId": operation.id,
        "tags": [operation.tag()],
        "summary": operation.summary,
        "parameters": asked(operation, command, named),
        "responses": responses(("200", answer(operation, gives, named))),
    });
    if operation.asked() == Asked::Body {
        let schema = without_path(operation, command);
        let some = schema["required"].as_array().is_some_and(|names| !names.is_empty());
        // Nothing said is an empty record, which is none of several kinds.
        let required = some || ["oneOf", "anyOf"].iter().any(|kinds| schema.get(kinds).is_some());
        described["requestBody"] = body(&schema, required, named);
    }
    described
}

/// What somebody does about their own log-in.
fn door(one: &Door, (takes, gives): &(Value, Value), named: &Map<String, Value>) -> Value {
    let csrf = one.in_session && one.method != Method::GET;
    let done = match one.answers {
        true => ("200", given(gives, named)),
        false => ("204", json!({ "description": "Done" })),
    };
    let mut described = json!({
        "operationId": one.id,
        "tags": [tag(one.id)],
        "summary": one.summary,
        "security": if one.in_session { json!([{ "session": [] }]) } else { json!([]) },
        "parameters": if csrf { json!([{ "$ref": "#/components/parameters/csrf" }]) } else { json!([]) },
        "responses": responses(done),
    });
    let command = resolve(takes, named);
    if command["properties"].as_object().is_some_and(|fields| !fields.is_empty()) {
        described["requestBody"] = body(command, true, named);
    }
    described
}

fn body(schema: &Value, required: bool, named: &Map<String, Value>) -> Value {
    json!({
        "required": required,
        "content": { "application/json": {
            "example": example(schema, named),
            "schema": schema,
        } },
    })
}

fn given(schema: &Value, named: &Map<String, Value>) -> Value {
    json!({
        "description": "Done",
        "content": { "application/json": { "schema": schema, "example": example(schema, named) } },
    })
}

/// The command without the fields that stand in the path.
fn without_path(operation: &Operation, command: &Value) -> Value {
    let mut schema = command.clone();
    for name in operation.path_fields() {
        if let Some(properties) = schema["properties"].as_object_mut() {
            properties.remove(name);
        }
        if let Some(required) = schema["required"].as_array_mut() {
            required.retain(|other| other != name);
        }
    }
    schema
}

/// What stands in the path, the query and the headers.
fn asked(operation: &Operation, command: &Value, named: &Map<String, Value>) -> Vec<Value> {
    let in_path: Vec<_> = operation.path_fields().collect();
    let required = |name: &str| {
        command["required"].as_array().is_some_and(|names| names.iter().any(|one| one == name))
    };
    let properties = command["properties"].as_object().into_iter().flatten();
    let mut all: Vec<Value> = properties
        // Of pages it is told in one place.
        .filter(|(name, _)| {
            operation.page.is_none() || !["after", "limit"].contains(&name.as_str())
        })
        .filter_map(|(name, schema)| {
            let place = if in_path.contains(&name.as_str()) {
                "path"
            } else if operation.asked() == Asked::Query {
                "query"
            } else {
                return None;
            };
            let must = place == "path" || required(name);
            let mut parameter =
                json!({ "name": name, "in": place, "required": must, "schema": schema });
            if must {
                parameter["example"] = example(schema, named);
            }
            if let Some(said) = schema.get("description") {
                parameter["description"] = said.clone();
            }
            Some(parameter)
        })
        .collect();
    let refer = |name: &str| json!({ "$ref": format!("#/components/parameters/{name}") });
    if operation.page.is_some() {
        all.extend([refer("after"), refer("limit")]);
    }
    if operation.effect == Effect::Writes {
        all.push(refer("idempotency-key"));
        if operation.has_version() {
            all.push(refer("if-match"));
        }
    }
    all
}

fn answer(operation: &Operation, gives: &Value, named: &Map<String, Value>) -> Value {
    let mut headers = json!({});
    if operation.has_version() {
        headers["ETag"] = json!({
            "description": "The version of the subject that the path names",
            "schema": { "type": "string" },
        });
    }
    if operation.page.is_some() {
        headers["Link"] = json!({
            "description": "Where the next page is, as `rel=\"next\"`",
            "schema": { "type": "string" },
        });
    }
    let mut answer = given(gives, named);
    answer["headers"] = headers;
    answer
}

/// What is answered when it is done, and every kind of problem.
fn responses((status, done): (&str, Value)) -> Value {
    let mut all = json!({ status: done });
    let mut kinds: Vec<u16> = Kind::ALL.iter().map(|kind| kind.status().as_u16()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    for status in kinds.into_iter().filter(|status| ![405, 502].contains(status)) {
        all[status.to_string()] = json!({ "$ref": "#/components/responses/Problem" });
    }
    all
}

fn parameters() -> Value {
    json!({
        "after": {
            "name": "after", "in": "query",
            "description": "Begin after this row: take it from `Link`",
            "schema": { "type": "string" },
        },
        "limit": {
            "name": "limit", "in": "query",
            "description": "How many rows a page has at most",
            "schema": { "type": "integer", "minimum": 1, "maximum": 1000, "default": 100 },
        },
        "idempotency-key": {
            "name": "Idempotency-Key", "in": "header",
            "description": "What you name this request by, to send it again safely",
            "schema": { "type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[!-~]+$" },
        },
        "csrf": {
            "name": "X-CSRF-Token", "in": "header", "required": true,
            "description": "What the session tells as `csrf`",
            "schema": { "type": "string" },
        },
        "if-match": {
            "name": "If-Match", "in": "header",
            "description": "The version that you have read, as `ETag` gave it",
            "schema": { "type": "string", "pattern": "^\"[0-9]{1,18}\"$" },
        },
    })
}

fn problem() -> Value {
    let types: Vec<_> = Kind::ALL.iter().map(|kind| format!("/problems/{}", kind.name())).collect();
    json!({
        "type": "object",
        "description": "What went wrong (RFC 9457)",
        "required": ["type", "title", "status"],
        "properties": {
            "type": { "type": "string", "enum": types },
            "title": { "type": "string" },
            "status": { "type": "integer" },
            "detail": { "type": "string", "description": "What, where, and what was expected" },
            "pointer": { "type": "string", "description": "Where in the command (RFC 6901)" },
            "known": { "type": "array", "items": { "type": "string" },
                       "description": "Who is registered and may be the same" },
        },
    })
}

fn tags(all: &[Operation], doors: &[Door]) -> Vec<Value> {
    let doors = doors.iter().map(|door| tag(door.id));
    let mut names: Vec<_> = all.iter().map(Operation::tag).chain(doors).collect();
    names.sort_unstable();
    names.dedup();
    names.into_iter().map(|name| json!({ "name": name })).collect()
}

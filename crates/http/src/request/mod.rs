//! From a request to a call and the record of a command.

mod body;
mod conditions;
mod fields;
mod form;
mod text;

pub(crate) use body::whole;
pub(crate) use conditions::{idempotency_key, seen};
pub(crate) use fields::Fields;
pub(crate) use form::{Form, form};
pub(crate) use text::{object, utf8};

use axum::http::{HeaderMap, header};
use serde_json::{Map, Value};

use crate::operation::{Asked, Operation};
use crate::problem::{Kind, Problem};

/// What a request names: the fields of its path, its query and its body.
pub(crate) struct Named<'a> {
    /// The fields in the path, decoded.
    pub(crate) path: &'a [(String, String)],
    /// The query as it came.
    pub(crate) query: &'a str,
    /// The body as it came.
    pub(crate) body: &'a [u8],
}

/// The record of a command: every field stands in one place.
pub(crate) fn record(
    (operation, fields): (&Operation, &Fields),
    headers: &HeaderMap,
    named: &Named<'_>,
) -> Result<Map<String, Value>, Problem> {
    let mut record = match operation.asked() {
        Asked::Query => {
            if !named.body.is_empty() {
                let said = "expected no body: the question stands in the query";
                return Err(Problem::new(Kind::Malformed).told(said));
            }
            fields.query(named.query)?
        }
        Asked::Body => {
            if !named.query.is_empty() {
                let said = "expected no query: the command stands in the body";
                return Err(Problem::new(Kind::Malformed).told(said));
            }
            body(headers, named.body)?
        }
    };
    in_path(fields, named.path, &mut record)?;
    Ok(record)
}

/// Puts the fields of the path into a record.
pub(crate) fn in_path(
    fields: &Fields,
    path: &[(String, String)],
    record: &mut Map<String, Value>,
) -> Result<(), Problem> {
    for (name, value) in path {
        let value = fields.value(name, value)?;
        if record.get(name).is_some_and(|other| *other != value) {
            let said = format!("`{name}` is another than in the path: expected it once");
            return Err(Problem::new(Kind::Invalid).told(said).with("pointer", format!("/{name}")));
        }
        record.insert(name.clone(), value);
    }
    Ok(())
}

/// The object of a JSON body; none is an empty one.
fn body(headers: &HeaderMap, body: &[u8]) -> Result<Map<String, Value>, Problem> {
    if body.is_empty() {
        return Ok(Map::new());
    }
    if !is(headers, "application/json") {
        let said = "expected a body of type `application/json`";
        return Err(Problem::new(Kind::NoType).told(said));
    }
    object(body)
}

/// Whether the body is of a type, whatever its parameters.
pub(crate) fn is(headers: &HeaderMap, expected: &str) -> bool {
    let found = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let found = found.and_then(|text| text.split(';').next()).unwrap_or_default();
    found.trim().eq_ignore_ascii_case(expected)
}

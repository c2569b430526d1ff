//! From an answer to a response.

mod bulk;
mod events;
mod page;

pub(crate) use bulk::{Patience, bulk};
pub(crate) use events::events;
pub(crate) use page::Page;

use std::fmt::Display;

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::value::RawValue;

/// The type of JSON texts, one a line.
pub(crate) const LINES: &str = "application/x-ndjson";

/// A JSON text.
pub(crate) fn json(value: &impl Display) -> Response {
    of_type("application/json", value.to_string())
}

/// The rows of an answer, one a line; what is no list is one row.
pub(crate) fn lines(value: &RawValue) -> Response {
    let rows = rows(value).unwrap_or_else(|| vec![value]);
    let text: String = rows.iter().map(|row| format!("{row}\n")).collect();
    of_type(LINES, text)
}

/// The rows of a list.
fn rows(value: &RawValue) -> Option<Vec<&RawValue>> {
    serde_json::from_str(value.get()).ok()
}

fn of_type(name: &'static str, body: impl Into<Body>) -> Response {
    let mut response = (StatusCode::OK, body.into()).into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(name));
    response
}

/// Says which version of the subject was read, or is there now.
pub(crate) fn tag(response: &mut Response, version: u64) {
    if let Ok(tag) = HeaderValue::from_str(&format!("\"{version}\"")) {
        response.headers_mut().insert(header::ETAG, tag);
    }
}

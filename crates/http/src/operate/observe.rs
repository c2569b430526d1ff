//! A line in the log for each request, and its count.

use std::sync::Arc;
use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue, Method};
use axum::middleware::Next;
use axum::response::Response;
use uuid::Uuid;

use crate::app::App;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Answers with an id that the log names the request by. The path is written as
/// the contract has it: who is asked about, and what is asked, stand in the
/// access log of the store and nowhere else.
pub(crate) async fn observe(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let id = Uuid::now_v7();
    let method = known(request.method());
    let path = request.extensions().get::<MatchedPath>().map(MatchedPath::as_str);
    let path = path.unwrap_or("-").to_owned();
    let begun = Instant::now();
    let under_way = app.metrics.begin();
    let mut response = next.run(request).await;
    drop(under_way);
    let took = begun.elapsed();
    let status = response.status().as_u16();
    app.metrics.end((method, &path), status, took);
    let milliseconds = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    tracing::info!(request = %id, method, path, status, milliseconds, "answered");
    if let Ok(id) = HeaderValue::from_str(&id.to_string()) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    response
}

/// The methods that there are: anybody can send any word as one.
fn known(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::POST => "POST",
        Method::DELETE => "DELETE",
        Method::HEAD => "HEAD",
        _ => "other",
    }
}

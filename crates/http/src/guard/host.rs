//! Whom a request is for.

use axum::extract::Request;
use axum::http::{HeaderValue, Version, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::problem::{Kind, Problem};

/// Refuses a request that does not name its host once, as RFC 9112 demands
/// (3.2): of two names, a proxy may go by the one and this server by the other.
/// The connection ends with it, for what follows may be just as unclear.
pub(crate) async fn host(request: Request, next: Next) -> Response {
    let named = request.headers().get_all(header::HOST).iter().count();
    if named == 1 || (named == 0 && request.version() == Version::HTTP_10) {
        return next.run(request).await;
    }
    let said = format!("`Host` comes {named} times: expected it once");
    let mut response = Problem::new(Kind::Malformed).told(said).into_response();
    response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    response
}

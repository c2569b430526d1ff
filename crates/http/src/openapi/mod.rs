//! The contract, from the operations themselves.

mod describe;
mod example;
mod page;
mod schemas;

use std::sync::LazyLock;

use axum::Router;
use axum::extract::Path;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use serde_json::Value;

use crate::answer;
use crate::problem::{Kind, Problem};
use crate::router::BASE;

/// Every operation as OpenAPI 3.1.
#[must_use]
pub fn contract() -> &'static Value {
    static CONTRACT: LazyLock<Value> = LazyLock::new(describe::contract);
    &CONTRACT
}

/// The contract, for programs and for people.
pub(crate) fn routes() -> Router {
    Router::new()
        .route(&format!("{BASE}/openapi.json"), get(async || answer::json(contract())))
        .route("/api/docs", get(async || Html(page::html(contract()))))
}

/// What a type of problem is.
pub(crate) async fn problem(Path(name): Path<String>) -> Response {
    match Kind::ALL.iter().find(|kind| kind.name() == name) {
        Some(kind) => Html(page::problem(*kind)).into_response(),
        None => Problem::new(Kind::Absent).into_response(),
    }
}

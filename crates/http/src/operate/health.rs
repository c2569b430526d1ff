//! Whether the server runs, and whether it can answer.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tokio::time::timeout;

use crate::app::App;
use crate::problem::{Kind, Problem};

/// How long the store may take to say anything at all.
const PATIENCE: Duration = Duration::from_secs(2);

/// What anybody may ask.
pub(crate) fn routes(app: Arc<App>) -> Router {
    Router::new().route("/healthz", get(alive)).route("/readyz", get(ready)).with_state(app)
}

/// What those who run the server may ask, at an address of its own.
pub(crate) fn operated(app: Arc<App>) -> Router {
    routes(app.clone()).merge(Router::new().route("/metrics", get(figures)).with_state(app))
}

/// The process runs.
async fn alive() -> StatusCode {
    StatusCode::NO_CONTENT
}

/// The store can be read.
async fn ready(State(app): State<Arc<App>>) -> Response {
    let read = async { app.office.store.read().await?.head().await };
    match timeout(PATIENCE, read).await {
        Ok(Ok(_)) => StatusCode::NO_CONTENT.into_response(),
        _ => Problem::new(Kind::Away).into_response(),
    }
}

/// The figures, as Prometheus reads them.
async fn figures(State(app): State<Arc<App>>) -> Response {
    let Some(text) = app.metrics.text() else {
        return Problem::new(Kind::Failed).into_response();
    };
    let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    ([(header::CONTENT_TYPE, HeaderValue::from_static(kind))], text).into_response()
}

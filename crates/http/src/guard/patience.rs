//! How long anybody waits for an answer to begin.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tokio::time::timeout;

use crate::app::App;
use crate::problem::{Kind, Problem};

/// Gives up what does not begin to be answered in the time that a body may take
/// to come and its work to be done: a store that has fallen silent, rather than
/// gone, keeps even the question of who asks waiting.
pub(crate) async fn patience(
    State(app): State<Arc<App>>,
    request: Request,
    next: Next,
) -> Response {
    let limits = &app.settings.limits;
    let answered = timeout(limits.wait + limits.request, next.run(request)).await;
    answered.unwrap_or_else(|_| Problem::new(Kind::Away).into_response())
}

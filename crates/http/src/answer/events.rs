//! Long work, told of as it goes on (server-sent events).

use std::convert::Infallible;
use std::time::Duration;

use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use serde_json::{Value, json};
use tokio::sync::mpsc;
use tokio::time::{Instant, interval};

use crate::problem::Problem;

/// How often it is told that work goes on.
const BEAT: Duration = Duration::from_secs(1);

/// `started`, then `progress` each second, then `answer` or `problem`. The work
/// is done whether or not anybody goes on listening.
pub(crate) fn events(
    work: impl Future<Output = Result<Value, Problem>> + Send + 'static,
) -> Response {
    let (tell, told) = mpsc::channel::<Event>(8);
    tokio::spawn(async move {
        let begun = Instant::now();
        let _ = tell.send(named("started", &json!({}))).await;
        let mut beat = interval(BEAT);
        beat.tick().await;
        tokio::pin!(work);
        let last = loop {
            tokio::select! {
                done = &mut work => break done,
                _ = beat.tick() => {
                    let seconds = begun.elapsed().as_secs();
                    // Who is slow to listen misses a beat, and never the answer.
                    let _ = tell.try_send(named("progress", &json!({ "seconds": seconds })));
                }
            }
        };
        let last = match last {
            Ok(answer) => named("answer", &answer),
            Err(problem) => named("problem", &problem.to_json()),
        };
        let _ = tell.send(last).await;
    });
    let events = stream::unfold(told, async |mut told| {
        let event = told.recv().await?;
        Some((Ok::<_, Infallible>(event), told))
    });
    Sse::new(events).into_response()
}

fn named(name: &str, data: &Value) -> Event {
    Event::default().event(name).data(data.to_string())
}

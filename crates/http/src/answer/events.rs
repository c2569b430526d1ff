//! Long work, told of as it goes on (server-sent events).

use std::convert::Infallible;
use std::fmt::Display;
use std::time::Duration;

use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use etablera_storage::Progress;
use futures_util::stream;
use serde_json::value::RawValue;
use serde_json::{Value, json};
use tokio::sync::mpsc;
use tokio::time::{Instant, interval};

use crate::problem::Problem;

/// How often it is told that work goes on.
const BEAT: Duration = Duration::from_secs(1);

/// `started`, then `progress` each second with how many rows were read, of how
/// many where that is known, then `answer` or `problem`. The work
/// is done whether or not anybody goes on listening.
pub(crate) fn events(
    work: impl Future<Output = Result<Box<RawValue>, Problem>> + Send + 'static,
    progress: Progress,
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
                    // Who is slow to listen misses a beat, and never the answer.
                    let _ = tell.try_send(named("progress", &far(begun, &progress)));
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

/// How far it has come.
fn far(begun: Instant, progress: &Progress) -> Value {
    let mut far = json!({ "seconds": begun.elapsed().as_secs(), "rows": progress.rows() });
    if let Some(of) = progress.of() {
        far["of"] = of.into();
    }
    far
}

fn named(name: &str, data: &impl Display) -> Event {
    Event::default().event(name).data(data.to_string())
}

#[cfg(test)]
mod tests {
    use axum::body::to_bytes;
    use serde_json::value::to_raw_value;

    use super::*;

    async fn text(response: Response) -> String {
        let bytes = to_bytes(response.into_body(), 1 << 20).await.unwrap();
        String::from_utf8(bytes.to_vec()).unwrap()
    }

    #[tokio::test]
    async fn it_is_told_how_far_work_has_come() {
        let work = async {
            tokio::time::sleep(BEAT + BEAT / 2).await;
            Ok(to_raw_value("done").unwrap())
        };
        let told = text(events(work, Progress::default())).await;
        assert!(told.starts_with("event: started\ndata: {}\n\nevent: progress\n"), "{told}");
        assert!(told.contains("\"rows\":0") && told.contains("\"seconds\":1"), "{told}");
        assert!(told.ends_with("event: answer\ndata: \"done\"\n\n"), "{told}");
    }
}

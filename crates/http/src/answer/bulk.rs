//! Many commands in one request, one a line, each answered by a line.

use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use http_body_util::BodyExt;
use serde_json::value::RawValue;
use serde_json::{Map, Value, json};
use std::convert::Infallible;
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::timeout;

use super::LINES;
use crate::problem::{Kind, Problem};
use crate::request::object;

/// How long a line may be, and how long it may take to come.
#[derive(Clone, Copy)]
pub(crate) struct Patience {
    /// In bytes.
    pub(crate) line: usize,
    /// Between two parts of the body.
    pub(crate) wait: Duration,
}

/// Answers each line of a body by a line: `{"line": 1, "answer": …}`, or with
/// `problem`. One bad line keeps no other back; the last line counts them.
/// Who stops listening stops the work after the line it is at.
pub(crate) fn bulk<W, F>(body: Body, patience: Patience, work: W) -> Response
where
    W: Fn(u64, Map<String, Value>) -> F + Send + Sync + 'static,
    F: Future<Output = Result<Box<RawValue>, Problem>> + Send,
{
    let (tell, told) = mpsc::channel::<String>(16);
    tokio::spawn(async move {
        let mut lines = Lines { body, patience, held: Vec::new(), ended: false };
        let (mut line, mut failed) = (0_u64, 0_u64);
        loop {
            let text = match lines.next().await {
                Ok(Some(text)) => text,
                Ok(None) => break,
                Err(problem) => {
                    // What is left cannot be told apart any more.
                    let _ = tell.send(row(line + 1, Err(problem))).await;
                    failed += 1;
                    break;
                }
            };
            line += 1;
            if text.trim_ascii().is_empty() {
                continue;
            }
            let answer = match object(&text) {
                Ok(record) => work(line, record).await,
                Err(problem) => Err(problem),
            };
            failed += u64::from(answer.is_err());
            if tell.send(row(line, answer)).await.is_err() {
                return;
            }
        }
        let _ = tell.send(json!({ "lines": line, "failed": failed }).to_string()).await;
    });
    let rows = stream::unfold(told, async |mut told| {
        let row = told.recv().await?;
        Some((Ok::<_, Infallible>(Bytes::from(format!("{row}\n"))), told))
    });
    let mut response = Body::from_stream(rows).into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(LINES));
    response
}

fn row(line: u64, answer: Result<Box<RawValue>, Problem>) -> String {
    match answer {
        Ok(answer) => format!("{{\"line\":{line},\"answer\":{answer}}}"),
        Err(problem) => json!({ "line": line, "problem": problem.to_json() }).to_string(),
    }
}

/// The lines of a body as they come.
struct Lines {
    body: Body,
    patience: Patience,
    held: Vec<u8>,
    ended: bool,
}

impl Lines {
    async fn next(&mut self) -> Result<Option<Vec<u8>>, Problem> {
        let mut looked = 0;
        loop {
            if let Some(at) = self.held[looked..].iter().position(|byte| *byte == b'\n') {
                let rest = self.held.split_off(looked + at + 1);
                let mut line = std::mem::replace(&mut self.held, rest);
                line.pop();
                return Ok(Some(line));
            }
            looked = self.held.len();
            if self.ended {
                let last = std::mem::take(&mut self.held);
                return Ok((!last.is_empty()).then_some(last));
            }
            if looked > self.patience.line {
                let said = format!("expected lines of at most {} bytes", self.patience.line);
                return Err(Problem::new(Kind::TooLarge).told(said));
            }
            self.more().await?;
        }
    }

    async fn more(&mut self) -> Result<(), Problem> {
        let frame = timeout(self.patience.wait, self.body.frame()).await;
        match frame.map_err(|_| Problem::new(Kind::Slow))? {
            None => self.ended = true,
            Some(Ok(frame)) => self.held.extend(frame.data_ref().into_iter().flatten()),
            Some(Err(_)) => {
                return Err(Problem::new(Kind::Malformed).told("the body broke off"));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::value::to_raw_value;

    use super::*;

    const PATIENCE: Patience = Patience { line: 40, wait: Duration::from_millis(200) };

    async fn answers(body: Body) -> Vec<Value> {
        let response = bulk(body, PATIENCE, async |line, record| match record.get("bad") {
            None => Ok(to_raw_value(&json!({ "n": record["n"], "line": line })).unwrap()),
            Some(_) => Err(Problem::new(Kind::Wrong)),
        });
        let bytes = response.into_body().collect().await.unwrap().to_bytes();
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    #[tokio::test]
    async fn a_bad_line_keeps_no_other_back() {
        let text = "{\"n\":1}\r\n\n{\"n\"\n{\"bad\":1}\n{\"n\":2}";
        let rows = answers(Body::from(text)).await;
        assert_eq!(rows[0], json!({ "line": 1, "answer": { "n": 1, "line": 1 } }));
        assert_eq!(rows[1]["problem"]["status"], 400);
        assert_eq!(rows[2]["problem"]["status"], 422);
        assert_eq!(rows[3]["answer"]["n"], 2);
        assert_eq!(rows[4], json!({ "lines": 5, "failed": 2 }));
    }

    #[tokio::test]
    async fn a_line_without_end_is_given_up() {
        let rows = answers(Body::from(format!("{{\"n\":1}}\n{}", "x".repeat(100)))).await;
        assert_eq!(rows[0]["answer"]["n"], 1);
        assert_eq!(rows[1]["problem"]["status"], 413);
        assert_eq!(rows[2]["failed"], 1);
    }

    #[tokio::test]
    async fn a_body_that_stops_coming_is_given_up() {
        let never = stream::pending::<Result<Bytes, Infallible>>();
        let rows = answers(Body::from_stream(never)).await;
        assert_eq!(rows[0]["problem"]["status"], 408);
    }
}

//! Somebody who asks the server, over one connection as long as it holds.

use std::net::{SocketAddr, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::process::PATIENCE;
use crate::wire::{Answer, Wire};

/// Somebody who asks.
pub(crate) struct Client {
    at: SocketAddr,
    token: String,
    wire: Option<Wire<TcpStream>>,
}

impl Client {
    /// Somebody with a token; an empty one is none.
    pub(crate) fn new(at: SocketAddr, token: &str) -> Self {
        Self { at, token: token.to_owned(), wire: None }
    }

    /// Goes on with a server that listens elsewhere.
    pub(crate) fn go_to(&mut self, at: SocketAddr) {
        if at != self.at {
            *self = Self::new(at, &self.token);
        }
    }

    /// The text of a request.
    pub(crate) fn request(&self, line: &str, headers: &str, body: &str) -> String {
        let (at, length) = (self.at, body.len());
        let bearer = match self.token.as_str() {
            "" => String::new(),
            token => format!("Authorization: Bearer {token}\r\n"),
        };
        format!(
            "{line} HTTP/1.1\r\nHost: {at}\r\n{bearer}Content-Type: application/json\r\n\
             {headers}Content-Length: {length}\r\n\r\n{body}"
        )
    }

    /// Asks; nothing where the connection ends without an answer.
    pub(crate) fn try_ask(&mut self, line: &str, headers: &str, body: &str) -> Option<Answer> {
        let request = self.request(line, headers, body);
        let mut wire = match self.wire.take() {
            Some(wire) => wire,
            None => Wire::try_open(self.at).ok()?,
        };
        let answer = if wire.send(request.as_bytes()) { wire.answer() } else { None }?;
        if answer.header("connection") != "close" {
            self.wire = Some(wire);
        }
        Some(answer)
    }

    /// Asks a question.
    #[track_caller]
    pub(crate) fn get(&mut self, path: &str) -> Answer {
        let line = format!("GET /api/v1{path}");
        self.try_ask(&line, "", "").unwrap_or_else(|| panic!("no answer: {line}"))
    }

    /// The answer to a question that is to be answered.
    #[track_caller]
    pub(crate) fn read(&mut self, path: &str) -> Value {
        let answer = self.get(path);
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        answer.json()
    }

    /// Shows that the server answers from its store again, before long.
    #[track_caller]
    pub(crate) fn is_answered_again(&mut self) {
        let begun = Instant::now();
        loop {
            let answer = self.get("/needs");
            if answer.status == 200 {
                return;
            }
            assert_eq!(answer.status, 503, "{answer:?}");
            assert!(begun.elapsed() < PATIENCE, "there is no store");
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// Shows that the server answers from its store.
    #[track_caller]
    pub(crate) fn is_answered(&mut self) {
        // A connection of its own: the last one may be idle for too long.
        self.wire = None;
        self.read("/needs");
    }
}

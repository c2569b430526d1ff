//! HTTP as bytes: what is sent is what the test says, to the letter.

use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};

use serde_json::Value;

use crate::process::PATIENCE;

/// A request after which the server ends the connection, answered with 404:
/// whatever else is answered comes before.
pub(crate) const LAST: &str =
    "GET /nothing/more HTTP/1.1\r\nHost: etablera.example\r\nConnection: close\r\n\r\n";

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// The value of a header, empty where it does not come.
    pub(crate) fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(other, _)| other.eq_ignore_ascii_case(name));
        found.map_or("", |(_, value)| value)
    }

    /// The body as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}

/// A connection.
pub(crate) struct Wire<S> {
    stream: S,
    held: Vec<u8>,
}

impl Wire<TcpStream> {
    /// Connects.
    #[track_caller]
    pub(crate) fn open(at: SocketAddr) -> Self {
        Self::try_open(at).unwrap()
    }

    /// Connects, if anybody listens.
    pub(crate) fn try_open(at: SocketAddr) -> std::io::Result<Self> {
        let stream = TcpStream::connect(at)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        stream.set_nodelay(true)?;
        Ok(Self::over(stream))
    }
}

impl<S: Read + Write> Wire<S> {
    /// A connection over whatever carries bytes.
    pub(crate) fn over(stream: S) -> Self {
        Self { stream, held: Vec::new() }
    }

    /// Sends bytes; says whether the other end took them all.
    pub(crate) fn send(&mut self, bytes: &[u8]) -> bool {
        self.stream.write_all(bytes).and_then(|()| self.stream.flush()).is_ok()
    }

    /// The next answer, or nothing where the connection ends without one.
    #[track_caller]
    pub(crate) fn answer(&mut self) -> Option<Answer> {
        loop {
            let head = self.until(b"\r\n\r\n")?;
            let head = String::from_utf8(head).unwrap();
            let mut lines = head.split("\r\n");
            let first = lines.next().unwrap();
            let status = first.strip_prefix("HTTP/1.").and_then(|rest| rest.get(2..5));
            let status = status.and_then(|status| status.parse().ok());
            let status = status.unwrap_or_else(|| panic!("no answer: {first}"));
            let headers = lines.filter_map(|line| line.split_once(": "));
            let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned()));
            let mut answer = Answer { status, headers: headers.collect(), body: Vec::new() };
            // What is told on the way to an answer is none.
            if status >= 200 {
                answer.body = self.body(&answer)?;
                return Some(answer);
            }
        }
    }

    /// Every answer until the connection ends.
    #[track_caller]
    pub(crate) fn answers(&mut self) -> Vec<Answer> {
        std::iter::from_fn(|| self.answer()).collect()
    }

    /// Every byte until the connection ends.
    #[track_caller]
    pub(crate) fn everything(&mut self) -> Vec<u8> {
        while self.more().is_some() {}
        std::mem::take(&mut self.held)
    }

    fn body(&mut self, answer: &Answer) -> Option<Vec<u8>> {
        if answer.status == 204 {
            return Some(Vec::new());
        }
        if let Ok(length) = answer.header("content-length").parse() {
            return self.exactly(length);
        }
        let mut body = Vec::new();
        loop {
            let size = String::from_utf8(self.until(b"\r\n")?).unwrap();
            let size = usize::from_str_radix(&size, 16).unwrap();
            body.extend(self.exactly(size)?);
            self.until(b"\r\n")?;
            if size == 0 {
                return Some(body);
            }
        }
    }

    /// What stands before an end, which is taken too.
    fn until(&mut self, end: &[u8]) -> Option<Vec<u8>> {
        loop {
            if let Some(at) = self.held.windows(end.len()).position(|bytes| bytes == end) {
                let rest = self.held.split_off(at + end.len());
                let mut found = std::mem::replace(&mut self.held, rest);
                found.truncate(at);
                return Some(found);
            }
            self.more()?;
        }
    }

    fn exactly(&mut self, count: usize) -> Option<Vec<u8>> {
        while self.held.len() < count {
            self.more()?;
        }
        let rest = self.held.split_off(count);
        Some(std::mem::replace(&mut self.held, rest))
    }

    /// More bytes; nothing where the connection ends, in whatever way.
    fn more(&mut self) -> Option<()> {
        let mut bytes = [0; 16384];
        match self.stream.read(&mut bytes) {
            Ok(0) => None,
            Ok(count) => {
                self.held.extend(&bytes[..count]);
                Some(())
            }
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {
                panic!("neither an answer nor an end within {PATIENCE:?}")
            }
            Err(_) => None,
        }
    }
}

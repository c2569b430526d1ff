//! Bytes that are no request, or a strange one: each is answered with what is
//! wrong or not at all, and the next good request is answered.

use etablera_casework::policy::Role;

use crate::client::Client;
use crate::place::Place;
use crate::process::Served;
use crate::wire::{Answer, LAST, Wire};

/// What the largest body may have.
const BODY: usize = 65_536;

/// A server, and somebody who may ask it everything.
struct Asked {
    client: Client,
    served: Served,
    /// There for as long as the server is.
    _place: Place,
}

impl Asked {
    fn new() -> Self {
        let place = Place::file();
        let token = place.token("anna", Role::Matcher);
        let served = Served::start_with(&place, &[("LIMITS__BODY", &BODY.to_string())]);
        Self { client: Client::new(served.at(), &token), served, _place: place }
    }

    /// Sends bytes that get one answer of some statuses, and no other before that
    /// to the next request.
    #[track_caller]
    fn gets(&mut self, what: &str, bytes: &[u8], expected: &[u16]) -> Answer {
        let mut wire = Wire::open(self.served.at());
        // Who is refused halfway need not have been heard to the end.
        wire.send(bytes);
        let answer = wire.answer().unwrap_or_else(|| panic!("{what}: no answer"));
        assert!(expected.contains(&answer.status), "{what}: {answer:?}");
        wire.send(LAST.as_bytes());
        let rest: Vec<_> = wire.answers().iter().map(|answer| answer.status).collect();
        assert!(matches!(rest[..], [] | [404]), "{what}: {rest:?}");
        self.client.is_answered();
        answer
    }

    /// Sends bytes that are given up, at the latest when nothing more comes.
    #[track_caller]
    fn is_left_with(&mut self, bytes: &[u8]) {
        Wire::open(self.served.at()).send(bytes);
        self.client.is_answered();
    }

    /// A command with a body of these bytes.
    fn command(&self, body: &[u8]) -> Vec<u8> {
        let mut bytes = self.headed("Content-Length", &body.len().to_string());
        bytes.extend(body);
        bytes
    }

    /// A command to be followed by its body, with one header more.
    fn headed(&self, name: &str, value: &str) -> Vec<u8> {
        let text = self.client.request("POST /api/v1/employers", "", "");
        text.replace("Content-Length: 0", &format!("{name}: {value}")).into_bytes()
    }

    /// A question with one line more among its headers.
    fn question(&self, path: &[u8], line: &[u8]) -> Vec<u8> {
        let text = self.client.request("GET PATH", "LINE\r\n", "");
        let text = text.replace("Content-Length: 0\r\n", "");
        let (before, rest) = text.split_once("PATH").unwrap();
        let (between, after) = rest.split_once("LINE\r\n").unwrap();
        [before.as_bytes(), path, between.as_bytes(), line, after.as_bytes()].concat()
    }
}

#[test]
fn what_is_too_large_is_refused() {
    let mut asked = Asked::new();
    let headers = b"a: b\r\n".repeat(100_000);
    asked.gets("100 000 headers", &asked.question(b"/api/v1/needs", &headers), &[431]);
    let header = [b"a: ".to_vec(), vec![b'b'; 1 << 20], b"\r\n".to_vec()].concat();
    asked.gets("a header of 1 MB", &asked.question(b"/api/v1/needs", &header), &[431]);
    for length in [70_000, 1 << 20] {
        let path = [b"/api/v1/needs?".to_vec(), vec![b'a'; length]].concat();
        asked.gets("a long path", &asked.question(&path, b""), &[414, 431]);
    }
    let body = [b"{\"a\":\"".to_vec(), vec![b'b'; BODY], b"\"}".to_vec()].concat();
    asked.gets("a large body", &asked.command(&body), &[413]);
    let mut chunked = asked.headed("Transfer-Encoding", "chunked");
    for part in body.chunks(10_000) {
        chunked.extend(format!("{:x}\r\n", part.len()).bytes());
        chunked.extend(part);
        chunked.extend(b"\r\n");
    }
    chunked.extend(b"0\r\n\r\n");
    asked.gets("a large body without a length", &chunked, &[413]);
    let promised = asked.headed("Content-Length", "9223372036854775807");
    asked.gets("a body that is said to be endless", &promised, &[413]);
}

#[test]
fn what_cannot_be_read_is_refused() {
    let mut asked = Asked::new();
    for body in ["{", "[]", "{\"employer\":", "{}}", "nul", "\u{feff}{}", "{\"a\":1e999}"] {
        let answer = asked.gets(body, &asked.command(body.as_bytes()), &[400, 422]);
        assert_eq!(answer.header("content-type"), "application/problem+json");
    }
    for body in [&b"{\"\xff\":1}"[..], b"{\"a\":\"\xc3\x28\"}", b"\xed\xa0\x80", b"\xff\xfe{\0}\0"]
    {
        asked.gets("a body that is no UTF-8", &asked.command(body), &[400]);
    }
    for path in [&b"/api/v1/participants/\xff"[..], b"/api/v1/participants/%FF%FE", b"/\xc3\x28"] {
        asked.gets("a path that is no UTF-8", &asked.question(path, b""), &[400, 404]);
    }
    for query in [&b"holder=%FF"[..], b"holder=\xff", b"%FF=1"] {
        let path = [&b"/api/v1/participants?"[..], query].concat();
        asked.gets("a query that is no UTF-8", &asked.question(&path, b""), &[400, 422]);
    }
    for (line, expected) in [
        (&b"If-Match: \xff\r\n"[..], 400),
        (b"Idempotency-Key: \xff\xfe\r\n", 400),
        (b"Accept: \xff\r\n", 406),
        (b"Authorization: Bearer \xff\r\n", 401),
        (b"X-Forwarded-For: \xff\r\n", 200),
        (b"X-Other: \xff\r\n", 200),
        (b"X-Other: a\0b\r\n", 400),
        (b"X-Other: a\rb\r\n", 400),
        (b"X Other: a\r\n", 400),
        (b": a\r\n", 400),
        (b"no colon\r\n", 400),
    ] {
        let what = String::from_utf8_lossy(line).into_owned();
        asked.gets(&what, &asked.question(b"/api/v1/needs", line), &[expected]);
    }
}

#[test]
fn a_path_leads_nowhere_else() {
    let mut asked = Asked::new();
    for path in [
        "/api/v1/../..",
        "/api/v1/../../etc/passwd",
        "/api/v1/participants/../needs",
        "/api/v1/%2e%2e/%2e%2e/etc/passwd",
        "/api/v1/participants/%2e%2e",
        "/api/v1/participants/..%2f..%2fetc%2fpasswd",
        "/api/v1/participants/..%5c..",
        "/api/v1/participants/P1%00",
        "/api/v1/participants/P1%00/notes",
        "/api/v1//needs",
        "/api/v1/needs/",
        "/api/v1/needs%20",
        "//api/v1/needs",
        "/api/v1/participants/%",
        "/api/v1/participants/%zz",
        "/problems/..%2f..%2fetc%2fpasswd",
        "/api/docs/..%2fstyle.css",
    ] {
        let answer = asked.gets(path, &asked.question(path.as_bytes(), b""), &[400, 404, 422]);
        assert!(!answer.text().contains("root:"), "{path}: {}", answer.text());
    }
}

#[test]
fn other_protocols_and_methods_are_not_spoken() {
    let mut asked = Asked::new();
    let host = "Host: etablera.example\r\n";
    for (request, expected) in [
        (format!("TRACE /api/v1/needs HTTP/1.1\r\n{host}X-Secret: seen\r\n\r\n"), 405),
        (format!("CONNECT 127.0.0.1:22 HTTP/1.1\r\n{host}\r\n"), 404),
        (format!("OPTIONS * HTTP/1.1\r\n{host}\r\n"), 404),
        (format!("PATCH /api/v1/needs HTTP/1.1\r\n{host}\r\n"), 405),
        (format!("get /healthz HTTP/1.1\r\n{host}\r\n"), 405),
        (format!("GET /healthz HTTP/3.0\r\n{host}\r\n"), 400),
        (format!("GET /healthz HTTP/1.1 \r\n{host}\r\n"), 400),
        (format!("GET  /healthz HTTP/1.1\r\n{host}\r\n"), 400),
        (format!("GET healthz HTTP/1.1\r\n{host}\r\n"), 404),
        (format!("GET /healthz\r\n{host}\r\n"), 400),
        ("\u{16}\u{3}\u{1}\0\u{5}hello\r\n\r\n".to_owned(), 400),
        (format!("GET http://elsewhere.example/healthz HTTP/1.1\r\n{host}\r\n"), 204),
        ("GET /healthz HTTP/1.0\r\n\r\n".to_owned(), 204),
    ] {
        let answer = asked.gets(&request, request.as_bytes(), &[expected]);
        assert!(!answer.text().contains("seen"), "{request}: {}", answer.text());
    }
    let preface = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0";
    let mut newer = Wire::open(asked.served.at());
    newer.send(preface);
    let answers = newer.answers();
    assert!(answers.iter().all(|answer| answer.status == 400), "{answers:?}");
    for bytes in [&b""[..], b"GET /healthz HT", b"\0\0\0\0", b"\r\n\r\n\r\n"] {
        asked.is_left_with(bytes);
    }
    asked.is_left_with(&asked.headed("Content-Length", "10"));
    asked.is_left_with(&asked.headed("Transfer-Encoding", "chunked"));
}

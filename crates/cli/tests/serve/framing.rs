//! Where one request ends and the next begins: a request that a proxy could
//! read as another than this server does hides nothing behind it.

use std::net::TcpStream;

use etablera_casework::policy::Role;

use crate::client::Client;
use crate::place::Place;
use crate::process::Served;
use crate::wire::{LAST, Wire};

/// A request that is to be answered only where it is one.
const SECOND: &str = "GET /healthz HTTP/1.1\r\nHost: etablera.example\r\n\r\n";

/// The beginning of a command that is refused once it has been read.
const FIRST: &str = "POST /api/v1/session HTTP/1.1\r\nHost: etablera.example\r\n\
                     Content-Type: application/json\r\n";

struct Room {
    served: Served,
    token: String,
    /// There for as long as the server is.
    _place: Place,
}

impl Room {
    fn new() -> Self {
        let place = Place::file();
        let token = place.token("anna", Role::Matcher);
        let limits = [("LIMITS__LOGINS_PER_MINUTE", "9000000")];
        Self { served: Served::start_with(&place, &limits), token, _place: place }
    }

    fn wire(&self) -> Wire<TcpStream> {
        Wire::open(self.served.at())
    }

    /// The statuses of all that bytes and the last request after them are
    /// answered with.
    #[track_caller]
    fn statuses(&self, bytes: &str) -> Vec<u16> {
        let mut wire = self.wire();
        wire.send(format!("{bytes}{LAST}").as_bytes());
        let statuses = wire.answers().iter().map(|answer| answer.status).collect();
        Client::new(self.served.at(), &self.token).is_answered();
        statuses
    }
}

#[test]
fn lengths_that_disagree_hide_no_request() {
    let room = Room::new();
    let length = SECOND.len();
    // Two readers, two lengths: refused, or answered and closed (RFC 9112, 6.3).
    for headers in [
        format!("Content-Length: 0\r\nContent-Length: {length}\r\n"),
        format!("Content-Length: {length}\r\nContent-Length: 0\r\n"),
        format!("Content-Length: 0, {length}\r\n"),
        "Content-Length: 0\r\nTransfer-Encoding: identity\r\n".to_owned(),
        "Transfer-Encoding: chunked, identity\r\n".to_owned(),
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n".to_owned(),
        "Transfer-Encoding: xchunked\r\n".to_owned(),
        "Transfer-Encoding: \"chunked\"\r\n".to_owned(),
        "Transfer-Encoding:\u{b}chunked\r\n".to_owned(),
        "Transfer-Encoding : chunked\r\nContent-Length: 0\r\n".to_owned(),
        "Content-Length : 0\r\n".to_owned(),
        "Content-Length: 0\r\n folded: 1\r\n".to_owned(),
        "Folded: 1\r\n\tContent-Length: 0\r\n".to_owned(),
        "Content-Length: +0\r\n".to_owned(),
        "Content-Length: -1\r\n".to_owned(),
        "Content-Length: 0x0\r\n".to_owned(),
        "Content-Length: \r\n".to_owned(),
        "Content-Length: 18446744073709551616\r\n".to_owned(),
    ] {
        let statuses = room.statuses(&format!("{FIRST}{headers}\r\n{SECOND}"));
        assert_eq!(statuses, [400], "{headers}");
    }
    for headers in [
        format!("Content-Length: {length}\r\nTransfer-Encoding: chunked\r\n"),
        format!("Transfer-Encoding: chunked\r\nContent-Length: {length}\r\n"),
        "Transfer-Encoding: chunked\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n".into(),
    ] {
        let statuses = room.statuses(&format!("{FIRST}{headers}\r\n0\r\n\r\n{SECOND}"));
        assert!(matches!(statuses[..], [400..=499]), "{headers}: {statuses:?}");
    }
}

#[test]
fn a_request_within_the_body_of_another_is_none() {
    let room = Room::new();
    let (length, size) = (SECOND.len(), format!("{:x}", SECOND.len()));
    let whole = format!("{FIRST}Content-Length: {length}\r\n\r\n{SECOND}");
    let chunked =
        format!("{FIRST}Transfer-Encoding: chunked\r\n\r\n{size}\r\n{SECOND}\r\n0\r\n\r\n");
    let question =
        format!("GET /healthz HTTP/1.1\r\nHost: a\r\nContent-Length: {length}\r\n\r\n{SECOND}");
    for first in [whole, chunked] {
        assert_eq!(room.statuses(&first), [422, 404], "{first}");
    }
    // A body that nobody asks for is passed over, or ends the connection.
    let statuses = room.statuses(&question);
    assert!(matches!(statuses[..], [204] | [204, 404]), "{statuses:?}");
    for broken in ["-1", "ffffffffffffffffff", "0x5", "5 5", "", "g"] {
        let first = format!("{FIRST}Transfer-Encoding: chunked\r\n\r\n{broken}\r\n{SECOND}");
        let statuses = room.statuses(&first);
        assert!(matches!(statuses[..], [] | [400..=499]), "{broken}: {statuses:?}");
    }
    let trailers = "0\r\nContent-Length: 3\r\nHost: b\r\n\r\n";
    let first = format!("{FIRST}Transfer-Encoding: chunked\r\n\r\n2\r\n{{}}\r\n{trailers}");
    assert_eq!(room.statuses(&format!("{first}{SECOND}")), [422, 204, 404]);
}

#[test]
fn a_request_names_its_host_once() {
    let room = Room::new();
    for hosts in ["", "Host: a\r\nHost: b\r\n", "Host: a\r\nHost: a\r\n"] {
        let first = format!("GET /healthz HTTP/1.1\r\n{hosts}\r\n");
        assert_eq!(room.statuses(&format!("{first}{SECOND}")), [400], "{hosts}");
    }
    assert_eq!(room.statuses(&format!("{SECOND}{SECOND}")), [204, 204, 404]);
    // Before there were hosts.
    assert_eq!(room.statuses("GET /healthz HTTP/1.0\r\n\r\n"), [204]);
}

#[test]
fn lines_end_as_the_standard_lets_them() {
    let room = Room::new();
    // A line feed alone may end a line (RFC 9112, 2.2), and ends it everywhere.
    assert_eq!(room.statuses(&SECOND.replace("\r\n", "\n")), [204, 404]);
    assert_eq!(room.statuses(&format!("\r\n{SECOND}")), [204, 404]);
    let returned = SECOND.replace("\r\n", "\r");
    let statuses = room.statuses(&returned);
    assert!(matches!(statuses[..], [] | [400]), "{statuses:?}");
}

#[test]
fn who_asks_first_whether_to_go_on_is_told() {
    let room = Room::new();
    let mut wire = room.wire();
    let body = "{}";
    let head = format!("{FIRST}Expect: 100-continue\r\nContent-Length: {}\r\n\r\n", body.len());
    assert!(wire.send(head.as_bytes()) && wire.send(body.as_bytes()));
    assert_eq!(wire.answer().unwrap().status, 422);
}

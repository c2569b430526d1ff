//! Those who take their time: they are given up, and keep nobody waiting.

use std::net::TcpStream;
use std::thread;
use std::time::{Duration, Instant};

use etablera_casework::policy::Role;

use crate::client::Client;
use crate::place::Place;
use crate::process::{PATIENCE, Served};
use crate::wire::Wire;

/// A server that waits a second for headers, and for bodies; its store is there
/// for as long as it is held.
fn impatient() -> (Client, Served, Place) {
    let place = Place::file();
    let token = place.token("anna", Role::Matcher);
    let served = Served::start_with(&place, &[("LIMITS__HEADERS", "1"), ("LIMITS__WAIT", "1")]);
    (Client::new(served.at(), &token), served, place)
}

/// Sends a byte every now and then, until the other end has had enough or a
/// minute is over; how long that took.
fn drip(wire: &mut Wire<TcpStream>, bytes: &[u8]) -> Duration {
    let begun = Instant::now();
    for byte in bytes.iter().cycle() {
        if !wire.send(&[*byte]) || begun.elapsed() > PATIENCE {
            break;
        }
        thread::sleep(Duration::from_millis(100));
    }
    begun.elapsed()
}

#[test]
fn headers_that_do_not_end_are_given_up() {
    let (mut client, served, _place) = impatient();
    for before in ["", "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n"] {
        let mut wire = Wire::open(served.at());
        wire.send(before.as_bytes());
        if !before.is_empty() {
            assert_eq!(wire.answer().unwrap().status, 204);
        }
        wire.send(b"GET /healthz HTTP/1.1\r\nHost: a\r\n");
        let took = drip(&mut wire, b"X-A: b\r\n");
        assert!(took < Duration::from_secs(10), "after {took:?}");
        assert!(wire.answers().iter().all(|answer| answer.status == 408));
    }
    client.is_answered();
}

#[test]
fn a_body_that_does_not_end_is_given_up() {
    let (mut client, served, _place) = impatient();
    let of_length = client.request("POST /api/v1/employers", "", "");
    let of_length = of_length.replace("Content-Length: 0", "Content-Length: 1000");
    let chunked = of_length.replace("Content-Length: 1000", "Transfer-Encoding: chunked");
    let log_in = of_length.replace("/employers", "/session");
    for (head, part) in [(of_length, "{"), (chunked, "1\r\n{\r\n"), (log_in, "{")] {
        // One stalls, the other comes on and on.
        let mut stalled = Wire::open(served.at());
        stalled.send(head.as_bytes());
        stalled.send(part.as_bytes());
        let begun = Instant::now();
        assert_eq!(stalled.answer().unwrap().status, 408, "{head}");
        assert!(begun.elapsed() < Duration::from_secs(10));
        let mut slow = Wire::open(served.at());
        slow.send(head.as_bytes());
        drip(&mut slow, part.as_bytes());
        assert!(slow.answers().iter().all(|answer| answer.status == 408), "{head}");
    }
    client.is_answered();
}

#[test]
fn who_says_nothing_keeps_nobody_waiting_and_does_not_stay() {
    let (mut client, served, _place) = impatient();
    let silent: Vec<_> = (0..200).map(|_| Wire::open(served.at())).collect();
    let begun = Instant::now();
    for _ in 0..20 {
        client.is_answered();
    }
    assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
    for mut wire in silent {
        assert!(wire.everything().is_empty());
    }
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
}

//! A server that is told to end finishes what it has begun.

use std::time::{Duration, Instant};

use etablera_casework::policy::Role;
use serde_json::json;

use crate::client::Client;
use crate::place::Place;
use crate::process::{PATIENCE, Served};
use crate::wire::Wire;

#[test]
fn a_request_under_way_is_answered_and_no_other() {
    let place = Place::file();
    let token = place.token("anna", Role::Matcher);
    let mut served = Served::start(&place);
    let body = json!({ "employer": { "id": "E1", "name": "Kiosken" } }).to_string();
    let request = Client::new(served.at(), &token).request("POST /api/v1/employers", "", &body);
    let (before, after) = request.split_at(request.len() - 10);
    let mut under_way = Wire::open(served.at());
    assert!(under_way.send(before.as_bytes()));
    // Connections without a request end at once.
    let mut silent = Wire::open(served.at());
    let mut idle = Client::new(served.at(), &token);
    idle.is_answered();
    served.tell_to_end();
    let begun = Instant::now();
    while Wire::try_open(served.at()).is_ok() {
        assert!(begun.elapsed() < PATIENCE, "it goes on to listen");
        std::thread::sleep(Duration::from_millis(5));
    }
    assert!(idle.try_ask("GET /api/v1/needs", "", "").is_none());
    assert!(silent.everything().is_empty());
    assert!(under_way.send(after.as_bytes()));
    let answer = under_way.answer().unwrap();
    assert_eq!((answer.status, answer.header("connection")), (200, "close"), "{answer:?}");
    let status = served.ended();
    assert_eq!(status.code(), Some(0), "{status}");
    assert!(begun.elapsed() < Duration::from_secs(8), "{:?}", begun.elapsed());
    let again = Served::start(&place);
    let employers = Client::new(again.at(), &token).read("/employers");
    assert_eq!(employers.as_array().map(Vec::len), Some(1), "{employers}");
}

#[test]
fn who_does_not_come_to_an_end_is_not_waited_for() {
    let place = Place::file();
    let token = place.token("anna", Role::Matcher);
    let mut served = Served::start_with(&place, &[("LIMITS__FAREWELL", "1")]);
    let request = Client::new(served.at(), &token).request("POST /api/v1/employers", "", "{}");
    let mut slow = Wire::open(served.at());
    slow.send(&request.as_bytes()[..request.len() - 1]);
    served.tell_to_end();
    let status = served.ended();
    assert_eq!(status.code(), Some(0), "{status}");
    assert!(slow.answers().is_empty());
    place.verify();
}

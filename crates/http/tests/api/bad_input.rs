//! Requests that are none: each gets an answer that says why, and the server
//! never fails.

use axum::body::Body;
use axum::http::{Method, Request};
use etablera_casework::policy::Role;
use etablera_http::Settings;
use proptest::prelude::*;
use serde_json::json;

use crate::fixture::{by, each, each_with, get, post, seat};

const PEOPLE: &str = "/api/v1/participants";

#[test]
fn what_cannot_be_read_is_told_with_its_place() {
    each(async |room| {
        let token = room.token("mia", &seat(Role::Matcher), "read write").await;
        let send = async |text: Vec<u8>| {
            let request = by(&token, post(PEOPLE)).header("content-type", "application/json");
            room.send(request.body(Body::from(text)).unwrap()).await
        };
        send(b"{".to_vec()).await.is(400, "malformed");
        send(b"[]".to_vec()).await.is(400, "malformed");
        send(b"{\"person\":\"\xff\"}".to_vec()).await.is(400, "malformed");
        send(b"{\"a\":".repeat(100_000)).await.is(400, "malformed");
        let unknown = send(b"{\"persn\":{}}".to_vec()).await;
        unknown.is(422, "invalid");
        assert!(unknown.text.contains("`persn`"), "{}", unknown.text);
        let nested = send(br#"{"person":{"given":"A","family":"B","birth":"yesterday"}}"#.to_vec());
        let nested = nested.await;
        nested.is(422, "invalid");
        assert_eq!(nested.json()["pointer"], "/person/birth");
        let plain = by(&token, post(PEOPLE)).header("content-type", "text/plain");
        room.send(plain.body(Body::from("{}")).unwrap()).await.is(415, "no-type");
        room.bare(by(&token, post(&format!("{PEOPLE}?on=2026-01-01")))).await.is(400, "malformed");
        let query = room.bare(by(&token, get(&format!("{PEOPLE}?closed=maybe")))).await;
        query.is(422, "invalid");
        assert_eq!(query.json()["pointer"], "/closed");
        for bad in ["closed=true&closed=true", "clsed=true", "holder=%FF", "limit=0"] {
            let answer = room.bare(by(&token, get(&format!("{PEOPLE}?{bad}")))).await;
            assert!(matches!(answer.status.as_u16(), 400 | 422), "{bad}: {}", answer.text);
        }
    });
}

#[test]
fn a_path_leads_nowhere_else() {
    each(async |room| {
        let token = room.token("mia", &seat(Role::Matcher), "read write").await;
        for bad in [
            "/api/v1/participants/..%2F..%2Fetc%2Fpasswd",
            "/api/v1/participants/%2e%2e",
            "/api/v1/participants/P1%00",
            "/api/v1/participants/%FF",
            "/api/v1/participants/'%20OR%201=1--",
            "/api/v1/subjects/participant:%3Cscript%3E/notes",
        ] {
            let answer = room.bare(by(&token, get(bad))).await;
            assert!((400..500).contains(&answer.status.as_u16()), "{bad}: {}", answer.text);
            assert!(
                !answer.text.contains("<script>") || answer.header("content-type").contains("json")
            );
        }
        room.bare(by(&token, get("/api/v1/nothing"))).await.is(404, "no-operation");
        room.bare(by(&token, get("/etc/passwd"))).await.is(404, "no-operation");
        let method = Request::builder().method(Method::PUT).uri(PEOPLE);
        room.bare(by(&token, method)).await.is(405, "no-method");
        let spoken = Request::builder().method("BREW").uri(PEOPLE);
        room.bare(by(&token, spoken)).await.is(405, "no-method");
    });
}

#[test]
fn what_is_too_large_or_too_much_is_stopped() {
    let mut settings = Settings::default();
    settings.limits.body = 200;
    settings.limits.per_minute = 6;
    each_with(&settings, async |room| {
        let token = room.token("mia", &seat(Role::Matcher), "read write").await;
        let body = json!({ "person": { "given": "A".repeat(300), "family": "B" } });
        room.json(by(&token, post(PEOPLE)), &body).await.is(413, "too-large");
        let mut last = room.bare(by(&token, get(PEOPLE))).await;
        for _ in 0..8 {
            last = room.bare(by(&token, get(PEOPLE))).await;
        }
        last.is(429, "too-many");
        assert!(last.header("retry-after").parse::<u64>().unwrap() >= 1);
        // Others are not kept waiting.
        let other = room.token("bo", &seat(Role::Matcher), "read").await;
        room.bare(by(&other, get(PEOPLE))).await.done();
    });
}

#[test]
fn a_text_is_a_text_whatever_stands_in_it() {
    each(async |room| {
        let token = room.token("mia", &seat(Role::Matcher), "read write").await;
        for text in ["'; DROP TABLE event; --", "<script>alert(1)</script>", "{{7*7}}", "\u{202e}x"]
        {
            let body = json!({ "person": { "given": text, "family": text } });
            room.json(by(&token, post(PEOPLE)), &body).await.done();
        }
        let all = room.bare(by(&token, get(&format!("{PEOPLE}?names=true")))).await;
        assert_eq!(all.done().as_array().map(Vec::len), Some(4));
        assert_eq!(all.header("content-type"), "application/json");
        assert_eq!(all.header("x-content-type-options"), "nosniff");
    });
}

#[test]
fn no_request_makes_the_server_fail() {
    each(async |room| {
        let token = room.token("mia", &seat(Role::Matcher), "read write").await;
        let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(60));
        let operations = etablera_http::operations();
        let strategy = (
            0..operations.len(),
            "[ -~å]{0,12}",
            proptest::collection::vec(any::<u8>(), 0..40),
            "(application/json|text/event-stream|application/x-ndjson|[a-z/;=*,.0-9]{0,20})",
        );
        runner
            .run(&strategy, |(at, text, body, accept)| {
                let operation = &operations[at];
                let part: String = text.bytes().map(|byte| format!("%{byte:02X}")).collect();
                let mut path = format!("/api/v1{}", operation.path);
                for name in operation.path_fields() {
                    path = path
                        .replace(&format!("{{{name}}}"), if part.is_empty() { "x" } else { &part });
                }
                let request = Request::builder().method(operation.method.clone()).uri(&path);
                let request = by(&token, request)
                    .header("content-type", "application/json")
                    .header("accept", accept)
                    .body(Body::from(body))
                    .unwrap();
                let handle = tokio::runtime::Handle::current();
                let answer = std::thread::scope(|scope| {
                    scope.spawn(|| handle.block_on(room.send(request))).join().unwrap()
                });
                prop_assert!(
                    answer.status.as_u16() < 500,
                    "{} {path}: {}",
                    operation.id,
                    answer.text
                );
                Ok(())
            })
            .unwrap();
    });
}

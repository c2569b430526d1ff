//! Tokens of programs: what they are for, and what nobody gets by them.

use axum::http::header;
use etablera_casework::policy::Role;
use serde_json::json;

use crate::fixture::{by, each, get, post, seat};

#[test]
fn a_token_is_for_what_it_says() {
    each(async |room| {
        let matcher = seat(Role::Matcher);
        let reads = room.token("mia", &matcher, "read").await;
        let needs = room.another_token("mia", &matcher, "read write tag:need").await;
        let list = room.another_token("mia", &matcher, "read operation:employer.list").await;
        let body = json!({ "employer": { "id": "E1", "name": "Kiosken" } });
        room.json(by(&reads, post("/api/v1/employers")), &body).await.is(403, "refused");
        room.json(by(&needs, post("/api/v1/employers")), &body).await.is(403, "refused");
        room.bare(by(&reads, get("/api/v1/employers"))).await.done();
        room.bare(by(&needs, get("/api/v1/needs"))).await.done();
        room.bare(by(&needs, get("/api/v1/employers"))).await.is(403, "refused");
        room.bare(by(&list, get("/api/v1/employers"))).await.done();
        room.bare(by(&list, get("/api/v1/needs"))).await.is(403, "refused");
    });
}

#[test]
fn nobody_gets_a_token_or_an_account_by_a_token() {
    each(async |room| {
        let token = room.token("ada", &seat(Role::Administrator), "read write").await;
        let body = json!({ "scopes": "read", "label": "x", "expires": "2026-12-02T08:00:00Z" });
        room.json(by(&token, post("/api/v1/tokens")), &body).await.is(403, "refused");
        room.bare(by(&token, get("/api/v1/accounts"))).await.is(403, "refused");
    });
}

#[test]
fn what_is_no_token_is_told_apart_from_nothing_else() {
    each(async |room| {
        let token = room.token("mia", &seat(Role::Matcher), "read").await;
        let mut changed = token.clone();
        changed.pop();
        changed.push(if token.ends_with('x') { 'y' } else { 'x' });
        let mut said = Vec::new();
        for bad in [changed.as_str(), "etb_", "", "0", "a b"] {
            let answer = room.bare(by(bad, get("/api/v1/needs"))).await;
            answer.is(401, "unknown-caller");
            assert_eq!(answer.header("www-authenticate"), "Bearer");
            said.push(answer.text);
        }
        said.dedup();
        assert_eq!(said.len(), 1, "{said:?}");
        let twice = by(&token, get("/api/v1/needs")).header(header::AUTHORIZATION, "Bearer x");
        room.bare(twice).await.is(401, "unknown-caller");
        let basic = get("/api/v1/needs").header(header::AUTHORIZATION, "Basic bWlhOng=");
        room.bare(basic).await.is(401, "unknown-caller");
        room.pass(60 * 60 * 24 * 21);
        room.bare(by(&token, get("/api/v1/needs"))).await.is(401, "unknown-caller");
    });
}

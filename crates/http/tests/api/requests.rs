//! What requests say beside the command: versions, keys, pages, forms, lines.

use axum::body::Body;
use etablera_casework::policy::Role;
use serde_json::{Value, json};

use crate::fixture::{Room, by, each, get, post, seat};

const PEOPLE: &str = "/api/v1/participants";

fn person(family: &str) -> Value {
    json!({ "person": { "given": "Kim", "family": family } })
}

async fn matcher(room: &Room) -> String {
    room.token("mia", &seat(Role::Matcher), "read write").await
}

/// Registers somebody; their id.
async fn registered(room: &Room, token: &str, family: &str) -> String {
    room.json(by(token, post(PEOPLE)), &person(family)).await.done();
    let listed = room.bare(by(token, get(&format!("{PEOPLE}?limit=1000&names=true")))).await.done();
    let rows = listed.as_array().unwrap();
    let row = rows.iter().find(|row| row.to_string().contains(family)).unwrap();
    row["participant"].as_str().unwrap().to_owned()
}

#[test]
fn what_was_read_is_written_over_only_where_nobody_else_has() {
    each(async |room| {
        let token = matcher(room).await;
        let id = registered(room, &token, "Ek").await;
        let page = room.bare(by(&token, get(&format!("{PEOPLE}/{id}")))).await;
        page.done();
        let tag = page.header("etag").to_owned();
        let note = |text: &str| json!({ "text": text });
        let uri = format!("{PEOPLE}/{id}/interview");
        let first = by(&token, post(&uri)).header("if-match", &tag);
        let done = room.json(first, &json!({ "note": "one" })).await;
        done.done();
        assert_ne!(done.header("etag"), tag);
        let second = by(&token, post(&uri)).header("if-match", &tag);
        room.json(second, &json!({ "note": "two" })).await.is(412, "changed");
        let third = by(&token, post(&uri)).header("if-match", done.header("etag"));
        room.json(third, &json!({ "note": "two" })).await.done();
        // What stands in nobody's path has no version.
        let none = by(&token, post(PEOPLE)).header("if-match", &tag);
        room.json(none, &note("x")).await.is(400, "malformed");
    });
}

#[test]
fn a_request_that_comes_again_is_done_once() {
    each(async |room| {
        let token = matcher(room).await;
        let keyed = || by(&token, post(PEOPLE)).header("idempotency-key", "k1");
        let first = room.json(keyed(), &person("Ek")).await.done();
        let again = room.json(keyed(), &person("Ek")).await.done();
        assert_eq!(first, again);
        room.json(keyed(), &person("Al")).await.is(422, "key-reused");
        let all = room.bare(by(&token, get(PEOPLE))).await.done();
        assert_eq!(all.as_array().map(Vec::len), Some(1));
    });
}

#[test]
fn a_whole_number_is_one_however_it_is_written() {
    each(async |room| {
        let token = matcher(room).await;
        let lists = |top: Value| json!({ "of": "every_need", "top": top });
        let ask = || by(&token, post("/api/v1/match"));
        room.json(ask(), &lists(json!(2.0))).await.done();
        for wrong in [json!(2.5), json!(1e10), json!("2"), json!(-1.0)] {
            room.json(ask(), &lists(wrong)).await.is(422, "invalid");
        }
    });
}

#[test]
fn a_long_list_comes_in_pages_that_are_the_list() {
    each(async |room| {
        let token = matcher(room).await;
        for at in 0..7 {
            registered(room, &token, &format!("Family{at}")).await;
        }
        let mut found = Vec::new();
        let mut uri = format!("{PEOPLE}?limit=3");
        for turn in 1.. {
            let page = room.bare(by(&token, get(&uri))).await;
            let rows = page.done();
            found.extend(rows.as_array().unwrap().iter().map(|row| row["participant"].clone()));
            let link = page.header("link");
            let Some(next) = link.strip_prefix('<').and_then(|link| link.split_once('>')) else {
                assert_eq!(turn, 3);
                break;
            };
            assert_eq!(next.1, "; rel=\"next\"");
            uri = next.0.to_owned();
        }
        let whole = room.bare(by(&token, get(&format!("{PEOPLE}?limit=1000")))).await.done();
        let whole: Vec<_> =
            whole.as_array().unwrap().iter().map(|row| row["participant"].clone()).collect();
        assert_eq!(found, whole);
        assert_eq!(found.len(), 7);
    });
}

#[test]
fn many_commands_come_as_lines_and_a_bad_one_keeps_no_other_back() {
    each(async |room| {
        let token = matcher(room).await;
        let text = format!("{}\n{{\n{}\n{}\n", person("Ek"), json!({"person": 1}), person("Al"));
        let send = async || {
            let request = by(&token, post(PEOPLE))
                .header("content-type", "application/x-ndjson")
                .header("idempotency-key", "bulk");
            room.send(request.body(Body::from(text.clone())).unwrap()).await
        };
        let answer = send().await;
        assert_eq!(answer.status, 200);
        assert_eq!(answer.header("content-type"), "application/x-ndjson");
        let rows: Vec<Value> =
            answer.text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(rows[0]["answer"]["version"], 1, "{}", answer.text);
        assert_eq!(rows[1]["problem"]["type"], "/problems/malformed");
        assert_eq!(rows[2]["problem"]["pointer"], "/person");
        assert_eq!(rows[3]["line"], 4);
        assert_eq!(rows[4], json!({ "lines": 4, "failed": 2 }));
        // Sent again, it is done once.
        assert_eq!(send().await.text, answer.text);
        let lines = by(&token, get(PEOPLE)).header("accept", "application/x-ndjson");
        assert_eq!(room.bare(lines).await.text.lines().count(), 2);
    });
}

#[test]
fn long_work_is_told_of_as_it_goes_on() {
    each(async |room| {
        let token = matcher(room).await;
        let asked = by(&token, get("/api/v1/needs")).header("accept", "text/event-stream");
        let told = room.bare(asked).await;
        assert_eq!(told.header("content-type"), "text/event-stream");
        assert_eq!(told.text, "event: started\ndata: {}\n\nevent: answer\ndata: []\n\n");
        let id = "participant:P9";
        let asked = by(&token, get(&format!("/api/v1/subjects/{id}/notes")));
        let told = room.bare(asked.header("accept", "text/event-stream")).await;
        assert!(told.text.contains("event: problem\ndata: {"), "{}", told.text);
        let html = by(&token, get("/api/v1/needs")).header("accept", "text/html");
        room.bare(html).await.is(406, "no-form");
    });
}

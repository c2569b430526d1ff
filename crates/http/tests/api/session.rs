//! Sessions of browsers: the cookie, the second factor, forged requests.

use axum::http::request::Builder;
use etablera_casework::policy::Role;
use serde_json::{Value, json};

use crate::fixture::{Answer, PASSWORD, Room, code, each, get, post, seat};

const SESSION: &str = "/api/v1/session";

/// A session: its cookie and what its pages send along.
struct Browser {
    cookie: String,
    csrf: String,
}

impl Browser {
    fn of(answer: &Answer) -> Self {
        let session = answer.done();
        let cookie = answer.header("set-cookie").split(';').next().unwrap().to_owned();
        assert!(!answer.text.contains(cookie.split_once('=').unwrap().1), "the token is told");
        Self { cookie, csrf: session["csrf"].as_str().unwrap().to_owned() }
    }

    fn on(&self, request: Builder) -> Builder {
        request.header("cookie", &self.cookie)
    }

    fn page(&self, request: Builder) -> Builder {
        self.on(request).header("x-csrf-token", &self.csrf)
    }
}

async fn log_in(room: &Room, who: &str, code: Option<String>) -> Answer {
    let mut command = json!({ "login": who, "password": PASSWORD });
    if let Some(code) = code {
        command["code"] = code.into();
    }
    room.json(post(SESSION), &command).await
}

#[test]
fn a_session_stands_in_a_cookie_that_scripts_and_other_sites_do_not_see() {
    each(async |room| {
        let uri = room.person("mia", &[seat(Role::Matcher)]).await.unwrap();
        let answer = log_in(room, "mia", Some(code(&uri, room.now()))).await;
        let kept = answer.header("set-cookie").to_owned();
        assert!(kept.starts_with("__Host-etablera="), "{kept}");
        for part in ["Path=/", "Secure", "HttpOnly", "SameSite=Lax"] {
            assert!(kept.split("; ").any(|one| one == part), "{part}: {kept}");
        }
        assert!(!kept.contains("Domain"), "{kept}");
        assert_eq!(answer.header("cache-control"), "no-store");
        let browser = Browser::of(&answer);
        let shown = room.bare(browser.on(get(SESSION))).await.done();
        assert_eq!(shown["caller"]["role"], "matcher");
        room.bare(get(SESSION)).await.is(401, "unknown-caller");
        let listed = room.bare(browser.on(get("/api/v1/needs"))).await;
        assert_eq!(listed.done(), json!([]));
    });
}

#[test]
fn a_code_is_good_once_and_a_wrong_word_tells_nothing() {
    each(async |room| {
        let uri = room.person("mia", &[seat(Role::Matcher)]).await.unwrap();
        let good = code(&uri, room.now());
        let without = log_in(room, "mia", None).await;
        let nobody = log_in(room, "nobody", None).await;
        without.is(401, "unknown-caller");
        assert_eq!(without.text, nobody.text);
        log_in(room, "mia", Some(good.clone())).await.done();
        log_in(room, "mia", Some(good)).await.is(401, "unknown-caller");
        let text = log_in(room, "mia", Some("1; DROP TABLE account".to_owned())).await.text;
        assert!(!text.contains("DROP"), "{text}");
    });
}

#[test]
fn another_site_writes_nothing_by_a_session() {
    each(async |room| {
        let uri = room.person("mia", &[seat(Role::Matcher)]).await.unwrap();
        let browser = Browser::of(&log_in(room, "mia", Some(code(&uri, room.now()))).await);
        let add = || post("/api/v1/employers").header("host", "etablera.example");
        let body = json!({ "employer": { "id": "E1", "name": "Kiosken" } });
        let bare = room.json(browser.on(add()), &body).await;
        bare.is(403, "forged");
        let guessed = browser.on(add()).header("x-csrf-token", "x".repeat(43));
        room.json(guessed, &body).await.is(403, "forged");
        for (name, value) in [
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
            ("origin", "https://evil.example"),
            ("origin", "null"),
        ] {
            room.json(browser.page(add()).header(name, value), &body).await.is(403, "forged");
            // Nor does it log anybody in as somebody else.
            let login = json!({ "login": "mia", "password": PASSWORD });
            let from = post(SESSION).header("host", "etablera.example").header(name, value);
            room.json(from, &login).await.is(403, "forged");
        }
        let own = browser.page(add()).header("origin", "https://etablera.example");
        room.json(own, &body).await.done();
        let again = room.bare(browser.on(get("/api/v1/employers"))).await.done();
        assert_eq!(again.as_array().map(Vec::len), Some(1));
    });
}

#[test]
fn a_seat_is_taken_with_a_new_token_and_an_end_is_an_end() {
    each(async |room| {
        let seats = [seat(Role::Matcher), seat(Role::ProjectLeader)];
        let uri = room.person("mia", &seats).await.unwrap();
        let first = Browser::of(&log_in(room, "mia", Some(code(&uri, room.now()))).await);
        let other = json!({ "seat": { "role": "project_leader", "organisation": "lulea" } });
        let taken = room.json(first.page(post("/api/v1/session/seat")), &other).await;
        assert_eq!(taken.done()["caller"]["role"], "project_leader");
        let second = Browser::of(&taken);
        assert_ne!(first.cookie, second.cookie);
        room.bare(first.on(get(SESSION))).await.is(401, "unknown-caller");
        let stranger = json!({ "seat": { "role": "administrator", "organisation": "lulea" } });
        let refused = room.json(second.page(post("/api/v1/session/seat")), &stranger).await;
        refused.is(403, "refused");
        let out = axum::http::Request::delete(SESSION);
        let ended = room.bare(second.page(out)).await;
        assert_eq!(ended.status, 204);
        assert!(ended.header("set-cookie").contains("Max-Age=0"));
        room.bare(second.on(get(SESSION))).await.is(401, "unknown-caller");
    });
}

#[test]
fn sessions_end_by_themselves() {
    each(async |room| {
        let uri = room.person("mia", &[seat(Role::Matcher)]).await.unwrap();
        let browser = Browser::of(&log_in(room, "mia", Some(code(&uri, room.now()))).await);
        room.pass(60 * 60 * 24);
        room.bare(browser.on(get(SESSION))).await.is(401, "unknown-caller");
    });
}

#[test]
fn guessing_is_stopped() {
    each(async |room| {
        room.person("mia", &[seat(Role::Matcher)]).await;
        let wrong = json!({ "login": "mia", "password": "not this one either" });
        let mut last = Value::Null;
        for _ in 0..30 {
            last = room.json(post(SESSION), &wrong).await.json();
        }
        assert_eq!(last["type"], "/problems/too-many", "{last}");
    });
}

#[test]
fn an_account_is_taken_once_over_the_wire() {
    each(async |room| {
        let administrator = room.person("ada", &[seat(Role::Administrator)]).await.unwrap();
        let code = code(&administrator, room.now());
        let ada = Browser::of(&log_in(room, "ada", Some(code)).await);
        let who = json!({
            "login": "sam", "actor": "sam", "name": "Sam",
            "seats": [{ "role": "participant", "organisation": "lulea", "is": "participant:P1" }],
        });
        let invited = room.json(ada.page(post("/api/v1/accounts")), &who).await.done();
        let taking = json!({ "token": invited["token"], "password": "seven bananas on a boat" });
        let accept = || post("/api/v1/account/accept");
        let short = json!({ "token": invited["token"], "password": "short" });
        let refused = room.json(accept(), &short).await;
        refused.is(422, "wrong");
        assert!(!refused.text.contains("\"short"), "{}", refused.text);
        room.json(accept(), &taking).await.done();
        room.json(accept(), &taking).await.is(422, "wrong");
        let login = json!({ "login": "sam", "password": "seven bananas on a boat" });
        let sam = Browser::of(&room.json(post(SESSION), &login).await);
        let shown = room.bare(sam.on(get(SESSION))).await.done();
        assert_eq!(shown["caller"]["is"], "participant:P1");
    });
}

//! What proves somebody, or names a request, sent once more.

use std::process::Output;
use std::thread;

use etablera_casework::policy::Role;
use etablera_domain::event::Moment;
use serde_json::{Value, json};

use crate::client::Client;
use crate::place::Place;
use crate::process::Served;
use crate::wire::Answer;

const PASSWORD: &str = "a horse, a battery, a staple";

/// Somebody in a browser.
struct Browser {
    client: Client,
    cookie: String,
    csrf: String,
}

impl Browser {
    fn new(served: &Served) -> Self {
        let client = Client::new(served.at(), "");
        Self { client, cookie: String::new(), csrf: String::new() }
    }

    #[track_caller]
    fn ask(&mut self, line: &str, body: &Value) -> Answer {
        let (cookie, csrf) = (&self.cookie, &self.csrf);
        let headers = format!("Cookie: {cookie}\r\nX-CSRF-Token: {csrf}\r\n");
        let body = if body.is_null() { String::new() } else { body.to_string() };
        let (method, path) = line.split_once(' ').unwrap();
        let line = format!("{method} /api/v1{path}");
        let answer = self.client.try_ask(&line, &headers, &body);
        answer.unwrap_or_else(|| panic!("no answer: {line}"))
    }

    #[track_caller]
    fn is(&mut self, line: &str, body: &Value, status: u16) -> Answer {
        let answer = self.ask(line, body);
        assert_eq!(answer.status, status, "{line}: {}", answer.text());
        answer
    }

    /// Logs in with a code.
    #[track_caller]
    fn logs_in(&mut self, code: &str) {
        let answer = self.is("POST /session", &log_in(code), 200);
        self.cookie = answer.header("set-cookie").split(';').next().unwrap().to_owned();
        answer.json()["csrf"].as_str().unwrap().clone_into(&mut self.csrf);
    }
}

fn log_in(code: &str) -> Value {
    json!({ "login": "ada", "password": PASSWORD, "code": code })
}

fn text(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The code of now, from the address of a second factor.
fn code(uri: &Value) -> String {
    let totp = totp_rs::Totp::from_url(uri.as_str().unwrap()).unwrap();
    totp.generate(u64::try_from(chrono::Utc::now().timestamp()).unwrap()).to_string()
}

/// The first administrator takes the account; codes that are good once each.
fn taken(place: &Place, browser: &mut Browser) -> Vec<String> {
    let first = ["account", "first", "-s", "login=ada", "-s", "actor=ada", "-s", "name=Ada"];
    let who = ["--as", "root", "--role", "administrator", "--format", "json"];
    let invited = text(&place.run(&[&first[..], &who].concat()));
    let accept = json!({ "token": invited["token"], "password": PASSWORD });
    let accepted = browser.is("POST /account/accept", &accept, 200).json();
    let pending = &accepted["confirm"];
    browser.is("POST /account/accept", &accept, 422);
    let used = code(&pending["uri"]);
    let confirm = json!({ "token": pending["token"], "code": used });
    let confirmed = browser.is("POST /account/confirm", &confirm, 200).json();
    browser.is("POST /account/confirm", &confirm, 422);
    // The code that showed the factor has been used.
    browser.is("POST /session", &log_in(&used), 401);
    let codes = confirmed["recovery"].as_array().unwrap().iter();
    codes.map(|code| code.as_str().unwrap().to_owned()).collect()
}

#[test]
fn what_was_used_or_taken_back_lets_nobody_in() {
    for place in Place::each() {
        let served = Served::start_with(&place, &[("LIMITS__LOGINS_PER_MINUTE", "9000000")]);
        let mut ada = Browser::new(&served);
        let codes = taken(&place, &mut ada);
        ada.logs_in(&codes[0]);
        ada.is("POST /session", &log_in(&codes[0]), 401);
        ada.is("GET /session", &Value::Null, 200);

        let expires = Moment::new(chrono::Utc::now() + chrono::TimeDelta::hours(1)).to_string();
        let issue = json!({ "scopes": "read write", "label": "x", "expires": expires });
        let issued = ada.is("POST /tokens", &issue, 200).json();
        let mut program = Client::new(served.at(), issued["token"].as_str().unwrap());
        // An administrator reads no cases, and is known.
        assert_eq!(program.get("/participants/P1").status / 100, 4);
        assert_ne!(program.get("/participants/P1").status, 401);
        ada.is("POST /tokens/revoke", &json!({ "token": issued["id"] }), 200);
        assert_eq!(program.get("/participants/P1").status, 401);

        // Nobody is invited as somebody else.
        let seats = json!([{ "role": "coach", "organisation": "lulea" }]);
        let bo = json!({ "login": "bo", "actor": "bo", "name": "Bo", "seats": seats });
        ada.is("POST /accounts", &bo, 200);
        ada.is("POST /accounts", &bo, 409);
        ada.is("GET /accounts/nobody", &Value::Null, 404);

        ada.is("DELETE /session", &Value::Null, 204);
        ada.is("GET /session", &Value::Null, 401);
        ada.is("POST /tokens", &issue, 401);
        // One of two sessions ends the other as well, where that is asked.
        let (mut one, mut other) = (Browser::new(&served), Browser::new(&served));
        one.logs_in(&codes[1]);
        other.logs_in(&codes[2]);
        one.is("POST /session/end-all", &Value::Null, 204);
        other.is("GET /session", &Value::Null, 401);
        place.verify();
    }
}

#[test]
fn a_request_sent_many_times_at_once_is_done_once() {
    for place in Place::each() {
        let (anna, bo) = (place.token("anna", Role::Matcher), place.token("bo", Role::Matcher));
        let served = Served::start(&place);
        let body = json!({ "person": { "given": "Kim", "family": "Ek" } }).to_string();
        let send = |token: &str, body: &str| {
            let mut client = Client::new(served.at(), token);
            let key = "Idempotency-Key: the same\r\n";
            client.try_ask("POST /api/v1/participants", key, body).unwrap()
        };
        let texts: Vec<_> = thread::scope(|scope| {
            let threads: Vec<_> = (0..8).map(|_| scope.spawn(|| send(&anna, &body))).collect();
            threads.into_iter().map(|thread| thread.join().unwrap().text()).collect()
        });
        assert!(texts.iter().all(|text| *text == texts[0]), "{texts:?}");
        assert_eq!(send(&anna, &body.replace("Ek", "Al")).status, 422);
        // What somebody was answered is not for another.
        let other = send(&bo, &body);
        assert_eq!(other.status, 422, "{}", other.text());
        assert!(!texts.contains(&other.text()));
        let all = Client::new(served.at(), &anna).read("/participants");
        assert_eq!(all.as_array().map(Vec::len), Some(1), "{all}");
        place.verify();
    }
}

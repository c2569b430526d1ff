//! A server over the store of a place, and a token for whoever asks.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use chrono::NaiveDate;
use etablera_casework::office::account::{
    self, ExternalIdentity, IssueToken, LogInExternal, Logins,
};
use etablera_casework::office::{Call, Office};
use etablera_casework::policy::{Caller, Policies};
use etablera_domain::event::Moment;
use etablera_http::{App, Clock, Judging, Operation, Settings, router};
use etablera_matching::Parameters;
use etablera_storage::{Account, AccountState, Keyring, Profile, Store, StoredSeat};
use serde_json::Value;
use tokio::runtime::Runtime;
use tower::ServiceExt;

use super::request::Asked;
use crate::store::Place;

/// What somebody was answered.
pub(crate) struct Answered {
    pub(crate) status: StatusCode,
    pub(crate) body: String,
}

/// A server over the store of a place.
pub(crate) struct Served {
    runtime: Runtime,
    app: Arc<App>,
    router: Router,
    tokens: BTreeMap<String, String>,
    sessions: BTreeMap<String, (String, String)>,
    /// How far the access log was looked at.
    seen: u64,
}

/// A second after whatever the command line has written.
fn now() -> (Moment, NaiveDate) {
    ("2026-12-01T07:30:01.000000Z".parse().unwrap(), "2026-12-01".parse().unwrap())
}

/// Who somebody is to a provider of sign-on.
fn external(actor: &str) -> ExternalIdentity {
    ExternalIdentity { issuer: "https://i.example".to_owned(), subject: actor.to_owned() }
}

impl Served {
    pub(crate) fn over(place: &Place) -> Self {
        let runtime = Runtime::new().unwrap();
        let keys = Arc::new(Keyring::read_file(&place.path("keys")).unwrap());
        let address = place.db().parse().unwrap();
        let store = runtime.block_on(Store::open(&address, keys, now().0)).unwrap();
        let organisation = "lulea".parse().unwrap();
        let office = Office { store, policies: Policies::shipped(), organisation };
        let judging = Judging::new(etablera_taxonomy::starter(), Parameters::default(), None);
        let mut settings = Settings::default();
        settings.limits.per_minute = 1_000_000;
        let logins = Logins::new(settings.login.clone()).unwrap();
        let app = App::new((office, judging), (logins, Clock::new(now)), settings);
        let app = Arc::new(app);
        let router = router(app.clone());
        Self { runtime, app, router, tokens: BTreeMap::new(), sessions: BTreeMap::new(), seen: 0 }
    }

    /// The caller that `anna/matcher --organisation X --is Y` names.
    fn caller(who: &str) -> Caller {
        let mut words = who.split_whitespace();
        let (actor, role) = words.next().unwrap().split_once('/').unwrap();
        let mut caller = Caller {
            actor: actor.parse().unwrap(),
            role: role.parse().unwrap(),
            organisation: "lulea".parse().unwrap(),
            is: None,
        };
        while let (Some(flag), Some(value)) = (words.next(), words.next()) {
            match flag {
                "--organisation" => caller.organisation = value.parse().unwrap(),
                "--is" => caller.is = Some(value.parse().unwrap()),
                other => panic!("{other}"),
            }
        }
        caller
    }

    /// A token that is good for everything that its owner may do.
    pub(crate) fn token(&mut self, who: &str) -> String {
        if let Some(token) = self.tokens.get(who) {
            return token.clone();
        }
        let caller = Self::caller(who);
        let (at, today) = now();
        let office = self.app.office();
        let token = self.runtime.block_on(async {
            let seat = StoredSeat {
                role: caller.role.to_string(),
                organisation: caller.organisation.clone(),
                is: caller.is.clone(),
            };
            let actor = caller.actor.as_str();
            let account = Account {
                id: format!("A-{actor}").parse().unwrap(),
                actor: caller.actor.clone(),
                state: AccountState::Active,
                made_at: at,
                profile: Profile {
                    login: actor.parse().unwrap(),
                    name: actor.to_owned(),
                    email: None,
                    external: [external(actor)].into(),
                },
                seats: [seat].into(),
            };
            let mut writer = office.store.write().await.unwrap();
            writer.put_account(&account).await.unwrap();
            writer.commit().await.unwrap();
            let call = Call::new(caller, at, today);
            let expires = Moment::new(at.utc() + chrono::TimeDelta::days(1));
            let scopes = "read write".parse().unwrap();
            let command = IssueToken { scopes, expires, label: "test".to_owned() };
            let logins = Logins::new(Settings::default().login).unwrap();
            account::issue_token(office, &logins, &call, &command).await.unwrap().token
        });
        let token = token.expose().to_owned();
        self.tokens.insert(who.to_owned(), token.clone());
        token
    }

    /// What somebody is answered.
    pub(crate) fn ask(&mut self, who: &str, asked: &Asked) -> Answered {
        let bearer = format!("Bearer {}", self.token(who));
        let request = Request::builder()
            .method(asked.method.clone())
            .uri(&asked.uri)
            .header(header::AUTHORIZATION, bearer)
            .header(header::CONTENT_TYPE, "application/json");
        let body = asked.body.as_ref().map(Value::to_string).unwrap_or_default();
        self.send(request.body(Body::from(body)).unwrap())
    }

    /// What somebody is answered who need not send JSON, and asks by hand what is
    /// not for programs.
    pub(crate) fn ask_in_words(
        &mut self,
        who: &str,
        operation: &Operation,
        (uri, body): (&str, String),
    ) -> Answered {
        let request = Request::builder().method(operation.method.clone()).uri(uri);
        let request = if operation.is_by_hand() {
            let (cookie, csrf) = self.session(who);
            request.header(header::COOKIE, cookie).header("x-csrf-token", csrf)
        } else {
            request.header(header::AUTHORIZATION, format!("Bearer {}", self.token(who)))
        };
        let request = request.header(header::CONTENT_TYPE, "application/json");
        self.send(request.body(Body::from(body)).unwrap())
    }

    /// The cookie of somebody's session, and what its pages send along.
    fn session(&mut self, who: &str) -> (String, String) {
        if let Some(session) = self.sessions.get(who) {
            return session.clone();
        }
        self.token(who);
        let external = external(Self::caller(who).actor.as_str());
        let logins = Logins::new(Settings::default().login).unwrap();
        let begun = self.runtime.block_on(async {
            let command = LogInExternal { external, seat: None };
            account::log_in_external(self.app.office(), &logins, now().0, &command).await.unwrap()
        });
        let csrf = serde_json::to_value(&begun.session).unwrap()["csrf"].as_str().unwrap().into();
        let session = (format!("__Host-etablera={}", begun.token.expose()), csrf);
        self.sessions.insert(who.to_owned(), session.clone());
        session
    }

    /// What a request is answered.
    pub(crate) fn send(&self, request: Request<Body>) -> Answered {
        self.runtime.block_on(async {
            let response = self.router.clone().oneshot(request).await.unwrap();
            let status = response.status();
            let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
            Answered { status, body: String::from_utf8(body.to_vec()).unwrap() }
        })
    }

    /// What stands in the access log since the last look: the action, and
    /// whether it was allowed.
    pub(crate) fn traces(&mut self) -> Vec<(String, bool)> {
        let (app, mut seen) = (self.app.clone(), self.seen);
        let mut traces = Vec::new();
        self.runtime.block_on(async {
            let mut reader = app.office().store.read().await.unwrap();
            loop {
                let rows = reader.all_accesses(seen, 1000).await.unwrap();
                let Some(last) = rows.last() else { break };
                seen = last.seq;
                let rows = rows.into_iter().map(|row| (row.access.action, row.access.allowed));
                traces.extend(rows);
            }
        });
        self.seen = seen;
        traces
    }
}

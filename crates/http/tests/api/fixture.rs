//! A server over a new store, and people who can log in.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::request::Builder;
use axum::http::{HeaderMap, Request, StatusCode, header};
use chrono::TimeDelta;
use etablera_casework::office::account::{
    self, AcceptInvitation, Accepted, ConfirmFactor, ExternalIdentity, Hashing, InviteAccount,
    IssueToken, Logins, Password, Seat, Secret,
};
use etablera_casework::office::{Call, Office};
use etablera_casework::policy::{Caller, Policies, Role};
use etablera_domain::event::Moment;
use etablera_http::{App, Clock, Judging, Settings, router};
use etablera_matching::Parameters;
use etablera_storage::{Address, Keyring, Store};
use serde_json::Value;
use tower::ServiceExt;

pub(crate) const PASSWORD: &str = "a horse, a battery, a staple";

/// A server over a new store.
pub(crate) struct Room {
    app: Arc<App>,
    router: Router,
    seconds: Arc<AtomicI64>,
}

/// An answer.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The status and the last part of the type of problem.
    #[track_caller]
    pub(crate) fn is(&self, status: u16, problem: &str) {
        let kind = self.json()["type"].as_str().unwrap_or_default().to_owned();
        let expected = format!("/problems/{problem}");
        assert_eq!((self.status.as_u16(), kind), (status, expected), "{}", self.text);
        assert_eq!(self.header("content-type"), "application/problem+json");
    }

    #[track_caller]
    pub(crate) fn done(&self) -> Value {
        assert_eq!(self.status, 200, "{}", self.text);
        self.json()
    }
}

/// Runs a test on a new file, and on a new database of a real server.
pub(crate) fn each(test: impl AsyncFn(&Room)) {
    each_with(&Settings::default(), test);
}

#[expect(clippy::needless_pass_by_value, reason = "a closure reads better without `&`")]
pub(crate) fn each_with(settings: &Settings, test: impl AsyncFn(&Room)) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let folder = tempfile::tempdir().unwrap();
        let file = Address::file(&folder.path().join("cases.db"));
        let database = etablera_test_store::database().unwrap();
        for address in [file, database.url().parse().unwrap()] {
            let room = Room::new(&address, settings.clone()).await;
            test(&room).await;
        }
    });
}

/// When tests begin.
pub(crate) const START: &str = "2026-12-01T08:00:00.000000Z";

/// The start, and so many seconds later.
fn at(seconds: i64) -> Moment {
    let start: Moment = START.parse().unwrap();
    Moment::new(start.utc() + TimeDelta::seconds(seconds))
}

impl Room {
    async fn new(address: &Address, mut settings: Settings) -> Self {
        let mut next = 0;
        let keys = Keyring::generate(&mut |bytes| {
            next += 1;
            bytes.fill(next);
            Ok(())
        });
        let store = Store::create(address, Arc::new(keys.unwrap()), at(0)).await.unwrap();
        let (policies, organisation) = (Policies::shipped(), "lulea".parse().unwrap());
        let office = Office { store, policies, organisation };
        let judging = Judging::new(etablera_taxonomy::starter(), Parameters::default(), None);
        settings.login.hashing = Hashing { memory_kib: 8, passes: 1, lanes: 1, at_once: 2 };
        let logins = Logins::new(settings.login.clone()).unwrap();
        let seconds = Arc::new(AtomicI64::new(0));
        let told = seconds.clone();
        let clock = Clock::new(move || {
            let now = at(told.load(Ordering::Relaxed));
            (now, now.utc().date_naive())
        });
        let app = App::new((office, judging), (logins, clock), settings);
        let app = Arc::new(app.with_sign_on().unwrap());
        let router = router(app.clone());
        Self { app, router, seconds }
    }

    pub(crate) fn now(&self) -> Moment {
        at(self.seconds.load(Ordering::Relaxed))
    }

    pub(crate) fn pass(&self, seconds: i64) {
        self.seconds.fetch_add(seconds, Ordering::Relaxed);
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap();
        let text = String::from_utf8(body.to_vec()).unwrap();
        Answer { status: parts.status, headers: parts.headers, text }
    }

    /// A request with a body of JSON.
    pub(crate) async fn json(&self, request: Builder, body: &Value) -> Answer {
        let request = request.header(header::CONTENT_TYPE, "application/json");
        self.send(request.body(Body::from(body.to_string())).unwrap()).await
    }

    /// A request with the fields of a form.
    pub(crate) async fn form(&self, request: Builder, fields: &[(&str, &str)]) -> Answer {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(body)).unwrap()).await
    }

    /// A request without a body.
    pub(crate) async fn bare(&self, request: Builder) -> Answer {
        self.send(request.body(Body::empty()).unwrap()).await
    }

    fn call(&self, actor: &str, seat: &Seat) -> Call {
        let caller: Caller = seat.caller(actor.parse().unwrap());
        Call::new(caller, self.now(), self.now().utc().date_naive())
    }

    /// Somebody who is invited: the token.
    pub(crate) async fn invited(&self, who: &str, seats: &[Seat]) -> String {
        let command = InviteAccount {
            login: who.parse().unwrap(),
            actor: who.parse().unwrap(),
            name: who.to_owned(),
            email: None,
            seats: seats.iter().cloned().collect(),
        };
        let (office, logins) = (self.app.office(), self.app.logins());
        let adam = self.call("adam", &seat(Role::Administrator));
        let invited = account::invite_account(office, logins, &adam, &command).await.unwrap();
        invited.token.expose().to_owned()
    }

    /// Ties somebody to who they are to a provider of sign-on.
    #[cfg(feature = "sign-on")]
    pub(crate) async fn tie(&self, who: &str, issuer: &str, subject: &str) {
        let (office, adam) = (self.app.office(), self.call("adam", &seat(Role::Administrator)));
        let all = account::list_accounts(office, &adam).await.unwrap();
        let account = all.into_iter().find(|account| account.login.as_str() == who).unwrap();
        let external = ExternalIdentity { issuer: issuer.to_owned(), subject: subject.to_owned() };
        let command = account::TieAccount { account: account.account, external };
        account::tie_account(office, &adam, &command).await.unwrap();
    }

    /// Somebody who can log in, with the address of their second factor where
    /// they need one.
    pub(crate) async fn person(&self, who: &str, seats: &[Seat]) -> Option<Secret> {
        let (office, logins) = (self.app.office(), self.app.logins());
        let (token, password) = (self.invited(who, seats).await, Password::new(PASSWORD));
        let token = Secret::from(token);
        let command = AcceptInvitation { token, password, factor: false };
        let now = self.now();
        match account::accept_invitation(office, logins, now, &command).await.unwrap() {
            Accepted::Active {} => None,
            Accepted::Confirm { token, uri, .. } => {
                let command = ConfirmFactor { token, code: code(&uri, now).into() };
                account::confirm_factor(office, now, &command).await.unwrap();
                // The next code is another.
                self.pass(30);
                Some(uri)
            }
        }
    }

    /// A token of somebody new.
    pub(crate) async fn token(&self, who: &str, seat: &Seat, scopes: &str) -> String {
        self.person(who, std::slice::from_ref(seat)).await;
        self.another_token(who, seat, scopes).await
    }

    /// A token of somebody.
    pub(crate) async fn another_token(&self, who: &str, seat: &Seat, scopes: &str) -> String {
        let expires = Moment::new(self.now().utc() + TimeDelta::days(20));
        let command =
            IssueToken { scopes: scopes.parse().unwrap(), expires, label: "test".to_owned() };
        let (office, logins) = (self.app.office(), self.app.logins());
        let issued = account::issue_token(office, logins, &self.call(who, seat), &command).await;
        issued.unwrap().token.expose().to_owned()
    }
}

pub(crate) fn seat(role: Role) -> Seat {
    let is = match role {
        Role::Participant => Some("participant:P1".parse().unwrap()),
        Role::Employer => Some("employer:E1".parse().unwrap()),
        _ => None,
    };
    Seat { role, organisation: "lulea".parse().unwrap(), is }
}

/// The code that is good at a moment.
pub(crate) fn code(uri: &Secret, now: Moment) -> String {
    let totp = totp_rs::Totp::from_url(uri.expose()).unwrap();
    totp.generate(u64::try_from(now.utc().timestamp()).unwrap()).to_string()
}

pub(crate) fn get(uri: &str) -> Builder {
    Request::get(uri)
}

pub(crate) fn post(uri: &str) -> Builder {
    Request::post(uri)
}

/// The same by a token.
pub(crate) fn by(token: &str, request: Builder) -> Builder {
    request.header(header::AUTHORIZATION, format!("Bearer {token}"))
}

//! Logging in by the sign-on of an organisation, at a real provider.

mod provider;

use etablera_casework::policy::Role;
use etablera_http::{Settings, SignOn};

use crate::fixture::{Answer, Room, each_with, get, seat};
use provider::{HERE, Provider, Visitor};

const BEGIN: &str = "/api/v1/session/sign-on";

/// A browser of somebody who is let in by a provider.
struct Away {
    /// Where it was sent.
    to: String,
    /// What it keeps.
    cookie: String,
}

async fn begin(room: &Room, query: &str) -> Away {
    let answer = room.bare(get(&format!("{BEGIN}{query}"))).await;
    assert_eq!(answer.status, 303, "{}", answer.text);
    let kept = answer.header("set-cookie").to_owned();
    for part in ["Path=/", "Secure", "HttpOnly", "SameSite=Lax"] {
        assert!(kept.split("; ").any(|one| one == part), "{part}: {kept}");
    }
    let cookie = kept.split(';').next().unwrap().to_owned();
    Away { to: answer.header("location").to_owned(), cookie }
}

async fn back(room: &Room, path: &str, cookie: &str) -> Answer {
    room.bare(get(path).header("cookie", cookie)).await
}

/// Logs `who` in, as whom the provider knows.
async fn sign_on(room: &Room, who: &str, query: &str) -> Answer {
    let away = begin(room, query).await;
    let path = Visitor::new().log_in(&away.to, who).await;
    back(room, &path, &away.cookie).await
}

/// A server for those whom a new provider lets in.
#[expect(clippy::needless_pass_by_value, reason = "a closure reads better without `&`")]
fn each_at(test: impl AsyncFn(&Room, &str)) {
    let provider = Provider::start();
    let issuer = provider.issuer();
    each_with(&at(&provider), async |room| test(room, &issuer).await);
}

fn at(provider: &Provider) -> Settings {
    let secret = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("sign-on-secret");
    std::fs::write(&secret, "between us\n").unwrap();
    let sign_on = SignOn {
        issuer: provider.issuer(),
        client: "etablera".to_owned(),
        secret: Some(secret),
        here: HERE.to_owned(),
        authorities: None,
    };
    let mut settings = Settings { sign_on: Some(sign_on), ..Settings::default() };
    settings.limits.logins_per_minute = 1000;
    settings
}

#[test]
fn who_is_tied_to_an_account_is_let_in_and_nobody_else() {
    each_at(async |room, issuer| {
        sign_on(room, "mia-there", "").await.is(401, "unknown-caller");
        room.person("mia", &[seat(Role::Matcher)]).await;
        sign_on(room, "mia-there", "").await.is(401, "unknown-caller");
        room.tie("mia", issuer, "mia-there").await;
        let answer = sign_on(room, "mia-there", "").await;
        assert_eq!(answer.done()["caller"]["actor"], "mia");
        let cookies: Vec<_> = answer.headers.get_all("set-cookie").iter().collect();
        assert_eq!(cookies.len(), 2, "{cookies:?}");
        let session = cookies[0].to_str().unwrap().split(';').next().unwrap();
        assert!(cookies[1].to_str().unwrap().contains("Max-Age=0"));
        let shown = room.bare(get("/api/v1/session").header("cookie", session)).await;
        assert_eq!(shown.done()["caller"]["role"], "matcher");
        sign_on(room, "somebody-else", "").await.is(401, "unknown-caller");
    });
}

#[test]
fn an_invitation_is_taken_by_signing_on_once() {
    each_at(async |room, _| {
        let token = room.invited("mia", &[seat(Role::Matcher)]).await;
        let query = format!("?invitation={token}&to=/needs");
        let answer = sign_on(room, "mia-there", &query).await;
        assert_eq!((answer.status.as_u16(), answer.header("location")), (303, "/needs"));
        let again = sign_on(room, "other-there", &query).await;
        again.is(422, "wrong");
        sign_on(room, "other-there", "").await.is(401, "unknown-caller");
        assert_eq!(sign_on(room, "mia-there", "").await.done()["caller"]["actor"], "mia");
    });
}

#[test]
fn an_answer_is_for_the_browser_that_was_sent_and_good_once() {
    each_at(async |room, issuer| {
        room.person("mia", &[seat(Role::Matcher)]).await;
        room.tie("mia", issuer, "mia-there").await;
        let (one, other) = (begin(room, "").await, begin(room, "").await);
        let path = Visitor::new().log_in(&one.to, "mia-there").await;
        room.bare(get(&path)).await.is(401, "unknown-caller");
        back(room, &path, &other.cookie).await.is(403, "forged");
        let elsewhere = path.replace("iss=http", "iss=https");
        assert_ne!(elsewhere, path);
        back(room, &elsewhere, &one.cookie).await.is(403, "forged");
        let twice = format!("{path}&state=other");
        back(room, &twice, &one.cookie).await.is(403, "forged");
        // A code of another log-in does not go with what this browser keeps.
        let code = |path: &str| {
            let (_, rest) = path.split_once("code=").unwrap();
            rest.split('&').next().unwrap().to_owned()
        };
        let others = Visitor::new().log_in(&other.to, "mia-there").await;
        let mixed = path.replace(&code(&path), &code(&others));
        back(room, &mixed, &one.cookie).await.is(502, "no-provider");
        back(room, &path, &one.cookie).await.done();
        back(room, &path, &one.cookie).await.is(502, "no-provider");
        let no = path.replace("code=", "error=access_denied&was=");
        back(room, &no, &one.cookie).await.is(401, "unknown-caller");
    });
}

#[test]
fn a_provider_may_change_its_keys_or_be_away() {
    let provider = Provider::start();
    let (settings, issuer) = (at(&provider), provider.issuer());
    let provider = std::cell::RefCell::new(Some(provider));
    each_with(&settings, async |room| {
        room.person("mia", &[seat(Role::Matcher)]).await;
        room.tie("mia", &issuer, "mia-there").await;
        sign_on(room, "mia-there", "").await.done();
        let changed = provider.take().unwrap().with_other_keys();
        sign_on(room, "mia-there", "").await.done();
        let away = begin(room, "").await;
        let path = Visitor::new().log_in(&away.to, "mia-there").await;
        drop(changed);
        let answer = back(room, &path, &away.cookie).await;
        answer.is(502, "no-provider");
        assert!(!answer.text.contains("127.0.0.1"), "{}", answer.text);
        room.bare(get("/api/v1/session")).await.is(401, "unknown-caller");
        *provider.borrow_mut() = Some(Provider::start_at(&issuer));
        sign_on(room, "mia-there", "").await.done();
    });
}

#[test]
fn a_browser_goes_to_no_other_server_afterwards() {
    each_at(async |room, _| {
        for to in ["//evil.example", "https://evil.example", "%5c%5cevil.example", "x"] {
            room.bare(get(&format!("{BEGIN}?to={to}"))).await.is(422, "invalid");
        }
        room.bare(get(&format!("{BEGIN}?next=/"))).await.is(422, "invalid");
    });
    each_with(&Settings::default(), async |room| {
        room.bare(get(BEGIN)).await.is(404, "no-operation");
    });
}

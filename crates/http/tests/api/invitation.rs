//! Taking an account by a link, in a browser without script.

use etablera_casework::office::account::Secret;
use etablera_casework::policy::Role;
use etablera_http::Settings;

use crate::fixture::{Answer, PASSWORD, Room, code, each_with, get, post, seat};

fn each(test: impl AsyncFn(&Room)) {
    let mut settings = Settings::default();
    settings.limits.logins_per_minute = 1000;
    each_with(&settings, test);
}

async fn take(room: &Room, token: &str, more: &[(&str, &str)]) -> Answer {
    let mut form = vec![("token", token), ("password", PASSWORD), ("again", PASSWORD)];
    for (name, value) in more {
        form.retain(|(other, _)| other != name);
        form.push((name, value));
    }
    room.form(post("/invitation"), &form).await
}

/// What a hidden field of a page holds.
fn hidden(page: &Answer, name: &str) -> String {
    let mark = format!("name=\"{name}\" value=\"");
    let (_, rest) = page.text.split_once(&mark).unwrap_or_else(|| panic!("{}", page.text));
    rest.split('"').next().unwrap().replace("&amp;", "&")
}

fn is_page(page: &Answer, status: u16, said: &str) {
    assert_eq!(page.status.as_u16(), status, "{}", page.text);
    assert!(page.text.contains(said), "no `{said}` in {}", page.text);
    assert!(!page.text.contains("<script") && !page.text.contains(" style="), "{}", page.text);
    assert_eq!(page.header("referrer-policy"), "no-referrer");
    assert!(page.header("content-security-policy").contains("default-src 'none'"));
}

#[test]
fn an_administrator_takes_an_account_with_a_second_factor() {
    each(async |room| {
        let token = room.invited("adam2", &[seat(Role::Administrator)]).await;
        let asked = room.bare(get(&format!("/invitation?token={token}"))).await;
        is_page(&asked, 200, "Ta ditt konto");
        assert_eq!(hidden(&asked, "token"), token);
        let factor = take(room, &token, &[]).await;
        is_page(&factor, 200, "Koder från telefonen");
        assert!(factor.text.contains("<svg role=\"img\" aria-label="), "{}", factor.text);
        let fields = ["token", "uri", "secret"].map(|name| (name, hidden(&factor, name)));
        let confirm = async |code: &str| {
            let mut form: Vec<_> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
            form.push(("code", code));
            room.form(post("/invitation/code"), &form).await
        };
        is_page(&confirm("000 000").await, 422, "Koden stämmer inte");
        let good = code(&Secret::from(fields[1].1.clone()), room.now());
        let spaced = format!(" {} {} ", &good[..3], &good[3..]);
        let done = confirm(&spaced).await;
        is_page(&done, 200, "Kontot är ditt");
        assert_eq!(done.text.matches("<li>").count(), 10, "{}", done.text);
        is_page(&confirm(&good).await, 422, "använd");
        room.pass(30);
        let login = serde_json::json!({
            "login": "adam2", "password": PASSWORD,
            "code": code(&Secret::from(fields[1].1.clone()), room.now()),
        });
        room.json(post("/api/v1/session"), &login).await.done();
    });
}

#[test]
fn what_is_wrong_is_said_beside_the_form_and_the_link_still_holds() {
    each(async |room| {
        let token = room.invited("sara", &[seat(Role::Participant)]).await;
        is_page(&take(room, &token, &[("again", "another")]).await, 422, "inte lika");
        let short = [("password", "short"), ("again", "short")];
        is_page(&take(room, &token, &short).await, 422, "för kort");
        let page = take(room, "no such token", &[]).await;
        is_page(&page, 422, "Be om en ny");
        let plain = take(room, &token, &[]).await;
        is_page(&plain, 200, "Kontot är ditt");
        is_page(&take(room, &token, &[]).await, 422, "Be om en ny");
    });
}

#[test]
fn pages_say_it_in_the_language_of_the_browser_and_repeat_no_markup() {
    each(async |room| {
        let english = get("/invitation?token=x").header("accept-language", "en-GB,sv;q=0.3");
        is_page(&room.bare(english).await, 200, "<html lang=\"en\">");
        let evil = "%22%3E%3Cscript%3Ealert(1)%3C/script%3E";
        let page = room.bare(get(&format!("/invitation?token={evil}"))).await;
        is_page(&page, 200, "&quot;&gt;&lt;script&gt;");
        let form = [("token", "x"), ("uri", "javascript:alert(1)"), ("code", "1")];
        room.form(post("/invitation/code"), &form).await.is(422, "invalid");
    });
}

#[test]
fn another_site_takes_no_account() {
    each(async |room| {
        let token = room.invited("sara", &[seat(Role::Participant)]).await;
        let form = [("token", token.as_str()), ("password", PASSWORD), ("again", PASSWORD)];
        let from = post("/invitation").header("sec-fetch-site", "cross-site");
        room.form(from, &form).await.is(403, "forged");
        let json = serde_json::json!({ "token": token });
        room.json(post("/invitation"), &json).await.is(415, "no-type");
        is_page(&take(room, &token, &[]).await, 200, "Kontot är ditt");
    });
}

//! Who may log in, from outside.

use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;

use etablera::casework::office::Office;
use etablera::casework::office::account::{
    AcceptExternal, ExternalIdentity, Secret, accept_external, by_token,
};
use etablera::casework::policy::Policies;
use etablera_cli::Exit;
use etablera_storage::{Keyring, Store};
use serde_json::{Value, json};

use crate::people::done;
use crate::store::Place;
use crate::support::Ran;

const ROOT: &str = "root/administrator";
const ADMINISTRATOR: &str = "account first -s login=adam@example.org -s actor=adam -s name=Adam";

fn invite(place: &Place, who: &str, role: &str) -> Ran {
    let account = json!({
        "login": format!("{who}@example.org"), "actor": who, "name": format!("{who}-name"),
        "seats": [{ "role": role, "organisation": "lulea" }],
    });
    let file = place.write("account.json", &account.to_string());
    place.run(ROOT, &format!("account invite --file {}", file.display()))
}

/// What a record tells, by its names.
fn told(ran: &Ran) -> BTreeMap<&str, &str> {
    ran.out.lines().filter_map(|line| line.split_once(' ')).map(|(a, b)| (a, b.trim())).collect()
}

#[test]
fn the_first_administrator_is_invited_once_and_invites_others() {
    let place = Place::new();
    let ran = place.run(ROOT, ADMINISTRATOR);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    let names: Vec<_> = told(&ran).into_keys().collect();
    assert_eq!(names, ["account", "expires", "token"]);
    let token = told(&ran)["token"].to_owned();
    assert_eq!(token.len(), 43);
    assert!(ran.err.contains("is shown this once") && !ran.err.contains(&token));
    let again = place.run(ROOT, ADMINISTRATOR);
    assert_eq!(again.exit, Exit::BadInput);
    assert!(again.out.is_empty() && again.err.contains("there are accounts already"));

    let invited = invite(&place, "anna", "coach");
    assert_eq!(invited.exit, Exit::Done, "{}", invited.err);
    let taken = invite(&place, "anna", "matcher");
    assert_eq!(taken.exit, Exit::BadInput);
    assert!(taken.err.contains("another account has this `login`"), "{}", taken.err);
    let listed = place.run(ROOT, "account list");
    for part in ["Adam", "adam@example.org", "administrator at lulea", "anna-name", "invited"] {
        assert!(listed.out.contains(part), "`{part}`: {}", listed.out);
    }
    // What was told once is told nowhere again.
    for command in ["account list --format json", "log access --format json"] {
        let ran = place.admin(command);
        assert!(!ran.out.contains(&token) && ran.out.contains("anna") | ran.out.contains("adam"));
    }
    let files =
        ["cases.db", "cases.db-wal"].map(|name| fs::read(place.path(name)).unwrap_or_default());
    for secret in [token.as_str(), "adam@example.org", "anna-name"] {
        let stands = |file: &Vec<u8>| file.windows(secret.len()).any(|at| at == secret.as_bytes());
        assert!(!files.iter().any(stands), "{secret}");
    }
}

#[test]
fn accounts_are_managed_and_only_by_those_who_may() {
    let place = Place::new();
    let invited = invite(&place, "anna", "coach");
    let id = told(&invited)["account"].to_owned();
    for command in [
        format!("account show {id}"),
        format!("account disable {id}"),
        format!("account reset {id}"),
        "account list".to_owned(),
    ] {
        let ran = place.run("bo/matcher", &command);
        assert_eq!(ran.exit, Exit::No, "{command}: {}", ran.err);
        assert!(ran.out.is_empty() && ran.err.contains("`manage_users` is refused"), "{}", ran.err);
    }
    let shown = || done(&place, ROOT, &format!("account show {id}"));
    assert_eq!(
        (&shown()["state"], &shown()["login"]),
        (&json!("invited"), &json!("anna@example.org"))
    );
    done(&place, ROOT, &format!("account disable {id}"));
    assert_eq!(shown()["state"], "disabled");
    let ran = place.run(ROOT, &format!("account reset {id}"));
    assert!(ran.err.contains("is disabled"), "{}", ran.err);
    done(&place, ROOT, &format!("account enable {id}"));
    let seats = r#"seats:=[{"role":"matcher","organisation":"lulea"}]"#;
    done(&place, ROOT, &format!("account seats {id} -s {seats}"));
    assert_eq!(shown()["seats"], json!([{ "role": "matcher", "organisation": "lulea" }]));
    let own = place.run("anna/administrator", &format!("account seats {id} -s {seats}"));
    assert!(own.err.contains("this is your own account"), "{}", own.err);
    let reset = done(&place, ROOT, &format!("account reset {id}"));
    assert_ne!(reset["token"], told(&invited)["token"]);
    let tied = "-s external.issuer=https://i.example -s external.subject=7";
    done(&place, ROOT, &format!("account tie {id} {tied}"));
    assert_eq!(shown()["state"], "active");
    let ran = place.run(ROOT, &format!("account untie {id} {tied}"));
    assert!(ran.err.contains("could not log in any more"), "{}", ran.err);
    let absent = place.run(ROOT, "account show nobody");
    assert_eq!(absent.exit, Exit::BadInput);
    assert!(absent.err.contains("there is no account `nobody`"), "{}", absent.err);
}

#[test]
fn a_token_for_a_program_is_printed_once_and_taken_back() {
    let place = Place::new();
    let issue =
        "account token issue -s scopes=read -s expires=2026-12-24T00:00:00.000000Z -s label=x";
    let nobody = place.run("anna/coach", issue);
    assert!(nobody.err.contains("you have no account"), "{}", nobody.err);
    let invited = invite(&place, "anna", "coach");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let office = || async {
        let keys = Arc::new(Keyring::read_file(&place.path("keys")).unwrap());
        let address = etablera_storage::Address::file(&place.path("cases.db"));
        let now = "2026-12-01T07:30:00.000000Z".parse().unwrap();
        let store = Store::open(&address, keys, now).await.unwrap();
        let office =
            Office { store, policies: Policies::shipped(), organisation: "lulea".parse().unwrap() };
        (office, now)
    };
    runtime.block_on(async {
        let (office, now) = office().await;
        let command = AcceptExternal {
            token: Secret::from(told(&invited)["token"].to_owned()),
            external: ExternalIdentity {
                issuer: "https://i.example".to_owned(),
                subject: "7".to_owned(),
            },
        };
        accept_external(&office, now, &command).await.unwrap();
        office.store.close().await;
    });
    let issued = place.run("anna/coach", issue);
    assert_eq!(issued.exit, Exit::Done, "{}", issued.err);
    let parts = told(&issued);
    let (id, token) = (parts["id"], parts["token"]);
    assert!(token.starts_with("etb_") && !issued.err.contains(token), "{}", issued.out);
    let is_good = || {
        runtime.block_on(async {
            let (office, now) = office().await;
            let holder = by_token(&office, now, token).await;
            office.store.close().await;
            holder.is_ok()
        })
    };
    assert!(is_good());
    let listed = place.run("anna/coach", "account token list --format jsonl");
    let row: Value = serde_json::from_str(listed.out.trim()).unwrap();
    assert_eq!((&row["id"], &row["scopes"]), (&json!(id), &json!("read")));
    assert!(!listed.out.contains(token));
    assert_eq!(place.run("bo/coach", &format!("account token revoke {id}")).exit, Exit::No);
    done(&place, "anna/coach", &format!("account token revoke {id}"));
    assert!(!is_good());
}

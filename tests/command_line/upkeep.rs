//! What an operator of the store does when something went wrong, and what it
//! tells of itself.

use std::fs;

use etablera_cli::Exit;
use serde_json::{Value, json};

use crate::store::Place;
use crate::support::{Ran, etablera, etablera_at};

const PERSON: &str = r#"{"person":{"participant":"P1","given":"Sara","family":"Ek","numbers":[{"number":"198112289874","status":"confirmed","since":"2024-01-01"}],"birth":null,"contacts":{},"language":null},"organisation":"lulea","holder":"anna"}"#;

fn record(ran: &Ran) -> Value {
    serde_json::from_str(&ran.out).unwrap()
}

fn admin(place: &Place, command: &str) -> Value {
    record(&place.admin(&format!("{command} --format json")))
}

/// A store with a person in it.
fn with_person() -> Place {
    let place = Place::new();
    let ran = register(&place, "P1");
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    place
}

fn register(place: &Place, id: &str) -> Ran {
    let file = place.write("person.json", &PERSON.replace("P1", id));
    place.run("anna/coach", &format!("participant register --file {}", file.display()))
}

/// Adds an employer when the clock says so.
fn add_at(place: &Place, id: &str, now: &str) -> Ran {
    let command = format!("employer add -s employer.id={id} -s employer.name=Kiosken");
    let who = "--as anna --role matcher";
    etablera_at(&format!("{command} {} {who}", place.store()), 200, now)
}

#[test]
fn after_a_clock_far_ahead_an_administrator_lets_the_store_go_on() {
    let place = Place::new();
    assert_eq!(add_at(&place, "E1", "2027-12-01T07:30:00.000000Z").exit, Exit::Done);
    let today = "2026-12-01T07:31:00.000000Z";
    let refused = add_at(&place, "E2", today);
    assert_eq!(refused.exit, Exit::Failed, "{}", refused.err);
    assert!(refused.err.contains("`etablera db accept-clock`"), "{}", refused.err);
    let by_auditor = place.run("rut/auditor", "db accept-clock --reason wrong_clock");
    assert_eq!(by_auditor.exit, Exit::No, "{}", by_auditor.err);

    let accepted = admin(&place, "db accept-clock --reason wrong_clock");
    assert_eq!(accepted["last"], "2027-12-01T07:30:00.000000Z");
    assert_eq!(add_at(&place, "E2", today).exit, Exit::Done);
    assert_eq!(admin(&place, "db status")["accepted_clock"], accepted);
    assert_eq!(admin(&place, "db verify")["findings"], json!([]));
    let looks = place.admin("log access --format jsonl").out;
    let line = looks.lines().find(|line| line.contains("accept_clock") && line.contains("until"));
    assert!(line.unwrap().contains("wrong_clock, until 2027-12-01T07:30"), "{looks}");

    let right = Place::new();
    let ran = right.run("root/administrator", "db accept-clock --reason wrong_clock");
    assert_ne!(ran.exit, Exit::Done);
    assert!(ran.err.contains("there is nothing to accept"), "{}", ran.err);
    assert!(admin(&right, "db status")["accepted_clock"].is_null());
}

#[test]
fn verify_tells_ends_to_be_kept_and_compares_them_later() {
    let place = with_person();
    let first = admin(&place, "db verify");
    let text = |of: &Value, name: &str| of[name].as_str().unwrap().to_owned();
    let (seen, access) = (text(&first, "seen"), text(&first, "seen_access"));
    let backup = place.path("b.db");
    let copied = admin(&place, &format!("db backup --out {}", backup.display()));
    assert_eq!(text(&copied, "seen"), seen);
    let (later, later_access) = (text(&copied, "seen"), text(&copied, "seen_access"));
    let all = format!(
        "db verify --seen {seen} --seen {later} --seen-access {access} --seen-access {later_access}"
    );
    assert_eq!(admin(&place, &all)["findings"], json!([]));

    let (end, _) = seen.split_once(':').unwrap();
    let other = format!("{end}:{}", "ab".repeat(32));
    let beyond = format!("999:{}", "ab".repeat(32));
    for (args, said) in [
        (format!("--seen {other}"), format!("event {end}: expected hash abab")),
        (format!("--seen {beyond}"), "event 999: expected hash abab".to_owned()),
        (format!("--seen-access {beyond}"), "row 999 of the access log".to_owned()),
    ] {
        let ran = place.run("root/administrator", &format!("db verify {args} --seen {seen}"));
        assert_eq!(ran.exit, Exit::No, "{args}: {}", ran.err);
        assert!(ran.out.contains(&said), "{args}: {}", ran.out);
    }
    let ran = place.run("root/administrator", "db verify --seen 12");
    assert_eq!(ran.exit, Exit::BadInput);
    assert!(ran.err.contains("expected `SEQ:HASH`"), "{}", ran.err);
}

#[test]
fn persons_are_found_with_a_new_key_and_only_with_it() {
    let place = with_person();
    assert!(register(&place, "P2").err.contains("P1"));
    let old = fs::read(place.path("keys")).unwrap();
    let refused = place.run("rut/auditor", "db reindex");
    assert_eq!(refused.exit, Exit::No, "{}", refused.err);
    assert_eq!(fs::read(place.path("keys")).unwrap(), old);
    place.admin("db reindex");
    let new = fs::read(place.path("keys")).unwrap();
    assert_ne!(new, old);
    assert!(register(&place, "P2").err.contains("P1"), "by the new key");
    assert_eq!(admin(&place, "db verify")["findings"], json!([]));

    fs::write(place.path("keys"), old).unwrap();
    assert_eq!(place.run("root/administrator", "db status").exit, Exit::BadInput);
    // As after an interruption: the key is there, and the store has another.
    let resume = "db reindex --resume --organisation lulea";
    let refused = place.run("rut/auditor", resume);
    assert_eq!(refused.exit, Exit::No, "{}", refused.err);
    place.admin(resume);
    assert!(register(&place, "P2").err.contains("P1"), "by the old key again");
    fs::write(place.path("keys"), new).unwrap();
    assert_eq!(place.run("root/administrator", "db status").exit, Exit::BadInput);
}

#[test]
fn erased_rows_are_wiped_on_demand_as_well() {
    let place = with_person();
    place.admin("db wipe");
    assert_eq!(fs::metadata(place.path("cases.db-wal")).map_or(0, |wal| wal.len()), 0);
    assert_eq!(place.run("rut/auditor", "db wipe").exit, Exit::No);
}

#[cfg(unix)]
#[test]
fn what_is_known_about_people_goes_to_files_for_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let place = with_person();
    place.admin(&format!("db export --out {}", place.path("out").display()));
    let page = place.path("page.html");
    let ran = place.run("anna/coach", &format!("participant export P1 --html {}", page.display()));
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    let mut files: Vec<_> =
        fs::read_dir(place.path("out")).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(files.len(), 8);
    files.push(page);
    for file in files {
        let mode = fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{}", file.display());
    }
    let help = etablera("participant register --help", 100).out;
    assert!(help.contains("belongs in `--file`"), "{help}");
}

#[test]
fn special_categories_are_read_as_json() {
    let place = with_person();
    let special = json!({
        "special": {
            "participant": "P1", "asked_on": "2026-11-30", "minority": {"known": true},
            "support": {"known": ["interpreter"]},
        },
        "purpose": "subsidy",
    });
    let file = place.write("special.json", &special.to_string());
    let said =
        place.run("anna/coach", &format!("participant record-special --file {}", file.display()));
    assert_eq!(said.exit, Exit::Done, "{}", said.err);
    let read = |who: &str, purpose: &str| {
        let command = format!("participant special P1 -s purpose={purpose} --format json");
        let ran = place.run(who, &command);
        assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
        record(&ran)
    };
    let support = json!({"known": ["interpreter"]});
    assert_eq!(
        read("anna/coach", "subsidy"),
        json!({"subsidy": {"reduced_capacity": "unknown", "support": support}})
    );
    // That there is an answer, and not which.
    let asked = read("rut/auditor", "audit");
    assert_eq!(asked["audit"]["support"], json!({"known": null}));
    assert_eq!(asked["audit"]["asked_on"], "2026-11-30");
}

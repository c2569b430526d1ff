//! Frozen reports, corrections against them, and the records of projects.

use std::cell::RefCell;

use etablera_casework::office::{
    FreezeReport, Office, ReadCorrections, RecordProject, approve_erasure, carry_out_erasure,
    close_case, freeze_report, leave, observe_status, prepare_erasure, read_corrections,
    read_frozen, record_project, record_special, set_protection, show_project,
};
use etablera_casework::papers::{project, publicity};
use etablera_casework::policy::Role;
use etablera_casework::words::Tongue;
use etablera_programme::project::ProjectRecord;
use etablera_storage::Kept;
use serde_json::{Value, json};

use crate::reports::{SET, enters, town};
use crate::support::{adam, anna, bo, call, command, each, enter, error, lea, subject};

fn freezes(until: &str) -> FreezeReport {
    command(json!({ "set": SET, "operation": "OP1", "until": until }))
}

fn corrections(until: &str) -> ReadCorrections {
    command(json!({ "set": SET, "operation": "OP1", "until": until }))
}

fn answers() -> Value {
    json!({
        "labour": { "known": "unemployed" }, "gender": { "known": "man" },
        "age": { "known": "from30_to54" }, "education": { "known": "tertiary" },
    })
}

/// The key, field, old and new of each.
async fn edited(office: &Office, who: &etablera_casework::office::Call) -> (Vec<String>, usize) {
    let told = read_corrections(office, who, &corrections("2026-06-30")).await.unwrap();
    assert_eq!(told.len(), 1);
    let line = |one: &etablera_casework::office::CorrectionShown| {
        let text =
            |value: &Option<Value>| value.as_ref().map_or("-".to_owned(), ToString::to_string);
        format!("{}{} {} {}", one.key, one.field, text(&one.old), text(&one.new))
    };
    (told[0].corrections.iter().map(line).collect(), told[0].hidden)
}

#[test]
fn a_frozen_period_stays_and_later_edits_are_corrections() {
    each(async |office| {
        town(office).await;
        let first = freeze_report(office, &lea(), &freezes("2026-06-30")).await.unwrap();
        assert_eq!((first.version, first.corrections), (1, 0));
        assert_eq!(edited(office, &lea()).await, (vec![], 0));
        let again = error(freeze_report(office, &lea(), &freezes("2026-06-30")).await);
        assert!(again.contains("is frozen as version `1`, and nothing differs"), "{again}");
        // Somebody is written down late. The log takes it.
        enter(office, "P6", "Ali").await;
        enters(office, "P6", "2026-05-04", answers()).await;
        let (lines, hidden) = edited(office, &lea()).await;
        assert!(lines.contains(&"EECO01/number 4 5".to_owned()), "{lines:?}");
        let proof = "EECO01 participant:P6 - {\"counts\":[\"2026-05-04\"]}".to_owned();
        assert!(lines.contains(&proof), "{lines:?}");
        assert_eq!(hidden, 0);
        // A number that moves by one tells of the one.
        let rut = call("rut", Role::Auditor);
        let refused = read_corrections(office, &rut, &corrections("2026-06-30")).await;
        assert!(refused.unwrap_err().is_refusal());
        let listed = read_frozen(office, &rut, &command(json!({}))).await.unwrap();
        assert!(listed.frozen.len() == 1 && listed.frozen[0].numbers.is_empty());
        let second = freeze_report(office, &lea(), &freezes("2026-06-30")).await.unwrap();
        assert_eq!(second.version, 2);
        assert!(second.corrections > 2 && second.hash != first.hash);
        let all = read_frozen(office, &lea(), &command(json!({}))).await.unwrap();
        let [one, two] = all.frozen.as_slice() else { unreachable!() };
        assert_eq!((one.hash, two.previous), (first.hash, Some(first.hash)));
        assert_eq!((one.numbers["EECO01"], two.numbers["EECO01"]), (4, 5));
        assert_eq!((two.by.as_str(), two.on.to_string().as_str()), ("lea", "2026-12-01"));
        assert_eq!(
            (one.first.to_string(), one.last.to_string()),
            ("2021-01-01".into(), "2026-06-30".into())
        );
        // Another period is its own.
        let other = freeze_report(office, &lea(), &freezes("2026-07-31")).await.unwrap();
        assert_eq!(other.version, 1);
        // What happened after the period is no correction to it.
        let left = json!({
            "participant": "P6", "operation": "OP1", "reason": "job", "on": "2026-09-01",
        });
        leave(office, &anna(), &command(left)).await.unwrap();
        assert_eq!(edited(office, &lea()).await, (vec![], 0));
    });
}

#[test]
fn what_is_frozen_wrong_is_named() {
    each(async |office| {
        town(office).await;
        for (until, expected) in [
            ("2026-12-01", "before the period ends"),
            ("2026-12-02", "has not come"),
            ("2019-12-31", "before"),
        ] {
            let told = error(freeze_report(office, &lea(), &freezes(until)).await);
            assert!(told.contains(expected), "{until}: {told}");
        }
        let mut unknown = freezes("2026-06-30");
        unknown.set = "esf-plus-2028".to_owned();
        let told = error(freeze_report(office, &lea(), &unknown).await);
        assert!(told.contains("there is no set `esf-plus-2028`"), "{told}");
        let told = error(read_corrections(office, &lea(), &corrections("2026-06-30")).await);
        assert!(told.contains("nothing of `esf-plus-2021-2027` is frozen"), "{told}");
        for nobody in
            [anna(), bo(), adam(), call("rut", Role::Auditor), call("tea", Role::Pedagogue)]
        {
            let told = freeze_report(office, &nobody, &freezes("2026-06-30")).await;
            assert!(told.unwrap_err().is_refusal());
        }
        let told = read_frozen(office, &bo(), &command(json!({}))).await;
        assert!(told.unwrap_err().is_refusal());
        assert!(read_corrections(office, &bo(), &corrections("2026-06-30")).await.is_err());
    });
}

#[test]
fn the_hash_is_that_of_the_state_on_either_database() {
    let hashes = RefCell::new(Vec::new());
    each(async |office| {
        town(office).await;
        let frozen = freeze_report(office, &lea(), &freezes("2026-06-30")).await.unwrap();
        hashes.borrow_mut().push(frozen.hash);
        // What is found again and folded again is the same.
        let mut writer = office.store.write().await.unwrap();
        writer.rebuild().await.unwrap();
        writer.commit().await.unwrap();
        assert_eq!(edited(office, &lea()).await, (vec![], 0));
        let all = read_frozen(office, &lea(), &command(json!({}))).await.unwrap();
        assert_eq!(all.frozen[0].hash, frozen.hash);
        // The protection of somebody changes nothing in it.
        let protects = json!({ "participant": "P1", "protection": "secrecy_marking" });
        set_protection(office, &anna(), &command(protects)).await.unwrap();
        let told = error(freeze_report(office, &lea(), &freezes("2026-06-30")).await);
        assert!(told.contains("nothing differs"), "{told}");
        let other = freeze_report(office, &lea(), &freezes("2026-06-29")).await.unwrap();
        assert_ne!(other.hash, frozen.hash);
    });
    let hashes = hashes.into_inner();
    assert!(hashes.len() == 2 && hashes[0] == hashes[1], "{hashes:?}");
}

#[test]
fn who_is_behind_a_number_of_special_categories_is_not_kept() {
    each(async |office| {
        town(office).await;
        let special = json!({
            "special": {
                "participant": "P1", "asked_on": "2026-12-01", "disability": { "known": true },
            },
            "purpose": "subsidy",
        });
        record_special(office, &anna(), &command(special)).await.unwrap();
        let mut with = freezes("2026-06-30");
        with.special = true;
        let frozen = freeze_report(office, &lea(), &with).await.unwrap();
        let mut reader = office.store.read().await.unwrap();
        let kept = reader.receipt(frozen.receipt).await.unwrap().unwrap();
        drop(reader);
        let Kept::Bytes(bytes) = kept.answer else { unreachable!() };
        let snapshot: Value = serde_json::from_slice(&bytes).unwrap();
        let records = snapshot["records"].as_object().unwrap();
        assert_eq!(records["EECO12"]["number"], 1);
        assert!(records.keys().all(|key| !key.starts_with("EECO12 ")));
        assert!(records.contains_key("EECO01 participant:P1"));
        // Whoever compares with it must be allowed to read what it was made from.
        let (auditor, asked) = (call("rut", Role::Auditor), corrections("2026-06-30"));
        assert!(read_corrections(office, &auditor, &asked).await.unwrap_err().is_refusal());
        assert_eq!(edited(office, &lea()).await, (vec![], 0));
    });
}

#[test]
fn an_erasure_leaves_what_was_frozen_true() {
    each(async |office| {
        town(office).await;
        let frozen = freeze_report(office, &lea(), &freezes("2026-06-30")).await.unwrap();
        let close = json!({ "participant": "P1", "reason": "job" });
        close_case(office, &anna(), &command(close)).await.unwrap();
        let prepare = json!({
            "decision": "D1", "subject": subject("P1"), "reason": "request_of_subject",
        });
        prepare_erasure(office, &lea(), &command(prepare)).await.unwrap();
        let decision = json!({ "decision": "D1" });
        let other = call("lou", Role::ProjectLeader);
        approve_erasure(office, &other, &command(decision.clone())).await.unwrap();
        carry_out_erasure(office, &adam(), &command(decision)).await.unwrap();
        let all = read_frozen(office, &lea(), &command(json!({}))).await.unwrap();
        assert_eq!((all.frozen[0].hash, all.frozen[0].numbers["EECO01"]), (frozen.hash, 4));
        assert_eq!(edited(office, &lea()).await, (vec![], 0));
    });
}

#[test]
fn edits_of_a_protected_person_are_counted_and_not_shown() {
    each(async |office| {
        town(office).await;
        freeze_report(office, &lea(), &freezes("2026-06-30")).await.unwrap();
        let left = json!({
            "participant": "P4", "operation": "OP1", "reason": "job", "on": "2026-06-01",
        });
        leave(office, &anna(), &command(left)).await.unwrap();
        let is = json!({ "participant": "P4", "status": "employed", "on": "2026-06-08" });
        observe_status(office, &anna(), &command(is)).await.unwrap();
        let (lines, hidden) = edited(office, &lea()).await;
        assert!(lines.iter().any(|line| line.starts_with("EECR04/number 0 1")), "{lines:?}");
        assert!(hidden > 0 && lines.iter().all(|line| !line.contains("P4")), "{lines:?}");
    });
}

const RECORD: &str = include_str!("../../../programme/tests/project/kompetenscentrum.json");

#[test]
fn a_project_has_the_record_that_was_published() {
    each(async |office| {
        let records =
            |text: &str| command::<RecordProject>(json!({ "operation": "OP1", "record": text }));
        let shows = command(json!({ "operation": "OP1" }));
        let none = error(show_project(office, &lea(), &shows).await);
        assert!(none.contains("there is no record of `OP1`"), "{none}");
        let wrong = RECORD.replace("2120002742", "2120002743").replace("SE33", "SE34");
        let told = error(record_project(office, &lea(), &records(&wrong)).await);
        assert!(told.contains("check digit") && told.contains("NUTS-2"), "{told}");
        assert!(record_project(office, &bo(), &records(RECORD)).await.unwrap_err().is_refusal());
        record_project(office, &lea(), &records(RECORD)).await.unwrap();
        let told = show_project(office, &bo(), &shows).await.unwrap();
        assert_eq!(told.record.to_json(), RECORD);
        assert_eq!((told.by.as_str(), told.since.to_string().as_str()), ("lea", "2026-12-01"));
        let again = error(record_project(office, &lea(), &records(RECORD)).await);
        assert!(again.contains("is the record of `OP1` already"), "{again}");
        let longer = RECORD.replace("2025-02-02", "2025-08-31");
        record_project(office, &lea(), &records(&longer)).await.unwrap();
        let told = show_project(office, &bo(), &shows).await.unwrap();
        assert_eq!(told.record.to_json(), longer);
        let page = project(&told, Tongue::Swedish);
        assert!(page.facts.iter().any(|(_, value)| value == "40 %"), "{:?}", page.facts);
        let tables: Vec<_> = page.tables().collect();
        let fields = tables[0].rows.len();
        assert_eq!(fields, RECORD.matches("\": ").count());
    });
}

#[test]
fn each_fund_has_its_words() {
    let esf = ProjectRecord::from_json(RECORD).unwrap();
    let told = publicity(&esf, Tongue::Swedish);
    assert_eq!(
        (told.text.as_str(), told.is_verified),
        ("Medfinansieras av Europeiska unionen", false)
    );
    assert_eq!(publicity(&esf, Tongue::English).text, "Co-funded by the European Union");
    let amif = RECORD.replace("\"ESF+\"", "\"AMIF\"").replace("2021SE05SFPR", "2014SE65AMNP001");
    let amif = ProjectRecord::from_json(&amif).unwrap();
    let told = publicity(&amif, Tongue::Swedish);
    assert!(
        told.text.starts_with("Vi främjar migrationens möjligheter genom att driva ett projekt")
    );
    assert!(told.is_verified && !publicity(&amif, Tongue::English).is_verified);
    let later = RECORD.replace("\"ESF+\"", "\"AMIF\"").replace("2021SE05SFPR", "2021SE65AMPR001");
    let later = ProjectRecord::from_json(&later).unwrap();
    assert_eq!(publicity(&later, Tongue::Swedish).text, "Medfinansieras av Europeiska unionen");
}

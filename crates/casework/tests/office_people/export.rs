//! Everything that is known about a person.

use std::collections::BTreeSet;

use etablera_casework::office::{
    Engine, EventTold, Export, ExportSubject, ReadTimeline, Record, export_page, export_subject,
    record, timeline,
};
use etablera_casework::policy::Role;
use etablera_casework::words::Tongue;
use serde_json::json;

use crate::erase::fill;
use crate::support::{
    anna, bo, call, command, each, enter, enter_protected, id, lea, own, subject,
};

/// Tables that hold nothing about a person, and why.
const WITHOUT: [(&str, &str); 10] = [
    ("referral_link", "the hash of a link that was sent to an agency"),
    ("request", "answers to repeated requests: ids only"),
    ("request_about", "under whose id these are filed"),
    ("key_check", "the keys"),
    ("gate", "empty in every committed state"),
    ("migration", "the version of the store"),
    ("projection", "the version of what is kept beside the log"),
    ("setting", "how the store was made"),
    ("invitation", "what lets whoever has its token take an account: a hash, for days"),
    ("failed_log_in", "a keyed hash of what was given as a login name, for hours"),
];

/// Every table that the schema makes.
fn tables() -> BTreeSet<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../storage/migrations/sqlite");
    let files = std::fs::read_dir(folder).unwrap();
    let texts = files.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap());
    let mut tables = BTreeSet::new();
    for text in texts {
        for line in text.lines() {
            if let Some(rest) = line.trim().strip_prefix("CREATE TABLE ") {
                let rest = rest.trim_start_matches("IF NOT EXISTS ");
                tables.insert(rest.split([' ', '(']).next().unwrap().to_owned());
            }
        }
    }
    tables
}

#[test]
fn every_table_of_the_schema_is_in_the_export_or_holds_nobody() {
    let known = Export::TABLES.iter().map(|(table, _)| *table);
    let known: BTreeSet<&str> = known.chain(WITHOUT.iter().map(|(table, _)| *table)).collect();
    let tables = tables();
    assert!(tables.len() > 10);
    for table in &tables {
        assert!(known.contains(table.as_str()), "`{table}`: expected it in `Export::TABLES`");
    }
    for (table, _) in Export::TABLES {
        assert!(tables.contains(*table), "`{table}` is not in the schema any more");
    }
}

#[test]
fn an_export_has_a_row_of_every_table() {
    each(async |office| {
        fill(office, "P1").await;
        enter(office, "P2", "Eva").await;
        let of = ExportSubject { participant: id("P1") };
        for caller in [anna(), own("P1")] {
            let export = export_subject(office, &caller, &of).await.ok().unwrap();
            let value = serde_json::to_value(&export).unwrap();
            for (table, field) in Export::TABLES {
                let empty = match &value[*field] {
                    serde_json::Value::Array(all) => all.is_empty(),
                    one => one.is_null(),
                };
                assert!(!empty, "{table}");
            }
            assert_eq!(value["documents"].as_array().unwrap().len(), 4);
            assert_eq!(value["special"]["support"]["known"][0], "interpreter");
            assert!(!value.to_string().contains("P2"));
            // Who holds the case reads what a subsidy asks for, the person all.
            let all = caller.caller.role == Role::Participant;
            let minority = &value["special"]["minority"];
            assert_eq!(*minority == serde_json::json!({ "known": true }), all, "{minority}");
        }
        for caller in [bo(), lea(), own("P2"), call("a", Role::Auditor)] {
            assert!(export_subject(office, &caller, &of).await.err().unwrap().is_refusal());
        }
        // That it was handed out is in the next one.
        let export = export_subject(office, &anna(), &of).await.ok().unwrap();
        let handed = export.accesses.iter().filter(|one| one.action == "export_subject");
        let purposes = handed.filter(|one| one.allowed).map(|one| one.purpose.as_deref());
        assert_eq!(purposes.collect::<Vec<_>>(), [Some("subject_access"); 2]);
        let special = export.accesses.iter().filter(|one| one.action == "read_special");
        let special: Vec<_> = special.map(|one| one.purpose.as_deref()).collect();
        assert_eq!(special, [Some("subsidy"), Some("subject_access")]);
        for tongue in Tongue::ALL {
            let page = export_page(&export, tongue).unwrap();
            assert!(!page.contains("<script") && page.contains("&lt;script&gt;"));
            assert!(page.contains("Öberg") && page.contains("interpreter"));
            assert!(!page.contains("export-"), "a message is missing");
            // Concepts have names like addresses; nothing is fetched or linked.
            let leads_out = ["=\"http", "='http", "=http", "url(", "@import"];
            assert!(!leads_out.iter().any(|part| page.contains(part)));
        }
    });
}

#[test]
fn an_answer_about_others_too_is_left_out() {
    each(async |office| {
        enter(office, "P1", "Sara").await;
        enter(office, "P2", "Eva").await;
        let receipt = etablera_storage::Receipt {
            id: etablera_domain::event::ReceiptId::new(uuid::Uuid::from_u128(8)),
            made_at: crate::support::moment(),
            by: "anna".parse().unwrap(),
            kind: "shortlist".to_owned(),
            subjects: ["P1", "P2"].map(crate::support::subject).into(),
            pins: "{\"pool\":[\"P1\",\"P2\"]}".to_owned(),
            answer: etablera_storage::Kept::Bytes(b"[\"P2 before P1\"]".to_vec()),
        };
        let mut writer = office.store.write().await.unwrap();
        writer.put_receipt(&receipt).await.unwrap();
        writer.commit().await.unwrap();
        let of = ExportSubject { participant: id("P1") };
        let export = export_subject(office, &anna(), &of).await.ok().unwrap();
        let told = serde_json::to_string(&export.receipts).unwrap();
        assert!(told.contains("shortlist") && !told.contains("P2"), "{told}");
    });
}

#[test]
fn who_else_was_looked_at_is_not_told() {
    each(async |office| {
        enter(office, "P1", "Sara").await;
        enter_protected(office, "P2", "Eva").await;
        // Only P1 is in the list; P2 was looked at.
        let document = "01930d5c-0000-7000-8000-000000000001";
        let pins = json!({
            "v": 1, "engine": engine_pins(), "command": { "of": { "need": "N1" }, "top": 1 },
            "on": "2026-12-01",
            "source": { "log": { "seq": 1, "hash": "0".repeat(64) } },
            "policy": "0".repeat(64),
            "people": { "P1": document, "P2": document }, "needs": ["N1"],
            "counts": { "considered": 2, "shown": 1 },
        });
        let receipt = etablera_storage::Receipt {
            id: etablera_domain::event::ReceiptId::new(uuid::Uuid::from_u128(9)),
            made_at: crate::support::moment(),
            by: "anna".parse().unwrap(),
            kind: "shortlist".to_owned(),
            subjects: [subject("P1")].into(),
            pins: pins.to_string(),
            answer: etablera_storage::Kept::Bytes(b"{}".to_vec()),
        };
        let mut writer = office.store.write().await.unwrap();
        writer.put_receipt(&receipt).await.unwrap();
        writer.commit().await.unwrap();
        let of = ExportSubject { participant: id("P1") };
        let export = export_subject(office, &own("P1"), &of).await.ok().unwrap();
        let pins = export.receipts[0].pins.as_ref().unwrap();
        assert_eq!(pins["people"], json!({ "P1": document }));
        assert!(pins.get("counts").is_none());
        assert!(!serde_json::to_string(&export).unwrap().contains("P2"));
    });
}

/// What the shipped engine pins.
fn engine_pins() -> serde_json::Value {
    let engine =
        Engine::new(etablera_taxonomy::starter(), etablera_matching::Parameters::default());
    serde_json::to_value(engine.pins()).unwrap()
}

#[test]
fn an_event_about_others_too_names_none_of_them() {
    each(async |office| {
        enter(office, "P1", "Sara").await;
        enter_protected(office, "P2", "Eva").await;
        let action = json!({ "joint_action_held": { "action": "trip", "countries": ["FI"] } });
        let record_of = |stream: &str, about: &str| {
            command::<Record>(json!({
                "stream": format!("participant:{stream}"), "on": "2026-12-01",
                "about": [format!("participant:{about}")], "what": action.clone(),
            }))
        };
        record(office, &anna(), &record_of("P2", "P1")).await.unwrap();
        record(office, &anna(), &record_of("P1", "P2")).await.unwrap();
        let of = ExportSubject { participant: id("P1") };
        for caller in [own("P1"), anna()] {
            let export = export_subject(office, &caller, &of).await.ok().unwrap();
            let held = |one: &&EventTold| {
                one.what.as_ref().is_some_and(|what| what.name() == "joint_action_held")
            };
            let held: Vec<_> = export.events.iter().filter(held).collect();
            assert_eq!(held.len(), 2);
            assert!(held[0].stream.is_none() && held[1].stream == Some(subject("P1")));
            assert!(!serde_json::to_string(&export).unwrap().contains("P2"));
        }
        let read = ReadTimeline { participant: id("P1") };
        // Who holds both cases may know of both.
        for (caller, named) in [(own("P1"), false), (bo(), false), (anna(), true)] {
            let line = timeline(office, &caller, &read).await.unwrap();
            assert_eq!(line.happened.iter().filter(|one| one.stream.is_some()).count() == 1, named);
            assert_eq!(serde_json::to_string(&line).unwrap().contains("P2"), named);
        }
    });
}

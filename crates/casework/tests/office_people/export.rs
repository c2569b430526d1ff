//! Everything that is known about a person.

use std::collections::BTreeSet;

use etablera_casework::office::{Export, ExportSubject, export_page, export_subject};
use etablera_casework::policy::Role;
use etablera_casework::words::Tongue;

use crate::erase::fill;
use crate::support::{anna, bo, call, each, enter, id, lea, own};

/// Tables that hold nothing about a person, and why.
const WITHOUT: [(&str, &str); 4] = [
    ("request", "answers to repeated requests: ids only"),
    ("key_check", "the keys"),
    ("gate", "empty in every committed state"),
    ("migration", "the version of the store"),
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
        for caller in [anna(), lea(), own("P1")] {
            let export = export_subject(office, &caller, &of).await.ok().unwrap();
            let value = serde_json::to_value(&export).unwrap();
            for (table, field) in Export::TABLES {
                let empty = match &value[*field] {
                    serde_json::Value::Array(all) => all.is_empty(),
                    one => one.is_null(),
                };
                assert!(!empty, "{table}");
            }
            assert_eq!(value["documents"].as_array().unwrap().len(), 3);
            assert_eq!(value["special"]["support"]["known"][0], "interpreter");
            assert!(!value.to_string().contains("P2"));
        }
        for caller in [bo(), own("P2"), call("a", Role::Auditor)] {
            assert!(export_subject(office, &caller, &of).await.err().unwrap().is_refusal());
        }
        // That it was handed out is in the next one.
        let export = export_subject(office, &anna(), &of).await.ok().unwrap();
        let handed = export.accesses.iter().filter(|one| one.action == "export_subject");
        assert_eq!(handed.filter(|one| one.allowed).count(), 3);
        for tongue in Tongue::ALL {
            let page = export_page(&export, tongue).unwrap();
            assert!(!page.contains("<script") && page.contains("&lt;script&gt;"));
            assert!(page.contains("Öberg") && page.contains("interpreter"));
            assert!(!page.contains("export-"), "a message is missing");
            assert!(!page.contains("http://") && !page.contains("https://"));
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

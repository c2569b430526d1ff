//! What a copy of the store says to somebody without the keys.

use etablera_storage::{Address, DocumentKind, Kept, StoreError};

use super::{NUMBERS, document, full, id, person, receipt, write};
use crate::support::{each_place, participant};

/// What must not be found in a file, in the clear or as JSON escapes it.
const SECRETS: [&str; 10] = [
    "Zaynab",
    "zaynab",
    "Testdotter",
    "testdotter",
    "example.org",
    "0920-9876543",
    "Provv",
    "97231",
    "hemlig anteckning",
    "svaret",
];

#[test]
fn files_hold_nothing_about_a_person_in_the_clear() {
    each_place(|place| async move {
        let one = participant(1);
        write!(place.store, |writer| {
            writer.put_person(&full(1)).await.unwrap();
            let note = document(1, &one, DocumentKind::Note, "hemlig anteckning");
            writer.put_document(&note).await.unwrap();
            let answer = Kept::Bytes(b"svaret: hemlig anteckning om Zaynab".to_vec());
            writer.put_receipt(&receipt(1, "2026-12-01", &[&one], answer)).await.unwrap();
        });
        let Address::Sqlite(path) = &place.address else { return };
        let mut all = Vec::new();
        for end in ["", "-wal"] {
            let mut file = path.clone().into_os_string();
            file.push(end);
            all.extend(std::fs::read(file).unwrap());
        }
        let holds = |text: &str| all.windows(text.len()).any(|bytes| bytes == text.as_bytes());
        // The search finds what is there.
        assert!(holds("participant:P1") && holds("shortlist"));
        for secret in SECRETS.iter().chain(&NUMBERS).chain(&["8112289874", "1981-12-27"]) {
            assert!(!holds(secret), "{secret}");
        }
    });
}

#[test]
fn a_row_under_another_id_is_refused() {
    each_place(|place| async move {
        write!(place.store, |writer| {
            writer.put_person(&full(1)).await.unwrap();
            writer.put_person(&person(2, "Bo", "Ek")).await.unwrap();
        });
        place
            .run(
                "UPDATE person SET sealed = (SELECT sealed FROM person WHERE participant = 'P1') \
                  WHERE participant = 'P2'",
            )
            .unwrap();
        let mut reader = place.store.read().await.unwrap();
        let refused = reader.person(&id(2)).await.unwrap_err();
        assert!(matches!(refused, StoreError::Sealed { table: "person", .. }), "{refused}");
        assert!(!format!("{refused} {refused:?}").contains("Zaynab"));
        reader.persons().await.unwrap_err();
        assert!(reader.person(&id(1)).await.unwrap() == Some(full(1)));
    });
}

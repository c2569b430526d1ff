//! Texts and records.

use etablera_storage::{Document, DocumentKind, StoreError};

use super::{document, write};
use crate::support::{each, each_place, moment, participant};

#[test]
fn documents_are_read_as_written_by_id_and_subject() {
    each(|store| async move {
        let (one, two) = (participant(1), participant(2));
        let mut kept: Vec<Document> = DocumentKind::ALL
            .iter()
            .zip(1_u128..)
            .map(|(kind, number)| document(number, &one, *kind, "Å {\"a\": 1}\n\0"))
            .collect();
        kept.push(document(90, &one, DocumentKind::Note, ""));
        kept[0].created_at = "2027-01-01T00:00:00.000000Z".parse().unwrap();
        let other = document(50, &two, DocumentKind::Note, "other");
        write!(store, |writer| {
            writer.put_documents(&kept).await.unwrap();
            writer.put_document(&other).await.unwrap();
        });
        let mut reader = store.read().await.unwrap();
        for document in kept.iter().chain([&other]) {
            assert_eq!(reader.document(document.id).await.unwrap().as_ref(), Some(document));
        }
        let absent = document(99, &one, DocumentKind::Note, "").id;
        assert_eq!(reader.document(absent).await.unwrap(), None);
        let some = [other.id, absent, kept[1].id];
        let among = reader.documents_among(some).await.unwrap();
        assert_eq!(among, [kept[1].clone(), other.clone()]);
        // The one written last comes last.
        kept.rotate_left(1);
        assert_eq!(reader.documents(&one).await.unwrap(), kept);
        assert!(!format!("{kept:?}").contains('Å'));
    });
}

#[test]
fn a_document_is_not_written_over() {
    each(|store| async move {
        let first = document(1, &participant(1), DocumentKind::Note, "first");
        write!(store, |writer| writer.put_document(&first).await.unwrap());
        let mut writer = store.write().await.unwrap();
        let second = Document { body: "second".to_owned(), ..first.clone() };
        let refused = writer.put_document(&second).await.unwrap_err();
        assert!(matches!(refused, StoreError::Taken(_)), "{refused}");
        drop(writer);
        let mut reader = store.read().await.unwrap();
        assert_eq!(reader.document(first.id).await.unwrap(), Some(first));
    });
}

#[test]
fn more_documents_than_a_statement_takes_are_kept() {
    each(|store| async move {
        let many: Vec<Document> = (0..5_003)
            .map(|n| document(n, &participant(1), DocumentKind::Profile, &n.to_string()))
            .collect();
        write!(store, |writer| writer.put_documents(&many).await.unwrap());
        let mut reader = store.read().await.unwrap();
        assert!(reader.documents(&participant(1)).await.unwrap() == many);
    });
}

#[test]
fn a_document_passes_for_no_other() {
    each_place(|place| async move {
        let note = document(1, &participant(1), DocumentKind::Note, "note");
        write!(place.store, |writer| writer.put_document(&note).await.unwrap());
        let copy = |id: &str, subject: &str, kind: &str, at: &str| {
            format!(
                "INSERT INTO document SELECT {id}, {subject}, {kind}, {at}, sealed FROM document \
                     WHERE subject = 'participant:P1' AND id LIKE '%01'"
            )
        };
        let id = |last: u8| format!("'00000000-0000-0000-0000-0000000000{last:02}'");
        let other_time = format!("'{}'", moment().to_string().replace("2026", "2025"));
        let same = ["subject", "kind", "created_at"].map(str::to_owned);
        let [subject, kind, at] = &same;
        for (last, statement) in
            [(2, copy(&id(2), subject, kind, at)), (3, copy(&id(3), "'participant:P2'", kind, at))]
        {
            place.run(&statement).unwrap();
            let mut reader = place.store.read().await.unwrap();
            let moved = document(last, &participant(1), DocumentKind::Note, "").id;
            let refused = reader.document(moved).await.unwrap_err();
            assert!(matches!(refused, StoreError::Sealed { table: "document", .. }), "{refused}");
        }
        place
            .run(place.either(
                "DROP TRIGGER document_is_not_updated; DROP TRIGGER document_is_not_sealed_again",
                "ALTER TABLE document DISABLE TRIGGER USER",
            ))
            .unwrap();
        for (what, value) in [
            ("subject", "'participant:P2'"),
            ("kind", "'reason'"),
            ("created_at", other_time.as_str()),
        ] {
            let was =
                place.run(&format!("SELECT {what} FROM document WHERE id LIKE '%01'")).unwrap();
            place
                .run(&format!("UPDATE document SET {what} = {value} WHERE id LIKE '%01'"))
                .unwrap();
            let mut reader = place.store.read().await.unwrap();
            reader.document(note.id).await.unwrap_err();
            drop(reader);
            place
                .run(&format!("UPDATE document SET {what} = '{}' WHERE id LIKE '%01'", was.trim()))
                .unwrap();
            let mut reader = place.store.read().await.unwrap();
            reader.document(note.id).await.unwrap().unwrap();
        }
    });
}

#[test]
fn nobody_changes_a_document_or_takes_it_away() {
    each_place(|place| async move {
        let note = document(1, &participant(1), DocumentKind::Note, "note");
        write!(place.store, |writer| writer.put_document(&note).await.unwrap());
        let mut statements = vec![
            "UPDATE document SET subject = 'participant:P2'",
            "UPDATE document SET sealed = sealed",
            "DELETE FROM document",
            "INSERT INTO gate (name) VALUES ('reseal'); UPDATE document SET kind = 'reason'",
            "INSERT INTO gate (name) VALUES ('forget'); DELETE FROM document",
        ];
        statements.push(
            place.either(
                "INSERT OR REPLACE INTO document SELECT * FROM document",
                "TRUNCATE document",
            ),
        );
        for statement in statements {
            let said = place.run(statement).unwrap_err();
            assert!(said.contains("document"), "{statement}: {said}");
            place.run("DELETE FROM gate").unwrap();
        }
        let mut reader = place.store.read().await.unwrap();
        assert_eq!(reader.document(note.id).await.unwrap(), Some(note));
    });
}

//! Erasing what is known about somebody.

use etablera_domain::Reply;
use etablera_storage::{DocumentKind, Erasure, Expected, Kept, Special};

use super::{document, full, id, person, receipt, write};
use crate::support::{REGISTERED, each, event, participant};

#[test]
fn all_of_one_person_goes_as_counted_and_nothing_else() {
    each(|store| async move {
        let (one, two) = (participant(1), participant(2));
        let special = |of| Special {
            participant: id(of),
            asked_on: "2026-11-02".parse().unwrap(),
            disability: Reply::Known(true),
            minority: Reply::Unknown,
            reduced_capacity: Reply::Unknown,
            support: Reply::Unknown,
        };
        let both = receipt(1, "2026-12-01", &[&one, &two], Kept::Bytes(b"both".to_vec()));
        let mine = receipt(2, "2026-12-01", &[&one], Kept::Bytes(b"mine".to_vec()));
        let yours = receipt(3, "2026-12-01", &[&two], Kept::Bytes(b"yours".to_vec()));
        write!(store, |writer| {
            let events = vec![event(1, &one, "2026-11-02", REGISTERED)];
            writer.append(&one, Expected::Version(0), events).await.unwrap();
            for of in [1, 2] {
                writer.put_person(&full(of)).await.unwrap();
                writer.put_special(&special(of)).await.unwrap();
            }
            for (number, of) in [(1, &one), (2, &one), (3, &two)] {
                let note = document(number, of, DocumentKind::Note, "note");
                writer.put_document(&note).await.unwrap();
            }
            for receipt in [&both, &mine, &yours] {
                writer.put_receipt(receipt).await.unwrap();
            }
        });
        let counts = Erasure {
            persons: 1,
            tokens: 5,
            documents: 2,
            specials: 1,
            receipts_redacted: 2,
            answers: 0,
            accounts: 0,
        };
        assert_eq!(store.read().await.unwrap().erasure_counts(&one).await.unwrap(), counts);
        // What is not committed erases nothing.
        store.write().await.unwrap().erase(&one).await.unwrap();
        assert_eq!(store.read().await.unwrap().erasure_counts(&one).await.unwrap(), counts);
        let done = write!(store, |writer| writer.erase(&one).await.unwrap());
        assert_eq!(done, counts);

        let mut reader = store.read().await.unwrap();
        assert_eq!(reader.erasure_counts(&one).await.unwrap(), Erasure::default());
        assert!(reader.person(&id(1)).await.unwrap().is_none());
        assert_eq!(reader.documents(&one).await.unwrap(), []);
        let found = reader.find_by_number(full(1).numbers[0].number).await.unwrap();
        assert_eq!(found, [id(2)]);
        for receipt in [&both, &mine] {
            let redacted = reader.receipt(receipt.id).await.unwrap().unwrap();
            assert_eq!(redacted.answer, Kept::Redacted(receipt.answer.hash()));
            assert_eq!(redacted.pins, receipt.pins);
            assert_eq!(redacted.subjects, receipt.subjects);
        }
        assert_eq!(reader.receipt(yours.id).await.unwrap(), Some(yours));
        assert!(reader.person(&id(2)).await.unwrap() == Some(full(2)));
        assert_eq!(reader.documents(&two).await.unwrap().len(), 1);
        assert_eq!(reader.about(&one, u64::MAX).await.unwrap().len(), 1);
        let left = Erasure { documents: 1, receipts_redacted: 1, ..counts };
        assert_eq!(reader.erasure_counts(&two).await.unwrap(), left);
        drop(reader);
        assert_eq!(write!(store, |writer| writer.erase(&one).await.unwrap()), Erasure::default());
    });
}

#[test]
fn an_employer_of_a_participants_name_is_somebody_else() {
    each(|store| async move {
        let employer = "employer:P1".parse().unwrap();
        let contact = document(1, &employer, DocumentKind::EmployerContact, "{}");
        write!(store, |writer| {
            writer.put_person(&person(1, "Bo", "Ek")).await.unwrap();
            writer.put_document(&contact).await.unwrap();
        });
        let done = write!(store, |writer| writer.erase(&employer).await.unwrap());
        assert_eq!(done, Erasure { documents: 1, ..Erasure::default() });
        assert!(store.read().await.unwrap().person(&id(1)).await.unwrap().is_some());
    });
}

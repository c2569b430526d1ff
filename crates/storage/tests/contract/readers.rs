//! Readers beside a writer.

use etablera_domain::event::SubjectKind;
use etablera_storage::StoreError;

use crate::support::{CLOSED, REGISTERED, each, event, participant};

#[test]
fn a_reader_sees_one_state_while_others_write() {
    each(|store| async move {
        let person = participant(1);
        let mut before = store.read().await.unwrap();
        let mut writer = store.write().await.unwrap();
        writer.extend(vec![event(1, &person, "2026-11-02", REGISTERED)]).await.unwrap();
        let mut during = store.read().await.unwrap();
        assert_eq!(during.head().await.unwrap().seq, 0);
        writer.commit().await.unwrap();
        let mut after = store.read().await.unwrap();
        // From the moment that it was asked for, not from the first question.
        for (reader, seen) in [(&mut before, 0), (&mut during, 0), (&mut after, 1)] {
            assert_eq!(reader.head().await.unwrap().seq, seen);
            assert_eq!(reader.events(0, 10).await.unwrap().len() as u64, seen);
            assert_eq!(reader.version(&person).await.unwrap(), seen);
            assert_eq!(reader.folded(&person).await.unwrap().seq, seen);
            let all = reader.all(SubjectKind::Participant).await.unwrap();
            assert_eq!(all.len() as u64, seen);
        }
    });
}

#[test]
fn who_looks_waits_for_no_writer_and_writes_nothing() {
    each(|store| async move {
        let person = participant(1);
        let mut writer = store.write().await.unwrap();
        writer.extend(vec![event(1, &person, "2026-11-02", REGISTERED)]).await.unwrap();
        let mut look = store.look().await.unwrap();
        assert_eq!((look.tail().seq, look.folded(&person).await.unwrap().seq), (0, 0));
        writer.commit().await.unwrap();
        let events = vec![event(2, &person, "2026-11-02", CLOSED)];
        let refused = look.extend(events).await.unwrap_err();
        assert!(matches!(refused, StoreError::ReadOnly(_)), "{refused:?}");
        assert!(look.commit().await.is_err());
        assert_eq!(store.read().await.unwrap().head().await.unwrap().seq, 1);
    });
}

#[test]
fn lists_are_in_the_order_of_bytes() {
    each(|store| async move {
        let names = ["a", "B", "Z", "a.b", "a-b", "a_b", "A", "0", "10", "2"];
        let mut writer = store.write().await.unwrap();
        for (number, name) in (1..).zip(names) {
            let subject = format!("participant:{name}").parse().unwrap();
            writer.extend(vec![event(number, &subject, "2026-11-02", CLOSED)]).await.unwrap();
        }
        writer.rebuild().await.unwrap();
        writer.commit().await.unwrap();
        let mut sorted: Vec<String> = names.iter().map(|n| format!("participant:{n}")).collect();
        sorted.sort();
        let all = store.read().await.unwrap().all(SubjectKind::Participant).await.unwrap();
        let listed: Vec<String> = all.iter().map(|(subject, _)| subject.to_string()).collect();
        assert_eq!(listed, sorted);
    });
}

#[test]
fn a_closed_store_answers_nobody() {
    each(|store| async move {
        store.close().await;
        let refused = [store.read().await.err().unwrap(), store.write().await.err().unwrap()];
        assert!(refused.iter().all(|error| matches!(error, StoreError::Unreachable(_))));
    });
}

//! The keys of a store, and newer ones.

use std::sync::Arc;

use etablera_domain::Reply;
use etablera_storage::{
    DocumentKind, Kept, Key, Keyring, Purpose, SealError, Special, SpecialPurpose, Store,
    StoreError,
};

use super::{document, full, id, receipt, warrant, write};
use crate::support::{Place, each_place, moment, participant, ring};

const PERSONAL: Purpose = Purpose::Personal;

fn key(byte: u8) -> Key {
    Key::from_bytes(&[byte; 32])
}

async fn open(place: &Place, keys: Keyring) -> Result<Store, StoreError> {
    Store::open(&place.address, Arc::new(keys), moment()).await
}

/// With a newer key for a purpose.
fn newer(purpose: Purpose) -> Keyring {
    let mut keys = ring();
    keys.add_key(purpose, "k2".parse().unwrap(), key(77)).unwrap();
    keys
}

fn only_new(purpose: Purpose) -> Keyring {
    let mut keys = newer(purpose);
    keys.retire(purpose, &"k1".parse().unwrap()).unwrap();
    keys
}

async fn fill(store: &Store) {
    let one = participant(1);
    write!(store, |writer| {
        writer.put_person(&full(1)).await.unwrap();
        writer.put_person(&full(2)).await.unwrap();
        for number in 1..=2_100 {
            let note = document(number, &one, DocumentKind::Note, "note");
            writer.put_document(&note).await.unwrap();
        }
        let answer = Kept::Bytes(b"answer".to_vec());
        writer.put_receipt(&receipt(1, "2026-12-01", &[&one], answer)).await.unwrap();
        let hash = Kept::Hash(etablera_storage::Hash::of(b"x"));
        writer.put_receipt(&receipt(2, "2026-12-01", &[&one], hash)).await.unwrap();
        writer.put_special(&special()).await.unwrap();
    });
}

fn special() -> Special {
    Special {
        participant: id(1),
        asked_on: "2026-11-02".parse().unwrap(),
        disability: Reply::Known(true),
        minority: Reply::Unknown,
        reduced_capacity: Reply::Unknown,
        support: Reply::Unknown,
    }
}

async fn all_is_read(store: &Store) {
    let mut reader = store.read().await.unwrap();
    assert!(reader.persons().await.unwrap() == [full(1), full(2)]);
    assert_eq!(reader.documents(&participant(1)).await.unwrap().len(), 2_100);
    assert_eq!(reader.receipts(None, 9).await.unwrap()[0].answer, Kept::Bytes(b"answer".to_vec()));
    let found = reader.find_by_number(full(1).numbers[0].number).await.unwrap();
    assert_eq!(found, [id(1), id(2)]);
    drop(reader);
    let indicator = SpecialPurpose::Indicator;
    let mut writer = store.write().await.unwrap();
    assert!(writer.special(&id(1), indicator, &warrant()).await.unwrap().is_some());
}

#[test]
fn other_keys_are_refused_at_opening() {
    each_place(|place| async move {
        fill(&place.store).await;
        let mut other = Keyring::default();
        other.add_key(PERSONAL, "k1".parse().unwrap(), key(99)).unwrap();
        let mut index = ring();
        index.set_index(PERSONAL, "k2".parse().unwrap(), key(98)).unwrap();
        let mut unknown = Keyring::default();
        unknown.add_key(PERSONAL, "k9".parse().unwrap(), key(97)).unwrap();
        for (keys, expected) in [
            (other, SealError::OtherKey("k1".parse().unwrap())),
            (index, SealError::OtherIndexKey(PERSONAL)),
            (unknown, SealError::UnknownKey { purpose: PERSONAL, id: "k1".parse().unwrap() }),
        ] {
            match open(&place, keys).await.err() {
                Some(StoreError::WrongKeys(found)) => assert_eq!(found, expected),
                other => panic!("{other:?}"),
            }
        }
        // The log needs no key.
        let store = open(&place, Keyring::default()).await.unwrap();
        let mut reader = store.read().await.unwrap();
        reader.head().await.unwrap();
        reader.person(&id(1)).await.unwrap_err();
        drop(reader);
        store.close().await;
        let store = open(&place, ring()).await.unwrap();
        all_is_read(&store).await;
        store.close().await;
    });
}

#[test]
fn a_store_is_made_with_keys_for_everything_only() {
    each_place(|place| async move {
        let (mut special, mut index) = (ring(), Keyring::default());
        special.forget(Purpose::Special);
        for (byte, purpose) in (50..).zip(Purpose::ALL) {
            index.add_key(purpose, "k1".parse().unwrap(), key(byte)).unwrap();
        }
        for keys in [Keyring::default(), special, index] {
            let made = Store::create(&place.address, Arc::new(keys), moment()).await;
            assert!(matches!(made, Err(StoreError::WrongKeys(_))));
        }
    });
}

#[test]
fn after_rotation_the_old_key_is_not_needed() {
    each_place(|place| async move {
        fill(&place.store).await;
        for (purpose, count) in [(PERSONAL, 2 + 2_100 + 1), (Purpose::Special, 1)] {
            let store = open(&place, newer(purpose)).await.unwrap();
            assert_eq!(store.rotate(purpose).await.unwrap(), count);
            assert_eq!(store.rotate(purpose).await.unwrap(), 0);
            all_is_read(&store).await;
            store.close().await;
            let store = open(&place, only_new(purpose)).await.unwrap();
            all_is_read(&store).await;
            write!(store, |writer| writer.put_person(&full(2)).await.unwrap());
            // And who has the old one only is let in no more, also if they
            // were before.
            let old = place.store.write().await.err();
            assert!(matches!(old, Some(StoreError::WrongKeys(SealError::UnknownKey { .. }))));
            assert!(matches!(open(&place, ring()).await, Err(StoreError::WrongKeys(_))));
            // Back to the first key for the next purpose.
            let mut back = only_new(purpose);
            back.add_key(
                purpose,
                "k1".parse().unwrap(),
                key(match purpose {
                    Purpose::Personal => 1,
                    Purpose::Special => 2,
                }),
            )
            .unwrap();
            store.close().await;
            let store = open(&place, back).await.unwrap();
            assert_eq!(store.rotate(purpose).await.unwrap(), count);
            store.close().await;
            all_is_read(&place.store).await;
        }
    });
}

#[test]
fn what_is_half_rotated_needs_both_keys_and_is_finished() {
    each_place(|place| async move {
        fill(&place.store).await;
        let store = open(&place, newer(PERSONAL)).await.unwrap();
        // As after an interruption: one row is sealed with the newer key.
        write!(store, |writer| writer.put_person(&full(2)).await.unwrap());
        for keys in [ring(), only_new(PERSONAL)] {
            assert!(matches!(open(&place, keys).await, Err(StoreError::WrongKeys(_))));
        }
        all_is_read(&store).await;
        assert_eq!(store.rotate(PERSONAL).await.unwrap(), 1 + 2_100 + 1);
        store.close().await;
        let store = open(&place, only_new(PERSONAL)).await.unwrap();
        all_is_read(&store).await;
        store.close().await;
    });
}

#[test]
fn a_damaged_row_stops_a_rotation_and_loses_nothing() {
    each_place(|place| async move {
        fill(&place.store).await;
        place
            .run(
                "UPDATE person SET sealed = (SELECT sealed FROM person WHERE participant = 'P2') \
                   WHERE participant = 'P1'",
            )
            .unwrap();
        let store = open(&place, newer(PERSONAL)).await.unwrap();
        let refused = store.rotate(PERSONAL).await.unwrap_err();
        assert!(matches!(refused, StoreError::Sealed { .. }), "{refused}");
        assert!(store.read().await.unwrap().person(&id(2)).await.unwrap() == Some(full(2)));
        write!(store, |writer| writer.put_person(&full(1)).await.unwrap());
        assert_eq!(store.rotate(PERSONAL).await.unwrap(), 1 + 2_100 + 1);
        all_is_read(&store).await;
        store.close().await;
    });
}

#[test]
fn another_key_for_tokens_makes_them_anew() {
    each_place(|place| async move {
        fill(&place.store).await;
        let index = || {
            let mut keys = newer(PERSONAL);
            keys.set_index(PERSONAL, "k2".parse().unwrap(), key(98)).unwrap();
            keys
        };
        let before = place.run("SELECT token FROM token ORDER BY token").unwrap();
        for _ in 0..2 {
            let store = Store::reindex(&place.address, Arc::new(index()), moment()).await.unwrap();
            all_is_read(&store).await;
            store.close().await;
        }
        let after = place.run("SELECT token FROM token ORDER BY token").unwrap();
        assert_eq!(before.lines().count(), after.lines().count());
        assert!(before.lines().all(|token| !after.contains(token)));
        let store = open(&place, index()).await.unwrap();
        all_is_read(&store).await;
        store.close().await;
        // Whoever has the old one writes no more.
        assert!(matches!(place.store.write().await.err(), Some(StoreError::WrongKeys(_))));
    });
}

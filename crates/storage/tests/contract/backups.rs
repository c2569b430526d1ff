//! Backups, also while others write, and moving between databases.

use std::path::Path;

use etablera_storage::{Address, Head, Store, StoreError};

use crate::support::{Place, REGISTERED, each_place, event, keyring, moment, participant, sqlite};

async fn add(store: &Store, numbers: std::ops::Range<u128>) {
    for number in numbers {
        let mut writer = store.write().await.unwrap();
        let person = participant((number % 5) as u64);
        let two = [number * 2, number * 2 + 1];
        let events = two.map(|n| event(n, &person, "2026-11-02", REGISTERED));
        writer.extend(events.to_vec()).await.unwrap();
        writer.commit().await.unwrap();
    }
}

/// The hash that the log had at a place.
async fn assert_begins_with(place: &Place, head: Head) {
    let mut reader = place.store.read().await.unwrap();
    let checked = reader.verify(&[head]).await.unwrap();
    assert!(checked.is_clean(), "{checked:?}");
}

async fn open(path: &Path) -> Store {
    Store::open(&Address::file(path), keyring(), moment()).await.unwrap()
}

#[test]
fn a_backup_is_a_store_and_goes_to_either_database() {
    each_place(|place| async move {
        let folder = tempfile::tempdir().unwrap();
        add(&place.store, 0..400).await;
        let mut writer = place.store.write().await.unwrap();
        let asked =
            etablera_storage::Request { key: "k".to_owned(), fingerprint: writer.tail().hash };
        writer.keep_answer(&asked, "answer \u{e5}", moment()).await.unwrap();
        writer.commit().await.unwrap();

        let path = folder.path().join("backup.db");
        let ends = place.store.backup(&path, moment()).await.unwrap();
        assert_eq!(ends, place.store.read().await.unwrap().ends().await.unwrap());
        let head = ends.log;
        let names: Vec<_> = std::fs::read_dir(folder.path()).unwrap().flatten().collect();
        assert_eq!(names.len(), 1, "{names:?}");

        let database = etablera_test_store::database().unwrap();
        let file = Address::file(&folder.path().join("restored.db"));
        for to in [file, database.url().parse().unwrap()] {
            let checked = Store::restore(&path, &to, moment()).await.unwrap();
            assert_eq!((checked.events, checked.is_clean()), (800, true));
            let restored = Store::open(&to, keyring(), moment()).await.unwrap();
            assert_eq!(restored.read().await.unwrap().head().await.unwrap(), head);
            let mut writer = restored.write().await.unwrap();
            assert_eq!(writer.answer(&asked).await.unwrap().as_deref(), Some("answer \u{e5}"));
            drop(writer);
            // It is a store like any other.
            add(&restored, 400..402).await;
            assert!(restored.read().await.unwrap().verify(&[head]).await.unwrap().is_clean());
            restored.close().await;
            let again = Store::restore(&path, &to, moment()).await.unwrap_err();
            assert!(matches!(again, StoreError::Exists(_)), "{again}");
        }
        let opened = open(&path).await;
        assert_eq!(opened.read().await.unwrap().head().await.unwrap(), head);
        opened.close().await;
    });
}

#[test]
fn a_backup_made_while_others_write_is_one_state() {
    each_place(|place| async move {
        let folder = tempfile::tempdir().unwrap();
        add(&place.store, 0..200).await;
        let address = place.address.clone();
        let writing = std::thread::spawn(move || {
            let runtime =
                tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                let store = Store::open(&address, keyring(), moment()).await.unwrap();
                add(&store, 200..320).await;
                store.close().await;
            });
        });
        let mut seen = Vec::new();
        for n in 0.. {
            let done = writing.is_finished();
            let path = folder.path().join(format!("{n}.db"));
            let head = place.store.backup(&path, moment()).await.unwrap().log;
            let backup = open(&path).await;
            let checked = backup.read().await.unwrap().verify(&[head]).await.unwrap();
            assert!(checked.is_clean(), "{checked:?}");
            // Whole transactions only.
            assert_eq!((checked.events, checked.events % 2), (head.seq, 0));
            backup.close().await;
            assert_begins_with(&place, head).await;
            seen.push(head.seq);
            if done {
                break;
            }
        }
        writing.join().unwrap();
        assert_eq!(seen.last(), Some(&640));
    });
}

#[test]
fn a_backup_takes_the_place_of_nothing() {
    each_place(|place| async move {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("here");
        std::fs::write(&path, "something").unwrap();
        let refused = place.store.backup(&path, moment()).await.unwrap_err();
        assert!(matches!(refused, StoreError::Exists(_)), "{refused}");
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "something");
        let nowhere = folder.path().join("absent").join("b.db");
        place.store.backup(&nowhere, moment()).await.unwrap_err();
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    });
}

#[test]
fn a_damaged_backup_is_not_restored() {
    each_place(|place| async move {
        let folder = tempfile::tempdir().unwrap();
        add(&place.store, 0..10).await;
        let path = folder.path().join("backup.db");
        place.store.backup(&path, moment()).await.unwrap();
        sqlite(
            &path,
            "DROP TRIGGER event_is_not_updated; UPDATE event SET version = 77 WHERE seq = 8",
        )
        .unwrap();
        let database = etablera_test_store::database().unwrap();
        let file = Address::file(&folder.path().join("restored.db"));
        for to in [file, database.url().parse().unwrap()] {
            let refused = Store::restore(&path, &to, moment()).await.unwrap_err();
            assert!(refused.to_string().contains("event 8: expected version"), "{refused}");
            let absent = Store::open(&to, keyring(), moment()).await.err().unwrap();
            assert!(matches!(absent, StoreError::Absent(_)), "{absent}");
        }
        for (name, text) in
            [("text", "not a database, but long enough to be looked at"), ("no", "")]
        {
            std::fs::write(folder.path().join(name), text.repeat(40)).unwrap();
            let to = Address::file(&folder.path().join("other.db"));
            let refused =
                Store::restore(&folder.path().join(name), &to, moment()).await.unwrap_err();
            assert!(matches!(refused, StoreError::Foreign(_) | StoreError::Absent(_)), "{refused}");
        }
    });
}

//! Stores to test, and events to put into them.

use std::future::Future;
use std::sync::Arc;

use etablera_domain::event::{Event, EventId, Happening, Moment, Subject};
use etablera_storage::{Address, Keyring, Store};
use uuid::Uuid;

/// The moment that tests begin at.
pub(crate) fn moment() -> Moment {
    "2026-12-01T08:00:00.000000Z".parse().unwrap()
}

/// The same keys each time.
pub(crate) fn keyring() -> Arc<Keyring> {
    let mut next = 0;
    let keys = Keyring::generate(&mut |bytes| {
        next += 1;
        bytes.fill(next);
        Ok(())
    });
    Arc::new(keys.unwrap())
}

/// Runs a test on a new store in a file, and on one in a new database of a
/// real server.
pub(crate) fn each<F: Future<Output = ()>>(test: impl Fn(Store) -> F) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let folder = tempfile::tempdir().unwrap();
        let file = Address::file(&folder.path().join("cases.db"));
        let database = etablera_test_store::database().unwrap();
        for address in [file, database.url().parse().unwrap()] {
            let store = Store::create(&address, keyring(), moment()).await.unwrap();
            test(store.clone()).await;
            store.close().await;
        }
    });
}

/// A participant.
pub(crate) fn participant(number: u64) -> Subject {
    format!("participant:P{number}").parse().unwrap()
}

/// An event with this number in a participant's stream.
pub(crate) fn event(number: u128, stream: &Subject, day: &str, what: &str) -> Event {
    let what: Happening = serde_json::from_str(what).unwrap();
    Event {
        id: EventId::new(Uuid::from_u128(number)),
        stream: stream.clone(),
        about: [stream.clone()].into(),
        occurred_on: day.parse().unwrap(),
        recorded_at: moment(),
        by: "anna".parse().unwrap(),
        corrects: None,
        what,
    }
}

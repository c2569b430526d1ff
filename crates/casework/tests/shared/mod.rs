//! Stores that offices are tested on.

use std::sync::Arc;

use etablera_casework::office::Office;
use etablera_casework::policy::Policies;
use etablera_domain::event::Moment;
use etablera_storage::{Address, Keyring, Store};

/// When every store is made.
pub(crate) fn start() -> Moment {
    "2026-12-01T08:00:00.000000Z".parse().unwrap()
}

/// The same keys each time.
fn keyring() -> Arc<Keyring> {
    let mut next = 0;
    let keys = Keyring::generate(&mut |bytes| {
        next += 1;
        bytes.fill(next);
        Ok(())
    });
    Arc::new(keys.unwrap())
}

/// Runs a test in an office on a new file, and in one on a new database of a
/// real server.
pub(crate) fn each_office(test: impl AsyncFn(Office)) {
    each_address(async |office, _| test(office).await);
}

/// The same, with the store as another process has it open.
pub(crate) fn each_address(test: impl AsyncFn(Office, Store)) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let folder = tempfile::tempdir().unwrap();
        let file = Address::file(&folder.path().join("cases.db"));
        let database = etablera_test_store::database().unwrap();
        for address in [file, database.url().parse().unwrap()] {
            let office = office_at(&address).await;
            let store = office.store.clone();
            let other = Store::open(&address, keyring(), start()).await.unwrap();
            test(office, other.clone()).await;
            other.close().await;
            store.close().await;
        }
    });
}

/// An office in a new store.
pub(crate) async fn office_at(address: &Address) -> Office {
    let store = Store::create(address, keyring(), start()).await.unwrap();
    Office { store, policies: Policies::shipped(), organisation: "lulea".parse().unwrap() }
}

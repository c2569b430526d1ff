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
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let folder = tempfile::tempdir().unwrap();
        let file = Address::file(&folder.path().join("cases.db"));
        let database = etablera_test_store::database().unwrap();
        for address in [file, database.url().parse().unwrap()] {
            let store = Store::create(&address, keyring(), start()).await.unwrap();
            let (policies, organisation) = (Policies::shipped(), "lulea".parse().unwrap());
            test(Office { store: store.clone(), policies, organisation }).await;
            store.close().await;
        }
    });
}

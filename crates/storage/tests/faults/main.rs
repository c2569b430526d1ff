//! What goes wrong outside of the program: each fault has its own error, and
//! nothing is lost or half written.
#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod disk;
mod encrypted;
mod file;
mod server;
#[path = "../contract/support.rs"]
#[expect(dead_code, reason = "the contract uses all of it")]
mod support;

use std::future::Future;
use std::time::Duration;

use etablera_domain::event::Event;
use etablera_storage::{Address, Opening, Store, StoreError};

use crate::support::{REGISTERED, event, keyring, moment, participant};

fn run<F: Future<Output = ()>>(test: F) {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(test);
}

fn registered(number: u128) -> Event {
    event(number, &participant((number % 9) as u64), "2026-11-02", REGISTERED)
}

/// Adds some events in one transaction.
async fn add(store: &Store, numbers: std::ops::Range<u128>) -> Result<(), StoreError> {
    let mut writer = store.write().await?;
    writer.extend(numbers.map(registered).collect()).await?;
    writer.commit().await
}

/// Opens without waiting for long, where others hold the store or it is away.
fn hasty() -> Opening {
    Opening::at(moment()).patience(Duration::from_millis(400))
}

/// That a store is whole, and holds so many events.
async fn assert_whole(address: &Address, events: u64) {
    let store = Store::open(address, keyring(), moment()).await.unwrap();
    let checked = store.read().await.unwrap().verify(&[]).await.unwrap();
    assert!(checked.is_clean(), "{checked:?}");
    assert_eq!(checked.events, events);
    assert_eq!(store.verify_file().await.unwrap(), []);
    store.close().await;
}

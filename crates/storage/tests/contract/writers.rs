//! Several writers at once.

use std::thread;

use etablera_domain::event::{Recorded, Subject};
use etablera_storage::{Address, Expected, Store, StoreError};

use crate::support::{CLOSED, REGISTERED, each_place, event, keyring, moment, participant};

/// Adds one event to a case as often as asked, each time to what it has just
/// seen; returns how often somebody else was quicker.
async fn insist(address: &Address, person: &Subject, numbers: std::ops::Range<u128>) -> usize {
    let store = Store::open(address, keyring(), moment()).await.unwrap();
    let mut beaten = 0;
    for number in numbers {
        loop {
            let seen = store.read().await.unwrap().version(person).await.unwrap();
            let mut writer = store.write().await.unwrap();
            let events = vec![event(number, person, "2026-11-02", REGISTERED)];
            match writer.append(person, Expected::Version(seen), events).await {
                Ok(_) => break writer.commit().await.unwrap(),
                Err(StoreError::Conflict { .. }) => beaten += 1,
                Err(other) => panic!("{other}"),
            }
        }
    }
    store.close().await;
    beaten
}

#[test]
fn of_two_writers_on_one_case_one_wins() {
    each_place(|place| async move {
        let person = participant(1);
        let other = Store::open(&place.address, keyring(), moment()).await.unwrap();
        let seen = place.store.read().await.unwrap().version(&person).await.unwrap();
        assert_eq!(other.read().await.unwrap().version(&person).await.unwrap(), seen);
        let mut first = place.store.write().await.unwrap();
        let one = vec![event(1, &person, "2026-11-02", REGISTERED)];
        first.append(&person, Expected::Version(seen), one).await.unwrap();
        first.commit().await.unwrap();
        let mut second = other.write().await.unwrap();
        let two = vec![event(2, &person, "2026-11-02", CLOSED)];
        let lost = second.append(&person, Expected::Version(seen), two).await.unwrap_err();
        assert!(matches!(lost, StoreError::Conflict { found: 1, .. }), "{lost}");
        drop(second);
        other.close().await;
    });
}

#[test]
fn of_four_threads_none_loses_anything() {
    const EACH: u128 = 15;
    each_place(|place| async move {
        let person = participant(1);
        let address = place.address.clone();
        let threads: Vec<_> = (0..4)
            .map(|n| {
                let (address, person) = (address.clone(), person.clone());
                thread::spawn(move || {
                    let runtime =
                        tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
                    runtime.block_on(insist(&address, &person, n * 100..n * 100 + EACH))
                })
            })
            .collect();
        let beaten: usize = threads.into_iter().map(|thread| thread.join().unwrap()).sum();
        println!("4 threads, {} events, beaten {beaten} times", 4 * EACH);
        let mut reader = place.store.read().await.unwrap();
        let events = reader.about(&person, u64::MAX).await.unwrap();
        let mut numbers: Vec<u128> = events.iter().map(number).collect();
        numbers.sort_unstable();
        let expected: Vec<u128> = (0..4).flat_map(|n| n * 100..n * 100 + EACH).collect();
        assert_eq!(numbers, expected);
        let places: Vec<u64> = events.iter().map(|recorded| recorded.seq).collect();
        assert_eq!(places, (1..=4 * EACH as u64).collect::<Vec<_>>());
        assert_eq!(reader.version(&person).await.unwrap(), 4 * EACH as u64);
    });
}

fn number(recorded: &Recorded) -> u128 {
    recorded.event.id.uuid().as_u128()
}

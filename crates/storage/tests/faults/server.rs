//! A server that restarts, dies and stays away.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use etablera_storage::{Address, Store, StoreError};
use etablera_test_store::{Cluster, Durability};

use crate::support::{keyring, moment};
use crate::{add, assert_whole, hasty, registered, run};

/// What became of each number.
#[derive(Default)]
struct Told {
    kept: BTreeSet<u128>,
    not_kept: BTreeSet<u128>,
    uncertain: usize,
}

/// What the writers and the one who strikes tell each other.
#[derive(Default)]
struct Load {
    end: AtomicBool,
    kept: AtomicUsize,
}

impl Load {
    /// Waits until the writers have got on.
    fn wait(&self) {
        let before = self.kept.load(Ordering::Relaxed);
        let begin = Instant::now();
        while self.kept.load(Ordering::Relaxed) < before + 20 {
            assert!(begin.elapsed() < Duration::from_secs(60), "the writers do not get on");
            thread::sleep(Duration::from_millis(5));
        }
    }
}

/// Adds one event after the other, whatever happens to the server.
async fn insist(address: &Address, numbers: impl Iterator<Item = u128>, load: &Load) -> Told {
    let mut told = Told::default();
    let store = Store::open(address, keyring(), moment()).await.unwrap();
    for number in numbers {
        if load.end.load(Ordering::Relaxed) {
            break;
        }
        match add(&store, number..number + 1).await {
            Ok(()) => {
                told.kept.insert(number);
                load.kept.fetch_add(1, Ordering::Relaxed);
            }
            Err(StoreError::Unreachable(_)) => {
                told.not_kept.insert(number);
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            Err(StoreError::Uncertain(_)) => told.uncertain += 1,
            Err(other) => panic!("{other:?}"),
        }
    }
    store.close().await;
    told
}

#[test]
fn a_server_that_restarts_under_load_loses_nothing_it_has_acknowledged() {
    let cluster = Cluster::start(Durability::Full).unwrap();
    let database = cluster.database().unwrap();
    let address: Address = database.url().parse().unwrap();
    run(async {
        let store = Store::create(&address, keyring(), moment()).await.unwrap();
        store.close().await;
    });
    let load = Arc::new(Load::default());
    let writers: Vec<_> = (0..3_u128)
        .map(|n| {
            let (address, load) = (address.clone(), Arc::clone(&load));
            thread::spawn(move || {
                let runtime =
                    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
                runtime.block_on(insist(&address, (n * 1_000_000..).take(900_000), &load))
            })
        })
        .collect();
    load.wait();
    cluster.restart().unwrap();
    load.wait();
    cluster.stop_immediately().unwrap();
    thread::sleep(Duration::from_millis(100));
    cluster.start_again().unwrap();
    load.wait();
    cluster.kill_backends(database.name()).unwrap();
    load.wait();
    load.end.store(true, Ordering::Relaxed);
    let told: Vec<Told> = writers.into_iter().map(|writer| writer.join().unwrap()).collect();
    run(async {
        let store = Store::open(&address, keyring(), moment()).await.unwrap();
        let mut reader = store.read().await.unwrap();
        let events = reader.events(0, u64::MAX).await.unwrap();
        let there: BTreeSet<u128> = events.iter().map(|r| r.event.id.uuid().as_u128()).collect();
        let mut uncertain = 0;
        for told in &told {
            assert!(told.kept.is_subset(&there), "{:?}", told.kept.difference(&there));
            assert!(told.not_kept.is_disjoint(&there));
            uncertain += told.uncertain;
        }
        let kept: usize = told.iter().map(|told| told.kept.len()).sum();
        let refused: usize = told.iter().map(|told| told.not_kept.len()).sum();
        assert!(kept > 10 && refused + uncertain > 0, "{kept}, {refused}, {uncertain}");
        assert!(there.len() >= kept && there.len() <= kept + uncertain);
        drop(reader);
        store.close().await;
        assert_whole(&address, there.len() as u64).await;
    });
}

#[test]
fn a_server_that_stays_away_is_named_and_a_writer_it_had_keeps_nothing() {
    let cluster = Cluster::start(Durability::Full).unwrap();
    let database = cluster.database().unwrap();
    let address: Address = database.url().parse().unwrap();
    run(async {
        let store = Store::create(&address, keyring(), hasty()).await.unwrap();
        add(&store, 0..5).await.unwrap();
        let mut writer = store.write().await.unwrap();
        writer.extend(vec![registered(5)]).await.unwrap();
        cluster.stop_immediately().unwrap();
        let lost = writer.commit().await.unwrap_err();
        let unsure = matches!(lost, StoreError::Unreachable(_) | StoreError::Uncertain(_));
        assert!(unsure, "{lost:?}");
        let refused = store.read().await.err().unwrap();
        assert!(matches!(refused, StoreError::Unreachable(_)), "{refused:?}");
        let refused = Store::open(&address, keyring(), hasty()).await.err().unwrap();
        assert!(matches!(refused, StoreError::Unreachable(_)), "{refused:?}");
        cluster.start_again().unwrap();
        assert_whole(&address, 5).await;
        // The same store goes on.
        add(&store, 5..7).await.unwrap();
        store.close().await;
        assert_whole(&address, 7).await;
    });
}

#[test]
fn a_database_that_another_writes_to_is_locked_and_one_that_is_absent_is_named() {
    run(async {
        let database = etablera_test_store::database().unwrap();
        let address: Address = database.url().parse().unwrap();
        let store = Store::create(&address, keyring(), hasty()).await.unwrap();
        let other = Store::open(&address, keyring(), hasty()).await.unwrap();
        let writer = other.write().await.unwrap();
        let refused = add(&store, 0..1).await.unwrap_err();
        assert!(matches!(refused, StoreError::Locked(_)), "{refused:?}");
        drop(writer);
        add(&store, 0..1).await.unwrap();
        store.close().await;
        other.close().await;
        let absent: Address = database.server().url("no_such_database").parse().unwrap();
        let refused = Store::open(&absent, keyring(), hasty()).await.err().unwrap();
        assert!(matches!(refused, StoreError::Absent(_)), "{refused:?}");
    });
}

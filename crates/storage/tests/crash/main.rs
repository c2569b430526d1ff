//! A process that is killed in the middle of appends, and a server that dies:
//! every acknowledged event is there, and no half of a transaction.
//!
//! `ETABLERA_CRASH_ROUNDS` says how often, for each store; `cargo xtask soak`
//! asks for 500.
#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

#[path = "../contract/support.rs"]
#[expect(dead_code, reason = "the contract uses all of it")]
mod support;

use std::future::Future;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::Receiver;
use std::thread;
use std::time::Duration;

use etablera_domain::event::Recorded;
use etablera_storage::{Address, Head, Request, Store};
use etablera_test_store::{Cluster, Database, Durability};

use crate::support::{CLOSED, REGISTERED, event, keyring, moment, participant};

/// Names to another process of this program the store to write to, and the
/// first of the numbers that it gives to its transactions.
const VICTIM: &str = "ETABLERA_TEST_VICTIM";

/// Every so many rounds the server dies instead of its client.
const SERVER_EVERY: u32 = 8;

fn run<T>(task: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(task)
}

fn rounds() -> u32 {
    std::env::var("ETABLERA_CRASH_ROUNDS").ok().and_then(|text| text.parse().ok()).unwrap_or(40)
}

/// How many events transaction `number` has, which its ids tell.
fn size(number: u128) -> u128 {
    1 + number * 7 % 5
}

/// Not a test by itself: what is killed. It says each transaction that was
/// acknowledged, with its last place.
#[test]
#[ignore = "the other tests run it as a process of its own"]
fn victim() {
    let Ok(told) = std::env::var(VICTIM) else { return };
    let (first, address) = told.split_once(' ').unwrap();
    let (first, address): (u128, Address) = (first.parse().unwrap(), address.parse().unwrap());
    let _ = run(async {
        let store = Store::open(&address, keyring(), moment()).await?;
        for number in first.. {
            let mut writer = store.write().await?;
            let person = participant((number % 11) as u64);
            let what = if number % 3 == 0 { CLOSED } else { REGISTERED };
            let ids = (0..size(number)).map(|n| number * 10 + n);
            let events = ids.map(|id| event(id, &person, "2026-11-02", what)).collect();
            writer.extend(events).await?;
            let head = writer.tail();
            let key = format!("request {number}");
            let request = Request { key, fingerprint: head.hash };
            writer.keep_answer(&request, &head.seq.to_string(), moment()).await?;
            writer.commit().await?;
            let mut out = std::io::stdout().lock();
            // Past the harness, in one piece.
            out.write_all(format!("acknowledged {number} {}\n", head.seq).as_bytes()).unwrap();
            out.flush().unwrap();
        }
        Ok::<(), etablera_storage::StoreError>(())
    });
}

/// A process to be killed, and what it says.
struct Victim {
    child: Child,
    said: Receiver<(u128, u64)>,
}

impl Victim {
    fn start(address: &str, first: u128) -> Self {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--ignored", "--exact", "victim", "--nocapture"])
            .env(VICTIM, format!("{first} {address}"))
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let (sender, said) = std::sync::mpsc::channel();
        thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                let told = line.split_once("acknowledged ").and_then(|(_, told)| {
                    let (number, seq) = told.split_once(' ')?;
                    Some((number.parse().ok()?, seq.parse().ok()?))
                });
                // Nobody listens any more when the test has failed.
                told.map(|told| sender.send(told));
            }
        });
        Self { child, said }
    }

    /// Lets it work for a time that is different each round; in every ninth
    /// round it may not even have begun.
    fn work(&self, round: u32) -> Option<(u128, u64)> {
        let random = u64::from(round + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40;
        let first = match round % 9 {
            8 => None,
            _ => Some(self.said.recv_timeout(Duration::from_secs(60)).expect("it works")),
        };
        thread::sleep(Duration::from_micros(random % 30_000));
        first
    }

    /// Kills it; says which transactions it had acknowledged, each with its
    /// last place.
    fn kill(mut self, first: Option<(u128, u64)>) -> Vec<(u128, u64)> {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        first.into_iter().chain(self.said.iter()).collect()
    }
}

/// What all rounds came to.
#[derive(Default)]
struct Counts {
    rounds: u32,
    servers: u32,
    acknowledged: usize,
    unacknowledged: usize,
    head: Option<Head>,
    next: u128,
}

impl Counts {
    /// Checks what one round has left.
    async fn check(&mut self, address: &Address, told: &[(u128, u64)]) {
        let store = open(address).await;
        let mut reader = store.read().await.unwrap();
        let before = self.head.map_or(0, |head| head.seq);
        let new = reader.events(before, u64::MAX).await.unwrap();
        let mut there = Vec::new();
        for transaction in new.chunk_by(|a, b| number(a) == number(b)) {
            let number = number(&transaction[0]);
            assert_eq!(transaction.len() as u128, size(number), "half of transaction {number}");
            there.push((number, transaction.last().unwrap().seq));
        }
        assert!(there.starts_with(told), "acknowledged {told:?}, there {there:?}");
        // One may have been kept whose acknowledgement was not heard.
        assert!(there.len() <= told.len() + 1, "acknowledged {told:?}, there {there:?}");
        let known: Vec<Head> = self.head.into_iter().collect();
        let checked = reader.verify(&known).await.unwrap();
        assert!(checked.is_clean(), "{checked:?}");
        self.head = Some(reader.head().await.unwrap());
        drop(reader);
        self.requests(&store, &there).await;
        store.close().await;
        self.rounds += 1;
        self.acknowledged += told.len();
        self.unacknowledged += there.len() - told.len();
        self.next = there.last().map_or(self.next, |last| last.0 + 1);
    }

    /// The answers to requests are there with their events, and no others.
    async fn requests(&self, store: &Store, there: &[(u128, u64)]) {
        let mut writer = store.write().await.unwrap();
        let next = there.last().map_or(self.next, |last| last.0 + 1);
        for number in there.iter().rev().take(3).map(|(number, _)| *number).chain([next]) {
            let asked = |fingerprint| Request { key: format!("request {number}"), fingerprint };
            let found = writer.answer(&asked(writer.tail().hash)).await;
            let expected = there.iter().any(|(kept, _)| *kept == number);
            // Another fingerprint: a key that is there is refused.
            let kept = matches!(found, Err(etablera_storage::StoreError::KeyReused(_)))
                || matches!(found, Ok(Some(_)));
            assert_eq!(kept, expected, "request {number}");
        }
    }
}

fn number(recorded: &Recorded) -> u128 {
    recorded.event.id.uuid().as_u128() / 10
}

/// Opens a store, once its server has recovered.
async fn open(address: &Address) -> Store {
    let mut patience = 600;
    loop {
        match Store::open(address, keyring(), moment()).await {
            Ok(store) => return store,
            Err(error) => {
                patience -= 1;
                assert!(patience > 0, "{error}");
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        }
    }
}

#[test]
fn a_killed_process_loses_nothing_in_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let address = Address::file(&folder.path().join("cases.db"));
    run(async { Store::create(&address, keyring(), moment()).await.unwrap().close().await });
    let mut counts = Counts::default();
    for round in 0..rounds() {
        let victim = Victim::start(&address.to_string(), counts.next);
        let first = victim.work(round);
        let told = victim.kill(first);
        run(counts.check(&address, &told));
    }
    counts.print("sqlite");
}

#[test]
fn a_killed_process_or_server_loses_nothing_in_a_database() {
    let cluster = Cluster::start(Durability::Full).unwrap();
    let database = cluster.database().unwrap();
    let address: Address = database.url().parse().unwrap();
    run(async { Store::create(&address, keyring(), moment()).await.unwrap().close().await });
    let mut counts = Counts::default();
    for round in 0..rounds() {
        let victim = Victim::start(&database.url(), counts.next);
        let first = victim.work(round);
        if round % SERVER_EVERY == SERVER_EVERY - 1 {
            strike(&cluster, &database, round);
            counts.servers += 1;
        }
        let told = victim.kill(first);
        // What the killed process had asked for may still be carried out.
        while !database.disconnect().is_ok_and(|connections| connections == 0) {
            thread::sleep(Duration::from_millis(5));
        }
        run(counts.check(&address, &told));
    }
    counts.print("postgres");
}

/// Ends the server as a crash would, in turns as a whole and by its processes.
fn strike(cluster: &Cluster, database: &Database, round: u32) {
    if (round / SERVER_EVERY).is_multiple_of(2) {
        cluster.kill_backends(database.name()).unwrap();
    } else {
        cluster.stop_immediately().unwrap();
        cluster.start_again().unwrap();
    }
}

impl Counts {
    fn print(&self, name: &str) {
        let Self { rounds, servers, acknowledged, unacknowledged, head, .. } = self;
        let events = head.map_or(0, |head| head.seq);
        // Past the harness, which would keep it from who runs the tests.
        let line = format!(
            "{name}: killed {rounds} times, of which the server {servers}; {acknowledged} \
             transactions acknowledged and all there, {unacknowledged} there unheard, none by \
             half; {events} events, the chain whole\n"
        );
        std::io::stdout().write_all(line.as_bytes()).unwrap();
        assert!(*acknowledged >= *rounds as usize * 8 / 9, "they are killed too early");
    }
}

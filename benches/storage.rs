//! Bulk import into both stores, appending beside a bare write and sync, and
//! opening a case of 200 events.
//!
//! The bare loop writes as much as a commit adds to the write-ahead log, over
//! bytes that are there already, as both databases do: a file that grows needs
//! the file system's own log as well, and is no floor.
//!
//! `ETABLERA_EVENTS` says how many events to import about a tenth as many
//! people, each with a sealed record (default 20 000; 500 when only checked);
//! `ETABLERA_FOLDER` where the files are.
#![expect(clippy::print_stdout, reason = "a bench prints what it found")]

#[path = "common/random.rs"]
mod random;

use std::fs::{self, File};
use std::hint::black_box;
use std::io::{Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use criterion::Criterion;
use etablera::domain::event::{Event, EventId, Happening, Moment, Subject, fold};
use etablera_storage::{Address, Expected, Keyring, Person, Store};
use etablera_test_store::{Cluster, Durability};
use tokio::runtime::Runtime;
use uuid::Uuid;

use crate::random::Random;

/// Events in one call, as an import reads them.
const CHUNK: u128 = 10_000;

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let folder = Folder::new();
    let cluster = Cluster::start(Durability::Full).expect("PostgreSQL is installed");
    let database = cluster.database().expect("a database");
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let file = Address::file(&folder.0.join("cases.db"));
    let server = database.url().parse().expect("an address");
    for (name, address) in [("sqlite", file), ("postgres", server)] {
        let store = runtime.block_on(Store::create(&address, keyring(), moment())).expect("new");
        runtime.block_on(import(name, &store));
        append(&mut criterion, &runtime, (name, &store), &folder.0);
        open(&mut criterion, &runtime, (name, &store));
        runtime.block_on(store.close());
    }
    criterion.final_summary();
}

/// A folder that is gone afterwards.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        let base = std::env::var_os("ETABLERA_FOLDER").map_or_else(std::env::temp_dir, Into::into);
        let folder = base.join(format!("etablera-bench-store-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("the folder can be written");
        Self(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn keyring() -> Arc<Keyring> {
    let mut random = Random(7);
    let keys = Keyring::generate(&mut |bytes| {
        bytes.iter_mut().for_each(|byte| *byte = random.next() as u8);
        Ok(())
    });
    Arc::new(keys.expect("the source gives bytes"))
}

fn moment() -> Moment {
    "2026-12-01T08:00:00.000000Z".parse().expect("a moment")
}

fn person(number: u128) -> Subject {
    format!("participant:P{number}").parse().expect("a subject")
}

/// An event of a usual kind about one of so many people.
fn event(number: u128, people: u128, whats: &[Happening]) -> Event {
    let stream = person(number % people);
    // Each person's events come in the order of days, but for some late ones.
    let day = number / people + if number % 50 == 7 { 0 } else { 30 };
    let first = moment().day() - chrono::Days::new(900);
    Event {
        id: EventId::new(Uuid::from_u128((0x0193_u128 << 112) + number)),
        about: [stream.clone()].into(),
        stream,
        occurred_on: first + chrono::Days::new(day as u64 % 900),
        recorded_at: moment(),
        by: "anna".parse().expect("an id"),
        corrects: None,
        what: whats[(number / people) as usize % whats.len()].clone(),
    }
}

fn whats() -> Vec<Happening> {
    [
        r#"{"registered":{"organisation":"lulea"}}"#,
        r#"{"case_assigned":{"to":"anna"}}"#,
        r#"{"profile_recorded":{"profile":"01930d5c-0000-7000-8000-000000000002","source":"interview"}}"#,
        r#"{"interviewed":{"note":"01930d5c-0000-7000-8000-000000000001"}}"#,
        r#"{"task_done":{"task":"T1"}}"#,
        r#"{"noted":{"note":"01930d5c-0000-7000-8000-000000000003"}}"#,
    ]
    .iter()
    .filter_map(|text| serde_json::from_str(text).ok())
    .collect()
}

/// Who somebody is.
fn record(number: u128) -> Person {
    let text = format!(
        r#"{{"participant":"P{number}","given":"Person","family":"N{number}","birth":"1990-01-01"}}"#
    );
    serde_json::from_str(&text).expect("a person")
}

/// Imports all in one transaction and prints what it took.
async fn import(name: &str, store: &Store) {
    let checked = std::env::args().any(|argument| argument == "--test");
    let stated = std::env::var("ETABLERA_EVENTS").ok().and_then(|text| text.parse().ok());
    let events: u128 = stated.unwrap_or(if checked { 500 } else { 20_000 });
    let people = (events / 10).max(1);
    let whats = whats();
    assert!(whats.len() >= 4, "events that read");
    let (begin, used) = (Instant::now(), processor());
    let mut writer = store.write().await.expect("nobody else writes");
    for start in (0..events).step_by(CHUNK as usize) {
        let end = events.min(start + CHUNK);
        let chunk = (start..end).map(|number| event(number, people, &whats)).collect();
        writer.extend(chunk).await.expect("room");
    }
    let sealed = Instant::now();
    for start in (0..people).step_by(CHUNK as usize) {
        let persons: Vec<Person> = (start..people.min(start + CHUNK)).map(record).collect();
        writer.put_persons(&persons).await.expect("room");
    }
    let sealed = sealed.elapsed();
    writer.commit().await.expect("room");
    println!(
        "{name}: {events} events and {people} sealed people in {:.2} s ({:.2} s of it sealing), \
         {:.2} s of processor in this process; load {}",
        begin.elapsed().as_secs_f64(),
        sealed.as_secs_f64(),
        (processor() - used).as_secs_f64(),
        fs::read_to_string("/proc/loadavg").unwrap_or_default().trim(),
    );
    let head = store.read().await.expect("a reader").head().await.expect("a head");
    assert_eq!(u128::from(head.seq), events);
}

/// The processor time of all threads of this process.
fn processor() -> Duration {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    // User and system time, in hundredths of a second.
    let ticks: u64 = fields.skip(11).take(2).filter_map(|field| field.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 10)
}

/// One event a transaction, and as many bytes written and synced bare.
fn append(
    criterion: &mut Criterion,
    runtime: &Runtime,
    (name, store): (&str, &Store),
    folder: &Path,
) {
    let whats = whats();
    let mut next = 1_u128 << 70;
    let mut one = || {
        next += 1;
        // A case has some dozen events, not the thousands of a bench.
        let subject = person(9_000_000_000 + next % (1 << 40) / 50);
        let mut new = event(next, 1, &whats);
        new.stream = subject.clone();
        new.about = [subject.clone()].into();
        runtime.block_on(async {
            let mut writer = store.write().await.expect("nobody else writes");
            writer.append(&subject, Expected::Any, vec![new]).await.expect("room");
            writer.commit().await.expect("room");
        });
    };
    let (bytes, sync): (_, fn(&File) -> _) = match name {
        "sqlite" => (log_bytes(runtime, store, folder, &mut one), File::sync_all),
        // A page of its log, which is the least that it writes.
        _ => (8192, File::sync_data),
    };
    let mut bare = Bare::new(&folder.join("bare"), bytes, sync);
    let mut write = || bare.write();
    let (ours, floor) = rounds(60, &mut one, &mut write);
    println!(
        "{name}: append and commit {ours:?}, a bare write and sync of {bytes} bytes {floor:?}: \
         ratio {:.2} (medians of 60, in turn)",
        ours.as_secs_f64() / floor.as_secs_f64(),
    );
    criterion.bench_function(&format!("append/{name}"), |bencher| bencher.iter(&mut one));
    criterion.bench_function("append/bare write and sync", |bencher| bencher.iter(&mut write));
}

/// How many bytes one append writes into the log of SQLite.
fn log_bytes(runtime: &Runtime, store: &Store, folder: &Path, one: &mut impl FnMut()) -> usize {
    const HEADER: u64 = 32;
    runtime.block_on(store.wipe()).expect("nobody else reads");
    one();
    let wal = fs::metadata(folder.join("cases.db-wal")).expect("a log").len();
    (wal - HEADER) as usize
}

/// A file that is written over and over, as a write-ahead log is.
struct Bare {
    file: File,
    /// What syncs it: SQLite calls `fsync`, PostgreSQL `fdatasync`.
    sync: fn(&File) -> std::io::Result<()>,
    block: Vec<u8>,
    at: usize,
}

impl Bare {
    const ROOM: usize = 4 << 20;

    fn new(path: &Path, bytes: usize, sync: fn(&File) -> std::io::Result<()>) -> Self {
        let mut file = File::create(path).expect("the folder can be written");
        file.write_all(&vec![1; Self::ROOM]).expect("room");
        file.sync_all().expect("a disk");
        Self { file, sync, block: vec![7; bytes], at: 0 }
    }

    fn write(&mut self) {
        if self.at + self.block.len() > Self::ROOM {
            self.at = 0;
        }
        self.file.seek(SeekFrom::Start(self.at as u64)).expect("a file");
        self.file.write_all(&self.block).expect("room");
        (self.sync)(&self.file).expect("a disk");
        self.at += self.block.len();
    }
}

/// The medians of some rounds of either, in turn.
fn rounds(count: usize, one: &mut impl FnMut(), other: &mut impl FnMut()) -> (Duration, Duration) {
    let timed = |run: &mut dyn FnMut()| {
        let begin = Instant::now();
        run();
        begin.elapsed()
    };
    let (mut ours, mut theirs): (Vec<_>, Vec<_>) =
        (0..count).map(|_| (timed(one), timed(other))).unzip();
    ours.sort_unstable();
    theirs.sort_unstable();
    (ours[count / 2], theirs[count / 2])
}

/// A case of 200 events: folded from the log, and as it is kept.
fn open(criterion: &mut Criterion, runtime: &Runtime, (name, store): (&str, &Store)) {
    let whats = whats();
    let subject = person(8_888_888_888);
    let events = (0..200_u128).map(|number| {
        let mut new = event((1 << 71) + number, 1, &whats);
        new.stream = subject.clone();
        new.about = [subject.clone()].into();
        new
    });
    runtime.block_on(async {
        let mut writer = store.write().await.expect("nobody else writes");
        writer.extend(events.collect()).await.expect("room");
        writer.commit().await.expect("room");
    });
    criterion.bench_function(&format!("open 200 events/{name}, folded"), |bencher| {
        bencher.iter(|| {
            runtime.block_on(async {
                let mut reader = store.read().await.expect("a reader");
                let events = reader.about(&subject, u64::MAX).await.expect("events");
                assert_eq!(events.len(), 200);
                black_box(fold(&subject, &events))
            })
        });
    });
    criterion.bench_function(&format!("open 200 events/{name}, kept"), |bencher| {
        bencher.iter(|| {
            runtime.block_on(async {
                let mut reader = store.read().await.expect("a reader");
                black_box(reader.folded(&subject).await.expect("a state"))
            })
        });
    });
}

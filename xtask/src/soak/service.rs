//! Reads and writes through a server: nothing fails, nothing that was
//! acknowledged is lost or there twice, and the memory does not grow.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread::{self, ScopedJoinHandle};
use std::time::{Duration, Instant};

use serde_json::json;

use super::client::Client;
use crate::error::Error;
use crate::service::{Server, Site};
use crate::step;
use crate::workspace::Workspace;

/// How many people and needs there are.
const SIZE: (u32, u32) = (400, 100);

/// How many write, and how many read.
const CLIENTS: (u32, u32) = (3, 3);

/// By how much the memory may grow once everything has been asked: a quarter,
/// and what the system's allocator holds back.
const SLACK: u64 = 32 << 20;

/// What clients share.
#[derive(Default)]
struct Shared {
    over: AtomicBool,
    reads: AtomicU64,
    writes: AtomicU64,
}

/// Asks for so long, and tells how it goes at each turn.
///
/// # Errors
/// When a request fails, anything was lost, or the memory grows.
pub(super) fn run(
    workspace: &Workspace,
    program: PathBuf,
    (time, turn): (Duration, Duration),
) -> Result<(), Error> {
    let site = Site::new(workspace, program, "soak")?;
    site.populate(SIZE, str::to_owned)?;
    let tokens = site.tokens("soak", &["matcher"])?;
    let token = tokens.first().map(String::as_str).unwrap_or_default();
    let settings = [("LIMITS__PER_MINUTE", "10000000"), ("LOG__LEVEL", "warn")];
    let server = Server::start(&site, &settings)?;
    let shared = Shared::default();
    let client = || Client::new(server.url(""), token);
    let written = thread::scope(|scope| {
        let (shared, client) = (&shared, &client);
        let writers = (0..CLIENTS.0).map(|at| scope.spawn(move || writes(&client(), shared, at)));
        let readers = (0..CLIENTS.1).map(|at| scope.spawn(move || reads(&client(), shared, at)));
        let (writers, readers): (Vec<_>, Vec<_>) = (writers.collect(), readers.collect());
        let watched = watch(&server, shared, (time, turn));
        shared.over.store(true, Ordering::Relaxed);
        let written = writers.into_iter().map(joined).collect::<Result<Vec<_>, _>>();
        readers.into_iter().map(joined).collect::<Result<Vec<()>, _>>()?;
        watched.and(written)
    })?;
    let kept = all_kept(&client(), &written)?;
    server.end()?;
    step::run(site.used_by("root", "administrator").args(["db", "verify"]))?;
    println!("{kept} writes were acknowledged, and each is there once; no request failed");
    Ok(())
}

fn joined<T>(thread: ScopedJoinHandle<'_, Result<T, Error>>) -> Result<T, Error> {
    let lost = |_| Err(Error::Service("a client broke off".to_owned()));
    thread.join().unwrap_or_else(lost)
}

/// Prints how it goes, until the time is over or a client has given up.
fn watch(
    server: &Server,
    shared: &Shared,
    (time, turn): (Duration, Duration),
) -> Result<(), Error> {
    let begun = Instant::now();
    let mut memory = Vec::new();
    while begun.elapsed() < time && !shared.over.load(Ordering::Relaxed) {
        let until = begun.elapsed() + turn;
        while begun.elapsed() < until && !shared.over.load(Ordering::Relaxed) {
            thread::sleep(Duration::from_millis(50));
        }
        memory.push(server.memory()?);
        println!(
            "{:>5} s: {} reads, {} writes, {} MiB in use",
            begun.elapsed().as_secs(),
            shared.reads.load(Ordering::Relaxed),
            shared.writes.load(Ordering::Relaxed),
            memory.last().copied().unwrap_or_default() >> 20,
        );
    }
    grown(&memory).map_or(Ok(()), |said| Err(Error::Service(said)))
}

/// What is wrong with the memory at each turn: from the third on, which is after
/// everything has been asked, it stays.
fn grown(memory: &[u64]) -> Option<String> {
    let (early, last) = (memory.get(2)?, memory.last()?);
    let most = early + early / 4 + SLACK;
    let said = || format!("the memory grows: {} MiB, then {} MiB", early >> 20, last >> 20);
    (*last > most).then(said)
}

/// Writes note after note about people of one's own; which were acknowledged,
/// by person.
fn writes(
    client: &Client,
    shared: &Shared,
    at: u32,
) -> Result<BTreeMap<String, Vec<String>>, Error> {
    let _over = Over(shared);
    let mut written = BTreeMap::<String, Vec<String>>::new();
    for turn in 0_u32.. {
        if shared.over.load(Ordering::Relaxed) {
            break;
        }
        let who = person(at + turn * CLIENTS.0);
        let text = format!("soak-{at}-{turn}");
        client.note(&who, &text)?;
        shared.writes.fetch_add(1, Ordering::Relaxed);
        written.entry(who).or_default().push(text);
    }
    Ok(written)
}

/// Reads cases, notes, needs and lists, one after the other.
fn reads(client: &Client, shared: &Shared, at: u32) -> Result<(), Error> {
    let _over = Over(shared);
    for turn in 0_u32.. {
        if shared.over.load(Ordering::Relaxed) {
            break;
        }
        let who = person(at + turn * 7);
        match turn % 5 {
            0 => drop(client.get(&format!("/api/v1/participants/{who}"))?),
            1 => drop(client.notes(&who)?),
            2 => drop(client.get("/api/v1/needs?limit=20")?),
            3 => drop(client.get(&format!("/api/v1/participants/{who}/timeline"))?),
            _ => {
                let list = json!({ "of": { "participant": who }, "top": 10 });
                drop(client.post("/api/v1/match", &list, &format!("list-{at}-{turn}"))?);
            }
        }
        shared.reads.fetch_add(1, Ordering::Relaxed);
    }
    Ok(())
}

/// Who goes ends it for all: a client that fails is the end of the run.
struct Over<'s>(&'s Shared);

impl Drop for Over<'_> {
    fn drop(&mut self) {
        self.0.over.store(true, Ordering::Relaxed);
    }
}

/// The id of somebody who was drawn.
fn person(number: u32) -> String {
    format!("P{:06}", number % SIZE.0 + 1)
}

/// Checks that each note is there once; how many there are.
fn all_kept(client: &Client, written: &[BTreeMap<String, Vec<String>>]) -> Result<usize, Error> {
    let mut expected = BTreeMap::<&str, Vec<&str>>::new();
    for (who, texts) in written.iter().flatten() {
        expected.entry(who).or_default().extend(texts.iter().map(String::as_str));
    }
    let mut kept = 0;
    for (who, mut texts) in expected {
        let mut found = client.notes(who)?;
        found.sort_unstable();
        texts.sort_unstable();
        if found != texts {
            let (there, told) = (found.len(), texts.len());
            return Err(Error::Service(format!(
                "{who} has {there} notes: expected the {told} that were acknowledged"
            )));
        }
        kept += texts.len();
    }
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_that_grows_is_told() {
        let mebibytes = |sizes: &[u64]| sizes.iter().map(|size| size << 20).collect::<Vec<_>>();
        assert_eq!(grown(&mebibytes(&[30, 90])), None);
        assert_eq!(grown(&mebibytes(&[30, 90, 100, 110, 150])), None);
        assert!(grown(&mebibytes(&[30, 90, 100, 110, 160])).is_some());
    }
}

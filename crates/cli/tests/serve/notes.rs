//! Clients who write notes without end, and what has become of them.

use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use etablera_casework::policy::Role;
use serde_json::{Value, json};

use crate::client::Client;
use crate::place::Place;
use crate::process::PATIENCE;

/// What all who write know of each other.
struct Shared {
    /// Where the server listens by now.
    at: Mutex<SocketAddr>,
    /// What was acknowledged.
    kept: Mutex<BTreeSet<String>>,
    /// How often, for who waits for more.
    count: AtomicU64,
    enough: AtomicBool,
    /// How long the slowest answer took, in milliseconds.
    slowest: AtomicU64,
}

/// Clients who each write notes about somebody of their own, one after the
/// other. What is not answered they send again, under the same idempotency key,
/// until it is.
pub(crate) struct Writers {
    shared: Arc<Shared>,
    token: String,
    /// Whom they write about.
    people: Vec<String>,
    threads: Vec<JoinHandle<()>>,
}

impl Writers {
    /// So many begin to write.
    pub(crate) fn start(place: &Place, at: SocketAddr, count: usize) -> Self {
        let token = place.token("anna", Role::Matcher);
        let mut client = Client::new(at, &token);
        let people: Vec<_> = (0..count).map(|number| registered(&mut client, number)).collect();
        let shared = Arc::new(Shared {
            at: Mutex::new(at),
            kept: Mutex::default(),
            count: AtomicU64::new(0),
            enough: AtomicBool::new(false),
            slowest: AtomicU64::new(0),
        });
        let threads = people.iter().enumerate().map(|(number, person)| {
            let (shared, token, person) = (shared.clone(), token.clone(), person.clone());
            thread::spawn(move || write(&shared, &token, (number, &person)))
        });
        let threads = threads.collect();
        Self { shared, token, people, threads }
    }

    /// The server listens elsewhere.
    pub(crate) fn go_to(&self, at: SocketAddr) {
        *self.shared.at.lock().unwrap() = at;
    }

    /// Waits until so many more notes are acknowledged.
    #[track_caller]
    pub(crate) fn wait_for(&self, more: u64) {
        let (begun, before) = (Instant::now(), self.shared.count.load(Ordering::Relaxed));
        while self.shared.count.load(Ordering::Relaxed) < before + more {
            assert!(begun.elapsed() < PATIENCE, "nothing is acknowledged any more");
            let failed = self.threads.iter().any(JoinHandle::is_finished);
            assert!(!failed, "a client has given up");
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// How long the slowest answer took.
    pub(crate) fn slowest(&self) -> Duration {
        Duration::from_millis(self.shared.slowest.load(Ordering::Relaxed))
    }

    /// What is acknowledged by now.
    pub(crate) fn kept(&self) -> BTreeSet<String> {
        self.shared.kept.lock().unwrap().clone()
    }

    /// What a server at an address has of what they wrote: how often each note.
    pub(crate) fn found(&self, at: SocketAddr) -> BTreeMap<String, usize> {
        let mut client = Client::new(at, &self.token);
        let mut found = BTreeMap::new();
        for person in &self.people {
            let notes = client.read(&format!("/subjects/participant:{person}/notes"));
            for note in notes.as_array().unwrap() {
                *found.entry(note["text"].as_str().unwrap().to_owned()).or_default() += 1;
            }
        }
        found
    }

    /// Lets everybody end who waits for an answer; then each note that was
    /// acknowledged is there once, and no other is.
    #[track_caller]
    pub(crate) fn end(mut self, at: SocketAddr) -> usize {
        self.shared.enough.store(true, Ordering::Relaxed);
        for thread in std::mem::take(&mut self.threads) {
            thread.join().unwrap();
        }
        let expected: BTreeMap<_, _> = self.kept().into_iter().map(|note| (note, 1)).collect();
        assert_eq!(self.found(at), expected);
        expected.len()
    }
}

/// Registers somebody.
fn registered(client: &mut Client, number: usize) -> String {
    let person = json!({ "person": { "given": "Kim", "family": format!("Family{number}") } });
    let (key, begun) = (format!("Idempotency-Key: person {number}\r\n"), Instant::now());
    loop {
        let answer = client.try_ask("POST /api/v1/participants", &key, &person.to_string());
        let answer = answer.unwrap();
        if answer.status == 200 {
            return answer.json()["participant"].as_str().unwrap().to_owned();
        }
        // A busy machine may take longer than the test lets it.
        assert!(answer.status == 503 && begun.elapsed() < PATIENCE, "{}", answer.text());
    }
}

/// Writes notes until it is enough.
fn write(shared: &Shared, token: &str, (client, person): (usize, &str)) {
    let line = format!("POST /api/v1/subjects/participant:{person}/notes");
    let mut asked = Client::new(*shared.at.lock().unwrap(), token);
    for number in 0.. {
        let note = format!("note {client}-{number}");
        let (key, body) = (format!("Idempotency-Key: {note}\r\n"), json!({ "text": note }));
        loop {
            asked.go_to(*shared.at.lock().unwrap());
            let begun = Instant::now();
            let kept = is_kept(&mut asked, (&line, &key), &body);
            let took = u64::try_from(begun.elapsed().as_millis()).unwrap();
            shared.slowest.fetch_max(took, Ordering::Relaxed);
            if kept {
                break;
            }
            thread::sleep(Duration::from_millis(20));
        }
        shared.kept.lock().unwrap().insert(note);
        shared.count.fetch_add(1, Ordering::Relaxed);
        if shared.enough.load(Ordering::Relaxed) {
            return;
        }
    }
}

/// Whether a note is acknowledged. It may not be heard, or there is no store
/// just now; nothing else goes wrong.
fn is_kept(client: &mut Client, (line, key): (&str, &str), body: &Value) -> bool {
    let Some(answer) = client.try_ask(line, key, &body.to_string()) else { return false };
    assert!(matches!(answer.status, 200 | 503), "{answer:?}");
    if answer.status == 503 {
        assert!(answer.header("retry-after").parse::<u64>().is_ok_and(|wait| wait > 0));
    }
    answer.status == 200
}

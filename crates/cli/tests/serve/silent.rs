//! A database that is there and says nothing, as behind a network that drops
//! what is sent.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use etablera_casework::policy::Role;

use crate::client::Client;
use crate::notes::Writers;
use crate::place::Place;
use crate::process::Served;

/// What stands between a server and its database, and may hold back everything.
struct Between {
    at: SocketAddr,
    silent: Arc<AtomicBool>,
}

impl Between {
    fn new(database: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let (at, silent) = (listener.local_addr().unwrap(), Arc::new(AtomicBool::new(false)));
        let held = silent.clone();
        thread::spawn(move || {
            for server in listener.incoming().map_while(Result::ok) {
                let Ok(database) = TcpStream::connect(database) else { continue };
                let other = (server.try_clone().unwrap(), database.try_clone().unwrap());
                pass(server, database, held.clone());
                pass(other.1, other.0, held.clone());
            }
        });
        Self { at, silent }
    }

    fn is_silent(&self, silent: bool) {
        self.silent.store(silent, Ordering::Relaxed);
    }
}

/// Passes bytes on in one direction, when they may.
fn pass(mut from: TcpStream, mut to: TcpStream, silent: Arc<AtomicBool>) {
    thread::spawn(move || {
        let mut bytes = [0; 16384];
        while let Ok(count @ 1..) = from.read(&mut bytes) {
            while silent.load(Ordering::Relaxed) {
                thread::sleep(Duration::from_millis(5));
            }
            if to.write_all(&bytes[..count]).is_err() {
                break;
            }
        }
        let _ = (from.shutdown(Shutdown::Both), to.shutdown(Shutdown::Both));
    });
}

/// Asks who is in a session that there is not, until it is enough; how long the
/// slowest answer took.
fn strangers(at: SocketAddr, enough: &AtomicBool) -> Duration {
    let mut client = Client::new(at, "");
    let mut slowest = Duration::ZERO;
    while !enough.load(Ordering::Relaxed) {
        let asked = Instant::now();
        let cookie = "Cookie: __Host-etablera=nobody\r\n";
        let answer = client.try_ask("GET /api/v1/session", cookie, "").unwrap();
        assert!(matches!(answer.status, 401 | 503), "{answer:?}");
        slowest = slowest.max(asked.elapsed());
    }
    slowest
}

#[test]
fn a_database_that_says_nothing_keeps_nobody_waiting_without_end() {
    let database = etablera_test_store::database().unwrap();
    let place = Place::database(database);
    let between = Between::new(place.server());
    let place = place.by_way_of(between.at);
    let token = place.token("bo", Role::Matcher);
    let limits = [("LIMITS__STORE", "0.5"), ("LIMITS__WAIT", "1"), ("LIMITS__REQUEST", "2")];
    let served = Served::start_with(&place, &limits);
    // Enough that some are caught in the middle of something.
    let (at, enough) = (served.at(), Arc::new(AtomicBool::new(false)));
    let asking: Vec<_> = std::iter::repeat_n(enough.clone(), 4)
        .map(|enough| thread::spawn(move || strangers(at, &enough)))
        .collect();
    let writers = Writers::start(&place, at, 4);
    writers.wait_for(12);
    between.is_silent(true);
    let begun = Instant::now();
    let mut client = Client::new(served.at(), &token);
    while begun.elapsed() < Duration::from_secs(8) {
        let asked = Instant::now();
        assert_eq!(client.get("/participants").status, 503);
        assert!(asked.elapsed() < Duration::from_secs(7), "{:?}", asked.elapsed());
    }
    between.is_silent(false);
    writers.wait_for(12);
    client.is_answered_again();
    enough.store(true, Ordering::Relaxed);
    let slowest = asking.into_iter().map(|thread| thread.join().unwrap());
    let slowest = slowest.chain([writers.slowest()]).max().unwrap();
    writers.end(at);
    assert!(slowest < Duration::from_secs(7), "{slowest:?}");
    place.verify();
}

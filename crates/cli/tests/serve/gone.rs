//! The database goes away and comes back.

use std::thread;
use std::time::{Duration, Instant};

use etablera_casework::policy::Role;
use etablera_test_store::{Cluster, Durability};

use crate::client::Client;
use crate::notes::Writers;
use crate::place::Place;
use crate::process::{PATIENCE, Served};
use crate::wire::{Answer, Wire};

fn seconds() -> Duration {
    let told = std::env::var("ETABLERA_GONE_SECONDS").ok().and_then(|text| text.parse().ok());
    Duration::from_secs(told.unwrap_or(3))
}

/// What anybody is told who asks for the health of a server.
fn health(served: &Served, path: &str) -> Answer {
    let mut wire = Wire::open(served.at());
    wire.send(format!("GET {path} HTTP/1.1\r\nHost: a\r\n\r\n").as_bytes());
    wire.answer().unwrap()
}

#[test]
fn a_database_that_goes_away_is_told_of_and_missed_no_longer_than_it_is_away() {
    let cluster = Cluster::start(Durability::Full).unwrap();
    let place = Place::database(cluster.database().unwrap());
    let token = place.token("bo", Role::Matcher);
    let served = Served::start_with(&place, &[("LIMITS__STORE", "0.5")]);
    let mut client = Client::new(served.at(), &token);
    let writers = Writers::start(&place, served.at(), 3);
    writers.wait_for(10);

    cluster.stop_immediately().unwrap();
    let gone = Instant::now();
    while gone.elapsed() < seconds() {
        let begun = Instant::now();
        let answer = client.get("/participants");
        assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
        assert_eq!(answer.status, 503, "{answer:?}");
        assert!(answer.header("retry-after").parse::<u64>().is_ok_and(|wait| wait > 0));
        // What is wrong is for those who run the server.
        assert!(!answer.text().contains("postgres"), "{}", answer.text());
        assert_eq!(health(&served, "/healthz").status, 204);
        assert_eq!(health(&served, "/readyz").status, 503);
    }

    cluster.start_again().unwrap();
    let back = Instant::now();
    while health(&served, "/readyz").status != 204 {
        assert!(back.elapsed() < PATIENCE, "it is not ready again");
        thread::sleep(Duration::from_millis(20));
    }
    client.is_answered_again();
    writers.wait_for(10);
    writers.end(served.at());
    place.verify();
}

//! The shared server and servers of one's own do what the tests of stores lean on.
#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use etablera_test_store::{Cluster, Database, Durability, Server, database};

/// Waits until a condition holds, for a minute: a recovery that syncs takes
/// seconds on a busy disk.
fn eventually(what: &str, mut condition: impl FnMut() -> bool) {
    let start = Instant::now();
    while !condition() {
        assert!(start.elapsed() < Duration::from_secs(60), "{what}: not within a minute");
        thread::sleep(Duration::from_millis(50));
    }
}

/// A connection that lasts, from a process of its own.
fn sleeper(database: &Database) -> Child {
    let psql = etablera_test_store::Programs::find().unwrap().folder().join("psql");
    let sleeper = Command::new(psql)
        .args(["-X", "-d", &database.url(), "-c", "SELECT pg_sleep(60)"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    eventually("a connection", || connections(database.server(), database.name()) == "1");
    sleeper
}

fn connections(server: &Server, database: &str) -> String {
    let count = "SELECT count(*) FROM pg_stat_activity WHERE datname = ";
    server.run("postgres", &format!("{count}'{database}'")).unwrap_or_default()
}

#[test]
fn databases_are_apart_though_made_at_once() {
    let make = |thread: i32| {
        let own = database().unwrap();
        own.run(&format!("CREATE TABLE t AS SELECT {thread} AS n")).unwrap();
        (own, thread)
    };
    let made: Vec<(Database, i32)> = thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|n| scope.spawn(move || make(n))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    for (own, thread) in &made {
        assert_eq!(own.run("SELECT n FROM t").unwrap(), thread.to_string());
    }
}

#[test]
fn a_database_is_dropped_with_its_connections() {
    let own = database().unwrap();
    let (server, name) = (own.server().clone(), own.name().to_owned());
    let mut connected = sleeper(&own);
    drop(own);
    assert!(!connected.wait().unwrap().success());
    let named = format!("SELECT count(*) FROM pg_database WHERE datname = '{name}'");
    assert_eq!(server.run("postgres", &named).unwrap(), "0");
}

#[test]
fn connections_can_be_ended() {
    let own = database().unwrap();
    assert_eq!(own.disconnect().unwrap(), 0);
    let mut connected = sleeper(&own);
    assert_eq!(own.disconnect().unwrap(), 1);
    assert!(!connected.wait().unwrap().success());
}

#[test]
fn a_statement_fails_with_the_servers_words() {
    let error = database().unwrap().run("SELECT * FROM nothing").unwrap_err().to_string();
    assert!(error.contains("relation \"nothing\" does not exist"), "{error}");
}

#[test]
fn what_was_committed_outlives_restarts_and_crashes() {
    let cluster = Cluster::start(Durability::Full).unwrap();
    let own = cluster.database().unwrap();
    assert_eq!(own.run("SHOW fsync").unwrap(), "on");
    own.run("CREATE TABLE t (n int)").unwrap();
    own.run("INSERT INTO t VALUES (1)").unwrap();
    cluster.restart().unwrap();
    own.run("INSERT INTO t VALUES (2)").unwrap();
    cluster.stop_immediately().unwrap();
    assert!(own.run("SELECT 1").is_err());
    assert!(cluster.stop_immediately().is_err());
    cluster.start_again().unwrap();
    assert_eq!(own.run("SELECT sum(n) FROM t").unwrap(), "3");

    let mut connected = sleeper(&own);
    assert_eq!(cluster.kill_backends(own.name()).unwrap(), 1);
    assert!(!connected.wait().unwrap().success());
    eventually("recovery", || own.run("SELECT sum(n) FROM t").is_ok_and(|sum| sum == "3"));
}

#[test]
fn a_cluster_has_swedish_order_and_is_gone_when_dropped() {
    let cluster = Cluster::start(Durability::None).unwrap();
    let text = "(VALUES ('Z'), ('a'), ('ö'), ('ä'), ('å')) t(v)";
    let order = format!("SELECT string_agg(v, ' ' ORDER BY v) FROM {text}");
    assert_eq!(cluster.database().unwrap().run(&order).unwrap(), "a Z å ä ö");
    let server = cluster.server().clone();
    let folder = server.run("postgres", "SHOW data_directory").unwrap();
    drop(cluster);
    assert!(server.run("postgres", "SELECT 1").is_err());
    assert!(!std::path::Path::new(&folder).exists());
}

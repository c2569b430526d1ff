//! A test process that is killed leaves no server, no disk and no folder behind.
#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use etablera_test_store::{Cluster, Durability, SERVER, SmallDisk, database};
use tempfile::TempDir;

/// Names to another process of this program what to start before it is killed.
const START: &str = "ETABLERA_TEST_START";

/// Not a test by itself: what is killed. Run alone, it starts nothing.
#[test]
#[ignore = "the other tests run it as a process of its own"]
fn victim() {
    let _kept: Box<dyn std::any::Any> = match std::env::var(START).as_deref() {
        Ok("shared") => Box::new(database().unwrap()),
        Ok("cluster") => Box::new(Cluster::start(Durability::Full).unwrap()),
        Ok("disk") => Box::new(SmallDisk::mount(65_536).unwrap()),
        _ => return,
    };
    // Past the harness, which would keep it until the end.
    writeln!(std::io::stdout(), "ready").unwrap();
    std::io::stdout().flush().unwrap();
    thread::sleep(Duration::from_secs(60));
}

/// A folder for temporary files that the server can enter.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o711)).unwrap();
    folder
}

fn start(what: &str, folder: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", "victim", "--nocapture"])
        .env(START, what)
        .env("TMPDIR", folder)
        .env_remove(SERVER)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

fn wait_until_ready(victim: &mut Child) {
    let lines = BufReader::new(victim.stdout.take().unwrap()).lines();
    assert!(lines.map_while(Result::ok).any(|line| line.ends_with("ready")), "it did not start");
}

/// The processes that were told of a folder.
fn processes(folder: &Path) -> Vec<String> {
    let named = folder.to_str().unwrap();
    let entries = fs::read_dir("/proc").unwrap().flatten();
    let commands = entries.filter_map(|entry| fs::read(entry.path().join("cmdline")).ok());
    let commands = commands.map(|command| String::from_utf8_lossy(&command).into_owned());
    commands.filter(|command| command.contains(named)).collect()
}

fn assert_nothing_is_left(folder: &Path, seconds: u64) {
    let start = Instant::now();
    loop {
        let files: Vec<_> = fs::read_dir(folder).unwrap().flatten().collect();
        let processes = processes(folder);
        if files.is_empty() && processes.is_empty() {
            return;
        }
        let late = start.elapsed() > Duration::from_secs(seconds);
        assert!(!late, "left after {seconds} seconds: {files:?} {processes:?}");
        thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn a_killed_process_leaves_nothing() {
    for what in ["shared", "cluster", "disk"] {
        let folder = folder();
        let mut victim = start(what, folder.path());
        wait_until_ready(&mut victim);
        assert_ne!(fs::read_dir(folder.path()).unwrap().count(), 0, "{what}");
        assert!(!processes(folder.path()).is_empty(), "{what}");
        victim.kill().unwrap();
        victim.wait().unwrap();
        assert_nothing_is_left(folder.path(), 10);
    }
}

#[test]
fn a_process_killed_while_it_starts_a_server_leaves_nothing() {
    for milliseconds in [30, 300, 900, 1500] {
        let folder = folder();
        let mut victim = start("cluster", folder.path());
        thread::sleep(Duration::from_millis(milliseconds));
        victim.kill().unwrap();
        victim.wait().unwrap();
        // What was begun is finished first.
        assert_nothing_is_left(folder.path(), 60);
    }
}

//! The program, as a process of its own.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::SocketAddr;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::place::Place;

/// How long anything may take on a busy machine.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// A server that runs. Dropped, it is killed; what it said is shown where the
/// test has failed.
pub(crate) struct Served {
    child: Child,
    at: SocketAddr,
    said: Option<JoinHandle<String>>,
}

impl Served {
    /// Starts it on a store.
    pub(crate) fn start(place: &Place) -> Self {
        Self::start_with(place, &[])
    }

    /// Starts it with settings, by the last part of the names of their variables.
    #[track_caller]
    pub(crate) fn start_with(place: &Place, settings: &[(&str, &str)]) -> Self {
        let mut command = prepared(place, settings);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let (told, said) = listen(&mut child);
        let at = told.recv_timeout(PATIENCE);
        let mut served = Self { child, at: ([127, 0, 0, 1], 0).into(), said: Some(said) };
        match at {
            Ok(at) => served.at = at,
            Err(error) => {
                let said = served.told();
                panic!("the server did not start: {error}: {said}");
            }
        }
        served
    }

    /// Where it listens.
    pub(crate) fn at(&self) -> SocketAddr {
        self.at
    }

    /// Kills it with SIGKILL, as a power cut would.
    pub(crate) fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Tells it to end.
    pub(crate) fn tell_to_end(&self) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
    }

    /// Waits until it has ended.
    #[track_caller]
    pub(crate) fn ended(&mut self) -> ExitStatus {
        let begun = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(begun.elapsed() < PATIENCE, "it does not end");
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// Everything that it said, once it has been killed.
    pub(crate) fn told(&mut self) -> String {
        let _ = self.child.kill();
        let _ = self.child.wait();
        self.said.take().map(|said| said.join().unwrap()).unwrap_or_default()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let said = self.told();
        if thread::panicking() {
            let said = format!("the server said:\n{said}\n");
            // Past the harness: this thread may be one that it does not watch.
            let _ = std::io::stdout().write_all(said.as_bytes());
        }
    }
}

/// The command that serves a store.
pub(crate) fn prepared(place: &Place, settings: &[(&str, &str)]) -> Command {
    let mut command = place.command(&["serve"]);
    let quiet = [
        ("LISTEN", "127.0.0.1:0"),
        ("LOG__LEVEL", "warn"),
        ("LIMITS__PER_MINUTE", "9000000"),
        // A busy machine may keep a test from its next request for a while.
        ("LIMITS__HEADERS", "60"),
    ];
    for (name, value) in quiet.iter().chain(settings) {
        command.env(format!("ETABLERA_SERVE_{name}"), value);
    }
    command
}

/// Reads what a server says to its end, and tells where it listens.
fn listen(child: &mut Child) -> (Receiver<SocketAddr>, JoinHandle<String>) {
    let lines = BufReader::new(child.stderr.take().unwrap()).lines();
    let (tell, told) = mpsc::channel();
    let said = thread::spawn(move || {
        let mut said = String::new();
        for line in lines.map_while(Result::ok) {
            if let Some((_, at)) = line.split_once("listening on ") {
                // Nobody waits any more where it took too long.
                let _ = tell.send(at.parse().unwrap());
            }
            said.push_str(&line);
            said.push('\n');
        }
        said
    });
    (told, said)
}

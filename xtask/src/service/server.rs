//! A server that runs beside this program, and ends with it.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::{Answers, Site};
use crate::error::Error;
use crate::step;

/// How long a server may take to read a large store into memory.
const START: Duration = Duration::from_secs(180);

/// How long it may take to finish what is under way.
const END: Duration = Duration::from_secs(60);

/// A server that answers.
pub(crate) struct Server {
    process: Child,
    /// Its address, as `127.0.0.1:PORT`.
    at: String,
    log: PathBuf,
}

impl Server {
    /// Starts `etablera serve` over a store, on a port of its own, with these
    /// settings over its own, by the names of their variables without
    /// `ETABLERA_SERVE_`.
    ///
    /// # Errors
    /// When it does not come to listen.
    pub(crate) fn start(site: &Site<'_>, settings: &[(&str, &str)]) -> Result<Self, Error> {
        let mut command = site.command();
        command.arg("serve").env("ETABLERA_SERVE_LISTEN", "127.0.0.1:0");
        for (name, value) in settings {
            command.env(format!("ETABLERA_SERVE_{name}"), value);
        }
        Self::run(command, site.folder().join("serve.log"))
    }

    /// Starts a program that says `listening on` and its address on standard
    /// error, which goes to `log`.
    ///
    /// # Errors
    /// When it does not come to listen.
    pub(crate) fn run(mut command: Command, log: PathBuf) -> Result<Self, Error> {
        println!("$ {}", step::shown(&command));
        let file =
            File::create(&log).map_err(|source| Error::Write { path: log.clone(), source })?;
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(file);
        let process = command.spawn().map_err(|source| Error::Start {
            program: command.get_program().to_string_lossy().into_owned(),
            source,
        })?;
        let mut server = Self { process, at: String::new(), log };
        server.at = server.wait_until_it_listens()?;
        Ok(server)
    }

    fn wait_until_it_listens(&mut self) -> Result<String, Error> {
        let begun = Instant::now();
        while begun.elapsed() < START {
            let said = read(&self.log)?;
            if let Some(at) = said.lines().find_map(|line| line.strip_prefix("listening on ")) {
                return Ok(at.to_owned());
            }
            if self.ended()? {
                break;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        let said = read(&self.log)?;
        Err(Error::Service(format!("the server does not listen; it says: {}", said.trim())))
    }

    fn ended(&mut self) -> Result<bool, Error> {
        let looked = self.process.try_wait();
        let lost = |error| Error::Service(format!("the server cannot be looked at: {error}"));
        Ok(looked.map_err(lost)?.is_some())
    }

    /// Its address, as `127.0.0.1:PORT`.
    pub(crate) fn at(&self) -> &str {
        &self.at
    }

    /// Where something is on it.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.at)
    }

    /// The memory that it has in use, in bytes, as the system counts it.
    ///
    /// # Errors
    /// When the system does not say.
    pub(crate) fn memory(&self) -> Result<u64, Error> {
        let status = read(Path::new(&format!("/proc/{}/status", self.process.id())))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kibibytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
        kibibytes
            .map(|number| number * 1024)
            .ok_or_else(|| Error::Service("the system tells no memory of the server".to_owned()))
    }

    /// What it has answered so far, if its log is JSON and tells of requests.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub(crate) fn answers(&self) -> Result<Answers, Error> {
        Ok(Answers::of(&read(&self.log)?))
    }

    /// Tells it to end, and waits until it has finished what is under way.
    ///
    /// # Errors
    /// When it does not end in time, or not well.
    pub(crate) fn end(mut self) -> Result<(), Error> {
        let process = self.process.id().to_string();
        // A shell has `kill` built in; a machine may have no program of the name.
        step::run(Command::new("sh").args(["-c", "kill -TERM \"$0\"", &process]))?;
        let begun = Instant::now();
        while !self.ended()? {
            if begun.elapsed() > END {
                return Err(Error::Service("the server does not end when told to".to_owned()));
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        match self.process.wait() {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(Error::Service(format!("the server ended with {status}"))),
            Err(error) => Err(Error::Service(format!("the server is lost: {error}"))),
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn read(path: &Path) -> Result<String, Error> {
    // A line may be half written.
    let bytes =
        std::fs::read(path).map_err(|source| Error::Read { path: path.to_path_buf(), source })?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

//! A PostgreSQL server of one's own.

use std::net::TcpListener;
use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::{Mutex, PoisonError};

use crate::database::Database;
use crate::error::Error;
use crate::keeper::Keeper;
use crate::programs::Programs;
use crate::server::Server;

/// Ports to try before giving up: another program may take one just before the server does.
const ATTEMPTS: usize = 5;

/// What holds with either durability. The socket's folder is the cluster's, by
/// a path that cannot be too long for a socket.
const SETTINGS: &str = "
listen_addresses = '127.0.0.1'
unix_socket_directories = '..'
max_connections = 200
log_timezone = 'UTC'
timezone = 'UTC'
";

/// What a commit survives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// A clean stop only: fast, for tests of what the server answers.
    None,
    /// A crash of the server and a loss of power, as in production. On Linux only.
    Full,
}

impl Durability {
    /// The lines of `postgresql.conf`.
    fn settings(self) -> &'static str {
        match self {
            Self::None => "fsync = off\nsynchronous_commit = off\nfull_page_writes = off",
            Self::Full => concat!(
                "fsync = on\nsynchronous_commit = on\nfull_page_writes = on\n",
                // As durable as syncing file by file, and halves the time of a recovery.
                "recovery_init_sync_method = syncfs",
            ),
        }
    }
}

/// A PostgreSQL server that one test starts, stops and kills.
///
/// It listens on the loopback address and in its own folder, trusts everybody
/// there, and sorts text in Swedish order. Dropped, or when the process ends
/// in whatever way, it is stopped and its folder removed.
#[derive(Debug)]
pub struct Cluster {
    /// How to reach it.
    server: Server,
    /// The port, which it keeps when restarted.
    port: u16,
    /// What starts and stops it.
    keeper: Mutex<Keeper>,
}

impl Cluster {
    /// Makes a cluster and starts it, which takes a second or two.
    ///
    /// # Errors
    /// When PostgreSQL is absent or does not start.
    pub fn start(durability: Durability) -> Result<Self, Error> {
        let programs = Programs::find()?;
        let settings = format!("{SETTINGS}{}", durability.settings());
        let folder = programs.folder().to_string_lossy();
        let keeper = Keeper::start(include_str!("cluster.sh"), &[&folder, &settings])
            .map_err(|source| Error::start("sh", source))?;
        let keeper = Mutex::new(keeper);
        ask(&keeper, "init")?;
        let port = start_somewhere(&keeper)?;
        let server = Server::at(&format!("postgres://postgres@127.0.0.1:{port}"), programs)?;
        Ok(Self { server, port, keeper })
    }

    /// The server, to be connected to.
    #[must_use]
    pub fn server(&self) -> &Server {
        &self.server
    }

    /// The URL of a database, as a superuser; `postgres` is always there.
    #[must_use]
    pub fn url(&self, database: &str) -> String {
        self.server.url(database)
    }

    /// A fresh, empty database.
    ///
    /// # Errors
    /// When the server refuses.
    pub fn database(&self) -> Result<Database, Error> {
        self.server.database()
    }

    /// Stops the server cleanly, which ends all connections, and starts it at
    /// the same address.
    ///
    /// # Errors
    /// When it does not stop or start.
    pub fn restart(&self) -> Result<(), Error> {
        ask(&self.keeper, "stop fast")?;
        self.start_again()
    }

    /// Stops the server without writing anything more, as a crash would.
    ///
    /// # Errors
    /// When it does not run.
    pub fn stop_immediately(&self) -> Result<(), Error> {
        ask(&self.keeper, "stop immediate")
    }

    /// Starts the stopped server at the same address, and waits until it has
    /// recovered.
    ///
    /// # Errors
    /// When it runs or does not start.
    pub fn start_again(&self) -> Result<(), Error> {
        ask(&self.keeper, &format!("start {}", self.port))
    }

    /// Kills the process behind each connection to a database with SIGKILL,
    /// and returns how many there were.
    ///
    /// The server then ends all connections and recovers by itself; until it
    /// has, it accepts none.
    ///
    /// # Errors
    /// When the server cannot be asked for them.
    pub fn kill_backends(&self, database: &str) -> Result<usize, Error> {
        let statement = format!(
            "SELECT pid FROM pg_stat_activity \
             WHERE datname = '{database}' AND pid <> pg_backend_pid()"
        );
        let found = self.server.run("postgres", &statement)?;
        for process in found.lines() {
            // The first one's death ends the others, maybe before we do.
            let _ = ask(&self.keeper, &format!("kill {process}"));
        }
        Ok(found.lines().count())
    }
}

/// Gives an order to the cluster's shell.
fn ask(keeper: &Mutex<Keeper>, order: &str) -> Result<(), Error> {
    let mut keeper = keeper.lock().unwrap_or_else(PoisonError::into_inner);
    let answer = keeper.ask(order).map_err(|source| Error::start("sh", source))?;
    answer.map_err(|said| Error::Failed { what: format!("PostgreSQL: {order}"), said })
}

/// Starts the server at a port that nobody else has, and returns the port.
fn start_somewhere(keeper: &Mutex<Keeper>) -> Result<u16, Error> {
    let mut refused = None;
    for port in free_ports().take(ATTEMPTS) {
        match ask(keeper, &format!("start {port}")) {
            Ok(()) => return Ok(port),
            Err(error) => refused = Some(error),
        }
    }
    let none = || Error::Failed { what: "PostgreSQL: start".into(), said: "no free port".into() };
    Err(refused.unwrap_or_else(none))
}

/// Ports of the loopback address that are free now.
///
/// They lie below those that systems hand to outgoing connections, so that a
/// stopped server finds its port free again.
fn free_ports() -> impl Iterator<Item = u16> {
    const FIRST: u16 = 20_000;
    const COUNT: u16 = 12_000;
    static NEXT: AtomicU16 = AtomicU16::new(0);
    // Processes begin far apart, or they would race for the same ports.
    let process = std::process::id().wrapping_mul(61) % u32::from(COUNT);
    let start = u16::try_from(process).unwrap_or_default();
    (0..COUNT)
        .map(move |_| FIRST + (start + NEXT.fetch_add(1, Ordering::Relaxed) % COUNT) % COUNT)
        .filter(|port| TcpListener::bind(("127.0.0.1", *port)).is_ok())
}

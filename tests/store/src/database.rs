//! A database for one test.

use std::sync::atomic::{AtomicU32, Ordering};

use crate::error::Error;
use crate::server::Server;

/// A database of one's own, empty at first; dropped when this is.
#[derive(Debug)]
pub struct Database {
    /// Its name, unique on the server.
    name: String,
    /// Where it is.
    server: Server,
}

/// A fresh, empty database on the server that tests share.
///
/// ```
/// let database = etablera_test_store::database()?;
/// database.run("CREATE TABLE task (id int)")?;
/// assert_eq!(database.run("SELECT count(*) FROM task")?, "0");
/// # Ok::<(), etablera_test_store::Error>(())
/// ```
///
/// # Errors
/// When PostgreSQL is absent or does not start, or the database cannot be made.
pub fn database() -> Result<Database, Error> {
    Server::shared()?.database()
}

impl Server {
    /// A fresh, empty database on this server.
    ///
    /// # Errors
    /// When the server refuses.
    pub fn database(&self) -> Result<Database, Error> {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        loop {
            let next = NEXT.fetch_add(1, Ordering::Relaxed);
            let name = format!("e_{}_{next}", std::process::id());
            match self.run("postgres", &format!("CREATE DATABASE {name} TEMPLATE template0")) {
                Ok(_) => return Ok(Database { name, server: self.clone() }),
                // Left by a killed process that had this one's number.
                Err(Error::Failed { said, .. }) if said.contains("already exists") => {}
                Err(error) => return Err(error),
            }
        }
    }
}

impl Database {
    /// The name on the server.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The URL to connect to, as a superuser.
    #[must_use]
    pub fn url(&self) -> String {
        self.server.url(&self.name)
    }

    /// The server that it is on.
    #[must_use]
    pub fn server(&self) -> &Server {
        &self.server
    }

    /// Runs one statement in it, as [`Server::run`] does.
    ///
    /// # Errors
    /// As [`Server::run`].
    pub fn run(&self, statement: &str) -> Result<String, Error> {
        self.server.run(&self.name, statement)
    }

    /// Ends all connections to it, as [`Server::disconnect`] does.
    ///
    /// # Errors
    /// As [`Server::disconnect`].
    pub fn disconnect(&self) -> Result<usize, Error> {
        self.server.disconnect(&self.name)
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        // A test may have stopped the server for good; then nothing is left to drop.
        let statement = format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name);
        let _ = self.server.run("postgres", &statement);
    }
}

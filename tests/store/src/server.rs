//! A server to connect to, whoever runs it.

use std::process::Command;
use std::sync::OnceLock;

use crate::cluster::{Cluster, Durability};
use crate::error::Error;
use crate::programs::Programs;

/// The environment variable with the address of a server that all test
/// programs of a run share: a `postgres://` URL of a superuser.
pub const SERVER: &str = "ETABLERA_TEST_POSTGRES";

/// A PostgreSQL server and how to reach it as a superuser.
#[derive(Clone, Debug)]
pub struct Server {
    /// The address up to the database: scheme, user, host and port.
    origin: String,
    /// What follows the database: empty, or `?` and parameters.
    parameters: String,
    /// Where `psql` is.
    programs: Programs,
}

impl Server {
    /// The server that tests share.
    ///
    /// It is the one that [`SERVER`] names in the environment, or else one that
    /// the first caller starts for this process, without durability. Each
    /// caller works in databases of its own.
    ///
    /// # Errors
    /// When PostgreSQL is absent or does not start; each later call says so too.
    pub fn shared() -> Result<&'static Self, Error> {
        /// The cluster is never dropped: its keeper sees this process end.
        static SHARED: OnceLock<Result<(Server, Option<Cluster>), Error>> = OnceLock::new();
        let shared = SHARED.get_or_init(|| match std::env::var(SERVER) {
            Ok(url) => Ok((Self::at(&url, Programs::find_client()?)?, None)),
            Err(_) => {
                let cluster = Cluster::start(Durability::None)?;
                Ok((cluster.server().clone(), Some(cluster)))
            }
        });
        shared.as_ref().map(|(server, _)| server).map_err(Clone::clone)
    }

    /// The server at an address, whose database does not matter.
    pub(crate) fn at(url: &str, programs: Programs) -> Result<Self, Error> {
        let refuse = || Error::Address(url.to_owned());
        let (scheme, rest) = url.split_once("://").ok_or_else(refuse)?;
        let (place, parameters) = rest.find('?').map_or((rest, ""), |at| rest.split_at(at));
        let authority = place.split('/').next().unwrap_or_default();
        if !matches!(scheme, "postgres" | "postgresql") || authority.is_empty() {
            return Err(refuse());
        }
        let origin = format!("{scheme}://{authority}");
        Ok(Self { origin, parameters: parameters.to_owned(), programs })
    }

    /// The URL of a database on this server, whether or not there is one of that name.
    #[must_use]
    pub fn url(&self, database: &str) -> String {
        format!("{}/{database}{}", self.origin, self.parameters)
    }

    /// Runs one statement through `psql` and returns its rows as lines, with
    /// `|` between columns.
    ///
    /// Each call is a connection of its own: it is for a test's preparations
    /// and for looking from outside, not for speed.
    ///
    /// # Errors
    /// When `psql` does not start or the statement fails, with the server's words.
    pub fn run(&self, database: &str, statement: &str) -> Result<String, Error> {
        let program = self.programs.folder().join("psql");
        let output = Command::new(&program)
            .args(["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1"])
            .args(["-d", &self.url(database), "-c", statement])
            .env("LC_ALL", "C")
            .output()
            .map_err(|source| Error::start(program.to_string_lossy(), source))?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            return Err(Error::Failed { what: statement.to_owned(), said });
        }
        Ok(String::from_utf8_lossy(&output.stdout).trim_end().to_owned())
    }

    /// Ends all connections to a database, as an administrator would, and
    /// returns how many there were.
    ///
    /// # Errors
    /// When the server cannot be asked.
    pub fn disconnect(&self, database: &str) -> Result<usize, Error> {
        let statement = format!(
            "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity \
             WHERE datname = '{database}' AND pid <> pg_backend_pid()"
        );
        Ok(self.run("postgres", &statement)?.lines().count())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_database_of_an_address_is_replaced() {
        let programs = Programs::find_client().unwrap();
        for (url, expected) in [
            ("postgres://postgres@127.0.0.1:5432", Some("postgres://postgres@127.0.0.1:5432/e")),
            ("postgresql://u:p@h/postgres", Some("postgresql://u:p@h/e")),
            ("postgres://u@h/a?sslmode=disable", Some("postgres://u@h/e?sslmode=disable")),
            ("postgres://u@h?host=/tmp/a", Some("postgres://u@h/e?host=/tmp/a")),
            ("mysql://u@h", None),
            ("postgres://", None),
            ("postgres:///a", None),
            ("127.0.0.1:5432", None),
            ("", None),
        ] {
            let found = Server::at(url, programs.clone()).map(|server| server.url("e"));
            assert_eq!(found.ok().as_deref(), expected, "{url}");
        }
    }
}

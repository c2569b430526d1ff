//! What can go wrong before a test begins.

use std::fmt;
use std::io;
use std::sync::Arc;

/// Why there is no server or no database.
///
/// Tests unwrap it, so that its `Debug` is the text for people too.
#[derive(Clone)]
pub enum Error {
    /// PostgreSQL's programs are not on this machine.
    Absent {
        /// The program or programs that are missing.
        missing: &'static str,
        /// Where they were sought.
        sought: String,
    },
    /// The environment names a server in a way that cannot be read.
    Address(String),
    /// A program did not start, or could not be talked to.
    Start {
        /// The program.
        program: String,
        /// What the system said.
        source: Arc<io::Error>,
    },
    /// A program ran and failed.
    Failed {
        /// What it was to do.
        what: String,
        /// What it said.
        said: String,
    },
}

impl Error {
    /// The error of a program that the system could not start or talk to.
    pub(crate) fn start(program: impl Into<String>, source: io::Error) -> Self {
        Self::Start { program: program.into(), source: Arc::new(source) }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Absent { missing, sought } => write!(
                f,
                "PostgreSQL 15 or later is needed and {missing} is not in {sought}: install the \
                 Debian package `postgresql`, or run `cargo xtask test` as root, which does"
            ),
            Self::Address(url) => write!(
                f,
                "`{url}` is not the address of a server: expected one such as \
                 `postgres://postgres@127.0.0.1:5432`"
            ),
            Self::Start { program, .. } => write!(f, "`{program}` did not start or fell silent"),
            Self::Failed { what, said } => write!(f, "`{what}` failed: {}", said.trim()),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Start { source, .. } => write!(f, "{self}: {source}"),
            _ => fmt::Display::fmt(self, f),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Start { source, .. } => Some(source.as_ref()),
            _ => None,
        }
    }
}

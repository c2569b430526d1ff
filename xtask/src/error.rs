//! What can go wrong in a task.

use std::fmt;
use std::io;
use std::path::PathBuf;
use std::process::ExitStatus;

/// Why a task or a step failed.
#[derive(Debug)]
pub(crate) enum Error {
    /// The arguments do not make sense.
    Usage(String),
    /// A program could not be started.
    Start {
        /// The program.
        program: String,
        /// What the system said.
        source: io::Error,
    },
    /// A command ran and failed.
    Command {
        /// The command as one would type it.
        command: String,
        /// How it ended.
        status: ExitStatus,
    },
    /// A file could not be read.
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file could not be written.
    Write {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A command's output is not what it promises to be.
    Output {
        /// The command as one would type it.
        command: String,
        /// What is wrong with its output.
        problem: String,
    },
    /// A check found something; one line each.
    Findings(Vec<String>),
    /// A program is absent and could not be installed.
    Install {
        /// The program.
        program: String,
        /// What stands in the way.
        problem: &'static str,
    },
    /// The service did not do what was asked of it.
    Service(String),
    /// The server that tests share did not start.
    Server(etablera_test_store::Error),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(problem) => write!(f, "{problem}; see `cargo xtask help`"),
            Self::Start { program, source } => write!(f, "`{program}` did not start: {source}"),
            Self::Command { command, status } => write!(f, "`{command}` ended with {status}"),
            Self::Read { path, source } => {
                write!(f, "`{}` could not be read: {source}", path.display())
            }
            Self::Write { path, source } => {
                write!(f, "`{}` could not be written: {source}", path.display())
            }
            Self::Output { command, problem } => {
                write!(f, "`{command}` printed something unexpected: {problem}")
            }
            Self::Service(problem) => f.write_str(problem),
            Self::Findings(lines) => f.write_str(&lines.join("; ")),
            Self::Install { program, problem } => {
                write!(f, "`{program}` is needed and absent, and {problem}")
            }
            Self::Server(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Start { source, .. } | Self::Read { source, .. } | Self::Write { source, .. } => {
                Some(source)
            }
            Self::Server(error) => error.source(),
            _ => None,
        }
    }
}

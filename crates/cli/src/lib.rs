//! The command line: decode arguments, call a use case, encode the answer.
//!
//! Answers go to standard output, everything else to standard error. The
//! library behind the binary writes to what it is given, so that tests call
//! it in process.

mod args;
mod command;
mod error;
mod exit;
mod file;
mod io;
mod progress;
mod render;

use std::ffi::OsString;

use clap::{CommandFactory, Parser};

pub use etablera_domain::event::Moment;
pub use exit::Exit;
pub use io::{Io, Screen};

/// Runs one command line, the program's name first.
pub fn run(args: impl IntoIterator<Item = OsString>, io: &mut Io<'_>) -> Exit {
    let parsed = match args::Args::try_parse_from(args) {
        Ok(parsed) => parsed,
        Err(help) => return io.usage(&help),
    };
    match command::run(parsed, io) {
        Ok(exit) => exit,
        Err(error) => io.failure(&error),
    }
}

/// Every command that does something, such as `db init`: for checks that must
/// leave none out.
#[must_use]
pub fn commands() -> Vec<String> {
    fn below(command: &clap::Command, path: &str, into: &mut Vec<String>) {
        let mut children = command.get_subcommands().peekable();
        if children.peek().is_none() {
            into.push(path.to_owned());
        }
        for child in children {
            let name = child.get_name();
            let path = if path.is_empty() { name.to_owned() } else { format!("{path} {name}") };
            below(child, &path, into);
        }
    }
    let mut all = Vec::new();
    below(&args::Args::command(), "", &mut all);
    all
}

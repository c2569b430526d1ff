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

use clap::Parser;

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

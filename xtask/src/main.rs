//! `cargo xtask`: the project's own tasks, with nothing to install but Rust.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a task talks to its terminal")]

mod bench;
mod contract;
mod dependencies;
mod error;
mod examples;
mod fuzz;
mod install;
mod licences;
mod load;
mod metadata;
mod option;
mod readme;
mod report;
mod service;
mod soak;
mod step;
mod test;
mod workspace;

use std::process::ExitCode;

use crate::error::Error;
use crate::workspace::Workspace;

/// What `cargo xtask help` says before the list of steps.
const USAGE: &str = "\
usage: cargo xtask TASK

  test [--fail-fast] [STEP...]     all checks, or the steps named
  bench [ARGUMENTS...]             all benches; the arguments go to `cargo bench`
  fuzz [--seconds N] [TARGET...]   each fuzz target for N seconds (60), or those named
  load [--people N] [--needs N] [--seconds N] [--idle N]
                                   how fast the service answers, as a table
  soak [--rounds N] [--minutes N]  kills what stores N times (500), on each database,
                                   and asks the service for N minutes (10)
  help                             this text

ETABLERA_DATA names the folder of public data releases (`../shared/data`);
tests that need it say that they are skipped when it is absent.

ETABLERA_TEST_POSTGRES names a PostgreSQL server to test on, as a URL of a
superuser; if unset, one is started, and installed first if it is absent.

steps of `test`:
";

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let task = arguments.next();
    let rest: Vec<String> = arguments.collect();
    match run(task.as_deref(), &rest) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(if matches!(error, Error::Usage(_)) { 2 } else { 1 })
        }
    }
}

/// Runs one task.
fn run(task: Option<&str>, arguments: &[String]) -> Result<ExitCode, Error> {
    match task {
        Some("test") => test::run(&Workspace::open(), arguments),
        Some("bench") => bench::run(&Workspace::open(), arguments),
        Some("load") => load::run(&Workspace::open(), arguments),
        Some("soak") => soak::run(&Workspace::open(), arguments),
        Some("fuzz") => fuzz::run(&Workspace::open(), arguments),
        None | Some("help" | "--help" | "-h") => {
            print!("{}", help());
            Ok(ExitCode::SUCCESS)
        }
        Some(other) => Err(Error::Usage(format!(
            "`{other}` is not a task: expected `test`, `bench`, `fuzz`, `load`, `soak` or `help`"
        ))),
    }
}

/// The usage and every step of `test`.
fn help() -> String {
    let steps = test::STEPS.iter().map(|step| format!("  {:<14} {}\n", step.name, step.what));
    format!("{USAGE}{}", steps.collect::<String>())
}

//! `cargo xtask bench`, and the step that runs each bench once.

use std::process::ExitCode;

use crate::error::Error;
use crate::metadata::{self, Kind};
use crate::step::{self, Outcome};
use crate::workspace::Workspace;

/// All benches but no libraries, whose test harness does not know criterion's flags.
const BENCHES: [&str; 5] = ["bench", "--workspace", "--all-features", "--bench", "*"];

/// Measures; the arguments go to `cargo bench`.
///
/// # Errors
/// When there are no benches or one fails.
pub(crate) fn run(workspace: &Workspace, arguments: &[String]) -> Result<ExitCode, Error> {
    workspace.announce_data();
    let names_a_bench = arguments.iter().take_while(|a| *a != "--").any(|a| a == "--bench");
    let head = if names_a_bench { &BENCHES[..3] } else { &BENCHES[..] };
    workspace.share_server()?;
    let mut command = workspace.cargo(head.iter().copied());
    step::run(command.args(arguments))?;
    Ok(ExitCode::SUCCESS)
}

/// Runs each bench once without measuring, so that what it asserts is checked.
///
/// # Errors
/// When a bench does not build or does not succeed.
pub(crate) fn check(workspace: &Workspace) -> Result<Outcome, Error> {
    let members = metadata::members(workspace)?;
    if members.iter().all(|package| package.targets(Kind::Bench).next().is_none()) {
        return Ok(Outcome::Skipped("no benches"));
    }
    workspace.share_server()?;
    // Nothing is measured: what the tests built serves, with its overflow checks.
    step::run(workspace.cargo(BENCHES).args(["--profile", "dev", "--", "--test"]))?;
    Ok(Outcome::Passed)
}

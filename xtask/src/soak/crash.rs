//! The crash test, as often as it takes to believe it.

use crate::error::Error;
use crate::step;
use crate::workspace::Workspace;

/// The environment variable that the crash test reads.
const ROUNDS: &str = "ETABLERA_CRASH_ROUNDS";

/// Kills processes and servers in the middle of appends; the test prints what
/// it has counted.
///
/// # Errors
/// When anything was lost.
pub(super) fn run(workspace: &Workspace, rounds: u32) -> Result<(), Error> {
    crate::install::postgres(workspace)?;
    let test = ["test", "--release", "-p", "etablera-storage", "--test", "crash"];
    let mut command = workspace.cargo(test);
    step::run(command.args(["--", "--nocapture"]).env(ROUNDS, rounds.to_string()))
}

//! The crash tests, as often as it takes to believe them.

use crate::error::Error;
use crate::step;
use crate::workspace::Workspace;

/// The environment variable that the crash tests read.
const ROUNDS: &str = "ETABLERA_CRASH_ROUNDS";

/// And the one that says for how long a server of the database is gone.
const GONE: &str = "ETABLERA_GONE_SECONDS";

/// Kills processes and servers in the middle of appends, and in a tenth of the
/// rounds the service while it is asked; then its database is gone for half a
/// minute. The tests print what they have counted.
///
/// # Errors
/// When anything was lost.
pub(super) fn run(workspace: &Workspace, rounds: u32) -> Result<(), Error> {
    crate::install::postgres(workspace)?;
    let test = ["test", "--release", "-p", "etablera-storage", "--test", "crash"];
    let mut command = workspace.cargo(test);
    step::run(command.args(["--", "--nocapture"]).env(ROUNDS, rounds.to_string()))?;
    let test = ["test", "--release", "-p", "etablera-cli", "--test", "serve", "--"];
    let mut command = workspace.cargo(test);
    command.args(["killed", "gone", "--nocapture"]);
    step::run(command.env(ROUNDS, rounds.div_ceil(10).to_string()).env(GONE, "30"))
}

//! The libraries alone, and their examples: what somebody else's program gets.

use crate::error::Error;
use crate::metadata::{self, Kind};
use crate::step::{self, Outcome};
use crate::workspace::Workspace;

/// Checks that each library builds without the rest of the workspace, whose
/// features would otherwise join its own.
///
/// # Errors
/// When a library does not build.
pub(crate) fn libraries_alone(workspace: &Workspace) -> Result<Outcome, Error> {
    for package in metadata::members(workspace)? {
        if package.targets(Kind::Lib).next().is_some() {
            step::run(&mut workspace.cargo(["check", "-p", &package.name]))?;
        }
    }
    Ok(Outcome::Passed)
}

/// Runs each example, without arguments.
///
/// # Errors
/// When an example does not build or does not succeed.
pub(crate) fn run(workspace: &Workspace) -> Result<Outcome, Error> {
    // The tests have built them; by itself each would have other features, and
    // be built anew with all that it stands on.
    step::run(&mut workspace.cargo(["test", "--workspace", "--all-features", "--no-run"]))?;
    let built = workspace.target()?.join("debug/examples");
    let mut outcome = Outcome::Skipped("no examples");
    for package in metadata::members(workspace)? {
        for example in package.targets(Kind::Example) {
            let program = built.join(&example.name);
            step::run(&mut workspace.command(&program.to_string_lossy()))?;
            outcome = Outcome::Passed;
        }
    }
    Ok(outcome)
}

//! The libraries alone, and their examples: what somebody else's program gets.

use std::process::Command;

use crate::error::Error;
use crate::metadata::{self, Kind, Package, Target};
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
    let mut outcome = Outcome::Skipped("no examples");
    for package in metadata::members(workspace)? {
        for example in package.targets(Kind::Example) {
            step::run(&mut command(workspace, &package, example))?;
            outcome = Outcome::Passed;
        }
    }
    Ok(outcome)
}

/// The command that runs one example, with the features that it asks for.
fn command(workspace: &Workspace, package: &Package, example: &Target) -> Command {
    let mut command =
        workspace.cargo(["run", "--quiet", "-p", &package.name, "--example", &example.name]);
    if !example.required_features.is_empty() {
        command.arg("--features").arg(example.required_features.join(","));
    }
    command
}

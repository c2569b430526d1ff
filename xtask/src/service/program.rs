//! The program that serves.

use std::path::PathBuf;

use crate::error::Error;
use crate::step;
use crate::workspace::Workspace;

/// The program as the tests have built it.
///
/// # Errors
/// When it does not build.
pub(crate) fn tested(workspace: &Workspace) -> Result<PathBuf, Error> {
    // Without the tests, crates would have other features, and be built anew.
    step::run(&mut workspace.cargo(["test", "--workspace", "--all-features", "--no-run"]))?;
    Ok(workspace.target()?.join("debug/etablera"))
}

/// The program as it is used, and an example of the server to measure it beside:
/// built together, so that the server is built once.
///
/// # Errors
/// When they do not build.
pub(crate) fn released_with(
    workspace: &Workspace,
    example: &str,
) -> Result<(PathBuf, PathBuf), Error> {
    let build = ["build", "--release", "-p", "etablera-cli", "--bin", "etablera"];
    let mut command = workspace.cargo(build);
    step::run(command.args(["-p", "etablera-http", "--example", example]))?;
    let target = workspace.target()?.join("release");
    Ok((target.join("etablera"), target.join("examples").join(example)))
}

/// The program as it is used.
///
/// # Errors
/// When it does not build.
pub(crate) fn released(workspace: &Workspace) -> Result<PathBuf, Error> {
    step::run(&mut workspace.cargo(["build", "--release", "-p", "etablera-cli"]))?;
    Ok(workspace.target()?.join("release/etablera"))
}

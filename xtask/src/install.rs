//! Programs that a task needs and a machine may lack.

use std::path::{Path, PathBuf};

use etablera_test_store::Programs;

use crate::error::Error;
use crate::step;
use crate::workspace::Workspace;

/// Makes sure that `program` is there, from the Debian package that has it.
///
/// # Errors
/// When it is absent and cannot be installed.
pub(crate) fn debian(workspace: &Workspace, program: &str, package: &str) -> Result<(), Error> {
    if find(program).is_some() {
        return Ok(());
    }
    bring(workspace, program, &[package])?;
    find(program).map(|_| ()).ok_or_else(|| refuse(program, NOT_BROUGHT))
}

/// Makes sure that PostgreSQL's server is there, where Debian puts it.
///
/// # Errors
/// When it is absent and cannot be installed.
pub(crate) fn postgres(workspace: &Workspace) -> Result<(), Error> {
    if Programs::find().is_ok() {
        return Ok(());
    }
    bring(workspace, "postgres", &["postgresql", "postgresql-15"])?;
    // The package makes a server for everybody, and may start it. Nobody has
    // used it yet, and the tests start their own.
    step::succeeds(workspace.command("service").args(["postgresql", "stop"]));
    Programs::find().map(|_| ()).map_err(|_| refuse("postgres", NOT_BROUGHT))
}

/// Makes sure that Python is there, with what makes environments.
///
/// # Errors
/// When it is absent and cannot be installed.
pub(crate) fn python(workspace: &Workspace) -> Result<(), Error> {
    let whole = || {
        let modules = ["-c", "import ensurepip, venv"];
        step::succeeds(workspace.command("python3").args(modules))
    };
    if whole() {
        return Ok(());
    }
    bring(workspace, "python3", &["python3-venv"])?;
    if whole() { Ok(()) } else { Err(refuse("python3", NOT_BROUGHT)) }
}

/// What is wrong when a package is there and its program is not.
const NOT_BROUGHT: &str = "its Debian package did not bring it";

/// Installs the first of these Debian packages that exists, for the sake of `program`.
fn bring(workspace: &Workspace, program: &str, packages: &[&str]) -> Result<(), Error> {
    if find("apt-get").is_none() {
        return Err(refuse(program, "there is no `apt-get` to install it with"));
    }
    if step::output(workspace.command("id").arg("-u"))?.trim() != "0" {
        return Err(refuse(program, "only root can install it"));
    }
    let apt = || {
        let mut command = workspace.command("apt-get");
        command.env("DEBIAN_FRONTEND", "noninteractive");
        command
    };
    step::run(apt().arg("update"))?;
    let exists = |package: &&&str| {
        step::succeeds(workspace.command("apt-cache").args(["show", "--quiet", package]))
    };
    let found = packages.iter().find(exists);
    let package = found.ok_or_else(|| refuse(program, "no Debian package has it"))?;
    println!("`{program}` is absent: installing the Debian package `{package}`");
    step::run(apt().args(["install", "-y", "--no-install-recommends", package]))
}

/// The error for a program that cannot be installed.
fn refuse(program: &str, problem: &'static str) -> Error {
    Error::Install { program: program.to_owned(), problem }
}

/// Makes sure that cargo has a subcommand, from the crate of that name.
///
/// # Errors
/// When it is absent and does not build.
pub(crate) fn cargo(workspace: &Workspace, subcommand: &str) -> Result<(), Error> {
    if step::succeeds(&mut workspace.cargo([subcommand, "--version"])) {
        return Ok(());
    }
    let name = format!("cargo-{subcommand}");
    println!("`{name}` is absent: installing it");
    step::run(&mut workspace.cargo(["install", &name, "--locked"]))
}

/// Where a program is on the path.
fn find(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|file| is_file(file))
}

/// Whether a path leads to a file.
fn is_file(path: &Path) -> bool {
    path.metadata().is_ok_and(|metadata| metadata.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_found_only_if_there() {
        assert!(find("sh").is_some());
        assert!(find("no-such-program").is_none());
    }
}

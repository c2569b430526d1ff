//! `cargo xtask fuzz`, and the step that keeps the fuzz targets building.
//!
//! `fuzz/` is a workspace of its own. The body of each target is a plain
//! function with ordinary tests, so `test` needs no fuzzer.

use std::process::ExitCode;

use crate::error::Error;
use crate::install;
use crate::metadata::{self, Kind};
use crate::option;
use crate::step::{self, Outcome};
use crate::workspace::Workspace;

/// The fuzz targets' own workspace.
const MANIFEST: &str = "fuzz/Cargo.toml";

/// What to fuzz, and for how long.
#[derive(Debug, PartialEq, Eq)]
struct Options {
    /// Seconds a target.
    seconds: u32,
    /// The targets; all if empty.
    targets: Vec<String>,
}

/// Runs the fuzz targets one after another.
///
/// # Errors
/// When an argument makes no sense, or a target finds something.
pub(crate) fn run(workspace: &Workspace, arguments: &[String]) -> Result<ExitCode, Error> {
    let options = parse(arguments)?;
    let targets = chosen(targets(workspace)?, &options.targets)?;
    install_compiler(workspace)?;
    install::cargo(workspace, "fuzz")?;
    let limit = format!("-max_total_time={}", options.seconds);
    for target in &targets {
        // What is found new goes to the first folder; the seeds are committed.
        let [found, seeds] = ["corpus", "seeds"].map(|folder| format!("fuzz/{folder}/{target}"));
        std::fs::create_dir_all(workspace.root.join(&found))
            .map_err(|source| Error::Usage(format!("`{found}` cannot be made: {source}")))?;
        // No sanitizer: those need a nightly compiler, and this code has nothing unsafe.
        let run = ["fuzz", "run", "-s", "none", target, &found, &seeds, "--", &limit];
        step::run(&mut workspace.cargo(run))?;
    }
    println!("fuzz targets: {} run for {} s each, none failed", targets.len(), options.seconds);
    Ok(ExitCode::SUCCESS)
}

/// Checks that the fuzz targets build, and replays what is committed of their
/// inputs.
///
/// # Errors
/// When they do not build, or an input finds something.
pub(crate) fn check(workspace: &Workspace) -> Result<Outcome, Error> {
    if targets(workspace)?.is_empty() {
        return Ok(Outcome::Skipped("no fuzz targets"));
    }
    install_compiler(workspace)?;
    step::run(&mut workspace.cargo(["check", "--manifest-path", MANIFEST]))?;
    step::run(&mut workspace.cargo(["test", "--manifest-path", MANIFEST, "--lib", "--tests"]))?;
    Ok(Outcome::Passed)
}

/// Installs the C++ compiler that the fuzzer's own runtime is built with.
fn install_compiler(workspace: &Workspace) -> Result<(), Error> {
    install::debian(workspace, "c++", "g++")
}

/// The names of the fuzz targets, none if there is no fuzz workspace.
fn targets(workspace: &Workspace) -> Result<Vec<String>, Error> {
    if !workspace.root.join(MANIFEST).is_file() {
        return Ok(Vec::new());
    }
    let packages = metadata::packages(workspace, &["--no-deps", "--manifest-path", MANIFEST])?;
    let binaries = packages.iter().flat_map(|package| package.targets(Kind::Bin));
    Ok(binaries.map(|target| target.name.clone()).collect())
}

/// The targets asked for, which must exist; all if none is asked for.
fn chosen(all: Vec<String>, asked: &[String]) -> Result<Vec<String>, Error> {
    if let Some(unknown) = asked.iter().find(|name| !all.contains(name)) {
        return Err(Error::Usage(format!("`{unknown}` is not a fuzz target")));
    }
    if all.is_empty() {
        return Err(Error::Usage("there are no fuzz targets".to_owned()));
    }
    Ok(if asked.is_empty() { all } else { asked.to_vec() })
}

/// Reads the arguments.
fn parse(arguments: &[String]) -> Result<Options, Error> {
    let mut options = Options { seconds: 60, targets: Vec::new() };
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--seconds" => options.seconds = option::number("--seconds", words.next())?,
            flag if flag.starts_with('-') => {
                return Err(Error::Usage(format!("`{flag}` is not an option of `fuzz`")));
            }
            target => options.targets.push(target.to_owned()),
        }
    }
    Ok(options)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        text.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn arguments_are_read() {
        let options = |seconds, targets| Options { seconds, targets: words(targets) };
        assert_eq!(parse(&[]).unwrap(), options(60, ""));
        assert_eq!(parse(&words("--seconds 5")).unwrap(), options(5, ""));
        assert_eq!(parse(&words("codes --seconds 5 texts")).unwrap(), options(5, "codes texts"));
        for wrong in ["--seconds", "--seconds x", "--seconds 0", "--second 5"] {
            assert!(parse(&words(wrong)).is_err(), "{wrong}");
        }
    }

    #[test]
    fn only_targets_that_exist_can_be_chosen() {
        assert_eq!(chosen(words("a b"), &[]).unwrap(), words("a b"));
        assert_eq!(chosen(words("a b"), &words("b")).unwrap(), words("b"));
        assert!(chosen(words("a b"), &words("c")).is_err());
        assert!(chosen(Vec::new(), &[]).is_err());
    }
}

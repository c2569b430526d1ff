//! `cargo xtask test`: every check that a change must pass.

use std::process::ExitCode;

use crate::error::Error;
use crate::step::{self, Finished, Outcome, Step};
use crate::workspace::Workspace;
use crate::{
    bench, contract, dependencies, examples, fuzz, install, licences, readme, report, soak,
};

/// All steps in the order in which they are run: quick ones first.
pub(crate) const STEPS: [Step; 13] = [
    Step { name: "fmt", what: "the code is formatted", run: fmt },
    Step { name: "licences", what: "deny.toml allows every licence", run: licences::check },
    Step { name: "dependencies", what: "the matching library is small", run: dependencies::check },
    Step { name: "clippy", what: "no lint warns", run: clippy },
    Step { name: "test", what: "tests and documentation tests", run: test },
    Step { name: "contract", what: "the server keeps its contract", run: contract::check },
    Step { name: "soak", what: "the server loses nothing", run: soak::check },
    Step { name: "doc", what: "the documentation builds, links and all", run: doc },
    Step { name: "alone", what: "each library builds alone", run: examples::libraries_alone },
    Step { name: "examples", what: "each example runs", run: examples::run },
    Step { name: "benches", what: "each bench runs once", run: bench::check },
    Step { name: "fuzz", what: "the fuzz targets build", run: fuzz::check },
    Step { name: "readme", what: "the commands in README.md work", run: readme::check },
];

/// What to run.
struct Plan {
    /// Whether to stop at the first step that fails.
    fail_fast: bool,
    /// The steps, in their order.
    steps: Vec<&'static Step>,
}

/// Runs the steps named, or all, and prints what took how long.
///
/// # Errors
/// When an argument makes no sense; a step that fails only changes the code.
pub(crate) fn run(workspace: &Workspace, arguments: &[String]) -> Result<ExitCode, Error> {
    let plan = parse(arguments)?;
    workspace.announce_data();
    let mut finished: Vec<Finished> = Vec::new();
    for step in plan.steps {
        finished.push(step.finish(workspace));
        if plan.fail_fast && finished.iter().any(|step| step.result.is_err()) {
            break;
        }
    }
    print!("\n{}", report::render(&finished));
    let failed = report::Tally::of(&finished).failed;
    Ok(if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Reads the arguments.
fn parse(arguments: &[String]) -> Result<Plan, Error> {
    let (flags, names): (Vec<&String>, Vec<&String>) =
        arguments.iter().partition(|argument| argument.starts_with('-'));
    if let Some(unknown) = flags.iter().find(|flag| **flag != "--fail-fast") {
        return Err(Error::Usage(format!("`{unknown}` is not an option of `test`")));
    }
    if let Some(unknown) = names.iter().find(|name| STEPS.iter().all(|step| step.name != **name)) {
        return Err(Error::Usage(format!("`{unknown}` is not a step of `test`")));
    }
    let asked = |step: &&Step| names.is_empty() || names.iter().any(|name| *name == step.name);
    Ok(Plan { fail_fast: !flags.is_empty(), steps: STEPS.iter().filter(asked).collect() })
}

/// The code is formatted.
fn fmt(workspace: &Workspace) -> Result<Outcome, Error> {
    step::run(&mut workspace.cargo(["fmt", "--all", "--check"]))?;
    Ok(Outcome::Passed)
}

/// No lint warns.
fn clippy(workspace: &Workspace) -> Result<Outcome, Error> {
    let arguments = ["clippy", "--workspace", "--all-targets", "--all-features"];
    step::run(workspace.cargo(arguments).args(["--", "-D", "warnings"]))?;
    Ok(Outcome::Passed)
}

/// The tests pass, documentation tests among them.
fn test(workspace: &Workspace) -> Result<Outcome, Error> {
    workspace.share_server()?;
    // Pages are opened in a browser, and paper is read again.
    install::debian(workspace, "chromium", "chromium")?;
    install::debian(workspace, "pdftotext", "poppler-utils")?;
    let arguments = ["test", "--workspace", "--all-features", "--no-fail-fast"];
    step::run(&mut workspace.cargo(arguments))?;
    Ok(Outcome::Passed)
}

/// The documentation builds without a warning.
fn doc(workspace: &Workspace) -> Result<Outcome, Error> {
    let arguments = ["doc", "--workspace", "--no-deps", "--all-features"];
    step::run(workspace.cargo(arguments).env("RUSTDOCFLAGS", "-D warnings"))?;
    Ok(Outcome::Passed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Result<(bool, Vec<&'static str>), Error> {
        let arguments: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
        let plan = parse(&arguments)?;
        Ok((plan.fail_fast, plan.steps.iter().map(|step| step.name).collect()))
    }

    #[test]
    fn steps_are_chosen_by_name_and_keep_their_order() {
        assert_eq!(names("").unwrap().1.len(), STEPS.len());
        assert_eq!(names("clippy fmt").unwrap(), (false, vec!["fmt", "clippy"]));
        assert_eq!(names("--fail-fast fmt").unwrap(), (true, vec!["fmt"]));
        assert!(names("format").is_err());
        assert!(names("--fast").is_err());
    }
}

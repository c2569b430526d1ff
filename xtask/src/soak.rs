//! `cargo xtask soak`: what goes on for as long as it takes to believe it.

mod client;
mod crash;
mod service;

use std::process::ExitCode;
use std::time::Duration;

use crate::error::Error;
use crate::option;
use crate::step::Outcome;
use crate::workspace::Workspace;

/// What to do for how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Plan {
    /// How often to kill what stores.
    rounds: Option<u32>,
    /// How many minutes to ask the server.
    minutes: Option<u32>,
}

/// What is done if nothing else is said.
const USUAL: Plan = Plan { rounds: Some(500), minutes: Some(10) };

/// How long the service is asked in the step of `test`.
const SHORT: Duration = Duration::from_secs(5);

/// Kills what stores, and asks the service, both unless one is named.
///
/// # Errors
/// When an argument makes no sense, anything was lost, or the service failed.
pub(crate) fn run(workspace: &Workspace, arguments: &[String]) -> Result<ExitCode, Error> {
    let plan = parse(arguments)?;
    if let Some(minutes) = plan.minutes {
        let program = crate::service::released(workspace)?;
        let turn = Duration::from_secs(60);
        service::run(workspace, program, (turn * minutes, turn))?;
    }
    if let Some(rounds) = plan.rounds {
        crash::run(workspace, rounds)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Asks the service as the tests have built it, shortly.
///
/// # Errors
/// When anything was lost, or the service failed.
pub(crate) fn check(workspace: &Workspace) -> Result<Outcome, Error> {
    let program = crate::service::tested(workspace)?;
    service::run(workspace, program, (SHORT, SHORT))?;
    Ok(Outcome::Passed)
}

/// Reads the arguments.
fn parse(arguments: &[String]) -> Result<Plan, Error> {
    let mut plan = Plan { rounds: None, minutes: None };
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        let value = match word.as_str() {
            "--rounds" => &mut plan.rounds,
            "--minutes" => &mut plan.minutes,
            other => return Err(Error::Usage(format!("`{other}` is not an option of `soak`"))),
        };
        *value = Some(option::number(word, words.next())?);
    }
    Ok(if arguments.is_empty() { USUAL } else { plan })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_named_is_done_and_both_if_nothing_is() {
        let plan = |text: &str| {
            let words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
            parse(&words)
        };
        assert_eq!(plan("").unwrap(), USUAL);
        assert_eq!(plan("--rounds 7").unwrap(), Plan { rounds: Some(7), minutes: None });
        assert_eq!(
            plan("--minutes 1 --rounds 7").unwrap(),
            Plan { rounds: Some(7), minutes: Some(1) }
        );
        for bad in ["--rounds", "--rounds 0", "--minutes x", "7", "--rounds 7 8"] {
            assert!(plan(bad).is_err(), "{bad}");
        }
    }
}

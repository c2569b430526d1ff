//! The load generator, and what it measures.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

use super::asked::Pace;
use crate::error::Error;
use crate::step;
use crate::workspace::Workspace;

/// What is installed: it asks at a rate, and counts from when a request was due.
const VERSION: &str = "1.16.0";

/// How many connections a rate is spread over.
const CONNECTIONS: u32 = 32;

/// The load generator, installed.
pub(super) struct Oha {
    program: PathBuf,
}

/// What was measured, in seconds where it is a time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Measured {
    pub(super) median: f64,
    pub(super) p99: f64,
    pub(super) worst: f64,
    pub(super) per_second: f64,
    /// Answered with `200`.
    pub(super) done: u64,
    /// Answered otherwise, or not at all.
    pub(super) failed: u64,
}

impl Oha {
    /// Installs it below the target folder, unless it is there already.
    ///
    /// # Errors
    /// When it does not build.
    pub(super) fn install(workspace: &Workspace) -> Result<Self, Error> {
        let folder = workspace.target()?.join("tools");
        let program = folder.join("bin/oha");
        let installed = step::output(workspace.command(&program.to_string_lossy()).arg("-V"));
        if !installed.is_ok_and(|said| said.trim().ends_with(VERSION)) {
            let install = ["install", "oha", "--version", VERSION, "--locked", "--root"];
            step::run(workspace.cargo(install).arg(&folder))?;
        }
        Ok(Self { program })
    }

    /// Asks for so many seconds; what is asked is still to be said.
    pub(super) fn command(&self, workspace: &Workspace, (seconds, pace): (u32, Pace)) -> Command {
        let mut command = workspace.command(&self.program.to_string_lossy());
        command.args(["--no-tui", "--output-format", "json", "-z", &format!("{seconds}s")]);
        match pace {
            Pace::Every(rate) => command.args([
                "-c",
                &CONNECTIONS.to_string(),
                "-q",
                &rate.to_string(),
                "--latency-correction",
            ]),
            Pace::Full(connections) => command.args(["-c", &connections.to_string()]),
        };
        command
    }
}

/// Runs the command and reads what it has measured.
///
/// # Errors
/// When it fails or prints something else.
pub(super) fn measured(command: &mut Command) -> Result<Measured, Error> {
    let printed = step::output(command)?;
    parse(&printed).ok_or_else(|| Error::Output {
        command: step::shown(command),
        problem: printed.chars().take(400).collect(),
    })
}

/// What stands in the JSON that it prints.
fn parse(json: &str) -> Option<Measured> {
    let all: Value = serde_json::from_str(json).ok()?;
    let number = |value: &Value| value.as_f64();
    let counts = |name: &str| -> Option<BTreeMap<String, u64>> {
        let counts = all[name].as_object()?.iter();
        counts.map(|(name, count)| Some((name.clone(), count.as_u64()?))).collect()
    };
    let mut statuses = counts("statusCodeDistribution")?;
    let done = statuses.remove("200").unwrap_or_default();
    // What was under way when the time was over says nothing.
    let errors = counts("errorDistribution")?;
    let errors = errors.iter().filter(|(said, _)| !said.contains("deadline"));
    Some(Measured {
        median: number(&all["latencyPercentiles"]["p50"])?,
        p99: number(&all["latencyPercentiles"]["p99"])?,
        worst: number(&all["summary"]["slowest"])?,
        per_second: number(&all["summary"]["requestsPerSec"])?,
        done,
        failed: statuses.values().sum::<u64>() + errors.map(|(_, count)| count).sum::<u64>(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_measured_is_read() {
        let json = r#"{"summary": {"slowest": 0.5, "requestsPerSec": 499.5},
            "latencyPercentiles": {"p50": 0.001, "p99": 0.01},
            "statusCodeDistribution": {"200": 990, "429": 3},
            "errorDistribution": {"aborted due to deadline": 8, "connection closed": 2}}"#;
        let expected = Measured {
            median: 0.001,
            p99: 0.01,
            worst: 0.5,
            per_second: 499.5,
            done: 990,
            failed: 5,
        };
        assert_eq!(parse(json), Some(expected));
        assert_eq!(parse("{}"), None);
    }
}

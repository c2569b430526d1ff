//! `cargo xtask soak`: the crash test, as often as it takes to believe it.

use std::process::ExitCode;

use crate::error::Error;
use crate::step;
use crate::workspace::Workspace;

/// The environment variable that the crash test reads.
const ROUNDS: &str = "ETABLERA_CRASH_ROUNDS";

/// How often to kill if nothing else is said.
const DEFAULT: u32 = 500;

/// Kills processes and servers in the middle of appends; the test prints what
/// it has counted.
///
/// # Errors
/// When an argument makes no sense, or anything was lost.
pub(crate) fn run(workspace: &Workspace, arguments: &[String]) -> Result<ExitCode, Error> {
    let rounds = rounds(arguments)?;
    crate::install::postgres(workspace)?;
    let test = ["test", "--release", "-p", "etablera-storage", "--test", "crash"];
    let mut command = workspace.cargo(test);
    step::run(command.args(["--", "--nocapture"]).env(ROUNDS, rounds.to_string()))?;
    Ok(ExitCode::SUCCESS)
}

/// Reads the arguments.
fn rounds(arguments: &[String]) -> Result<u32, Error> {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let refuse = |word: &str| Error::Usage(format!("`{word}` is not a number of rounds, from 1"));
    match words[..] {
        [] => Ok(DEFAULT),
        ["--rounds", count] => {
            count.parse().ok().filter(|count| *count > 0).ok_or_else(|| refuse(count))
        }
        [other, ..] => Err(Error::Usage(format!("`{other}` is not an option of `soak`"))),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn rounds_are_stated_or_500() {
        let rounds = |text: &str| {
            let words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
            super::rounds(&words)
        };
        assert_eq!(rounds("").unwrap(), 500);
        assert_eq!(rounds("--rounds 7").unwrap(), 7);
        for bad in ["--rounds", "--rounds 0", "--rounds x", "7", "--rounds 7 8"] {
            assert!(rounds(bad).is_err(), "{bad}");
        }
    }
}

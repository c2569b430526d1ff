//! One step of a task, and the commands it runs.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::error::Error;
use crate::workspace::Workspace;

/// One named check.
pub(crate) struct Step {
    /// What to call it on the command line.
    pub(crate) name: &'static str,
    /// What it checks, in a few words.
    pub(crate) what: &'static str,
    /// The check.
    pub(crate) run: fn(&Workspace) -> Result<Outcome, Error>,
}

/// How a step that did not fail ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It checked something and found nothing wrong.
    Passed,
    /// There was nothing to check, for this reason.
    Skipped(&'static str),
}

/// A step that was run.
pub(crate) struct Finished {
    /// The step's name.
    pub(crate) name: &'static str,
    /// Wall time.
    pub(crate) took: Duration,
    /// How it ended.
    pub(crate) result: Result<Outcome, Error>,
}

impl Step {
    /// Runs the step, and says so before and after.
    pub(crate) fn finish(&self, workspace: &Workspace) -> Finished {
        println!("\n== {}: {} ==", self.name, self.what);
        let start = Instant::now();
        let result = (self.run)(workspace);
        if let Err(error) = &result {
            eprintln!("error: {error}");
        }
        Finished { name: self.name, took: start.elapsed(), result }
    }
}

/// Runs a command without input and shows what it prints.
///
/// # Errors
/// When it does not start or does not succeed.
pub(crate) fn run(command: &mut Command) -> Result<(), Error> {
    let shown = shown(command);
    println!("$ {shown}");
    let status = command.stdin(Stdio::null()).status().map_err(|e| not_started(command, e))?;
    if status.success() { Ok(()) } else { Err(Error::Command { command: shown, status }) }
}

/// Runs a command without input and returns what it prints.
///
/// # Errors
/// When it does not start or does not succeed; what it prints as errors is shown.
pub(crate) fn output(command: &mut Command) -> Result<String, Error> {
    let shown = shown(command);
    println!("$ {shown}");
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .map_err(|e| not_started(command, e))?;
    if !output.status.success() {
        return Err(Error::Command { command: shown, status: output.status });
    }
    String::from_utf8(output.stdout)
        .map_err(|error| Error::Output { command: shown, problem: error.to_string() })
}

/// Whether a command starts and succeeds; nothing is shown.
pub(crate) fn succeeds(command: &mut Command) -> bool {
    let quiet = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    quiet.status().is_ok_and(|status| status.success())
}

/// The command as one would type it, with the program's folder and what proves
/// who somebody is left out.
pub(crate) fn shown(command: &Command) -> String {
    let program = std::path::Path::new(command.get_program());
    let name = program.file_name().unwrap_or(program.as_os_str());
    let words = std::iter::once(name).chain(command.get_args());
    words.map(|word| quoted(without_token(&word.to_string_lossy()))).collect::<Vec<_>>().join(" ")
}

/// A header without the token in it.
fn without_token(word: &str) -> &str {
    let name = word.split(':').next().unwrap_or_default();
    if name.eq_ignore_ascii_case("authorization") { "Authorization: …" } else { word }
}

/// A word as a shell needs it.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./=:,+@".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

/// The error of a command that the system could not start.
fn not_started(command: &Command, source: std::io::Error) -> Error {
    Error::Start { program: command.get_program().to_string_lossy().into_owned(), source }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_shown_as_typed() {
        let mut command = Command::new("/somewhere/bin/cargo");
        command.args(["bench", "--bench", "*", "it's"]);
        assert_eq!(shown(&command), r"cargo bench --bench '*' 'it'\''s'");
        let mut command = Command::new("curl");
        command.args(["--header", "authorization: Bearer secret"]);
        assert_eq!(shown(&command), "curl --header 'Authorization: …'");
    }

    #[test]
    fn a_command_fails_when_its_program_is_absent_or_says_so() {
        assert!(matches!(run(&mut Command::new("no-such-program")), Err(Error::Start { .. })));
        assert!(matches!(run(&mut Command::new("false")), Err(Error::Command { .. })));
        assert!(!succeeds(&mut Command::new("no-such-program")));
        assert!(succeeds(&mut Command::new("true")));
    }
}

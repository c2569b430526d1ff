//! The table at the end: what took how long, and what failed.

use std::cmp::Reverse;

use crate::step::{Finished, Outcome};

/// How many steps passed, failed and were skipped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// Steps that found nothing wrong.
    pub(crate) passed: usize,
    /// Steps that found something, or could not look.
    pub(crate) failed: usize,
    /// Steps with nothing to check.
    pub(crate) skipped: usize,
}

impl Tally {
    /// Counts the steps that were run.
    pub(crate) fn of(steps: &[Finished]) -> Self {
        let mut tally = Self::default();
        for step in steps {
            match step.result {
                Ok(Outcome::Passed) => tally.passed += 1,
                Ok(Outcome::Skipped(_)) => tally.skipped += 1,
                Err(_) => tally.failed += 1,
            }
        }
        tally
    }
}

/// A line for each step, slowest first, and the count as the last line.
pub(crate) fn render(steps: &[Finished]) -> String {
    let mut slowest_first: Vec<&Finished> = steps.iter().collect();
    slowest_first.sort_by_key(|step| Reverse(step.took));
    let lines: String = slowest_first.into_iter().map(line).collect();
    let Tally { passed, failed, skipped } = Tally::of(steps);
    let skipped = if skipped == 0 { String::new() } else { format!(", {skipped} skipped") };
    format!("slowest first:\n{lines}\nsteps: {passed} passed, {failed} failed{skipped}\n")
}

/// One step's line.
fn line(step: &Finished) -> String {
    let result = match &step.result {
        Ok(Outcome::Passed) => "ok".to_owned(),
        Ok(Outcome::Skipped(reason)) => format!("skipped: {reason}"),
        Err(error) => format!("FAILED: {error}"),
    };
    format!("  {:<14} {:>7.1} s  {result}\n", step.name, step.took.as_secs_f64())
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::error::Error;

    fn finished(name: &'static str, millis: u64, result: Result<Outcome, Error>) -> Finished {
        Finished { name, took: Duration::from_millis(millis), result }
    }

    #[test]
    fn the_slowest_step_is_first_and_the_count_is_last() {
        let steps = [
            finished("fmt", 300, Ok(Outcome::Passed)),
            finished("clippy", 61_250, Ok(Outcome::Passed)),
            finished("fuzz", 0, Ok(Outcome::Skipped("no targets"))),
            finished("doc", 2_000, Err(Error::Findings(vec!["a dead link".to_owned()]))),
        ];
        let expected = "\
slowest first:
  clippy            61.2 s  ok
  doc                2.0 s  FAILED: a dead link
  fmt                0.3 s  ok
  fuzz               0.0 s  skipped: no targets

steps: 2 passed, 1 failed, 1 skipped
";
        assert_eq!(render(&steps), expected);
    }

    #[test]
    fn skipped_steps_are_named_only_when_there_are_some() {
        let steps = [finished("fmt", 300, Ok(Outcome::Passed))];
        assert!(render(&steps).ends_with("\nsteps: 1 passed, 0 failed\n"));
    }
}

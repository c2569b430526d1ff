//! Many seeds, every contender, the same arrivals.

use std::collections::BTreeSet;
use std::num::NonZeroUsize;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use super::measure::of_plan;
use super::{Contender, Estimate, Log, LogError, Measure, Outcome};
use super::{estimate, hindsight, measure, replay};
use crate::assignment::PlanError;
use crate::strategy::{Refusal, Strategy};

/// One course of events, and what was known of how things come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// The seed it was drawn by.
    pub seed: u64,
    /// What comes.
    pub log: Log,
    /// Other arrivals at the same needs, for those who look ahead.
    pub histories: Vec<Log>,
}

/// Why strategies cannot be compared.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StudyError {
    /// A strategy refuses a round.
    #[error(transparent)]
    Refusal(#[from] Refusal),
    /// No case can be drawn.
    #[error(transparent)]
    Log(#[from] LogError),
    /// What solves hindsight does not prove that its total is the highest.
    #[error("`{strategy}` does not prove the highest total: expected a strategy that does")]
    NotProved {
        /// The strategy.
        strategy: &'static str,
    },
    /// A seed or a contender stands twice, and would count as two.
    #[error("{what} is there twice: expected each once")]
    Twice {
        /// The seed or the contender.
        what: String,
    },
    /// A history is of other needs than the log.
    #[error("a history has {found} needs: expected the {needs} of the log")]
    History {
        /// In the history.
        found: usize,
        /// In the log.
        needs: usize,
    },
    /// A strategy makes a plan that cannot be.
    #[error("`{contender}` breaks the round")]
    Broken {
        /// The contender.
        contender: String,
        /// What is wrong with the plan.
        #[source]
        error: PlanError,
    },
}

/// What is compared, and how.
pub struct Study<'s> {
    /// The contenders of a seed; a random one may have a seed of its own.
    pub contenders: &'s (dyn Fn(u64) -> Vec<Contender> + Sync),
    /// Solves hindsight, and what those who look ahead think of.
    pub exact: &'s dyn Strategy,
    /// How many seeds at a time; only times depend on it.
    pub threads: NonZeroUsize,
    /// Tells the time since any moment. It is read before and after each
    /// replay, from several threads.
    pub stopwatch: &'s (dyn Fn() -> Duration + Sync),
}

/// What came of one contender in one course of events.
#[derive(Clone, Debug, PartialEq)]
pub struct Trial {
    /// The contender; `hindsight` for the best there could be.
    pub contender: String,
    /// The seed of the course of events.
    pub seed: u64,
    /// What was measured.
    pub outcome: Outcome,
}

/// A measure of a contender over all seeds.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    /// The contender.
    pub contender: String,
    /// What was measured.
    pub measure: Measure,
    /// Mean and interval over the seeds that have a figure; none where none
    /// has.
    pub estimate: Option<Estimate>,
}

/// The name of the best there could be, among the contenders.
const HINDSIGHT: &str = "hindsight";

impl Study<'_> {
    /// Replays what `draw` makes of each seed under every contender: for each
    /// seed in order first hindsight, then the contenders in order.
    ///
    /// # Errors
    ///
    /// When a seed or a name stands twice, or a case cannot be drawn or
    /// solved; of several errors the one of the earliest seed.
    pub fn run(
        &self,
        seeds: &[u64],
        draw: &(dyn Fn(u64) -> Result<Case, LogError> + Sync),
    ) -> Result<Vec<Trial>, StudyError> {
        once(seeds.iter().map(|seed| format!("seed {seed}")))?;
        let next = AtomicUsize::new(0);
        let work = || {
            let mut done = Vec::new();
            // Seeds take unequal time: whoever is free takes the next.
            while let Some((at, &seed)) =
                Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|at| Some((at, seeds.get(at)?)))
            {
                done.push((at, self.trials(seed, draw)));
            }
            done
        };
        let threads = self.threads.get().min(seeds.len().max(1));
        let mut all: Vec<_> = thread::scope(|scope| {
            let running: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
            let joined = running.into_iter().map(thread::ScopedJoinHandle::join);
            joined.flat_map(|done| done.unwrap_or_else(|panic| resume_unwind(panic))).collect()
        });
        all.sort_by_key(|(at, _)| *at);
        let trials: Result<Vec<_>, _> = all.into_iter().map(|(_, trials)| trials).collect();
        Ok(trials?.into_iter().flatten().collect())
    }

    fn trials(
        &self,
        seed: u64,
        draw: &(dyn Fn(u64) -> Result<Case, LogError> + Sync),
    ) -> Result<Vec<Trial>, StudyError> {
        let case = draw(seed)?;
        let (best, took) = self.timed(|| hindsight(&case.log, self.exact))?;
        let trial = |contender, mut outcome: Outcome, took: Duration| {
            outcome.set(Measure::Milliseconds, Some(took.as_secs_f64() * 1000.0));
            Trial { contender, seed, outcome }
        };
        let of_best = of_plan(&case.log, &best.plan, &best);
        let mut trials = vec![trial(HINDSIGHT.to_owned(), of_best, took)];
        let contenders = (self.contenders)(seed);
        let names = contenders.iter().map(|contender| contender.name.as_str());
        once(names.chain([HINDSIGHT]).map(|name| format!("`{name}`")))?;
        for contender in contenders {
            let (replayed, took) = self.timed(|| replay(&case, &contender, self.exact))?;
            trials.push(trial(contender.name, measure(&case, &replayed, &best), took));
        }
        Ok(trials)
    }

    fn timed<T>(
        &self,
        work: impl FnOnce() -> Result<T, StudyError>,
    ) -> Result<(T, Duration), StudyError> {
        let before = (self.stopwatch)();
        let result = work()?;
        Ok((result, (self.stopwatch)().saturating_sub(before)))
    }
}

fn once(all: impl Iterator<Item = String>) -> Result<(), StudyError> {
    let mut seen = BTreeSet::new();
    for what in all {
        if let Some(what) = seen.replace(what) {
            return Err(StudyError::Twice { what });
        }
    }
    Ok(())
}

/// Every measure of every contender, in the order in which the trials first
/// name them.
#[must_use]
pub fn summaries(trials: &[Trial]) -> Vec<Summary> {
    let mut contenders: Vec<&str> = Vec::new();
    for trial in trials {
        if !contenders.contains(&trial.contender.as_str()) {
            contenders.push(&trial.contender);
        }
    }
    let of = |contender: &str, measure: Measure| {
        let trials = trials.iter().filter(|trial| trial.contender == contender);
        let values: Vec<f64> = trials.filter_map(|trial| trial.outcome.get(measure)).collect();
        Summary { contender: contender.to_owned(), measure, estimate: estimate(&values) }
    };
    let each = contenders.iter();
    each.flat_map(|contender| Measure::ALL.map(|measure| of(contender, measure))).collect()
}

//! What the replications say together.

use std::num::NonZeroUsize;
use std::thread;

use etablera_domain::event::Code;
use serde::{Deserialize, Serialize};

use super::draw::Draws;
use super::model::Model;
use super::run::{NO_LIMIT, Outcome, Room, run};
use super::stage::Resource;

/// How much there is of each resource.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(deny_unknown_fields)]
pub struct Resources {
    /// Places for trials.
    pub trial_seats: u16,
    /// Places for employments.
    pub employment_seats: u16,
    /// Supervisors.
    pub supervisors: u16,
    /// Training days a week.
    pub training_days: u16,
}

impl Resources {
    /// How much there is of one.
    #[must_use]
    pub fn of(&self, resource: Resource) -> u16 {
        self.amounts()[resource.at()]
    }

    /// The same with another amount of one.
    #[must_use]
    pub fn with(self, resource: Resource, amount: u16) -> Self {
        let mut amounts = self.amounts();
        amounts[resource.at()] = amount;
        Self::from_amounts(amounts)
    }

    pub(super) fn amounts(&self) -> [u16; 4] {
        [self.trial_seats, self.employment_seats, self.supervisors, self.training_days]
    }

    pub(super) fn from_amounts(amounts: [u16; 4]) -> Self {
        let [trial_seats, employment_seats, supervisors, training_days] = amounts;
        Self { trial_seats, employment_seats, supervisors, training_days }
    }

    pub(super) fn room(&self, model: &Model) -> Room {
        Resource::ALL.map(|one| u32::from(self.of(one)) * model.per_unit(one))
    }
}

/// A number over the replications: the ends of its 90 % interval and its
/// median are numbers that some replication had.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Spread {
    /// One in twenty is below it at most.
    pub low: u64,
    /// The middle one, the lower of two.
    pub median: u64,
    /// One in twenty is above it at most.
    pub high: u64,
    /// The mean in hundredths, rounded down.
    pub mean_hundredths: u64,
}

impl Spread {
    /// Of some numbers, by nearest rank; zeros if there are none.
    #[must_use]
    pub fn of(numbers: impl IntoIterator<Item = u64>) -> Self {
        let mut sorted: Vec<u64> = numbers.into_iter().collect();
        sorted.sort_unstable();
        let rank = |twentieths: usize| (sorted.len() * twentieths).div_ceil(20).max(1) - 1;
        let at = |twentieths| sorted.get(rank(twentieths)).copied().unwrap_or(0);
        let sum: u128 = sorted.iter().map(|&number| u128::from(number) * 100).sum();
        let mean = sum.checked_div(sorted.len() as u128).unwrap_or(0);
        let mean_hundredths = u64::try_from(mean).unwrap_or(u64::MAX);
        Self { low: at(1), median: at(10), high: at(19), mean_hundredths }
    }
}

/// How sure a share is that some of the replications have, in ten-thousandths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Sureness {
    /// Replications that reach the goal.
    pub reached: u32,
    /// Of so many.
    pub of: u32,
    /// The lower end of Wilson's 95 % interval, rounded down.
    pub low: u16,
    /// Its upper end, rounded up.
    pub high: u16,
}

impl Sureness {
    pub(super) fn of(reached: usize, of: usize) -> Self {
        let (k, n, z) = (reached as f64, of as f64, 1.96_f64);
        let middle = (k + z * z / 2.0) / (n + z * z);
        let half = z / (n + z * z) * (k * (n - k) / n + z * z / 4.0).sqrt();
        // Rounding must not leave out the share itself.
        let low = ((middle - half) * 10_000.0).floor().max(0.0) as u16;
        let high = ((middle + half) * 10_000.0).ceil().min(10_000.0) as u16;
        let low = if reached == 0 { 0 } else { low };
        let high = if reached == of { 10_000 } else { high };
        Self { reached: reached as u32, of: of as u32, low, high }
    }
}

/// One resource over the replications.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct ResourceReport {
    /// Which.
    pub resource: Resource,
    /// How much there is.
    pub amount: u16,
    /// Days that people waited while none of it was left for them. One who
    /// lacks two resources counts for both.
    pub lacking_days: Spread,
    /// Its use, in ten-thousandths of all its days; 0 where there is none.
    pub utilisation: Spread,
}

/// One stage over the replications.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StageReport {
    /// Which.
    pub stage: Code,
    /// How often it was begun.
    pub began: Spread,
    /// Days that people waited for it, whether they began it or not.
    pub waited_days: Spread,
}

/// What so much of everything leads to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// With what.
    pub resources: Resources,
    /// How often the goal is reached.
    pub goal: Sureness,
    /// How many people come.
    pub arrived: Spread,
    /// How many of them reach what the goal counts, in time.
    pub people: Spread,
    /// Between which numbers the median would be found if there were
    /// replications without end, in 95 of 100 cases: by the order of those
    /// there are, and no shape assumed.
    pub median_between: (u64, u64),
    /// The day on which the goal was reached, from 1; of the replications
    /// that reach it.
    pub day: Option<Spread>,
    /// The resources, in their order.
    pub resources_used: Vec<ResourceReport>,
    /// The stages, in order.
    pub stages: Vec<StageReport>,
}

/// Runs every replication with what there is. The answer is the same for any
/// number of threads.
#[must_use]
pub fn simulate(
    model: &Model,
    draws: &Draws,
    resources: Resources,
    threads: NonZeroUsize,
) -> Report {
    let outcomes = outcomes(model, draws, resources.room(model), threads);
    let target = usize::from(model.goal.people.get());
    let reached: Vec<u64> = outcomes
        .iter()
        .filter_map(|one| one.reached_on.get(target - 1))
        .map(|&on| on.into())
        .collect();
    let people = outcomes.iter().map(|one| one.reached_on.len() as u64);
    Report {
        resources,
        goal: Sureness::of(reached.len(), outcomes.len()),
        arrived: Spread::of(draws.fates.iter().map(|fates| fates.people.len() as u64)),
        people: Spread::of(people.clone()),
        median_between: median_between(people.collect()),
        day: (!reached.is_empty()).then(|| Spread::of(reached.iter().map(|on| on + 1))),
        resources_used: Resource::ALL
            .map(|one| of_resource(model, &outcomes, (one, resources)))
            .into(),
        stages: of_stages(model, &outcomes),
    }
}

fn of_resource(
    model: &Model,
    outcomes: &[Outcome],
    (resource, resources): (Resource, Resources),
) -> ResourceReport {
    let at = resource.at();
    let all = u64::from(resources.room(model)[at]) * model.days as u64;
    let share = |used: u64| (used * 10_000).checked_div(all).unwrap_or(0);
    ResourceReport {
        resource,
        amount: resources.of(resource),
        lacking_days: Spread::of(outcomes.iter().map(|one| one.lacking_days[at])),
        utilisation: Spread::of(outcomes.iter().map(|one| share(one.used_days[at]))),
    }
}

fn of_stages(model: &Model, outcomes: &[Outcome]) -> Vec<StageReport> {
    let stages = model.programme.stages.iter().enumerate();
    let report = |(at, stage): (usize, &super::stage::Stage)| StageReport {
        stage: stage.id.clone(),
        began: Spread::of(outcomes.iter().map(|one| one.began[at].into())),
        waited_days: Spread::of(outcomes.iter().map(|one| one.waited_days[at])),
    };
    stages.map(report).collect()
}

/// The order statistics between which the median lies in 95 of 100 cases: the
/// number of replications below it is binomial, 1.96 standard deviations to
/// each side, and one rank more for the approximation.
fn median_between(mut numbers: Vec<u64>) -> (u64, u64) {
    numbers.sort_unstable();
    let count = numbers.len();
    // 1.96 squared is 3.8416.
    let spread = (count * 38_416 / 10_000).isqrt() + 1;
    let low = count.saturating_sub(spread) / 2;
    let high = (count + spread).div_ceil(2).min(count - 1);
    (numbers[low], numbers[high])
}

/// Every replication in order, a share of them a thread.
pub(super) fn outcomes(
    model: &Model,
    draws: &Draws,
    room: Room,
    threads: NonZeroUsize,
) -> Vec<Outcome> {
    each(model, draws, (0..draws.fates.len(), room, threads))
}

/// The same for some of the replications.
pub(super) fn each(
    model: &Model,
    draws: &Draws,
    (range, room, threads): (std::ops::Range<usize>, Room, NonZeroUsize),
) -> Vec<Outcome> {
    let fates = &draws.fates[range];
    let share = fates.len().div_ceil(threads.get()).max(1);
    if threads.get() == 1 || fates.len() <= share {
        return fates.iter().map(|one| run(model, one, room)).collect();
    }
    thread::scope(|scope| {
        let work = |part| {
            move || -> Vec<Outcome> {
                let part: &[super::draw::Fates] = part;
                part.iter().map(|one| run(model, one, room)).collect()
            }
        };
        let running: Vec<_> = fates.chunks(share).map(|part| scope.spawn(work(part))).collect();
        let joined = running.into_iter().map(|one| match one.join() {
            Ok(part) => part,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        joined.flatten().collect()
    })
}

/// The most of each resource that any replication uses at a time if there is
/// enough of all: more changes nothing.
#[must_use]
pub fn most_useful(model: &Model, draws: &Draws, threads: NonZeroUsize) -> Resources {
    let outcomes = outcomes(model, draws, NO_LIMIT, threads);
    let peak = |one: Resource| outcomes.iter().map(|run| run.peak[one.at()]).max().unwrap_or(0);
    let units = Resource::ALL
        .map(|one| u16::try_from(peak(one).div_ceil(model.per_unit(one))).unwrap_or(u16::MAX));
    Resources::from_amounts(units)
}

/// What one unit more of a resource brings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Gain {
    /// Of which.
    pub resource: Resource,
    /// How many more replications reach the goal.
    pub goals: i64,
    /// How many more people reach what it counts, over all replications.
    pub people: i64,
}

/// What one unit more of each resource brings, on the same people: the most
/// first. The first is the bottleneck, if it brings anything; if none does,
/// more of one alone does not help, because two are short together or because
/// of who comes and how stages end.
#[must_use]
pub fn gains(
    model: &Model,
    draws: &Draws,
    resources: Resources,
    threads: NonZeroUsize,
) -> Vec<Gain> {
    let target = usize::from(model.goal.people.get());
    let measure = |resources: Resources| -> (i64, i64) {
        let outcomes = outcomes(model, draws, resources.room(model), threads);
        let counts = outcomes.iter().map(|one| one.reached_on.len());
        (
            counts.clone().filter(|count| *count >= target).count() as i64,
            counts.sum::<usize>() as i64,
        )
    };
    let before = measure(resources);
    let mut gains = Resource::ALL.map(|resource| {
        let more = resources.with(resource, resources.of(resource).saturating_add(1));
        let after = measure(more);
        Gain { resource, goals: after.0 - before.0, people: after.1 - before.1 }
    });
    gains.sort_by_key(|gain| std::cmp::Reverse((gain.goals, gain.people)));
    gains.into()
}

//! The least that reaches a goal.
//!
//! A set of resources is enough if so large a share of the replications
//! reaches the goal. The search takes it that more is never worse: what is
//! above something that is enough is enough. Of one replication that fails
//! about once in a hundred: a seat more lets somebody in who then holds the
//! place in training that another would have had. What is listed does not rest
//! on it: each set was simulated and is enough, and so was each with one less
//! of anything, which is not. Only that nothing else belongs into the list does.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;

use serde::{Deserialize, Serialize};

use super::draw::Draws;
use super::model::Model;
use super::report::{Resources, Sureness, each, most_useful, outcomes};
use super::run::NO_LIMIT;
use super::stage::Resource;

/// Between what, and how sure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wanted {
    /// The least of each.
    pub least: Resources,
    /// The most of each. What is more than can be of use is not tried.
    pub most: Resources,
    /// The share of replications that must reach the goal, in
    /// ten-thousandths, 1 to 10000.
    pub share: u16,
}

/// Something that is enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Enough {
    /// How much of each.
    pub resources: Resources,
    /// How often it reaches the goal.
    pub goal: Sureness,
}

/// Everything that is enough and has nothing to spare, in the order of the
/// resources.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Frontier {
    /// None is above another.
    pub minimal: Vec<Enough>,
    /// How many sets were simulated.
    pub simulated: usize,
}

/// Why nothing was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SearchError {
    /// The bounds of a resource cross.
    #[error("`{resource:?}` is wanted from {least} to {most}: expected the least first")]
    Bounds {
        /// Which.
        resource: Resource,
        /// The lower.
        least: u16,
        /// The upper.
        most: u16,
    },
    /// The share is no share.
    #[error("the share wanted is {0} ten-thousandths: expected 1 to 10000")]
    Share(u16),
    /// The most is not enough.
    #[error(
        "with the most allowed {} of {} replications reach the goal, and {} with no limit at all: \
         expected {needed}", allowed.reached, allowed.of, unlimited.reached
    )]
    OutOfReach {
        /// How often with the most allowed.
        allowed: Sureness,
        /// How often with as much as could be used: what is short then is
        /// people, time or luck.
        unlimited: Sureness,
        /// How often it should be.
        needed: usize,
    },
}

struct Search<'m> {
    model: &'m Model,
    draws: &'m Draws,
    threads: NonZeroUsize,
    needed: usize,
    /// What was simulated.
    known: BTreeMap<[u16; 4], bool>,
}

/// Everything that is enough, between bounds, and has nothing to spare: the
/// trade-offs.
///
/// # Errors
/// Bounds that cross, no share, or the most is not enough.
pub fn search(
    model: &Model,
    draws: &Draws,
    wanted: Wanted,
    threads: NonZeroUsize,
) -> Result<Frontier, SearchError> {
    if !(1..=10_000).contains(&wanted.share) {
        return Err(SearchError::Share(wanted.share));
    }
    for resource in Resource::ALL {
        let (least, most) = (wanted.least.of(resource), wanted.most.of(resource));
        if least > most {
            return Err(SearchError::Bounds { resource, least, most });
        }
    }
    let needed = (draws.replications() * usize::from(wanted.share)).div_ceil(10_000);
    let useful = most_useful(model, draws, threads);
    let least = wanted.least.amounts();
    let most = std::array::from_fn(|at| {
        wanted.most.amounts()[at].min(useful.amounts()[at].max(least[at]))
    });
    let mut search = Search { model, draws, threads, needed, known: BTreeMap::new() };
    if !search.is_enough(most) {
        let unlimited = outcomes(model, draws, NO_LIMIT, threads);
        let target = usize::from(model.goal.people.get());
        let reached = unlimited.iter().filter(|one| one.reached_on.len() >= target).count();
        return Err(SearchError::OutOfReach {
            allowed: search.goal(most),
            unlimited: Sureness::of(reached, unlimited.len()),
            needed,
        });
    }
    let found = search.sweep(least, most);
    Ok(search.settle(found, least))
}

impl Search<'_> {
    /// Whether a set is enough, told by another where one is above or below.
    fn is_enough(&mut self, amounts: [u16; 4]) -> bool {
        let below = |a: &[u16; 4], b: &[u16; 4]| a.iter().zip(b).all(|(a, b)| a <= b);
        let told = self.known.iter().find_map(|(known, enough)| match enough {
            true if below(known, &amounts) => Some(true),
            false if below(&amounts, known) => Some(false),
            _ => None,
        });
        told.unwrap_or_else(|| self.simulate(amounts))
    }

    /// Whether a set is enough, simulated. Stops as soon as it is settled.
    fn simulate(&mut self, amounts: [u16; 4]) -> bool {
        if let Some(known) = self.known.get(&amounts) {
            return *known;
        }
        let room = Resources::from_amounts(amounts).room(self.model);
        let target = usize::from(self.model.goal.people.get());
        let (all, block) = (self.draws.replications(), 32 * self.threads.get());
        let (mut done, mut reached) = (0, 0);
        while done < all && reached < self.needed && reached + (all - done) >= self.needed {
            let range = done..(done + block).min(all);
            done = range.end;
            let outcomes = each(self.model, self.draws, (range, room, self.threads));
            reached += outcomes.iter().filter(|one| one.reached_on.len() >= target).count();
        }
        let enough = reached >= self.needed;
        self.known.insert(amounts, enough);
        enough
    }

    fn goal(&self, amounts: [u16; 4]) -> Sureness {
        let room = Resources::from_amounts(amounts).room(self.model);
        let target = usize::from(self.model.goal.people.get());
        let outcomes = outcomes(self.model, self.draws, room, self.threads);
        let reached = outcomes.iter().filter(|one| one.reached_on.len() >= target).count();
        Sureness::of(reached, outcomes.len())
    }

    /// For each pair of seats, down the stairs of supervisors and days.
    fn sweep(&mut self, least: [u16; 4], most: [u16; 4]) -> Vec<[u16; 4]> {
        let mut found = Vec::new();
        let least: [u16; 4] = std::array::from_fn(|at| self.alone(at, least, most));
        for trial in least[0]..=most[0] {
            for employment in least[1]..=most[1] {
                let mut days = most[3];
                for supervisors in least[2]..=most[2] {
                    let with = |days| [trial, employment, supervisors, days];
                    if !self.is_enough(with(days)) {
                        continue;
                    }
                    while days > least[3] && self.is_enough(with(days - 1)) {
                        days -= 1;
                    }
                    found.push(with(days));
                    if days == least[3] {
                        break;
                    }
                }
            }
        }
        found
    }

    /// The least of one that is enough with the most of all others.
    fn alone(&mut self, at: usize, least: [u16; 4], most: [u16; 4]) -> u16 {
        let (mut low, mut high) = (least[at], most[at]);
        while low < high {
            let mut amounts = most;
            amounts[at] = low + (high - low) / 2;
            if self.is_enough(amounts) { high = amounts[at] } else { low = amounts[at] + 1 }
        }
        low
    }

    /// Simulates what was found and each with one less, goes down where that
    /// is enough after all, and leaves out what is above another.
    fn settle(mut self, found: Vec<[u16; 4]>, least: [u16; 4]) -> Frontier {
        let mut minimal: Vec<[u16; 4]> = Vec::new();
        for mut amounts in found {
            if minimal.iter().any(|one| one.iter().zip(amounts).all(|(a, b)| *a <= b)) {
                continue;
            }
            while let Some(less) = self.one_less(amounts, least) {
                amounts = less;
            }
            if self.simulate(amounts) {
                minimal.retain(|one| !amounts.iter().zip(one).all(|(a, b)| a <= b));
                minimal.push(amounts);
            }
        }
        minimal.sort_unstable();
        let enough = |amounts: [u16; 4]| Enough {
            resources: Resources::from_amounts(amounts),
            goal: self.goal(amounts),
        };
        let minimal = minimal.into_iter().map(enough).collect();
        Frontier { minimal, simulated: self.known.len() }
    }

    fn one_less(&mut self, amounts: [u16; 4], least: [u16; 4]) -> Option<[u16; 4]> {
        let below = (0..4).filter(|at| amounts[*at] > least[*at]).map(|at| {
            let mut less = amounts;
            less[at] -= 1;
            less
        });
        below.collect::<Vec<_>>().into_iter().find(|less| self.simulate(*less))
    }
}

//! Times of arrival, drawn for the pairs of a real round.

use std::num::NonZeroU32;

use super::{Case, Log, LogError, Window};
use crate::assignment::{Groups, Instance, Preferences};
use crate::lots::Lots;

/// When the people and needs of one round come and go, drawn by a seed.
///
/// A person arrives in any period, each as likely, and stays for one period
/// up to `patience`; a need opens in any period and stays open for one period
/// up to `open_for`. Whoever would stay longer leaves after the last period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arrivals {
    /// How many periods there are.
    pub periods: NonZeroU32,
    /// How many periods a person stays at most.
    pub patience: NonZeroU32,
    /// How many periods a need is open at most.
    pub open_for: NonZeroU32,
    /// Of a thousand people, so many came before: they are not replayed, and
    /// the histories are drawn from them alone, so that nobody who looks
    /// ahead has seen those who come.
    pub before_permille: u32,
}

/// The people and needs of a round, whoever they are.
#[derive(Clone, Copy, Debug)]
pub struct Crowd<'c> {
    /// Everybody and every need.
    pub instance: &'c Instance,
    /// A label on each person, where there are any.
    pub groups: Option<&'c Groups>,
    /// What each side would rather have, where it is said.
    pub preferences: Option<&'c Preferences>,
}

impl Default for Arrivals {
    /// Twelve periods, as a year has months; people stay for up to three and
    /// needs for up to six; a quarter of the people came before.
    fn default() -> Self {
        let number = |n| NonZeroU32::new(n).unwrap_or(NonZeroU32::MIN);
        Self { periods: number(12), patience: number(3), open_for: number(6), before_permille: 250 }
    }
}

/// What draws are for; each has its own.
const BEFORE: u64 = 1;
const OPENING: u64 = 2;
const STAY: u64 = 3;
const AGAIN: u64 = 4;

impl Arrivals {
    /// One course of events, and histories of others: as many people each,
    /// drawn with replacement from those who came before.
    ///
    /// # Errors
    ///
    /// When groups or preferences are another instance's.
    pub fn case(&self, crowd: Crowd<'_>, seed: u64, histories: usize) -> Result<Case, LogError> {
        let everybody = 0..crowd.instance.participants();
        let came_before =
            |p: &usize| Lots::of(seed, &[BEFORE, *p as u64]).chance(self.before_permille);
        let (before, come): (Vec<_>, Vec<_>) = everybody.partition(came_before);
        let log = self.log(crowd, &come, (seed, 0))?;
        let histories = (1..=histories as u64).map(|history| {
            let mut random = Lots::of(seed, &[AGAIN, history]);
            let draw = |_| before[random.below(before.len() as u32) as usize];
            let people: Vec<_> = match before.len() {
                0 => Vec::new(),
                _ => (0..come.len()).map(draw).collect(),
            };
            self.log(crowd, &people, (seed, history))
        });
        let histories = histories.collect::<Result<_, _>>()?;
        Ok(Case { seed, log, histories })
    }

    /// The log of some of the people, whose stays are drawn by history; when
    /// needs are open is the same in all.
    fn log(
        &self,
        crowd: Crowd<'_>,
        people: &[usize],
        (seed, history): (u64, u64),
    ) -> Result<Log, LogError> {
        let stay = |at| self.window(&mut Lots::of(seed, &[STAY, history, at]), self.patience);
        let opening = |need| self.window(&mut Lots::of(seed, &[OPENING, need]), self.open_for);
        let stays = (0..people.len() as u64).map(stay).collect();
        let openings = (0..crowd.instance.needs() as u64).map(opening).collect();
        let log = Log::new(self.periods.get(), instance(crowd, people)?, stays, openings)?;
        let log = match crowd.groups {
            Some(groups) => {
                let labels = people.iter().map(|p| groups.labels()[*p]).collect();
                log.with_groups(Groups::new(groups.count(), labels)?)?
            }
            None => log,
        };
        match crowd.preferences {
            Some(preferences) => {
                let ranks = |of: &[u32]| -> Vec<u32> {
                    people.iter().flat_map(|p| &of[crowd.instance.row(*p)]).copied().collect()
                };
                let (ours, theirs) = (preferences.of_participants(), preferences.of_needs());
                let chosen = Preferences::new(log.instance(), ranks(ours), ranks(theirs))?;
                log.with_preferences(chosen)
            }
            None => Ok(log),
        }
    }

    fn window(&self, random: &mut Lots, most: NonZeroU32) -> Window {
        let from = random.below(self.periods.get());
        let length = random.between(1, most.get());
        Window { from, until: from.saturating_add(length).min(self.periods.get()) }
    }
}

/// The rows of some people; somebody may stand there twice.
fn instance(crowd: Crowd<'_>, people: &[usize]) -> Result<Instance, LogError> {
    let mut first = vec![0];
    let mut edges = Vec::new();
    for &participant in people {
        edges.extend_from_slice(crowd.instance.edges_of(participant));
        first.push(edges.len() as u32);
    }
    Ok(Instance::from_rows(first, edges, crowd.instance.seats().to_vec())?)
}

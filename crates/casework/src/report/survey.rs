//! Every pair, counted; the best ones, in full.

use std::num::NonZeroUsize;

use etablera_matching::{Entry, Matcher, Rank, Tier, UnknownConcept, Whose};

use crate::shortlist::{Place, Pool, threads};

/// How many there are in each tier.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    tiers: [usize; 4],
    /// Those left over because the participant refuses.
    pub refused: usize,
}

impl Counts {
    /// How many there are in `tier`.
    #[must_use]
    pub fn of(&self, tier: Tier) -> usize {
        self.tiers[tier as usize]
    }

    /// All of them.
    #[must_use]
    pub fn total(&self) -> usize {
        self.tiers.iter().sum::<usize>() + self.refused
    }

    /// The best tier in which there is anyone.
    #[must_use]
    pub fn best(&self) -> Option<Tier> {
        Tier::ALL.into_iter().find(|&tier| self.of(tier) > 0)
    }

    /// Counts best tiers, where `None` is refused.
    fn tally(tiers: impl IntoIterator<Item = Option<Tier>>) -> Self {
        let mut counts = Self::default();
        for tier in tiers {
            match tier {
                Some(tier) => counts.tiers[tier as usize] += 1,
                None => counts.refused += 1,
            }
        }
        counts
    }
}

/// What there is for one need.
#[derive(Clone, Debug)]
pub struct Outlook {
    /// Every participant, by tier.
    pub counts: Counts,
    /// The first of the list, without those who are not eligible.
    pub list: Vec<Place>,
    /// The first of each tier in which there is anyone, best tier first.
    pub best: Vec<Place>,
}

/// What there is for every need and every participant.
#[derive(Clone, Debug)]
pub struct Survey {
    /// One for each need, in the order of the pool.
    pub needs: Vec<Outlook>,
    /// Every participant, by the best tier that they have with any need they
    /// do not refuse.
    pub participants: Counts,
}

/// Looks at every pair; lists have at most `top` rows.
///
/// # Errors
///
/// When a record names a concept that the taxonomy does not have.
pub fn survey(matcher: &Matcher<'_>, pool: Pool<'_>, top: usize) -> Result<Survey, UnknownConcept> {
    let (needs, profiles) = pool.prepare(matcher)?;
    let lists = matcher.rank(&needs, &profiles, everyone(threads()));
    let place = |(entry, rank): &(Entry, usize)| Place {
        whose: Whose::Needs,
        rank: *rank,
        need: entry.need,
        participant: entry.participant,
        judgement: matcher.judge(&needs[entry.need], &profiles[entry.participant]),
    };
    let outlook = |list: &Vec<Entry>| {
        let ranked: Vec<_> = list.iter().copied().zip(1..).collect();
        let tier = |ranked: &(Entry, usize)| ranked.0.appraisal.tier;
        let eligible = ranked.iter().filter(|r| tier(r) != Tier::NotEligible);
        let first = |wanted| ranked.iter().find(|r| tier(r) == wanted);
        let refused = pool.participants.len() - list.len();
        Outlook {
            counts: Counts { refused, ..Counts::tally(ranked.iter().map(|r| Some(tier(r)))) },
            list: eligible.take(top).map(place).collect(),
            best: Tier::ALL.into_iter().filter_map(first).map(place).collect(),
        }
    };
    Ok(Survey {
        needs: lists.iter().map(outlook).collect(),
        participants: Counts::tally(best_tiers(&lists, pool.participants.len())),
    })
}

fn everyone(threads: NonZeroUsize) -> Rank {
    Rank { whose: Whose::Needs, top: usize::MAX, down_to: Tier::NotEligible, threads }
}

/// The best tier that each participant has in any list.
fn best_tiers(lists: &[Vec<Entry>], participants: usize) -> Vec<Option<Tier>> {
    let mut best: Vec<Option<Tier>> = vec![None; participants];
    for entry in lists.iter().flatten() {
        let known = &mut best[entry.participant];
        let tier = entry.appraisal.tier;
        *known = Some(known.map_or(tier, |known| known.min(tier)));
    }
    best
}

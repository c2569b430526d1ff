//! Lists: the best pairs, in order, by looking at every pair.
//!
//! Written for reading: this is the oracle that every faster way is tested
//! against.

use std::cmp::Ordering;
use std::num::NonZeroUsize;
use std::thread;

use crate::judgement::Appraisal;
use crate::matcher::Matcher;
use crate::prepare::PreparedNeed;
use crate::profile::Profile;
use crate::verdict::Tier;

/// Whose lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Whose {
    /// For each need, people.
    Needs,
    /// For each participant, needs.
    Participants,
}

impl Whose {
    /// Whose a list is, as files say it: `need` or `participant`.
    #[must_use]
    pub fn owner(self) -> &'static str {
        match self {
            Self::Needs => "need",
            Self::Participants => "participant",
        }
    }

    /// How many lists are made at a time. A profile is far larger than a need,
    /// and stays in the cache while several needs look at it.
    fn block(self) -> usize {
        match self {
            Self::Needs => 32,
            Self::Participants => 1,
        }
    }
}

/// What to rank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rank {
    /// Whose lists.
    pub whose: Whose,
    /// How many rows a list at most.
    pub top: usize,
    /// The worst tier that belongs in a list; the rest is left out.
    pub down_to: Tier,
    /// How many threads; the answer does not depend on it.
    pub threads: NonZeroUsize,
}

/// One row of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The need, by its place in the slice that was given.
    pub need: usize,
    /// The participant, by its place in the slice that was given.
    pub participant: usize,
    /// The place of the first wish that it answers, from 0; `u32::MAX` where
    /// it answers none.
    pub wish: u32,
    /// Tier and points.
    pub appraisal: Appraisal,
}

impl Matcher<'_> {
    /// Every list, in the order of the slice: a list for each need, or for
    /// each participant.
    ///
    /// A list is ordered by tier, in a participant's list then by wish, then
    /// by score, highest first, then by id, smallest first. What a participant
    /// refuses stands in no list.
    #[must_use]
    pub fn rank(
        &self,
        needs: &[PreparedNeed<'_>],
        profiles: &[Profile<'_>],
        how: Rank,
    ) -> Vec<Vec<Entry>> {
        let lists = match how.whose {
            Whose::Needs => needs.len(),
            Whose::Participants => profiles.len(),
        };
        let owners: Vec<usize> = (0..lists).collect();
        let share = lists.div_ceil(how.threads.get()).max(1);
        thread::scope(|scope| {
            let work = |part: &[usize]| -> Vec<Vec<Entry>> {
                let blocks = part.chunks(how.whose.block());
                blocks.flat_map(|owners| self.lists(needs, profiles, (how, owners))).collect()
            };
            let running: Vec<_> =
                owners.chunks(share).map(|part| scope.spawn(move || work(part))).collect();
            running.into_iter().flat_map(|part| part.join().unwrap_or_else(resume)).collect()
        })
    }

    fn lists(
        &self,
        needs: &[PreparedNeed<'_>],
        profiles: &[Profile<'_>],
        (how, owners): (Rank, &[usize]),
    ) -> Vec<Vec<Entry>> {
        let others = match how.whose {
            Whose::Needs => profiles.len(),
            Whose::Participants => needs.len(),
        };
        let mut lists = vec![Vec::new(); owners.len()];
        for other in 0..others {
            for (list, &owner) in lists.iter_mut().zip(owners) {
                let (need, participant) = match how.whose {
                    Whose::Needs => (owner, other),
                    Whose::Participants => (other, owner),
                };
                let entry = self.entry((needs, need), (profiles, participant));
                list.extend(entry.filter(|e| e.appraisal.tier <= how.down_to));
            }
        }
        for list in &mut lists {
            list.sort_by(|a, b| {
                order(how.whose, a, b).then_with(|| {
                    let ids = |e: &Entry| {
                        (&needs[e.need].need.id, &profiles[e.participant].participant.id)
                    };
                    ids(a).cmp(&ids(b))
                })
            });
            list.truncate(how.top);
        }
        lists
    }

    /// A pair, unless the participant refuses it.
    fn entry(
        &self,
        (needs, need): (&[PreparedNeed<'_>], usize),
        (profiles, participant): (&[Profile<'_>], usize),
    ) -> Option<Entry> {
        let (of, by) = (&needs[need], &profiles[participant]);
        if by.wishes.refuse(of) {
            return None;
        }
        let wish = by.wishes.rank(of);
        Some(Entry { need, participant, wish, appraisal: self.appraise(of, by) })
    }
}

/// The order of a list before ids break ties: tier, in a participant's list
/// then wish, then score, highest first.
fn order(whose: Whose, a: &Entry, b: &Entry) -> Ordering {
    let wish = |entry: &Entry| if whose == Whose::Participants { entry.wish } else { 0 };
    let key = |entry: &Entry| {
        (entry.appraisal.tier, wish(entry), std::cmp::Reverse(entry.appraisal.score))
    };
    key(a).cmp(&key(b))
}

/// Carries a panic of a worker on to the caller.
pub(crate) fn resume<T>(panic: Box<dyn std::any::Any + Send>) -> T {
    std::panic::resume_unwind(panic)
}

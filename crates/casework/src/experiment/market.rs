//! The pairs of a population.

use std::num::NonZeroUsize;

use etablera_matching::assignment::{Edge, Instance, InstanceError, Preferences};
use etablera_matching::{Entry, Index, Matcher, Rank, Tier, UnknownConcept, Whose};

use crate::shortlist::Pool;

/// Who could go where, and what each side thinks of it. People and needs are
/// numbered as in the pool.
#[derive(Clone, Debug)]
pub struct Market {
    /// Pairs that are ready or trainable, with the pair's points.
    pub instance: Instance,
    /// People go by tier, then their wishes, then points; needs by tier, then
    /// points. What is equal in these is a tie.
    pub preferences: Preferences,
}

/// Why a population has no market.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum MarketError {
    /// A record names a concept that the taxonomy does not have.
    #[error(transparent)]
    Concept(#[from] UnknownConcept),
    /// There is too much of something.
    #[error(transparent)]
    Instance(#[from] InstanceError),
}

/// The pairs of each person with their `most` best needs.
///
/// # Errors
///
/// When a record names a concept that the taxonomy does not have, or there
/// are more pairs than fit.
pub fn market(
    matcher: &Matcher<'_>,
    pool: Pool<'_>,
    most: usize,
    threads: NonZeroUsize,
) -> Result<Market, MarketError> {
    let (needs, profiles) = pool.prepare(matcher)?;
    let how = Rank { whose: Whose::Participants, top: most, down_to: Tier::Trainable, threads };
    let lists = Index::new(matcher, needs).rank(&profiles, how);
    let seats = pool.needs.iter().map(|need| u32::from(need.seats.get())).collect();
    Ok(of_lists(&lists, seats)?)
}

/// What is of use in a row of a participant's list.
#[derive(Clone, Copy)]
struct Pair {
    edge: Edge,
    /// The place in the list, from 0; equals share one.
    ours: u32,
    theirs: u32,
}

fn of_lists(lists: &[Vec<Entry>], seats: Vec<u32>) -> Result<Market, InstanceError> {
    let (mut first, mut pairs) = (vec![0], Vec::new());
    for list in lists {
        let begin = pairs.len();
        pairs.extend(ranked(list));
        // As the instance orders them, so that ranks fit.
        pairs[begin..].sort_unstable_by_key(|pair| pair.edge.need);
        first.push(u32::try_from(pairs.len()).unwrap_or(u32::MAX));
    }
    let edges = pairs.iter().map(|pair| pair.edge).collect();
    let instance = Instance::from_rows(first, edges, seats)?;
    let ours = pairs.iter().map(|pair| pair.ours).collect();
    let theirs = pairs.iter().map(|pair| pair.theirs).collect();
    let preferences = Preferences::new(&instance, ours, theirs).expect("a rank a pair and side");
    Ok(Market { instance, preferences })
}

/// A participant's pairs that could begin, in the order of the list.
fn ranked(list: &[Entry]) -> Vec<Pair> {
    let open = list.iter().filter(|e| matches!(e.appraisal.tier, Tier::Ready | Tier::Trainable));
    let mut pairs: Vec<Pair> = Vec::new();
    let mut before = None;
    for (entry, place) in open.zip(0_u32..) {
        let key = (entry.appraisal.tier, entry.wish, entry.appraisal.score);
        let ours = match pairs.last() {
            Some(last) if before == Some(key) => last.ours,
            _ => place,
        };
        before = Some(key);
        let score = entry.appraisal.score;
        let edge = Edge { need: entry.need as u32, score };
        pairs.push(Pair {
            edge,
            ours,
            theirs: entry.appraisal.tier as u32 * BEYOND + BEYOND - score,
        });
    }
    pairs
}

/// More than any pair's points.
const BEYOND: u32 = 100_001;

#[cfg(test)]
mod tests {
    use etablera_matching::Appraisal;

    use super::*;

    fn entry(need: usize, tier: Tier, wish: u32, score: u32) -> Entry {
        let appraisal = Appraisal { tier, score, score_after: score };
        Entry { need, participant: 0, wish, appraisal }
    }

    #[test]
    fn pairs_keep_the_order_of_the_list_and_equals_share_a_rank() {
        let list = [
            entry(3, Tier::Ready, 0, 50),
            entry(1, Tier::Ready, 1, 90),
            entry(2, Tier::Ready, 1, 90),
            entry(4, Tier::Trainable, 0, 100_000),
            entry(0, Tier::ToClarify, 0, 70),
        ];
        let market = of_lists(&[list.into(), vec![]], vec![1; 5]).unwrap();
        assert_eq!(market.instance.participants(), 2);
        let row: Vec<_> = market.instance.edges_of(0).iter().map(|e| (e.need, e.score)).collect();
        assert_eq!(row, [(1, 90), (2, 90), (3, 50), (4, 100_000)], "without what is to be asked");
        assert_eq!(market.preferences.of_participants(), [1, 1, 0, 3]);
        let of_needs = market.preferences.of_needs();
        assert!(of_needs[0] == of_needs[1] && of_needs[0] < of_needs[2], "more points first");
        assert!(of_needs[2] < of_needs[3], "ready before trainable, whatever the points");
    }
}

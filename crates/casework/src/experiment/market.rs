//! The pairs of a population.

use std::num::NonZeroUsize;

use etablera_matching::assignment::{Instance, InstanceError, Preferences};
use etablera_matching::{Entry, Index, Matcher, Rank, Tier, UnknownConcept, Whose};

use crate::plan::{instance, preferences};
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

fn of_lists(lists: &[Vec<Entry>], seats: Vec<u32>) -> Result<Market, InstanceError> {
    let is_open = |e: &&Entry| matches!(e.appraisal.tier, Tier::Ready | Tier::Trainable);
    let mut pairs: Vec<Entry> = lists.iter().flatten().filter(is_open).copied().collect();
    pairs.sort_unstable_by_key(|pair| (pair.participant, pair.need));
    let instance = instance(&pairs, lists.len(), seats)?;
    let preferences = preferences(&pairs, &instance);
    Ok(Market { instance, preferences })
}

#[cfg(test)]
mod tests {
    use etablera_matching::Appraisal;

    use super::*;

    fn entry(need: usize, tier: Tier, wish: u32, score: u32) -> Entry {
        let appraisal = Appraisal { tier, score, score_after: score };
        Entry { need, participant: 0, wish, appraisal }
    }

    #[test]
    fn pairs_that_could_begin_keep_the_order_of_the_list() {
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
        assert_eq!(market.preferences.of_participants(), [1, 1, 0, 2]);
    }
}

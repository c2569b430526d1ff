//! Pairs as the kernel knows them, and what both sides think of them.

use etablera_matching::Entry;
use etablera_matching::assignment::{Edge, Instance, InstanceError, Preferences};

/// The instance of pairs that are ordered by participant and then by need,
/// each once.
///
/// # Errors
///
/// When there is too much of something.
pub(crate) fn instance(
    pairs: &[Entry],
    people: usize,
    seats: Vec<u32>,
) -> Result<Instance, InstanceError> {
    let mut first = vec![0_u32; people + 1];
    for pair in pairs {
        first[pair.participant + 1] += 1;
    }
    for at in 1..first.len() {
        first[at] += first[at - 1];
    }
    let edge = |pair: &Entry| Edge { need: pair.need as u32, score: pair.appraisal.score };
    Instance::from_rows(first, pairs.iter().map(edge).collect(), seats)
}

/// What both sides of an instance's pairs prefer, in the order of the lists of
/// `etablera match`: a participant goes by tier, then by wish, then by score,
/// a need by tier and then by score. What is equal in these is a tie.
pub(crate) fn preferences(pairs: &[Entry], instance: &Instance) -> Preferences {
    let worse = |pair: &Entry| u32::MAX - pair.appraisal.score;
    let own =
        ranks(pairs, |pair| (pair.participant, (pair.appraisal.tier, pair.wish, worse(pair))));
    let needs = ranks(pairs, |pair| (pair.need, (pair.appraisal.tier, 0, worse(pair))));
    Preferences::new(instance, own, needs).expect("a rank a pair and side")
}

/// The place of each pair among its owner's, from 0; equals share one.
fn ranks<K: Ord>(pairs: &[Entry], key: impl Fn(&Entry) -> (usize, K)) -> Vec<u32> {
    let mut order: Vec<usize> = (0..pairs.len()).collect();
    order.sort_unstable_by_key(|at| key(&pairs[*at]));
    let mut ranks = vec![0; pairs.len()];
    for two in order.windows(2) {
        let (before, after) = (key(&pairs[two[0]]), key(&pairs[two[1]]));
        ranks[two[1]] = match before.0 == after.0 {
            true => ranks[two[0]] + u32::from(before != after),
            false => 0,
        };
    }
    ranks
}

#[cfg(test)]
mod tests {
    use etablera_matching::{Appraisal, Tier};

    use super::*;

    fn entry(participant: usize, need: usize, (tier, wish, score): (Tier, u32, u32)) -> Entry {
        let appraisal = Appraisal { tier, score, score_after: score };
        Entry { need, participant, wish, appraisal }
    }

    #[test]
    fn tier_goes_before_wish_and_wish_before_score_and_equals_share_a_rank() {
        let pairs = [
            entry(0, 0, (Tier::ToClarify, 0, 100_000)),
            entry(0, 1, (Tier::Ready, 1, 90)),
            entry(0, 2, (Tier::Ready, 1, 90)),
            entry(0, 3, (Tier::Ready, 0, 50)),
            entry(0, 4, (Tier::Trainable, 0, 100_000)),
            entry(2, 4, (Tier::Ready, u32::MAX, 0)),
        ];
        let instance = instance(&pairs, 3, vec![1; 5]).unwrap();
        assert_eq!((instance.participants(), instance.row(1)), (3, 5..5));
        let preferences = preferences(&pairs, &instance);
        assert_eq!(preferences.of_participants(), [3, 1, 1, 0, 2, 0]);
        assert_eq!(preferences.of_needs(), [0, 0, 0, 0, 1, 0], "ready first, whatever the points");
    }
}

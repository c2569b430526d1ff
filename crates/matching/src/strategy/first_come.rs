//! Whoever comes first.

use std::cmp::Reverse;

use super::capacity::Capacity;
use super::{Proof, Refusal, Round, Solution, Strategy};
use crate::assignment::Plan;

/// Gives each participant, in the order of their numbers, the best-scoring
/// pair left.
///
/// Ties go to the earlier need. What happens without planning; takes
/// O(n log n) for n pairs. Honours any limits.
#[derive(Clone, Copy, Debug, Default)]
pub struct FirstCome;

impl Strategy for FirstCome {
    fn name(&self) -> &'static str {
        "first-come"
    }

    fn solve(&self, round: &Round<'_>) -> Result<Solution, Refusal> {
        let instance = round.instance();
        let mut capacity = Capacity::new(*round);
        let mut row = Vec::new();
        let mut serve = |participant| {
            row.clear();
            row.extend_from_slice(instance.edges_of(participant));
            row.sort_unstable_by_key(|edge| (Reverse(edge.score), edge.need));
            row.iter().map(|edge| edge.need).find(|&need| capacity.take(participant, need))
        };
        let need_of = (0..instance.participants()).map(&mut serve).collect();
        Ok(Solution { plan: Plan::new(need_of), proof: Proof::None })
    }
}

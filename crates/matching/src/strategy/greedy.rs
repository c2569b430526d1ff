//! The best pair left, again and again.

use std::cmp::Reverse;

use super::capacity::Capacity;
use super::{Proof, Refusal, Round, Solution, Strategy};
use crate::assignment::Plan;

/// Matches the best-scoring pair left, again and again.
///
/// Ties go to the earlier participant, then to the earlier need. Takes
/// O(n log n) for n pairs, and gets at least half of the best total where
/// seats are all that limits. Honours any limits.
#[derive(Clone, Copy, Debug, Default)]
pub struct Greedy;

impl Strategy for Greedy {
    fn name(&self) -> &'static str {
        "greedy"
    }

    fn solve(&self, round: &Round<'_>) -> Result<Solution, Refusal> {
        let instance = round.instance();
        let mut pairs: Vec<_> =
            instance.pairs().map(|(p, e)| (Reverse(e.score), p, e.need)).collect();
        pairs.sort_unstable();
        let mut capacity = Capacity::new(*round);
        let mut need_of = vec![None; instance.participants()];
        for (_, participant, need) in pairs {
            if need_of[participant].is_none() && capacity.take(participant, need) {
                need_of[participant] = Some(need);
            }
        }
        Ok(Solution { plan: Plan::new(need_of), proof: Proof::None })
    }
}

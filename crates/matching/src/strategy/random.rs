//! The lot.

use super::capacity::Capacity;
use super::{Proof, Refusal, Round, Solution, Strategy};
use crate::assignment::Plan;

/// Lets participants, in an order drawn by lot, draw one of the needs that
/// still have room for them.
///
/// What a plan without any knowledge gives: whatever is no better than this
/// has found nothing. The same seed draws the same plan everywhere. Honours
/// any limits.
#[derive(Clone, Copy, Debug, Default)]
pub struct Random {
    /// What the lots are drawn from.
    pub seed: u64,
}

impl Strategy for Random {
    fn name(&self) -> &'static str {
        "random"
    }

    fn solve(&self, round: &Round<'_>) -> Result<Solution, Refusal> {
        let instance = round.instance();
        let mut lots = Lots(self.seed);
        let mut order: Vec<usize> = (0..instance.participants()).collect();
        for left in (1..order.len()).rev() {
            order.swap(left, lots.below(left + 1));
        }
        let mut capacity = Capacity::new(*round);
        let mut need_of = vec![None; order.len()];
        for participant in order {
            let edges = instance.edges_of(participant).iter();
            let open: Vec<u32> = edges
                .map(|edge| edge.need)
                .filter(|&need| capacity.has_room(participant, need))
                .collect();
            if open.is_empty() {
                continue;
            }
            let need = open[lots.below(open.len())];
            capacity.take(participant, need);
            need_of[participant] = Some(need);
        }
        Ok(Solution { plan: Plan::new(need_of), proof: Proof::None })
    }
}

/// Numbers in a random order (splitmix64), the same on every machine.
struct Lots(u64);

impl Lots {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`, which is at least 1; each as likely to within
    /// one in 2^64 / `end`.
    fn below(&mut self, end: usize) -> usize {
        ((u128::from(self.next()) * end as u128) >> 64) as usize
    }
}

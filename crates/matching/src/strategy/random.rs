//! The lot.

use super::capacity::Capacity;
use super::{Proof, Refusal, Round, Solution, Strategy};
use crate::assignment::Plan;
use crate::lots::Lots;

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
        let mut lots = Lots::new(self.seed);
        let mut order: Vec<usize> = (0..instance.participants()).collect();
        lots.shuffle(&mut order);
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
            let need = open[lots.below(open.len() as u32) as usize];
            capacity.take(participant, need);
            need_of[participant] = Some(need);
        }
        Ok(Solution { plan: Plan::new(need_of), proof: Proof::None })
    }
}

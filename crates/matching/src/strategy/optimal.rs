//! The highest total there is.

use super::exact::solve;
use super::{Refusal, Round, Solution, Strategy};
use crate::assignment::Objective;

/// Finds the plan with the highest sum of scores, and prices that prove it.
///
/// Honours limits that form a forest exactly; where limits cross, the plan
/// keeps to all of them and is the best found, with a bound on what the best
/// could be. Of several best plans it returns one that follows from the round
/// alone. Takes no notice of preferences.
#[derive(Clone, Copy, Debug, Default)]
pub struct Optimal;

impl Strategy for Optimal {
    fn name(&self) -> &'static str {
        "optimal"
    }

    fn solve(&self, round: &Round<'_>) -> Result<Solution, Refusal> {
        solve(round, Objective::HighestTotal, self.name())
    }
}

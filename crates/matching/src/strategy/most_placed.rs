//! Most people placed, and then the highest total.

use super::exact::solve;
use super::{Refusal, Round, Solution, Strategy};
use crate::assignment::Objective;

/// Finds the plan that places most people and, of those, has the highest sum
/// of scores, with prices that prove it.
///
/// Limits, ties and preferences as in [`super::Optimal`].
#[derive(Clone, Copy, Debug, Default)]
pub struct MostPlaced;

impl Strategy for MostPlaced {
    fn name(&self) -> &'static str {
        "most-placed"
    }

    fn solve(&self, round: &Round<'_>) -> Result<Solution, Refusal> {
        solve(round, Objective::MostPlaced, self.name())
    }
}

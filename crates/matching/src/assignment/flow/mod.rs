//! The exact solver under limits: flow of least cost through a forest.
//!
//! People flow to where they begin in a need, and on through whatever limits
//! lie around it. Cost scaling (Goldberg and Tarjan): `refine` makes a flow
//! ever more exact, and the last is exact.

mod network;
mod refine;

use super::{Forest, Objective, Plan, Prices, TooLarge};
use crate::strategy::Round;
use network::Network;

/// The best plan under the limits of a forest, and the prices that prove it;
/// limits that the forest has left out are not kept and cost nothing.
///
/// For tens of thousands of people: some forty bytes a pair, and many looks
/// at each. Where several plans are best, which one is returned follows from
/// the round alone.
///
/// # Errors
///
/// When scores and people are so large together that they do not fit 62 bits.
pub fn optimum_within(
    round: &Round<'_>,
    forest: &Forest,
    objective: Objective,
) -> Result<(Plan, Prices), TooLarge> {
    let bonus = objective.bonus(round.instance());
    let mut network = Network::new(round, forest, bonus)?;
    refine::solve(&mut network)?;
    let (plan, mut of_nodes) = network.answer(round, forest);
    let limits = of_nodes.split_off(round.instance().needs());
    Ok((plan, Prices { bonus, needs: of_nodes, limits }))
}

//! What the exact strategies share.

use super::{Proof, Refusal, Round, Solution};
use crate::assignment::{Objective, optimum};

/// Solves a round exactly.
pub(super) fn solve(
    round: &Round<'_>,
    objective: Objective,
    strategy: &'static str,
) -> Result<Solution, Refusal> {
    let refuse = |what: &str, why: String| Refusal { strategy, what: what.to_owned(), why };
    let (plan, prices) = optimum(round.instance(), objective)
        .map_err(|error| refuse("scores this high", error.to_string()))?;
    Ok(Solution { plan, proof: Proof::Optimal(prices) })
}

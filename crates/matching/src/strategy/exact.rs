//! What the exact strategies share.

use std::cmp::Reverse;

use super::capacity::Capacity;
use super::{Greedy, Proof, Refusal, Round, Solution, Strategy};
use crate::assignment::{Forest, Objective, Plan, Prices, TooLarge, optimum, optimum_within};

/// Solves a round exactly where its limits form a forest, and else as well as
/// it can with a bound.
pub(super) fn solve(
    round: &Round<'_>,
    objective: Objective,
    strategy: &'static str,
) -> Result<Solution, Refusal> {
    let refuse = |error: TooLarge| Refusal {
        strategy,
        what: "scores this high".to_owned(),
        why: error.to_string(),
    };
    let (plan, prices) = seats_alone(round, objective).map_err(refuse)?;
    if keeps(round, &plan) {
        return Ok(Solution { plan, proof: Proof::Optimal(prices) });
    }
    let (forest, crossings) = Forest::within(round);
    let (plan, prices) = optimum_within(round, &forest, objective).map_err(refuse)?;
    if crossings.is_empty() || keeps(round, &plan) {
        return Ok(Solution { plan, proof: Proof::Optimal(prices) });
    }
    // A limit left out only lets more be done.
    let most = match objective {
        Objective::HighestTotal => plan.total(round.instance()),
        Objective::MostPlaced => {
            let highest = optimum_within(round, &forest, Objective::HighestTotal);
            highest.map_err(refuse)?.0.total(round.instance())
        }
    };
    let worth = |plan: &Plan| {
        let placed = if objective == Objective::MostPlaced { plan.placed() } else { 0 };
        (placed, plan.total(round.instance()))
    };
    let (repaired, greedy) = (repair(round, &plan), Greedy.solve(round)?.plan);
    let plan = if worth(&greedy) > worth(&repaired) { greedy } else { repaired };
    Ok(Solution { plan, proof: Proof::AtMost(most) })
}

/// The best plan as if there were no limits, which then cost nothing.
fn seats_alone(round: &Round<'_>, objective: Objective) -> Result<(Plan, Prices), TooLarge> {
    let (plan, mut prices) = optimum(round.instance(), objective)?;
    prices.limits = vec![0; round.limits().map_or(0, |limits| limits.all().len())];
    Ok((plan, prices))
}

fn keeps(round: &Round<'_>, plan: &Plan) -> bool {
    round.limits().is_none_or(|limits| limits.check(plan, round.groups()).is_ok())
}

/// Seats the pairs of a plan, the best first, as far as every limit allows,
/// and then whatever other pairs are best.
fn repair(round: &Round<'_>, plan: &Plan) -> Plan {
    let mut pairs: Vec<_> = round
        .instance()
        .pairs()
        .map(|(p, edge)| {
            let is_other = plan.need_of(p) != Some(edge.need);
            (is_other, Reverse(edge.score), p, edge.need)
        })
        .collect();
    pairs.sort_unstable();
    let mut capacity = Capacity::new(*round);
    let mut need_of = vec![None; round.instance().participants()];
    for (_, _, participant, need) in pairs {
        if need_of[participant].is_none() && capacity.take(participant, need) {
            need_of[participant] = Some(need);
        }
    }
    Plan::new(need_of)
}

//! Points spread over groups as well as they can be.

use super::fair_exchange::improve;
use super::fair_flow::highest;
use super::fair_weights::Weights;
use super::fairness::{self, Fairness, cmp_leximin, shares};
use super::{Proof, Refusal, Round, Solution, Strategy};
use crate::assignment::{Groups, Instance, Plan};

/// Raises what the group gets that gets least, in points per member, then
/// what the second gets, and so on (leximin).
///
/// To find the best such plan is NP-hard, for points have to be split like
/// weights on a balance. What holds always:
///
/// - its shares, the lowest first, are no worse than those of the plan with
///   the highest total: the group that gets least never gets less;
/// - [`Fairness::at_most`] is a bound that no plan exceeds for the group that
///   gets least, so that [`Fairness::is_proven`] tells where this one reaches
///   it. (Between the two lies what whole people cannot be split for: in
///   large groups very little.)
///
/// Each of `rounds` weighs the groups' points, more for those that have got
/// little so far, and solves the weighted round exactly: its total is a bound
/// (Lagrange), and its plan a candidate. The best candidate is then improved by
/// moving one person, or two, while that helps. Takes `rounds` times
/// [`super::Optimal`] and as much again for the exchanges.
///
/// Refuses any limits. Everybody is one group where nobody is labelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fair {
    /// How many weights are tried.
    pub rounds: u32,
}

impl Default for Fair {
    fn default() -> Self {
        Self { rounds: Self::ROUNDS }
    }
}

impl Fair {
    /// How many weights are tried by default.
    pub const ROUNDS: u32 = 24;

    /// The plan, what it costs, and a bound on what could be had.
    ///
    /// # Errors
    ///
    /// When there are limits.
    pub fn weigh(&self, round: &Round<'_>) -> Result<Fairness, Refusal> {
        let groups = fairness::groups(self.name(), round)?;
        let instance = round.instance();
        let (best, _) = highest(instance);
        let mut weights = Weights::new(instance, &groups);
        let given = shares(instance, &groups, &best);
        let mut at_most = weights.bound(&given);
        weights.learn(&given);
        let mut chosen = improve(instance, &groups, &best);
        for _ in 0..self.rounds {
            let (plan, _) = highest(&weights.apply(instance, &groups));
            let given = shares(instance, &groups, &plan);
            at_most = at_most.map(|known| lower(known, weights.bound(&given).unwrap_or(known)));
            chosen = fairer(instance, &groups, [chosen, improve(instance, &groups, &plan)]);
            weights.learn(&given);
        }
        Ok(Fairness::new(instance, &groups, [best, chosen], at_most))
    }
}

impl Strategy for Fair {
    fn name(&self) -> &'static str {
        "fair"
    }

    fn solve(&self, round: &Round<'_>) -> Result<Solution, Refusal> {
        let fairness = self.weigh(round)?;
        Ok(Solution { proof: Proof::AtMost(fairness.price.best), plan: fairness.plan })
    }
}

/// The lower of two bounds `(points, members)`.
fn lower(a: (u64, u64), b: (u64, u64)) -> (u64, u64) {
    let is_lower = u128::from(b.0) * u128::from(a.1) < u128::from(a.0) * u128::from(b.1);
    if is_lower { b } else { a }
}

/// The fairer of two plans; of equally fair ones the one with the higher
/// total, then the first.
fn fairer(instance: &Instance, groups: &Groups, [a, b]: [Plan; 2]) -> Plan {
    let of = |plan: &Plan| shares(instance, groups, plan);
    let order = cmp_leximin(&of(&b), &of(&a));
    if order.then(b.total(instance).cmp(&a.total(instance))).is_gt() { b } else { a }
}

//! Checks that a plan is the best, with nothing but arithmetic.

use std::collections::BTreeMap;

use super::{Exceeded, Objective, Plan, PlanError, Prices};
use crate::strategy::Round;

/// Why a plan and prices do not prove each other optimal.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NotOptimal {
    /// The plan is not possible.
    #[error(transparent)]
    Plan(#[from] PlanError),
    /// The plan breaks a limit.
    #[error(transparent)]
    Limit(#[from] Exceeded),
    /// There is not one price a need and one a limit.
    #[error("{found} prices of {what}: expected {expected}")]
    Prices {
        /// What they are prices of.
        what: &'static str,
        /// How many there are.
        found: usize,
        /// How many there should be.
        expected: usize,
    },
    /// A price is below 0.
    #[error("a price of {0} points: expected 0 or more")]
    Negative(i64),
    /// The bonus does not make the highest sum what is asked for.
    #[error("a bonus of {found} points a pair: expected {expected}")]
    Bonus {
        /// The bonus.
        found: i64,
        /// What it should be.
        expected: String,
    },
    /// The prices leave room for a better plan, whether there is one or not.
    #[error("the plan is worth {worth} points and the prices allow {bound}: expected the same")]
    Gap {
        /// The sum of the plan's scores, with the bonus.
        worth: i128,
        /// What no plan can exceed at these prices.
        bound: i128,
    },
}

/// Checks that no plan is better.
///
/// Whatever the prices (0 or more), no plan is worth more than what the seats
/// and limits cost together and what everybody could be left with at best: a
/// plan worth exactly that is optimal. Sums have 128 bits.
///
/// # Errors
///
/// When the plan or the prices do not fit the round, or do not prove it.
pub fn verify(
    round: &Round<'_>,
    plan: &Plan,
    prices: &Prices,
    objective: Objective,
) -> Result<(), NotOptimal> {
    let instance = round.instance();
    plan.check(instance)?;
    let limits = round.limits().map_or(&[][..], |limits| limits.all());
    round.limits().map_or(Ok(()), |limits| limits.check(plan, round.groups()))?;
    one_each("needs", prices.needs.len(), instance.needs())?;
    one_each("limits", prices.limits.len(), limits.len())?;
    if let Some(price) = prices.needs.iter().chain(&prices.limits).find(|price| **price < 0) {
        return Err(NotOptimal::Negative(*price));
    }

    let bonus = i128::from(prices.bonus);
    let worth = i128::from(plan.total(instance)) + bonus * plan.placed() as i128;
    let mut to_pay: BTreeMap<(u32, Option<u32>), i128> = BTreeMap::new();
    for (limit, &price) in limits.iter().zip(&prices.limits) {
        for &need in limit.needs.iter().filter(|_| price > 0) {
            *to_pay.entry((need, limit.group)).or_default() += i128::from(price);
        }
    }
    let (mut bound, mut best_scores) = (0, 0);
    for participant in 0..instance.participants() {
        let group = round.groups().map(|groups| groups.labels()[participant]);
        let left = |need: u32, score: u32| {
            let of = |group| to_pay.get(&(need, group)).copied().unwrap_or(0);
            let limits = if to_pay.is_empty() {
                0
            } else {
                of(None) + group.map_or(0, |group| of(Some(group)))
            };
            i128::from(score) + bonus - i128::from(prices.needs[need as usize]) - limits
        };
        let edges = instance.edges_of(participant);
        bound += edges.iter().map(|edge| left(edge.need, edge.score)).fold(0, i128::max);
        best_scores += edges.iter().map(|edge| i128::from(edge.score)).max().unwrap_or(0);
    }
    let cost = |(count, price): (u32, &i64)| i128::from(count) * i128::from(*price);
    bound += instance.seats().iter().copied().zip(&prices.needs).map(cost).sum::<i128>();
    bound += limits.iter().map(|limit| limit.most).zip(&prices.limits).map(cost).sum::<i128>();

    check_bonus(prices.bonus, best_scores, objective)?;
    if worth == bound { Ok(()) } else { Err(NotOptimal::Gap { worth, bound }) }
}

fn one_each(what: &'static str, found: usize, expected: usize) -> Result<(), NotOptimal> {
    if found == expected { Ok(()) } else { Err(NotOptimal::Prices { what, found, expected }) }
}

/// A bonus above all best scores together makes one person more worth more
/// than any scores.
fn check_bonus(found: i64, best_scores: i128, objective: Objective) -> Result<(), NotOptimal> {
    let (is_right, expected) = match objective {
        Objective::HighestTotal => (found == 0, "0".to_owned()),
        Objective::MostPlaced => {
            (i128::from(found) > best_scores, format!("more than {best_scores}"))
        }
    };
    if is_right { Ok(()) } else { Err(NotOptimal::Bonus { found, expected }) }
}

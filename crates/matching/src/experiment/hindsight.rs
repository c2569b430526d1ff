//! The best that could have been done.

use super::{Log, StudyError};
use crate::assignment::{Instance, Plan, Prices};
use crate::strategy::{Proof, Round, Strategy};

/// What somebody does who knows all that comes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hindsight {
    /// Who goes where.
    pub plan: Plan,
    /// The sum of scores, in points: no replay of the log has more.
    pub total: u64,
}

/// Solves a log as one round, in which a pair is possible where both are ever
/// there together.
///
/// # Errors
///
/// When `exact` refuses, or does not prove that its total is the highest.
pub fn hindsight(log: &Log, exact: &dyn Strategy) -> Result<Hindsight, StudyError> {
    let instance = met(log);
    let solution = exact.solve(&Round::new(&instance))?;
    proven(&solution.proof, exact)?;
    let total = solution.plan.total(&instance);
    Ok(Hindsight { plan: solution.plan, total })
}

/// The prices that prove a total to be the highest; a bonus for placing
/// people proves something else.
pub(super) fn proven<'p>(proof: &'p Proof, exact: &dyn Strategy) -> Result<&'p Prices, StudyError> {
    match proof {
        Proof::Optimal(prices) if prices.bonus == 0 => Ok(prices),
        _ => Err(StudyError::NotProved { strategy: exact.name() }),
    }
}

/// The pairs of those who are ever there together.
pub(super) fn met(log: &Log) -> Instance {
    let instance = log.instance();
    instance.changed(instance.seats(), |p, edge| log.meet(p, edge.need).then_some(edge))
}

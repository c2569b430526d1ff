//! What a plan comes to, as a JSON object.

use etablera_matching::assignment::Plan;
use etablera_matching::strategy::{Proof, Round, Solution};
use serde::Serialize;

/// What a plan comes to.
#[derive(Clone, Debug, Serialize)]
pub struct Summary {
    /// How it was chosen.
    pub strategy: &'static str,
    /// How many participants have a possible pair.
    pub participants: usize,
    /// How many needs there are.
    pub needs: usize,
    /// How many seats the needs have together.
    pub seats: u64,
    /// How many pairs are possible.
    pub pairs: usize,
    /// How many pairs were left out because they are not in both lists.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unlisted: Option<usize>,
    /// How many participants have a seat.
    pub placed: usize,
    /// The sum of their scores, in points.
    pub total: u64,
    /// Whether it is proven to be the best there is, in what the strategy
    /// aims at.
    pub optimal: bool,
    /// No plan has a higher total; only where one is known and the plan is
    /// not proven.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bound: Option<u64>,
    /// How far the total may be from the best one, in points.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gap: Option<u64>,
    /// How long solving took; not said where the same question must have the
    /// same answer to the byte.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub milliseconds: Option<f64>,
}

impl Summary {
    /// What a solution comes to.
    #[must_use]
    pub fn new(strategy: &'static str, round: &Round<'_>, solution: &Solution) -> Self {
        let instance = round.instance();
        let Solution { plan, proof } = solution;
        let total = Plan::total(plan, instance);
        let bound = match proof {
            Proof::AtMost(bound) => Some(*bound),
            Proof::None | Proof::Optimal(_) => None,
        };
        Self {
            strategy,
            participants: instance.participants(),
            needs: instance.needs(),
            seats: instance.seats().iter().map(|seats| u64::from(*seats)).sum(),
            pairs: instance.edges().len(),
            unlisted: None,
            placed: plan.placed(),
            total,
            optimal: matches!(proof, Proof::Optimal(_)),
            bound,
            gap: bound.map(|bound| bound.saturating_sub(total)),
            milliseconds: None,
        }
    }
}

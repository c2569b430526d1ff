//! What a plan comes to, as a JSON object.

use etablera_matching::assignment::Plan;
use etablera_matching::stability::blocking_pairs;
use etablera_matching::strategy::{FairnessPrice, Proof, Round, Solution, shares};
use serde::Serialize;

use super::names::Names;

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
    /// How many pairs would both rather have each other; only where there are
    /// preferences.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub blocking_pairs: Option<u64>,
    /// What being fair costs; only of a strategy that is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price_of_fairness: Option<FairPrice>,
    /// What each group gets; only where there are groups.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub groups: Option<Vec<GroupShare>>,
    /// How long solving took; not said where the same question must have the
    /// same answer to the byte.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub milliseconds: Option<f64>,
}

/// What being fair costs.
#[derive(Clone, Debug, Serialize)]
pub struct FairPrice {
    /// The highest total there is, in points.
    pub best_total: u64,
    /// The loss in points.
    pub points: u64,
    /// The loss in thousandths of the highest total, rounded up.
    pub permille: u64,
}

impl FairPrice {
    /// What a total costs that might have been the best one.
    #[must_use]
    pub fn new(best: u64, total: u64) -> Self {
        let price = FairnessPrice { best, total };
        Self { best_total: best, points: price.points(), permille: price.permille() }
    }
}

/// What a plan gives to a group.
#[derive(Clone, Debug, Serialize)]
pub struct GroupShare {
    /// The group's label.
    pub group: String,
    /// People in it.
    pub members: u32,
    /// Those of them who have a seat.
    pub placed: u32,
    /// The sum of their scores.
    pub points: u64,
}

impl GroupShare {
    /// What a plan gives to each group, by the groups' names.
    pub(super) fn all(round: &Round<'_>, plan: &Plan, names: &Names) -> Option<Vec<Self>> {
        let shares = shares(round.instance(), round.groups()?, plan);
        let named = shares.into_iter().enumerate().map(|(group, share)| Self {
            group: names.name(group).to_owned(),
            members: share.members,
            placed: share.placed,
            points: share.points,
        });
        Some(named.collect())
    }
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
            blocking_pairs: round.preferences().and_then(|preferences| {
                let blocking = blocking_pairs(instance, preferences, plan, 0).ok()?;
                Some(blocking.count)
            }),
            price_of_fairness: bound
                .filter(|_| strategy.starts_with("fair"))
                .map(|best| FairPrice::new(best, total)),
            groups: None,
            milliseconds: None,
        }
    }
}

//! No fewer than so many people of each group.

use super::fair_flow::Flow;
use super::fairness::{self, Fairness};
use super::{Proof, Refusal, Round, Solution, Strategy};

/// The highest total of all plans that place at least so many people of each
/// group.
///
/// Exact: one label a person makes it a flow, whose best plan is whole. Each
/// person that a floor adds to the best plan costs one search of shortest
/// paths, O((p + e) log p) for p people and e pairs. Among equally good plans
/// the choice is the same every time, and otherwise open.
///
/// Refuses any limits, and floors that no plan reaches.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Floors {
    /// The people that each group has placed at least, by group.
    pub least: Vec<u32>,
}

impl Floors {
    /// The plan, and what its floors cost.
    ///
    /// # Errors
    ///
    /// When there is not one floor a group, when no plan reaches them, and
    /// when there are limits.
    pub fn weigh(&self, round: &Round<'_>) -> Result<Fairness, Refusal> {
        let groups = fairness::groups(self.name(), round)?;
        if self.least.len() != groups.count() {
            let what = format!("{} floors", self.least.len());
            let why = format!("there are {} groups: expected one floor a group", groups.count());
            return Err(Refusal { strategy: self.name(), what, why });
        }
        let mut flow = Flow::best(round.instance(), &groups);
        let best = flow.plan();
        for (group, &least) in (0..).zip(&self.least) {
            while flow.placed()[group as usize] < least {
                if !flow.raise(group, &self.least) {
                    return Err(self.out_of_reach(group, flow.placed()[group as usize]));
                }
            }
        }
        Ok(Fairness::new(round.instance(), &groups, [best, flow.plan()], None))
    }

    fn out_of_reach(&self, group: u32, most: u32) -> Refusal {
        let least = self.least[group as usize];
        Refusal {
            strategy: self.name(),
            what: format!("at least {least} people of group {group}"),
            why: format!("beside the floors of the other groups, {most} can be placed"),
        }
    }
}

impl Strategy for Floors {
    fn name(&self) -> &'static str {
        "floors"
    }

    fn solve(&self, round: &Round<'_>) -> Result<Solution, Refusal> {
        let fairness = self.weigh(round)?;
        Ok(Solution { proof: Proof::AtMost(fairness.price.best), plan: fairness.plan })
    }
}

//! Seats spread evenly over groups.

use super::fair_flow::{Flow, highest};
use super::fairness::{self, Fairness, Share};
use super::{Proof, Refusal, Round, Solution, Strategy};

/// The most people placed, as evenly over the groups as can be: the lowest
/// share of a group's members placed is as high as any plan has it, then the
/// second lowest, and so on (leximin).
///
/// Exact. How many of each group can have a seat together is an integral
/// polymatroid, so that giving the next seat to the group with the lowest
/// share that can still have one (of several, the one with fewest members,
/// then the lower label) ends with the best there is; a group that cannot now
/// never can again. Of all plans with the same numbers, it has the highest
/// total. One search of shortest paths a person placed,
/// O((p + e) log p) for p people and e pairs, so for rounds of some thousands.
///
/// Refuses any limits.
#[derive(Clone, Copy, Debug, Default)]
pub struct FairPlaces;

impl FairPlaces {
    /// The plan, and what it costs.
    ///
    /// # Errors
    ///
    /// When there are limits.
    pub fn weigh(&self, round: &Round<'_>) -> Result<Fairness, Refusal> {
        let groups = fairness::groups(self.name(), round)?;
        let (best, _) = highest(round.instance());
        let mut flow = Flow::nobody(round.instance(), &groups);
        let mut sizes = vec![0; groups.count()];
        groups.labels().iter().for_each(|&group| sizes[group as usize] += 1);
        let everything = vec![u32::MAX; groups.count()];
        let mut open: Vec<u32> = (0..groups.count() as u32).collect();
        let share = |flow: &Flow<'_>, group: u32| Share {
            members: sizes[group as usize],
            placed: flow.placed()[group as usize],
            points: 0,
        };
        loop {
            open.retain(|&group| share(&flow, group).placed < share(&flow, group).members);
            let lowest = open.iter().copied().enumerate().min_by(|(_, a), (_, b)| {
                let (a, b) = (share(&flow, *a), share(&flow, *b));
                a.cmp_rate(&b).then(a.members.cmp(&b.members))
            });
            let Some((at, group)) = lowest else { break };
            if !flow.raise(group, &everything) {
                open.remove(at);
            }
        }
        Ok(Fairness::new(round.instance(), &groups, [best, flow.plan()], None))
    }
}

impl Strategy for FairPlaces {
    fn name(&self) -> &'static str {
        "fair-places"
    }

    fn solve(&self, round: &Round<'_>) -> Result<Solution, Refusal> {
        let fairness = self.weigh(round)?;
        Ok(Solution { proof: Proof::AtMost(fairness.price.best), plan: fairness.plan })
    }
}

//! What a point of each group counts for while the lowest share is sought.

use super::fairness::Share;
use crate::assignment::{Edge, Groups, Instance, MAX_SCORE};

/// The highest weight of a point.
const MOST: u64 = 10_000;

/// A weight a group, which rises for groups that have got little so far.
pub(super) struct Weights {
    of: Vec<u64>,
    /// Weighted scores are divided by so much, so that they fit.
    unit: u64,
    /// The points each group got in the plans so far, each counting three
    /// quarters of the next one: the last alone would swing from one group to
    /// another, and all alike would hold on to the first.
    sums: Vec<u64>,
    plans: u64,
}

impl Weights {
    /// Equal weights.
    pub(super) fn new(instance: &Instance, groups: &Groups) -> Self {
        let highest = instance.edges().iter().map(|edge| u64::from(edge.score)).max().unwrap_or(0);
        let unit = (highest * MOST).div_ceil(u64::from(MAX_SCORE)).max(1);
        Self { of: vec![MOST; groups.count()], unit, sums: vec![0; groups.count()], plans: 0 }
    }

    /// The instance with weighted scores, rounded up.
    pub(super) fn apply(&self, instance: &Instance, groups: &Groups) -> Instance {
        instance.changed(instance.seats(), |participant, edge| {
            let weight = self.of[groups.labels()[participant] as usize];
            let score = (u64::from(edge.score) * weight).div_ceil(self.unit);
            // At most MAX_SCORE, for the unit is chosen so.
            Some(Edge { score: score as u32, ..edge })
        })
    }

    /// `(points, members)`: no plan gives more per member to the group that
    /// gets least, from what a best plan for these weights gives.
    ///
    /// The lowest share times all members' weights is at most the weighted
    /// sum of any plan, and so of this one. None where nobody has weight.
    pub(super) fn bound(&self, best: &[Share]) -> Option<(u64, u64)> {
        let weighted = self.of.iter().zip(best);
        let (points, members) = weighted.fold((0_u128, 0_u128), |(points, members), (w, share)| {
            // A score rounded up counts for up to a unit more.
            let rounding = if self.unit == 1 { 0 } else { self.unit * u64::from(share.placed) };
            let weighted = u128::from(*w) * u128::from(share.points) + u128::from(rounding);
            (points + weighted, members + u128::from(*w) * u128::from(share.members))
        });
        // A bound may be rounded up to numbers that fit.
        let excess = 65_u32.saturating_sub(points.max(members).leading_zeros());
        let (points, members) = ((points >> excess) + u128::from(excess > 0), members >> excess);
        (members > 0).then_some((points as u64, members as u64))
    }

    /// Raises the weights of groups that have got less per member than others
    /// in the plans so far, and lowers the others'.
    pub(super) fn learn(&mut self, given: &[Share]) {
        self.plans += 1;
        for (sum, share) in self.sums.iter_mut().zip(given) {
            *sum = *sum - *sum / 4 + share.points;
        }
        // Thousandths of points per member, all plans together.
        let mean = |sum: u64, share: &Share| {
            let members = u128::from(share.members);
            (share.members > 0).then(|| u128::from(sum) * 1_000 / members)
        };
        let means: Vec<_> = self.sums.iter().zip(given).map(|(&sum, s)| mean(sum, s)).collect();
        let known = || means.iter().flatten().copied();
        let (Some(least), Some(most)) = (known().min(), known().max()) else { return };
        if least == most {
            return;
        }
        // From half as much again to half as much, by less as plans add up.
        let step = 500 / (1 + u128::from(self.plans / 4));
        let half = (most - least).div_ceil(2);
        for (weight, mean) in self.of.iter_mut().zip(&means) {
            let Some(mean) = mean else { continue };
            let rise = 1_000 + step * (most - mean) / half - step;
            *weight = (u128::from(*weight) * rise / 1_000).max(1) as u64;
        }
        let highest = self.of.iter().copied().max().unwrap_or(1);
        self.of.iter_mut().for_each(|weight| *weight = (*weight * MOST / highest).max(1));
    }
}

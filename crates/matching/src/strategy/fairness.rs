//! What a plan gives to each group, and what that costs.

use std::borrow::Cow;
use std::cmp::Ordering;

use super::{Refusal, Round};
use crate::assignment::{Groups, Instance, Plan};

/// What a plan gives to one group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// People in the group.
    pub members: u32,
    /// Those of them who have a seat.
    pub placed: u32,
    /// The sum of their scores.
    pub points: u64,
}

/// A fair plan beside the best one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fairness {
    /// Who goes where.
    pub plan: Plan,
    /// What each group gets.
    pub shares: Vec<Share>,
    /// What each group gets in the plan with the highest total.
    pub before: Vec<Share>,
    /// What being fair costs.
    pub price: FairnessPrice,
    /// No plan gives the group that gets least per member more than so many
    /// points for so many members; where that is what it gets, this plan is
    /// the best for it. None where nothing is known.
    pub at_most: Option<(u64, u64)>,
}

/// What being fair costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FairnessPrice {
    /// The highest total there is, in points.
    pub best: u64,
    /// The fair plan's total, in points.
    pub total: u64,
}

impl FairnessPrice {
    /// The loss in points.
    #[must_use]
    pub fn points(&self) -> u64 {
        self.best - self.total
    }

    /// The loss in thousandths of the highest total, rounded up, so that no
    /// loss looks like none.
    #[must_use]
    pub fn permille(&self) -> u64 {
        // At most 1000, for the loss is at most the best.
        (u128::from(self.points()) * 1_000).div_ceil(u128::from(self.best.max(1))) as u64
    }
}

impl Fairness {
    pub(super) fn new(
        instance: &Instance,
        groups: &Groups,
        [best, plan]: [Plan; 2],
        at_most: Option<(u64, u64)>,
    ) -> Self {
        let price = FairnessPrice { best: best.total(instance), total: plan.total(instance) };
        let given = shares(instance, groups, &plan);
        Self { shares: given, before: shares(instance, groups, &best), price, plan, at_most }
    }

    /// The group that gets least per member in points, and what it gets; of
    /// several, the first; none where nobody is in a group.
    #[must_use]
    pub fn worst(&self) -> Option<(u32, Share)> {
        let groups = (0..).zip(self.shares.iter().copied()).filter(|(_, s)| s.members > 0);
        groups.min_by(|a, b| a.1.cmp_mean(&b.1))
    }

    /// Whether no plan gives more to the group that gets least.
    #[must_use]
    pub fn is_proven(&self) -> bool {
        let Some((points, members)) = self.at_most else { return false };
        self.worst().is_none_or(|(_, share)| {
            u128::from(share.points) * u128::from(members)
                >= u128::from(points) * u128::from(share.members)
        })
    }
}

impl Share {
    /// Compares points per member.
    #[must_use]
    pub fn cmp_mean(&self, other: &Self) -> Ordering {
        let mine = u128::from(self.points) * u128::from(other.members);
        mine.cmp(&(u128::from(other.points) * u128::from(self.members)))
    }

    /// Compares people placed per member.
    #[must_use]
    pub fn cmp_rate(&self, other: &Self) -> Ordering {
        let mine = u64::from(self.placed) * u64::from(other.members);
        mine.cmp(&(u64::from(other.placed) * u64::from(self.members)))
    }
}

/// What a plan gives to each group.
///
/// # Panics
///
/// When there is not one label a participant, or the plan has others.
#[must_use]
pub fn shares(instance: &Instance, groups: &Groups, plan: &Plan) -> Vec<Share> {
    let mut shares = vec![Share::default(); groups.count()];
    assert_eq!(groups.labels().len(), plan.participants(), "one label a participant");
    for (participant, &group) in groups.labels().iter().enumerate() {
        let share = &mut shares[group as usize];
        share.members += 1;
        if let Some(need) = plan.need_of(participant) {
            share.placed += 1;
            share.points += u64::from(instance.score(participant, need).unwrap_or(0));
        }
    }
    shares
}

/// Compares what two plans give, the group that gets least first (leximin);
/// groups without members do not count.
pub(super) fn cmp_leximin(a: &[Share], b: &[Share]) -> Ordering {
    let sorted = |shares: &[Share]| {
        let mut shares: Vec<_> = shares.iter().copied().filter(|s| s.members > 0).collect();
        shares.sort_by(Share::cmp_mean);
        shares
    };
    let pairs = sorted(a).into_iter().zip(sorted(b));
    pairs.map(|(a, b)| a.cmp_mean(&b)).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
}

/// The round's groups, everybody in one where nobody is labelled; refuses
/// limits, for seats are all that fair strategies know.
pub(super) fn groups<'r>(
    strategy: &'static str,
    round: &Round<'r>,
) -> Result<Cow<'r, Groups>, Refusal> {
    let limits = round.limits().map_or(&[][..], |limits| limits.all());
    if let Some(limit) = limits.first() {
        let what = format!("the limit `{}`", limit.name);
        let why = "it knows seats only; `greedy` keeps to any limit".to_owned();
        return Err(Refusal { strategy, what, why });
    }
    Ok(round.groups().map_or_else(|| Cow::Owned(everybody(round.instance())), Cow::Borrowed))
}

/// One group of all.
pub(super) fn everybody(instance: &Instance) -> Groups {
    Groups::new(1, vec![0; instance.participants()]).expect("group 0 is one of one")
}

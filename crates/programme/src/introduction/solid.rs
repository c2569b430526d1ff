//! How many get a solid introduction.

use serde::Serialize;

use super::plan::{IntroductionPlan, PlannedItem};
use crate::journey::StageEnd;

/// So many out of so many. The numbers stand for themselves: a share of few
/// says little, and [`percent`](Share::percent) says nothing of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(
        rename = "SolidShare",
        description = "So many out of so many; a share of few says little."
    )
)]
pub struct Share {
    /// How many.
    pub count: u32,
    /// Out of how many.
    pub out_of: u32,
}

impl Share {
    fn add(&mut self, is_so: bool) {
        self.out_of += 1;
        self.count += u32::from(is_so);
    }

    /// In whole percent, half a percent up; none of fewer than `least`, and of
    /// none at all.
    #[must_use]
    pub fn percent(self, least: u32) -> Option<u32> {
        if self.out_of < least.max(1) {
            return None;
        }
        let (count, out_of) = (u64::from(self.count), u64::from(self.out_of));
        u32::try_from((count * 200 + out_of) / (out_of * 2)).ok()
    }
}

/// How many colleagues got a solid introduction, each as of the day of their
/// plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Solid {
    /// Items signed on the day they were due or before, out of those whose day
    /// is over. Of colleagues who left during the stage only those count that
    /// were due while they were there.
    pub items_on_time: Share,
    /// Colleagues with every item signed on the stage's last day or before, out
    /// of those whose first stage is over and who did not leave during it.
    pub complete: Share,
    /// Colleagues with a solid introduction: complete, and every item on time;
    /// out of the same.
    pub solid: Share,
    /// Items signed by both sides by the day of the plan, out of those that are
    /// signed.
    pub both_sides: Share,
    /// Colleagues with a solid introduction of which both sides signed every
    /// item on the stage's last day or before; out of the same as `solid`.
    pub confirmed: Share,
    /// Colleagues whose first stage goes on; no part of the two shares above.
    pub going_on: u32,
    /// Colleagues who left during it; no part of them either.
    pub left: u32,
}

/// How many of some colleagues got a solid introduction.
#[must_use]
pub fn solid(plans: &[IntroductionPlan]) -> Solid {
    let mut sum = Solid::default();
    for plan in plans {
        let is_over = |item: &&PlannedItem| match plan.end {
            StageEnd::Left(on) => item.due < plan.day && item.due <= on,
            StageEnd::GoesOn(_) | StageEnd::Over(_) => item.due < plan.day,
        };
        for item in plan.items.iter().filter(is_over) {
            sum.items_on_time.add(item.is_on_time());
        }
        for item in plan.items.iter().filter(|item| item.signed_on().is_some()) {
            sum.both_sides.add(item.is_countersigned_by(plan.day));
        }
        match plan.end {
            StageEnd::GoesOn(_) => sum.going_on += 1,
            StageEnd::Left(_) => sum.left += 1,
            StageEnd::Over(on) => {
                let complete = plan.is_signed_by(on);
                sum.complete.add(complete);
                let solid = complete && plan.items.iter().all(PlannedItem::is_on_time);
                sum.solid.add(solid);
                let both = plan.items.iter().all(|item| item.is_countersigned_by(on));
                sum.confirmed.add(solid && both);
            }
        }
    }
    sum
}

//! The stage that goes on, and how long one may be.

use chrono::NaiveDate;
use etablera_domain::PlacementId;
use etablera_domain::event::Code;

use super::state::{Journey, Next};
use crate::calendar::add_days;
use crate::template::{Condition, StagePlan};

/// A stage that goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StageRun<'j> {
    /// What the template says of it.
    pub plan: &'j StagePlan,
    /// At which placement, if at one.
    pub placement: Option<&'j PlacementId>,
    /// Its first day.
    pub start: NaiveDate,
    /// Its last day, with the pauses so far.
    pub until: NaiveDate,
}

impl Journey<'_> {
    /// The placements that were proposed, oldest first, whatever became of
    /// them.
    pub fn placements(&self) -> impl Iterator<Item = &PlacementId> {
        self.slots.iter().map(|slot| &slot.id)
    }

    /// The stage that goes on, as seen on a day: a pause that goes on moves
    /// its last day until then.
    #[must_use]
    pub fn stage_run(&self, day: NaiveDate) -> Option<StageRun<'_>> {
        let run = self.run.as_ref()?;
        Some(StageRun {
            plan: self.plan(run.stage),
            placement: run.slot.map(|at| &self.slots[at].id),
            start: run.start,
            until: self.end(run, day),
        })
    }

    /// The last day that a stage can have which begins on a day, at a placement
    /// or in the programme: by its length, or the days left of it after a move,
    /// by what the programme lasts at most, and by the agreement where it asks
    /// for one. None if nothing limits it, if no day is left, or if there is no
    /// such stage or placement.
    ///
    /// Whether it may begin at all is [`check`](Self::check)'s to say.
    #[must_use]
    pub fn last_day_of(
        &self,
        stage: &Code,
        placement: Option<&PlacementId>,
        day: NaiveDate,
    ) -> Option<NaiveDate> {
        let (at, plan) = self.template.stage(stage.as_str())?;
        let agreement = match placement {
            Some(id) => Some(&self.slots[self.slot(id)?].agreement),
            None => None,
        };
        let asked = agreement.filter(|_| plan.entry.contains(&Condition::Agreement));
        let agreed = asked.and_then(|agreement| agreement.terms()).map(|terms| terms.until);
        let limits = self.limits_of(at, day).into_iter().filter_map(|(last, _)| last);
        limits.chain(agreed).min().filter(|last| *last >= day)
    }

    /// The last days of a stage that would begin on a day, by the fields of the
    /// template that set them.
    pub(super) fn limits_of(
        &self,
        stage: usize,
        day: NaiveDate,
    ) -> [(Option<NaiveDate>, &'static str); 2] {
        let own = match (&self.run, self.next) {
            (None, Next::Move { stage: moves, left, .. }) if moves == stage => {
                left.map(|left| add_days(day, u64::from(left.get()) - 1))
            }
            _ => self.plan(stage).length.map(|length| length.last_day(day)),
        };
        [(own, "stage.length"), (self.longest(day), "limits.longest")]
    }
}

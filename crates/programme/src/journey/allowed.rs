//! What can happen on a day, and why the rest cannot.

use chrono::NaiveDate;
use etablera_domain::PlacementId;
use etablera_domain::event::{Code, Outcome};

use super::refusal::Refusal;
use super::state::Journey;
use crate::template::Held;

/// Something that can happen to a journey.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// The participant enters the programme.
    Enrol,
    /// A stage begins.
    Start {
        /// Which.
        stage: Code,
        /// At which placement, if at one.
        placement: Option<PlacementId>,
    },
    /// The stage that goes on is decided on.
    Decide {
        /// In which way.
        outcome: Outcome,
    },
    /// Staff look in.
    CheckIn,
    /// The placement that goes on ends.
    EndPlacement,
    /// The programme rests.
    Pause,
    /// It goes on.
    Resume,
    /// The participant leaves.
    Leave,
    /// The case is closed.
    Close,
}

impl Journey<'_> {
    /// Every step, and why those cannot come that cannot. Reasons and last
    /// days are left to [`check`](Self::check).
    #[must_use]
    pub fn allowed(&self, day: NaiveDate) -> Vec<(Step, Result<(), Refusal>)> {
        let slot = self.run.as_ref().and_then(|run| run.slot);
        let mut all = vec![(Step::Enrol, self.may_enrol())];
        all.extend(self.starts(day));
        for outcome in [Outcome::Continue, Outcome::Extend, Outcome::End] {
            let may = self.may_decide(slot, outcome, day).map(drop);
            all.push((Step::Decide { outcome }, may));
        }
        let at_placement =
            self.running(slot).and_then(|run| run.slot.map(drop).ok_or(Refusal::NoStage));
        all.push((Step::CheckIn, self.running(slot).map(drop)));
        all.push((Step::EndPlacement, at_placement));
        all.push((Step::Pause, self.may_pause()));
        all.push((Step::Resume, self.may_resume()));
        all.push((Step::Leave, self.may_leave()));
        all.push((Step::Close, self.may_close()));
        let order = self.in_order(day);
        all.into_iter().map(|(step, may)| (step, order.clone().and(may))).collect()
    }

    /// The start of every stage: at the placements that go on, newest first,
    /// or in the programme.
    fn starts(&self, day: NaiveDate) -> Vec<(Step, Result<(), Refusal>)> {
        let mut all = Vec::new();
        for plan in &self.template.stages {
            let slots: Vec<Option<usize>> = match plan.held {
                Held::Programme => vec![None],
                Held::Placement => {
                    let open =
                        (0..self.slots.len()).rev().filter(|at| self.slots[*at].ended.is_none());
                    open.map(Some).collect()
                }
            };
            for slot in slots {
                let may = self.may_start(slot, plan.kind, day).and_then(|found| {
                    // Of two stages of one kind only one comes next.
                    let same = self.plan(found).id == plan.id;
                    let wrong = || Refusal::WrongStage { found: plan.kind, expected: Vec::new() };
                    if same { Ok(()) } else { Err(wrong()) }
                });
                let placement = slot.map(|at| self.slots[at].id.clone());
                all.push((Step::Start { stage: plan.id.clone(), placement }, may));
            }
        }
        all
    }
}

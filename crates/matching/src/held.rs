//! Records that are borrowed, or shared with whoever keeps them: what lives as
//! long as a service borrows from nobody.

use std::ops::Deref;
use std::sync::Arc;

use etablera_domain::{Need, Requirement};

/// A need.
#[derive(Clone, Debug)]
pub(crate) enum HeldNeed<'n> {
    Borrowed(&'n Need),
    Shared(Arc<Need>),
}

/// A requirement of a need.
#[derive(Clone, Debug)]
pub(crate) enum HeldRequirement<'n> {
    Borrowed(&'n Requirement),
    /// That of a shared need, by the places of task and requirement.
    Shared(Arc<Need>, u32, u32),
    /// One that follows from the need.
    Derived(Box<Requirement>),
}

impl<'n> HeldNeed<'n> {
    /// The requirements of the need: task by task, then those that follow from
    /// it; each with the share of the task in permille.
    pub(crate) fn requirements(&self) -> Vec<(HeldRequirement<'n>, Option<u32>)> {
        let mut all = match self {
            Self::Borrowed(need) => {
                let written = need.tasks.iter().flat_map(|task| {
                    let share = u32::from(task.share_permille.permille());
                    task.requirements.iter().map(move |r| (HeldRequirement::Borrowed(r), share))
                });
                written.map(|(held, share)| (held, Some(share))).collect()
            }
            Self::Shared(need) => shared(need),
        };
        let derived = self.derived_requirements().into_iter();
        all.extend(derived.map(|r| (HeldRequirement::Derived(Box::new(r)), None)));
        all
    }
}

fn shared<'n>(need: &Arc<Need>) -> Vec<(HeldRequirement<'n>, Option<u32>)> {
    let mut all = Vec::new();
    for (task, of) in need.tasks.iter().zip(0..) {
        let share = u32::from(task.share_permille.permille());
        for (_, at) in task.requirements.iter().zip(0..) {
            all.push((HeldRequirement::Shared(Arc::clone(need), of, at), Some(share)));
        }
    }
    all
}

impl Deref for HeldNeed<'_> {
    type Target = Need;

    fn deref(&self) -> &Need {
        match self {
            Self::Borrowed(need) => need,
            Self::Shared(need) => need,
        }
    }
}

impl Deref for HeldRequirement<'_> {
    type Target = Requirement;

    fn deref(&self) -> &Requirement {
        match self {
            Self::Borrowed(requirement) => requirement,
            Self::Shared(need, task, at) => &need.tasks[*task as usize].requirements[*at as usize],
            Self::Derived(requirement) => requirement,
        }
    }
}

//! Counts of people for those who may not know who they are.

use std::collections::{BTreeMap, BTreeSet};

use etablera_domain::ParticipantId;

use crate::disclosure::{Release, Released};

/// The fewest people that a group may have whose count is told.
const FEWEST: usize = 5;

/// Decides count by count what may be told in one answer.
///
/// Closed, it hides each group of fewer than five, and as many others that no
/// such group follows from those told by adding and subtracting. What is told
/// first hides what comes later, so that the most important counts come first.
/// Nobody is told as 0. It knows nothing of other answers about the same
/// people.
#[derive(Debug)]
pub struct Guard {
    released: Option<Released>,
    decided: BTreeMap<BTreeSet<ParticipantId>, bool>,
}

impl Guard {
    /// Tells everything, to those who may know who the people are.
    #[must_use]
    pub fn open() -> Self {
        Self { released: None, decided: BTreeMap::new() }
    }

    /// Hides what is small.
    #[must_use]
    pub fn closed() -> Self {
        Self { released: Some(Released::new(FEWEST)), decided: BTreeMap::new() }
    }

    /// Whether it hides anything that is small.
    #[must_use]
    pub fn hides(&self) -> bool {
        self.released.is_some()
    }

    /// How many there are, each once; `None` where that is not told.
    pub fn count<'p>(
        &mut self,
        people: impl IntoIterator<Item = &'p ParticipantId>,
    ) -> Option<usize> {
        let people: BTreeSet<ParticipantId> = people.into_iter().cloned().collect();
        let count = people.len();
        let Some(released) = &mut self.released else { return Some(count) };
        if count == 0 {
            return Some(0);
        }
        let told = match self.decided.get(&people) {
            Some(told) => *told,
            None => {
                let name = self.decided.len().to_string();
                let told = released.release(Release { name, groups: vec![people.clone()] }).is_ok();
                self.decided.insert(people, told);
                told
            }
        };
        told.then_some(count)
    }
}

//! How often something happened, and to how many.

use std::collections::BTreeSet;

use etablera_domain::ParticipantId;

/// How often something happened, and to how many persons.
///
/// It knows the persons, so that a sum counts each once, and tells nobody who
/// they are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Count {
    times: usize,
    persons: BTreeSet<ParticipantId>,
}

impl Count {
    /// How often.
    #[must_use]
    pub fn times(&self) -> usize {
        self.times
    }

    /// How many persons, each once.
    #[must_use]
    pub fn persons(&self) -> usize {
        self.persons.len()
    }

    /// Once more, to somebody.
    pub(super) fn add(&mut self, person: &ParticipantId) {
        self.times += 1;
        self.persons.insert(person.clone());
    }
}

impl<'c> FromIterator<&'c Count> for Count {
    fn from_iter<I: IntoIterator<Item = &'c Count>>(counts: I) -> Self {
        counts.into_iter().fold(Self::default(), |mut sum, count| {
            sum.times += count.times;
            sum.persons.extend(count.persons.iter().cloned());
            sum
        })
    }
}

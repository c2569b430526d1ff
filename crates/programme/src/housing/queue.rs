//! Who waits for a home.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use etablera_domain::ParticipantId;

use super::home::Allocation;

/// What a household needs of a home.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Household {
    /// How many they are, at least 1.
    pub persons: u8,
    /// Whether they cannot use stairs.
    pub step_free: bool,
}

/// Somebody who waits for a permanent home.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Who.
    pub participant: ParticipantId,
    /// Since when.
    pub since: NaiveDate,
    /// The first day they can move in.
    pub moves_from: NaiveDate,
    /// The day they need it.
    pub needed_by: NaiveDate,
    /// With whom.
    pub household: Household,
}

/// Why there is no such queue.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum QueueError {
    /// Somebody stands in it twice.
    #[error("`{0}` waits twice: expected one place in the queue")]
    Twice(ParticipantId),
    /// A household of nobody.
    #[error("the household of `{0}` has 0 persons: expected at least 1")]
    NoHousehold(ParticipantId),
    /// The home is needed before it could be used.
    #[error(
        "`{participant}` needs a home by {needed_by} and moves from {moves_from}: expected the \
         move first"
    )]
    NeededBeforeMove {
        /// Who.
        participant: ParticipantId,
        /// The day they need it.
        needed_by: NaiveDate,
        /// The first day they can move in.
        moves_from: NaiveDate,
    },
}

/// Those who wait, in the order in which homes go to them: by the day they
/// need one, then by id.
///
/// Who gets a home for a time keeps the place; who gets one for good leaves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Queue {
    waiting: Vec<Waiting>,
    temporary: BTreeMap<ParticipantId, NaiveDate>,
}

impl Queue {
    /// Takes those who wait, in any order.
    ///
    /// # Errors
    /// Somebody stands there twice, has no household, or needs a home before
    /// they can move in.
    pub fn new(mut waiting: Vec<Waiting>) -> Result<Self, QueueError> {
        let mut seen = BTreeSet::new();
        for Waiting { participant, needed_by, moves_from, household, .. } in &waiting {
            let who = || participant.clone();
            if !seen.insert(participant) {
                return Err(QueueError::Twice(who()));
            }
            if household.persons == 0 {
                return Err(QueueError::NoHousehold(who()));
            }
            if needed_by < moves_from {
                let (needed_by, moves_from) = (*needed_by, *moves_from);
                return Err(QueueError::NeededBeforeMove {
                    participant: who(),
                    needed_by,
                    moves_from,
                });
            }
        }
        waiting.sort_by(|a, b| (a.needed_by, &a.participant).cmp(&(b.needed_by, &b.participant)));
        Ok(Self { waiting, temporary: BTreeMap::new() })
    }

    /// The queue at the end of a day, after homes were given; what was given
    /// later, or before somebody began to wait, changes nothing.
    #[must_use]
    pub fn after(mut self, allocations: &[Allocation], day: NaiveDate) -> Self {
        for Allocation { participant, on, permanent, .. } in allocations {
            let is_theirs =
                |one: &Waiting| one.participant == *participant && (one.since..=day).contains(on);
            if !self.waiting.iter().any(is_theirs) {
                continue;
            }
            if *permanent {
                self.waiting.retain(|one| one.participant != *participant);
                self.temporary.remove(participant);
            } else {
                let since = self.temporary.entry(participant.clone()).or_insert(*on);
                *since = (*since).min(*on);
            }
        }
        self
    }

    /// Those who wait, in order.
    #[must_use]
    pub fn waiting(&self) -> &[Waiting] {
        &self.waiting
    }

    /// Since when somebody who waits has had a home for a time.
    #[must_use]
    pub fn temporary_since(&self, participant: &ParticipantId) -> Option<NaiveDate> {
        self.temporary.get(participant).copied()
    }
}

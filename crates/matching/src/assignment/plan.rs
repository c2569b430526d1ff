//! Who goes where.

use super::Instance;

/// Who goes where: for each participant a need, or none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    need_of: Vec<Option<u32>>,
}

/// Why a plan does not fit an instance.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PlanError {
    /// It speaks of another number of participants.
    #[error("the plan has {found} participants: expected {participants}")]
    Participants {
        /// In the plan.
        found: usize,
        /// In the instance.
        participants: usize,
    },
    /// It uses a pair that is not possible.
    #[error("participant {participant} cannot go to need {need}: they are no pair")]
    NoPair {
        /// The participant.
        participant: usize,
        /// The need.
        need: u32,
    },
    /// It fills more seats than there are.
    #[error("need {need} gets {found} people: expected at most {seats}")]
    Overfull {
        /// The need.
        need: usize,
        /// The people it gets.
        found: u32,
        /// The seats it has.
        seats: u32,
    },
}

impl Plan {
    /// A plan from each participant's need.
    #[must_use]
    pub fn new(need_of: Vec<Option<u32>>) -> Self {
        Self { need_of }
    }

    /// The need a participant goes to.
    #[must_use]
    pub fn need_of(&self, participant: usize) -> Option<u32> {
        self.need_of[participant]
    }

    /// How many participants it speaks of, placed or not.
    #[must_use]
    pub fn participants(&self) -> usize {
        self.need_of.len()
    }

    /// The pairs `(participant, need)`, by participant.
    pub fn pairs(&self) -> impl Iterator<Item = (usize, u32)> {
        let placed = self.need_of.iter().enumerate();
        placed.filter_map(|(participant, need)| need.map(|need| (participant, need)))
    }

    /// How many participants have a seat.
    #[must_use]
    pub fn placed(&self) -> usize {
        self.pairs().count()
    }

    /// The sum of the pairs' scores; an impossible pair counts 0.
    #[must_use]
    pub fn total(&self, instance: &Instance) -> u64 {
        let scores = self.pairs().map(|(p, need)| instance.score(p, need).unwrap_or(0));
        scores.map(u64::from).sum()
    }

    /// How many people each need gets.
    #[must_use]
    pub fn taken(&self, needs: usize) -> Vec<u32> {
        let mut taken = vec![0; needs];
        for (_, need) in self.pairs() {
            taken[need as usize] += 1;
        }
        taken
    }

    /// Checks that it uses possible pairs and no more seats than there are.
    ///
    /// # Errors
    ///
    /// When it does not; the first such pair or need is named.
    pub fn check(&self, instance: &Instance) -> Result<(), PlanError> {
        let (found, participants) = (self.participants(), instance.participants());
        if found != participants {
            return Err(PlanError::Participants { found, participants });
        }
        let no_pair = |&(p, need): &(usize, u32)| instance.edge(p, need).is_none();
        if let Some((participant, need)) = self.pairs().find(no_pair) {
            return Err(PlanError::NoPair { participant, need });
        }
        let taken = self.taken(instance.needs());
        for (need, (&found, &seats)) in taken.iter().zip(instance.seats()).enumerate() {
            if found > seats {
                return Err(PlanError::Overfull { need, found, seats });
            }
        }
        Ok(())
    }
}

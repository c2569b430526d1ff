//! What each side would rather have.

use super::Instance;

/// For every possible pair, the place it has in its participant's list and in
/// its need's list.
///
/// A smaller rank is liked better, and equal ranks are liked equally; who is
/// in no list is not acceptable, and has no edge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preferences {
    participants: Vec<u32>,
    needs: Vec<u32>,
}

/// Ranks for another number of pairs than there are.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{found} ranks for {pairs} pairs: expected one rank a pair and side")]
pub struct PreferencesError {
    found: usize,
    pairs: usize,
}

impl Preferences {
    /// Ranks by edge, in the order of [`Instance::edges`]: what the
    /// participant thinks of the need, and the need of the participant.
    ///
    /// # Errors
    ///
    /// When there is not one rank an edge on each side.
    pub fn new(
        instance: &Instance,
        participants: Vec<u32>,
        needs: Vec<u32>,
    ) -> Result<Self, PreferencesError> {
        let pairs = instance.edges().len();
        for ranks in [&participants, &needs] {
            if ranks.len() != pairs {
                return Err(PreferencesError { found: ranks.len(), pairs });
            }
        }
        Ok(Self { participants, needs })
    }

    /// Both sides rank by score, highest first; equal scores are ties.
    #[must_use]
    pub fn by_score(instance: &Instance) -> Self {
        let ranks: Vec<u32> = instance.edges().iter().map(|edge| u32::MAX - edge.score).collect();
        Self { participants: ranks.clone(), needs: ranks }
    }

    /// What each edge's participant thinks of it; smaller is better.
    #[must_use]
    pub fn of_participants(&self) -> &[u32] {
        &self.participants
    }

    /// What each edge's need thinks of it; smaller is better.
    #[must_use]
    pub fn of_needs(&self) -> &[u32] {
        &self.needs
    }
}

//! Opaque labels on participants.

/// One label a participant, given by whoever audits: what it stands for is
/// not known here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Groups {
    of: Vec<u32>,
    count: usize,
}

/// A label that is no group.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("participant {participant} has group {group}: expected one of {groups}")]
pub struct GroupsError {
    participant: usize,
    group: u32,
    groups: usize,
}

impl Groups {
    /// Groups `0..groups`, and the one that each participant belongs to.
    ///
    /// # Errors
    ///
    /// When a participant's label is not one of them.
    pub fn new(groups: usize, of: Vec<u32>) -> Result<Self, GroupsError> {
        match of.iter().position(|&group| group as usize >= groups) {
            Some(participant) => Err(GroupsError { participant, group: of[participant], groups }),
            None => Ok(Self { of, count: groups }),
        }
    }

    /// How many groups there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.count
    }

    /// The group of each participant.
    #[must_use]
    pub fn labels(&self) -> &[u32] {
        &self.of
    }
}

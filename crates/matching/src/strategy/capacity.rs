//! What is left of seats and limits while a plan is made pair by pair.

use super::Round;

/// Seats and limits that are not used up yet.
#[derive(Clone, Debug)]
pub(crate) struct Capacity<'r> {
    round: Round<'r>,
    seats: Vec<u32>,
    limits: Vec<u32>,
    /// The limits that cover each need.
    covering: Vec<Vec<u32>>,
}

impl<'r> Capacity<'r> {
    pub(crate) fn new(round: Round<'r>) -> Self {
        let mut covering = vec![Vec::new(); round.instance().needs()];
        let all = round.limits().map_or(&[][..], |limits| limits.all());
        for (limit, at) in all.iter().zip(0..) {
            for &need in &limit.needs {
                covering[need as usize].push(at);
            }
        }
        let limits = all.iter().map(|limit| limit.most).collect();
        Self { round, seats: round.instance().seats().to_vec(), limits, covering }
    }

    /// Takes a seat for the participant if there is one left within every
    /// limit; whether it did.
    pub(crate) fn take(&mut self, participant: usize, need: u32) -> bool {
        if !self.has_room(participant, need) {
            return false;
        }
        self.seats[need as usize] -= 1;
        for &at in &self.covering[need as usize] {
            if counts(self.round, at, participant) {
                self.limits[at as usize] -= 1;
            }
        }
        true
    }

    /// Whether there is a seat left for the participant within every limit.
    pub(crate) fn has_room(&self, participant: usize, need: u32) -> bool {
        let limits = &self.covering[need as usize];
        let is_full =
            |&at: &u32| counts(self.round, at, participant) && self.limits[at as usize] == 0;
        self.seats[need as usize] > 0 && !limits.iter().any(is_full)
    }
}

/// Whether a limit counts the participant.
fn counts(round: Round<'_>, limit: u32, participant: usize) -> bool {
    let limit = round.limits().map(|limits| &limits.all()[limit as usize]);
    limit.and_then(|limit| limit.group).is_none_or(|group| {
        round.groups().is_some_and(|groups| groups.labels()[participant] == group)
    })
}

//! A round in which seats and waiting are worth something later.

use super::{Proof, Refusal, Round, Solution, Strategy, sealed};
use crate::assignment::{Edge, Instance, MAX_SCORE};

/// What is expected to be worth how much later, in points.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Potentials {
    /// A seat of each need, to those who are still to come.
    pub needs: Vec<u64>,
    /// To each participant, waiting for another need.
    pub participants: Vec<u64>,
}

impl Potentials {
    /// Nothing is worth anything later.
    #[must_use]
    pub fn zero(needs: usize, participants: usize) -> Self {
        Self { needs: vec![0; needs], participants: vec![0; participants] }
    }

    /// Whether anything is worth anything later.
    #[must_use]
    pub fn is_anything(&self) -> bool {
        self.needs.iter().chain(&self.participants).any(|worth| *worth > 0)
    }
}

/// Solves a round by another strategy, with every score lowered by what the
/// seat and the participant's waiting are worth later.
///
/// A pair worth less than that is left out, so that somebody may get no seat
/// now though one is free: only where both are expected to do better, for
/// what nobody else will want has no potential. One worth just as much is
/// taken. Ties beyond that, limits and cost are the other strategy's. Takes
/// no notice of preferences: what is settled are the lowered scores.
#[derive(Debug)]
pub struct LookAhead<'s> {
    inner: &'s dyn Strategy,
    potentials: Potentials,
}

impl<'s> LookAhead<'s> {
    /// With what a round's needs and participants are worth later.
    #[must_use]
    pub fn new(inner: &'s dyn Strategy, potentials: Potentials) -> Self {
        Self { inner, potentials }
    }

    /// The pairs that are worth taking now, with what they gain.
    fn shifted(&self, instance: &Instance) -> Instance {
        let Potentials { needs, participants } = &self.potentials;
        instance.changed(instance.seats(), |participant, edge| {
            let later = needs[edge.need as usize].saturating_add(participants[participant]);
            let gain = u64::from(edge.score).checked_sub(later)?;
            // One point for taking it: else what gains nothing and a pair that
            // is left out would be the same.
            let score = (gain as u32).saturating_add(1).min(MAX_SCORE);
            Some(Edge { score, ..edge })
        })
    }
}

impl Strategy for LookAhead<'_> {
    fn name(&self) -> &'static str {
        "look-ahead"
    }

    fn solve(&self, round: &Round<'_>) -> Result<Solution, Refusal> {
        let instance = round.instance();
        let Potentials { needs, participants } = &self.potentials;
        if (needs.len(), participants.len()) != (instance.needs(), instance.participants()) {
            return Err(Refusal {
                strategy: self.name(),
                what: "these potentials".to_owned(),
                why: "they are another round's: expected one a need and participant".to_owned(),
            });
        }
        let shifted = self.shifted(instance);
        let mut shifted_round = Round::new(&shifted);
        if let Some(groups) = round.groups() {
            shifted_round = shifted_round.with_groups(groups).expect("the same participants");
        }
        if let Some(limits) = round.limits() {
            shifted_round = shifted_round.with_limits(limits).expect("the same needs");
        }
        let plan = self.inner.solve(&shifted_round)?.plan;
        Ok(Solution { plan, proof: Proof::None })
    }
}

impl sealed::Sealed for LookAhead<'_> {}

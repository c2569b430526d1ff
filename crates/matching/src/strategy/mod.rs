//! Ways to choose who goes where, behind one small trait.

mod capacity;
mod exact;
mod expected;
mod fair;
mod fair_exchange;
mod fair_flow;
mod fair_places;
mod fair_weights;
mod fairness;
mod first_come;
mod floors;
mod greedy;
mod lookahead;
mod most_placed;
mod optimal;
mod random;
mod round;
mod stable;
mod suggest;

pub use expected::{Chances, Expected};
pub use fair::Fair;
pub use fair_places::FairPlaces;
pub use fairness::{Fairness, FairnessPrice, Share, shares};
pub use first_come::FirstCome;
pub use floors::Floors;
pub use greedy::Greedy;
pub use lookahead::{LookAhead, Potentials};
pub use most_placed::MostPlaced;
pub use optimal::Optimal;
pub use random::Random;
pub use round::{Round, RoundError};
pub use stable::Stable;
pub use suggest::{Caps, suggest};

use crate::assignment::{Plan, Prices};
use crate::stability::Side;

/// A way to choose a plan for a round.
///
/// Every strategy is deterministic, uses only possible pairs, never fills
/// more seats than there are, and keeps to every limit or refuses by name.
///
/// Sealed: only this crate implements it, so that it can gain methods.
pub trait Strategy: std::fmt::Debug + Sync + sealed::Sealed {
    /// The name in reports and on the command line.
    fn name(&self) -> &'static str;

    /// Chooses a plan.
    ///
    /// # Errors
    ///
    /// When the round asks for something that the strategy cannot honour.
    fn solve(&self, round: &Round<'_>) -> Result<Solution, Refusal>;
}

/// A plan, and what is known of how good it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Solution {
    /// Who goes where.
    pub plan: Plan,
    /// What proves or bounds it.
    pub proof: Proof,
}

/// What is known of how good a plan is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proof {
    /// Nothing is claimed.
    None,
    /// It is the best there is, and these prices prove it.
    Optimal(Prices),
    /// No plan has a higher total than this.
    AtMost(u64),
}

/// What a strategy cannot honour.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{strategy}` cannot honour {what}: {why}")]
pub struct Refusal {
    /// The strategy.
    pub strategy: &'static str,
    /// What the round asks for, such as the name of a limit.
    pub what: String,
    /// Why it cannot, and what could.
    pub why: String,
}

/// Every strategy that needs no more than a round, with what its fields are
/// by default, for callers that choose one by name or compare them all.
pub const ALL: [&dyn Strategy; 9] = [
    &FirstCome,
    &Random { seed: 0 },
    &Greedy,
    &Stable { side: Side::Participants },
    &Stable { side: Side::Needs },
    &Optimal,
    &MostPlaced,
    &Fair { rounds: Fair::ROUNDS },
    &FairPlaces,
];

/// The strategy of [`ALL`] with this name.
#[must_use]
pub fn by_name(name: &str) -> Option<&'static dyn Strategy> {
    ALL.into_iter().find(|strategy| strategy.name() == name)
}

mod sealed {
    pub trait Sealed {}
    impl Sealed for super::Fair {}
    impl Sealed for super::FairPlaces {}
    impl Sealed for super::FirstCome {}
    impl Sealed for super::Floors {}
    impl Sealed for super::Random {}
    impl Sealed for super::Stable {}
    impl Sealed for super::Greedy {}
    impl Sealed for super::MostPlaced {}
    impl Sealed for super::Optimal {}
}

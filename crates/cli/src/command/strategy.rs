//! Strategies by name.

use etablera_matching::strategy::{Greedy, MostPlaced, Optimal, Strategy};

use crate::args::StrategyName;

/// The strategy of that name.
pub(super) fn strategy(name: StrategyName, _seed: u64) -> Box<dyn Strategy> {
    match name {
        StrategyName::Greedy => Box::new(Greedy),
        StrategyName::Optimal => Box::new(Optimal),
        StrategyName::MostPlaced => Box::new(MostPlaced),
    }
}

/// The strategy that finds the highest total.
pub(super) fn best() -> &'static dyn Strategy {
    &Optimal
}

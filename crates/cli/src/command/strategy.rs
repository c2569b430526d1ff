//! Strategies by name.

use clap::ValueEnum;
use etablera_matching::stability::Side;
use etablera_matching::strategy::{
    Chances, Expected, Fair, FairPlaces, FirstCome, Greedy, MostPlaced, Optimal, Random, Stable,
    Strategy,
};

use crate::args::StrategyName;

/// The strategy of that name.
pub(super) fn strategy(name: StrategyName, seed: u64) -> Box<dyn Strategy> {
    match name {
        StrategyName::Greedy => Box::new(Greedy),
        StrategyName::Optimal => Box::new(Optimal),
        // It refuses by name whoever has no model to give it.
        StrategyName::Expected => Box::new(Expected::new(Chances::default())),
        StrategyName::MostPlaced => Box::new(MostPlaced),
        StrategyName::Stable => Box::new(Stable { side: Side::Participants }),
        StrategyName::StableForNeeds => Box::new(Stable { side: Side::Needs }),
        StrategyName::Fair => Box::new(Fair::default()),
        StrategyName::FairPlaces => Box::new(FairPlaces),
        StrategyName::FirstCome => Box::new(FirstCome),
        StrategyName::Random => Box::new(Random { seed }),
    }
}

/// Its name as an argument.
pub(super) fn strategy_name(name: StrategyName) -> String {
    let value = name.to_possible_value();
    value.map(|value| value.get_name().to_owned()).unwrap_or_default()
}

/// The strategy that finds the highest total.
pub(super) fn best() -> &'static dyn Strategy {
    &Optimal
}

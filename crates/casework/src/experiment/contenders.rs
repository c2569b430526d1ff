//! The contenders that there are, by name.

use etablera_matching::experiment::{Contender, Mode};
use etablera_matching::strategy::{
    Fair, FirstCome, Greedy, MostPlaced, Optimal, Random, Stable, Strategy,
};

/// Every contender, in the order of reports: `-online` where each is placed
/// when they come.
pub const NAMES: [&str; 10] = [
    "random",
    "first-come",
    "greedy-online",
    "look-ahead-online",
    "greedy",
    "stable",
    "optimal",
    "most-placed",
    "fair",
    "look-ahead",
];

/// A name that no contender has.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a strategy: expected one of {names}", names = NAMES.join(", "))]
pub struct UnknownContender(String);

/// The contender of a name. `seed` is what a random one draws by.
///
/// # Errors
///
/// When no contender has this name.
pub fn contender(name: &str, seed: u64) -> Result<Contender, UnknownContender> {
    let (strategy, mode, looks_ahead): (Box<dyn Strategy>, _, _) = match name {
        "random" => (Box::new(Random { seed }), Mode::Rounds, false),
        "first-come" => (Box::new(FirstCome), Mode::Rounds, false),
        "greedy-online" => (Box::new(Greedy), Mode::Online, false),
        "look-ahead-online" => (Box::new(Optimal), Mode::Online, true),
        "greedy" => (Box::new(Greedy), Mode::Rounds, false),
        "stable" => (Box::new(Stable::default()), Mode::Rounds, false),
        "optimal" => (Box::new(Optimal), Mode::Rounds, false),
        "most-placed" => (Box::new(MostPlaced), Mode::Rounds, false),
        "fair" => (Box::new(Fair::default()), Mode::Rounds, false),
        "look-ahead" => (Box::new(Optimal), Mode::Rounds, true),
        _ => return Err(UnknownContender(name.to_owned())),
    };
    Ok(Contender { name: name.to_owned(), strategy, mode, looks_ahead })
}

/// What solves hindsight, and what might come.
#[must_use]
pub fn exact() -> &'static dyn Strategy {
    &Optimal
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_has_a_contender_of_that_name() {
        for name in NAMES {
            assert_eq!(contender(name, 1).unwrap().name, name);
        }
        let said = contender("best", 1).unwrap_err().to_string();
        assert!(said.starts_with("`best` is not a strategy: expected one of random, "));
    }
}

//! The contenders that there are, by name.

use etablera_matching::experiment::{Contender, Mode};
use etablera_matching::strategy::{Greedy, Optimal, Strategy};

/// Every contender, in the order of reports.
pub const NAMES: [&str; 5] =
    ["greedy-online", "look-ahead-online", "greedy", "optimal", "look-ahead"];

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
    let _ = seed;
    let (strategy, mode, looks_ahead): (Box<dyn Strategy>, _, _) = match name {
        "greedy-online" => (Box::new(Greedy), Mode::Online, false),
        "look-ahead-online" => (Box::new(Optimal), Mode::Online, true),
        "greedy" => (Box::new(Greedy), Mode::Rounds, false),
        "optimal" => (Box::new(Optimal), Mode::Rounds, false),
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
        assert!(said.starts_with("`best` is not a strategy: expected one of greedy-online, "));
    }
}

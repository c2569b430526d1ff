//! What overrides cost.

use etablera_matching::strategy::{Proof, Strategy};

use super::draft::{Draft, PlanError};
use super::open::Open;
use super::overrides::Override;

/// What overrides cost, in points: how much less the best plan comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bill {
    /// The best total without any override.
    pub without: u64,
    /// The best total with all of them.
    pub with: u64,
    /// What each would cost if it stood alone, in the order of the overrides.
    pub alone: Vec<i64>,
    /// Whether all of these totals are proven to be the best; where limits
    /// cross each other they may not be.
    pub is_proven: bool,
}

impl Bill {
    /// What they cost together; less than nothing where somebody is pinned to
    /// a need that would not have been possible.
    #[must_use]
    pub fn together(&self) -> i64 {
        difference(self.without, self.with)
    }
}

fn difference(without: u64, with: u64) -> i64 {
    i64::try_from(i128::from(without) - i128::from(with)).unwrap_or(i64::MAX)
}

impl Draft<'_> {
    /// What the overrides cost, by the best plans that a strategy finds;
    /// none where there are no overrides.
    ///
    /// # Errors
    ///
    /// When the strategy cannot honour the round.
    pub fn bill(&self, best: &dyn Strategy) -> Result<Option<Bill>, PlanError> {
        let all: Vec<&Override> = self.overrides().iter().collect();
        if all.is_empty() {
            return Ok(None);
        }
        let mut is_proven = true;
        let mut total = |some: &[&Override]| -> Result<u64, PlanError> {
            let open = Open::new(self, some)?;
            let solution = best.solve(&open.round())?;
            is_proven &= matches!(solution.proof, Proof::Optimal(_));
            Ok(self.total(&open.whole(&solution.plan)))
        };
        let without = total(&[])?;
        let mut alone = Vec::new();
        for one in &all {
            alone.push(difference(without, total(&[one])?));
        }
        let with = total(&all)?;
        Ok(Some(Bill { without, with, alone, is_proven }))
    }
}

//! How trials of each kind went, as a file may hold it: in no cell so small, or
//! so nearly the whole of the one above, that it tells of single trials.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use etablera_domain::Need;
use etablera_matching::surplus::{Chance, Counts, SurplusError};

use crate::office::matching::experience::{Cell, cell_of};
use crate::office::matching::{CellCounts, chance_in};

/// With fewer trials a cell is nobody's to see.
pub(super) const FEWEST: u32 = 5;

/// What to expect in a cell, drawn towards those above it. One with too few
/// trials to be told counts for nothing, so that a model is fitted to what it
/// will know.
pub(super) fn chance_of(
    cell: &Cell,
    counts: impl Fn(&Cell) -> Result<Counts, SurplusError>,
) -> Result<Chance, SurplusError> {
    chance_in(cell, |cell| {
        let counts = counts(cell)?;
        Ok(if counts.trials() < FEWEST { Counts::default() } else { counts })
    })
}

/// The cells that a file holds, ordered by occupation and employer.
///
/// Left out are those with fewer than 5 trials, what lies below them, and as
/// many of the smallest of the others as it takes until those that are left
/// out have 5 trials together: who takes the rest from the cell above would
/// find them.
pub(super) fn told(cells: &BTreeMap<Cell, Counts>) -> Vec<CellCounts> {
    let whole = (Cell::default(), cells.get(&Cell::default()).copied().unwrap_or_default());
    if whole.1.trials() < FEWEST {
        return Vec::new();
    }
    let mut kept = Vec::new();
    for occupation in below(cells, &whole) {
        kept.extend(below(cells, &occupation));
        kept.push(occupation);
    }
    kept.push(whole);
    kept.sort_unstable_by(|a, b| a.0.cmp(&b.0));
    let told = kept.into_iter().map(|((occupation, employer), counts)| CellCounts {
        occupation,
        employer,
        trials: counts.trials(),
        went_on: counts.employed(),
    });
    told.collect()
}

/// The cells right below one that may be told beside it.
fn below(cells: &BTreeMap<Cell, Counts>, (above, of): &(Cell, Counts)) -> Vec<(Cell, Counts)> {
    let all = cells.range(above.clone()..);
    let inside = all.take_while(|((occupation, _), _)| above.0.is_none() || *occupation == above.0);
    let next = inside.filter(|((occupation, employer), _)| match above.0 {
        None => occupation.is_some() && employer.is_none(),
        Some(_) => employer.is_some(),
    });
    let large = next.filter(|(_, counts)| counts.trials() >= FEWEST);
    let mut told: Vec<(Cell, Counts)> =
        large.map(|(cell, counts)| (cell.clone(), *counts)).collect();
    // The largest first, and equal ones by name.
    told.sort_by(|a, b| (Reverse(a.1.trials()), &a.0).cmp(&(Reverse(b.1.trials()), &b.0)));
    let mut rest = told.iter().fold(of.trials(), |rest, one| rest.saturating_sub(one.1.trials()));
    while (1..FEWEST).contains(&rest) {
        let Some((_, smallest)) = told.pop() else { break };
        rest += smallest.trials();
    }
    told
}

/// How trials of each kind went, to be looked up in many times.
pub struct Kinds(BTreeMap<Cell, Counts>);

impl Kinds {
    /// From what a file holds.
    pub(super) fn of(cells: &[CellCounts]) -> Result<Self, SurplusError> {
        let counts = cells.iter().map(|one| {
            let cell = (one.occupation, one.employer.clone());
            Ok((cell, Counts::new(one.trials, one.went_on)?))
        });
        Ok(Self(counts.collect::<Result<_, _>>()?))
    }

    /// How trials of a need's kind went, drawn towards those of all.
    ///
    /// # Errors
    ///
    /// When the counts make no chance.
    pub fn earlier(&self, need: &Need) -> Result<Chance, SurplusError> {
        self.earlier_in(&cell_of(need))
    }

    pub(super) fn earlier_in(&self, cell: &Cell) -> Result<Chance, SurplusError> {
        chance_of(cell, |cell| Ok(self.0.get(cell).copied().unwrap_or_default()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Trials of some occupations, by employer.
    fn cells(of: &[(&str, &str, u32)]) -> BTreeMap<Cell, Counts> {
        let mut sums: BTreeMap<Cell, u32> = BTreeMap::new();
        for (occupation, employer, trials) in of {
            let occupation = (!occupation.is_empty()).then(|| occupation.parse().unwrap());
            let employer = occupation.map(|_| employer.parse().unwrap());
            let mut chain = vec![Cell::default(), (occupation, None), (occupation, employer)];
            chain.dedup();
            for cell in chain {
                *sums.entry(cell).or_default() += trials;
            }
        }
        sums.into_iter().map(|(cell, all)| (cell, Counts::new(all, all / 2).unwrap())).collect()
    }

    /// The trials in the cells that are told: of all, then of the others.
    fn trials(of: &[(&str, &str, u32)]) -> Vec<u32> {
        told(&cells(of)).iter().map(|one| one.trials).collect()
    }

    const COOK: &str = "ssyk:9412";
    const WASH: &str = "ssyk:9320";

    #[test]
    fn no_cell_that_is_told_leads_to_single_trials() {
        // Nothing small: all is told.
        assert_eq!(trials(&[(COOK, "E1", 5), (WASH, "E1", 7)]), [12, 7, 7, 5, 5]);
        // Too few of all.
        assert_eq!(trials(&[(COOK, "E1", 4)]), [0_u32; 0]);
        assert_eq!(trials(&[]), [0_u32; 0]);
        // A small employer hides, and the other with it, for 9 − 7 tells of it.
        assert_eq!(trials(&[(COOK, "E1", 7), (COOK, "E2", 2)]), [9, 9]);
        // Two small ones hide each other: 12 − 7 is 5.
        assert_eq!(trials(&[(COOK, "E1", 7), (COOK, "E2", 2), (COOK, "E3", 3)]), [12, 12, 7]);
        // The smallest of the large goes, and nothing more.
        assert_eq!(trials(&[(COOK, "E1", 7), (COOK, "E2", 6), (COOK, "E3", 1)]), [14, 14, 7]);
        // An occupation that hides takes its employers with it.
        assert_eq!(trials(&[(COOK, "E1", 6), (WASH, "E1", 9), ("", "", 1)]), [16, 9, 9]);
    }

    #[test]
    fn what_is_not_told_is_expected_as_above() {
        let all = cells(&[(COOK, "E1", 40), (COOK, "E2", 2), (COOK, "E3", 3)]);
        let kinds = Kinds::of(&told(&all)).unwrap();
        let cell = |employer: &str| (Some(COOK.parse().unwrap()), Some(employer.parse().unwrap()));
        let mean = |cell: &Cell| kinds.earlier_in(cell).unwrap().mean();
        let occupation = (Some(COOK.parse().unwrap()), None);
        assert_eq!(mean(&cell("E2")), mean(&occupation));
        assert_ne!(mean(&cell("E1")), mean(&occupation));
    }
}

//! Who works today, and what may change.

use std::collections::BTreeMap;

use etablera_domain::event::Code;
use etablera_taxonomy::ConceptId;
use serde::Serialize;

/// The whole, in ten-thousandths.
pub(super) const WHOLE: u16 = 10_000;

/// The staff of one occupation at the end of a year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Staff {
    /// Which, in any classification.
    pub occupation: ConceptId,
    /// How many, by year of birth. A class of ages is entered as its middle.
    pub born: BTreeMap<u16, u32>,
    /// Posts that nobody has.
    pub vacancies: u32,
    /// The share that leaves in a year for something other than retirement, in
    /// ten-thousandths.
    pub other_exits: u16,
    /// How many could be hired a year: graduates, and those whom programmes
    /// lead here.
    pub inflow: u32,
}

/// What might come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Scenario {
    /// Names it.
    pub id: Code,
    /// By how much the demand grows in a year, in ten-thousandths: 100 is one
    /// percent, -100 one percent less.
    pub growth: i16,
    /// What other exits are of those today, in ten-thousandths.
    pub other_exits: u16,
    /// What the inflow is of that today, in ten-thousandths.
    pub inflow: u16,
    /// How many years later than today's habit people retire; less than 0 is
    /// earlier.
    pub later: i8,
}

impl Scenario {
    /// Everything as today.
    #[must_use]
    pub fn unchanged(id: Code) -> Self {
        Self { id, growth: 0, other_exits: WHOLE, inflow: WHOLE, later: 0 }
    }
}

/// What cannot be forecast, and why.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ForecastError {
    /// No staff at all.
    #[error("there is no occupation: expected at least one")]
    Empty,
    /// An occupation is there twice.
    #[error("`{0}` is there twice: expected each occupation once")]
    Twice(ConceptId),
    /// Someone is born too late or too early.
    #[error("someone in `{occupation}` is born in {born}: expected {first} to {last}")]
    Born {
        /// In which occupation.
        occupation: ConceptId,
        /// The year.
        born: u16,
        /// The first that can be.
        first: u16,
        /// The last that can be.
        last: u16,
    },
    /// More leave than there are.
    #[error("{share} ten-thousandths of `{occupation}` leave in a year: expected at most 10000")]
    Exits {
        /// In which occupation.
        occupation: ConceptId,
        /// How many, in the scenario.
        share: u32,
    },
    /// The demand falls by more than all.
    #[error("the demand grows by {0} ten-thousandths a year: expected -10000 to 10000")]
    Growth(i16),
    /// Too many people to count.
    #[error("there are {people} people in `{occupation}`: expected at most 10000000")]
    Many {
        /// In which occupation.
        occupation: ConceptId,
        /// How many, posts without anybody among them.
        people: u64,
    },
    /// The staff is counted in a year out of the ordinary.
    #[error("the staff is counted at the end of {0}: expected 1900 to 2199")]
    Base(u16),
    /// Too many years, or none.
    #[error("the forecast is for {0} years: expected 1 to 50")]
    Years(u16),
    /// There is no target age in some year.
    #[error("there is no age that retirement is set for in {0}: expected a rule for each year")]
    NoAge(u16),
    /// The shares at the ages do not fit.
    #[error("{0} ages of retirement, or a share above a whole: expected 1 to 60, all up to 10000")]
    Ages(usize),
}

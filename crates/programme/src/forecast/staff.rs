//! Who works today, and what may change.

use std::collections::BTreeMap;

use etablera_domain::event::Code;
use etablera_taxonomy::ConceptId;
use serde::de::{Deserializer, Error as _};
use serde::{Deserialize, Serialize};

/// The whole, in ten-thousandths.
pub(super) const WHOLE: u16 = 10_000;

/// The staff of one occupation at the end of a year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Staff {
    /// Which, in any classification.
    pub occupation: ConceptId,
    /// How many, by year of birth. A class of ages is entered as its middle.
    #[serde(deserialize_with = "by_year")]
    pub born: BTreeMap<u16, u32>,
    /// Posts that nobody has.
    #[serde(default)]
    pub vacancies: u32,
    /// The share that leaves in a year for something other than retirement, in
    /// ten-thousandths.
    #[serde(default)]
    pub other_exits: u16,
    /// How many could be hired a year: graduates, and those whom programmes
    /// lead here.
    #[serde(default)]
    pub inflow: u32,
}

/// People by year of birth: the keys of a table are text in files.
fn by_year<'de, D: Deserializer<'de>>(from: D) -> Result<BTreeMap<u16, u32>, D::Error> {
    let rows = BTreeMap::<String, u32>::deserialize(from)?.into_iter();
    let read = |(year, count): (String, u32)| {
        let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
        let read = year.parse().ok().filter(|_| is_year);
        let shown: String = year.chars().take(20).collect();
        let none = || D::Error::custom(format!("`{shown}` is no year: expected one as `1984`"));
        Ok((read.ok_or_else(none)?, count))
    };
    rows.map(read).collect()
}

/// What might come. In files what is absent is as today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// Names it.
    pub id: Code,
    /// By how much the demand grows in a year, in ten-thousandths: 100 is one
    /// percent, -100 one percent less.
    #[serde(default)]
    pub growth: i16,
    /// What other exits are of those today, in ten-thousandths.
    #[serde(default = "whole")]
    pub other_exits: u16,
    /// What the inflow is of that today, in ten-thousandths.
    #[serde(default = "whole")]
    pub inflow: u16,
    /// How many years later than today's habit people retire; less than 0 is
    /// earlier.
    #[serde(default)]
    pub later: i8,
}

fn whole() -> u16 {
    WHOLE
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

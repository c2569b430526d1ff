//! The numbers that matching goes by, as data.

use etablera_domain::{Evidence, Level};
use etablera_taxonomy::Cefr;
use serde::{Deserialize, Serialize};

/// The numbers that matching goes by. All factors are whole percent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Parameters {
    /// A must is met from this coverage, 1 to 100.
    pub must_floor: u8,
    /// How much a level counts that lies 0, 1, 2 or 3 below what is asked.
    pub levels_below: [u8; 4],
    /// How much a CEFR level counts that lies 0 to 5 below what is asked.
    pub cefr_below: [u8; 6],
    /// How much evidence counts: stated, documented, observed, validated.
    pub evidence: [u8; 4],
    /// How much a past occupation's essential skills count as claims.
    pub lent: u8,
    /// The evidence that training gives.
    pub trained: Evidence,
    /// The hours of the programme's training days together.
    pub training_hours: u16,
}

impl Default for Parameters {
    fn default() -> Self {
        Self {
            must_floor: 70,
            levels_below: [100, 60, 30, 10],
            cefr_below: [100, 60, 30, 10, 0, 0],
            evidence: [80, 90, 95, 100],
            lent: 60,
            trained: Evidence::Documented,
            // One day of eight hours a week in five months: 20 of 21 weeks,
            // for one falls on a holiday.
            training_hours: 160,
        }
    }
}

/// A number that makes no sense as a parameter.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{field}` is {value}: expected {expected}")]
pub struct ParametersError {
    field: &'static str,
    value: u8,
    expected: &'static str,
}

impl Parameters {
    /// Checks that percentages are percentages, and that a lower level or
    /// weaker evidence never counts more than a better one.
    ///
    /// # Errors
    ///
    /// When a number is out of range or out of order.
    pub fn check(&self) -> Result<(), ParametersError> {
        let wrong = |field, value, expected| Err(ParametersError { field, value, expected });
        if !(1..=100).contains(&self.must_floor) {
            return wrong("must_floor", self.must_floor, "1 to 100");
        }
        let falling = |factors: &[u8]| factors.iter().rev().copied().collect::<Vec<_>>();
        let rising = [
            ("levels_below", falling(&self.levels_below)),
            ("cefr_below", falling(&self.cefr_below)),
            ("evidence", self.evidence.to_vec()),
            ("lent", vec![self.lent]),
        ];
        for (field, factors) in rising {
            if let Some(&value) = factors.iter().find(|factor| **factor > 100) {
                return wrong(field, value, "percentages, 0 to 100");
            }
            if let Some(pair) = factors.windows(2).find(|pair| pair[0] > pair[1]) {
                return wrong(field, pair[0], "no less for what is better");
            }
        }
        Ok(())
    }

    pub(crate) fn evidence(&self, evidence: Evidence) -> u8 {
        self.evidence[evidence as usize].min(100)
    }

    pub(crate) fn level(&self, claimed: Level, asked: Level) -> u8 {
        self.levels_below[usize::from(asked.number().saturating_sub(claimed.number()))].min(100)
    }

    pub(crate) fn cefr(&self, claimed: Cefr, asked: Cefr) -> u8 {
        self.cefr_below[(asked as usize).saturating_sub(claimed as usize)].min(100)
    }

    /// The coverage of what training gives.
    pub(crate) fn after_training(&self) -> u8 {
        self.evidence(self.trained)
    }
}

/// The product of percentages, rounded down; over a hundred counts as that.
pub(crate) fn percent_of<const N: usize>(factors: [u8; N]) -> u8 {
    let product =
        factors.iter().fold(100_u64, |product, factor| product * u64::from(*factor.min(&100)));
    (product / 100_u64.pow(N as u32)) as u8
}

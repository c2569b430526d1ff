//! Sick leave of a workplace, from totals that somebody else counted.
//!
//! Whether one person is ill is health data, which the log never holds and
//! nothing here takes in. A total over few people is one person's in disguise,
//! so that fewer than [`FEWEST`] employees are refused.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The fewest employees that a total may be of.
pub const FEWEST: u32 = 5;

/// Totals of a workplace in a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SickLeave {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub until: NaiveDate,
    /// How many were employed.
    pub employees: u32,
    /// Days of sick leave of all of them together.
    pub sick_days: u32,
    /// Days of employment of all of them together: 365 for one of a whole
    /// year.
    pub employed_days: u32,
}

/// Why totals say nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SickLeaveError {
    /// The period ends before it begins.
    #[error("sick leave until {until} is from {from}: expected the earlier day first")]
    Backwards {
        /// The first day.
        from: NaiveDate,
        /// The last day.
        until: NaiveDate,
    },
    /// It is of too few.
    #[error("sick leave of `{0}` employees tells of persons: expected at least {FEWEST}")]
    TooFew(u32),
    /// Nobody was employed for a day.
    #[error("`employed_days` is 0: expected the days of employment of all employees together")]
    NobodyEmployed,
    /// More days of sick leave than of employment.
    #[error("`{sick}` days of sick leave of `{employed}` days employed: expected at most as many")]
    TooMany {
        /// Days of sick leave.
        sick: u32,
        /// Days of employment.
        employed: u32,
    },
}

impl SickLeave {
    /// Days of sick leave for each year that one person is employed, in
    /// hundredths of a day, to the nearest, half a hundredth up. A year has
    /// 365 days.
    ///
    /// # Errors
    ///
    /// When the period ends before it begins, the totals are of too few, or
    /// they cannot be.
    pub fn per_person_year(&self) -> Result<u32, SickLeaveError> {
        let Self { from, until, employees, sick_days: sick, employed_days: employed } = *self;
        if until < from {
            return Err(SickLeaveError::Backwards { from, until });
        }
        if employees < FEWEST {
            return Err(SickLeaveError::TooFew(employees));
        }
        if employed == 0 {
            return Err(SickLeaveError::NobodyEmployed);
        }
        if sick > employed {
            return Err(SickLeaveError::TooMany { sick, employed });
        }
        let (sick, employed) = (u64::from(sick), u64::from(employed));
        let hundredths = (sick * 36_500 + employed / 2) / employed;
        Ok(u32::try_from(hundredths).unwrap_or(u32::MAX))
    }
}

//! The days that are counted.

use chrono::NaiveDate;

/// Days in a row, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    from: NaiveDate,
    to: NaiveDate,
}

/// The days are no period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the period ends on {to} and begins on {from}: expected the earlier day first")]
pub struct PeriodError {
    from: NaiveDate,
    to: NaiveDate,
}

impl Period {
    /// From a first to a last day.
    ///
    /// # Errors
    /// It ends before it begins.
    pub fn new(from: NaiveDate, to: NaiveDate) -> Result<Self, PeriodError> {
        if from <= to { Ok(Self { from, to }) } else { Err(PeriodError { from, to }) }
    }

    /// Whether a day lies in it.
    #[must_use]
    pub fn contains(self, day: NaiveDate) -> bool {
        (self.from..=self.to).contains(&day)
    }
}

//! A month of a year.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// The text is not a month.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a month: expected a year from 1900 to 9998 and a month, such as `2026-03`")]
pub struct ParseMonthError(String);

/// A month of a year from 1900 to 9998, such as `2026-03`; orders by time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(
    feature = "schema",
    schemars(extend(
        "pattern" = "^(19[0-9]{2}|[2-8][0-9]{3}|9[0-8][0-9]{2}|99[0-8][0-9]|999[0-8])-(0[1-9]|1[0-2])$",
        "examples" = ["2026-03"]
    ))
)]
pub struct Month {
    /// Its first day.
    first: NaiveDate,
}

impl Month {
    /// The month that a day is in.
    ///
    /// Days before 1900 are taken as in its first month, and days after 9998
    /// as in its last.
    #[must_use]
    pub fn of(day: NaiveDate) -> Self {
        let (year, month) = (day.year(), day.month());
        let (year, month) = match year {
            ..1900 => (1900, 1),
            1900..9999 => (year, month),
            _ => (9998, 12),
        };
        Self { first: NaiveDate::from_ymd_opt(year, month, 1).unwrap_or(day) }
    }

    /// The first day.
    #[must_use]
    pub fn first(self) -> NaiveDate {
        self.first
    }

    /// The last day.
    #[must_use]
    pub fn last(self) -> NaiveDate {
        let days = u64::from(self.days()) - 1;
        self.first + chrono::Days::new(days)
    }

    /// How many days it has: 28 to 31.
    #[must_use]
    pub fn days(self) -> u32 {
        self.first.num_days_in_month().into()
    }

    /// The month after; the last month there is has itself after it.
    #[must_use]
    pub fn next(self) -> Self {
        Self::of(self.first + chrono::Days::new(self.days().into()))
    }
}

impl FromStr for Month {
    type Err = ParseMonthError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let day = format!("{text}-01").parse::<NaiveDate>().ok();
        let month = day.map(Self::of);
        // One form only, so that equal months are equal text.
        month
            .filter(|month| month.to_string() == text)
            .ok_or_else(|| ParseMonthError(text.chars().take(20).collect()))
    }
}

impl TryFrom<String> for Month {
    type Error = ParseMonthError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Month> for String {
    fn from(month: Month) -> Self {
        month.to_string()
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{:04}-{:02}", self.first.year(), self.first.month()))
    }
}

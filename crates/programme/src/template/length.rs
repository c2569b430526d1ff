//! Lengths as a template has them.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::calendar;

/// A length of time, at least one of its unit.
///
/// In files a text such as `"4 months"`. Months are counted by
/// [`calendar::last_day`] and [`calendar::add_months`]; what would end beyond
/// all days ends on the last of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(
    feature = "schema",
    schemars(description = "A length of time, at least one of its unit.", extend(
        "pattern" = "^0*([1-9][0-9]{0,2}|1[01][0-9]{2}|1200) (day|week|month)s?$",
        "examples" = ["4 months"]
    ))
)]
pub enum Length {
    /// Days of any kind.
    Days(u16),
    /// Weeks of seven days.
    Weeks(u16),
    /// Months by the calendar.
    Months(u16),
}

/// The text is no length.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no length: expected 1 to 1200 days, weeks or months, such as `4 months`")]
pub struct ParseLengthError(String);

impl Length {
    /// The last day of what begins on `start` and is so long.
    #[must_use]
    pub fn last_day(self, start: NaiveDate) -> NaiveDate {
        match self {
            Self::Months(months) => calendar::last_day(start, months),
            Self::Weeks(_) | Self::Days(_) => match self.least_days() {
                0 => calendar::days_before(start, 1),
                days => calendar::add_days(start, u64::from(days) - 1),
            },
        }
    }

    /// The day that is so long after another.
    #[must_use]
    pub fn after(self, day: NaiveDate) -> NaiveDate {
        match self {
            Self::Months(months) => calendar::add_months(day, months),
            Self::Weeks(_) | Self::Days(_) => calendar::add_days(day, self.least_days().into()),
        }
    }

    /// Whether this is never longer than another, whatever day both begin on,
    /// and shorter from some.
    pub(super) fn is_before(self, other: Self) -> bool {
        const FIRST: NaiveDate = NaiveDate::from_ymd_opt(2024, 1, 1).expect("a day");
        // Four years have every way in which months follow each other.
        let ends = || FIRST.iter_days().take(1461).map(|day| (self.after(day), other.after(day)));
        ends().all(|(one, other)| one <= other) && ends().any(|(one, other)| one < other)
    }

    /// The fewest days it can be; a month has at least 28.
    #[must_use]
    pub fn least_days(self) -> u32 {
        match self {
            Self::Months(months) => u32::from(months) * 28,
            Self::Weeks(weeks) => u32::from(weeks) * 7,
            Self::Days(days) => days.into(),
        }
    }

    /// The most days it can be; a month has at most 31.
    #[must_use]
    pub fn most_days(self) -> u32 {
        match self {
            Self::Months(months) => u32::from(months) * 31,
            _ => self.least_days(),
        }
    }
}

impl FromStr for Length {
    type Err = ParseLengthError;

    fn from_str(text: &str) -> Result<Self, ParseLengthError> {
        let wrong = || ParseLengthError(text.chars().take(40).collect());
        let (number, unit) = text.split_once(' ').ok_or_else(wrong)?;
        let digits = number.bytes().all(|byte| byte.is_ascii_digit());
        let number: u16 = number.parse().ok().filter(|_| digits).ok_or_else(wrong)?;
        if !(1..=1200).contains(&number) {
            return Err(wrong());
        }
        match unit {
            "day" | "days" => Ok(Self::Days(number)),
            "week" | "weeks" => Ok(Self::Weeks(number)),
            "month" | "months" => Ok(Self::Months(number)),
            _ => Err(wrong()),
        }
    }
}

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (number, unit) = match self {
            Self::Days(number) => (number, "day"),
            Self::Weeks(number) => (number, "week"),
            Self::Months(number) => (number, "month"),
        };
        write!(f, "{number} {unit}{}", if *number == 1 { "" } else { "s" })
    }
}

impl TryFrom<String> for Length {
    type Error = ParseLengthError;

    fn try_from(text: String) -> Result<Self, ParseLengthError> {
        text.parse()
    }
}

impl From<Length> for String {
    fn from(length: Length) -> Self {
        length.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_has_a_number_and_a_unit() {
        for good in ["1 day", "10 days", "3 weeks", "1 month", "24 months"] {
            assert_eq!(good.parse::<Length>().expect("a length").to_string(), good);
        }
        for bad in ["", "1", "0 days", "-1 month", "+1 month", "1.5 weeks", "1 year", "1201 days"] {
            assert!(bad.parse::<Length>().is_err(), "{bad}");
        }
    }

    #[test]
    fn what_begins_on_a_day_counts_it() {
        let start: NaiveDate = "2026-01-31".parse().expect("a day");
        let last = |text: &str| text.parse::<Length>().expect("a length").last_day(start);
        assert_eq!(last("1 day"), start);
        assert_eq!(last("1 week").to_string(), "2026-02-06");
        assert_eq!(last("1 month").to_string(), "2026-02-28");
    }
}

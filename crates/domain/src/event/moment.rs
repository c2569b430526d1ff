//! Moments: when something was written down.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Timelike, Utc};
use etablera_taxonomy::text_form;

/// A moment in UTC, in whole microseconds, which is what every store keeps.
///
/// Its text has one form, `2026-11-03T08:15:00.000000Z`, and sorts by time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(DateTime<Utc>);

/// The text is not a moment.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a moment: expected UTC as `YYYY-MM-DDThh:mm:ss.ffffffZ`")]
pub struct ParseMomentError(String);

const FORM: &str = "%Y-%m-%dT%H:%M:%S%.6fZ";

impl Moment {
    /// The moment, cut to whole microseconds; a leap second counts as the
    /// second before it.
    #[must_use]
    pub fn new(at: DateTime<Utc>) -> Self {
        let micros = at.nanosecond() % 1_000_000_000 / 1000;
        Self(at.with_nanosecond(micros * 1000).unwrap_or(at))
    }

    /// The moment as chrono has it.
    #[must_use]
    pub fn utc(self) -> DateTime<Utc> {
        self.0
    }

    /// The day in UTC.
    #[must_use]
    pub fn day(self) -> NaiveDate {
        self.0.date_naive()
    }
}

impl FromStr for Moment {
    type Err = ParseMomentError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || ParseMomentError(text.chars().take(40).collect());
        let moment = NaiveDateTime::parse_from_str(text, FORM).map_err(|_| wrong())?;
        let moment = Self::new(moment.and_utc());
        if moment.to_string() == text { Ok(moment) } else { Err(wrong()) }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format(FORM))
    }
}

text_form!(
    Moment,
    "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[.][0-9]{6}Z$",
    "2026-11-03T08:15:00.000000Z"
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_has_one_text() {
        let text = "2026-11-03T08:15:00.000120Z";
        assert_eq!(text.parse::<Moment>().unwrap().to_string(), text);
        for bad in [
            "2026-11-03T08:15:00Z",
            "2026-11-03T08:15:00.000120+01:00",
            "2026-11-03 08:15:00.000120Z",
            "2026-02-30T08:15:00.000120Z",
            "2026-11-03T08:15:60.000120Z",
            "",
        ] {
            assert!(bad.parse::<Moment>().is_err(), "{bad}");
        }
    }

    #[test]
    fn what_no_store_keeps_is_cut() {
        let nanos: DateTime<Utc> = "2026-11-03T08:15:00.443459463Z".parse().unwrap();
        assert_eq!(Moment::new(nanos).to_string(), "2026-11-03T08:15:00.443459Z");
    }
}

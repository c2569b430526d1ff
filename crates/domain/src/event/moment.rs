//! Moments: when something was written down.

use std::fmt;
use std::ops::Range;
use std::str::FromStr;

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, Timelike, Utc};
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
        if let Some(moment) = read(text.as_bytes()) {
            return Ok(moment);
        }
        let wrong = || ParseMomentError(text.chars().take(40).collect());
        let moment = NaiveDateTime::parse_from_str(text, FORM).map_err(|_| wrong())?;
        let moment = Self::new(moment.and_utc());
        if moment.to_string() == text { Ok(moment) } else { Err(wrong()) }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match write(self.0) {
            // Digits and marks.
            Some(text) => f.write_str(std::str::from_utf8(&text).map_err(|_| fmt::Error)?),
            None => write!(f, "{}", self.0.format(FORM)),
        }
    }
}

/// The text of a moment in a year of four digits, as `FORM` has it: a log has
/// millions, and chrono reads the form for each anew.
const DIGITS: &[u8; 27] = b"0000-00-00T00:00:00.000000Z";

/// Where each number stands in it.
const YEAR: Range<usize> = 0..4;
const MONTH: Range<usize> = 5..7;
const DAY: Range<usize> = 8..10;
const HOUR: Range<usize> = 11..13;
const MINUTE: Range<usize> = 14..16;
const SECOND: Range<usize> = 17..19;
const MICROS: Range<usize> = 20..26;

fn write(at: DateTime<Utc>) -> Option<[u8; 27]> {
    let year = u32::try_from(at.year()).ok().filter(|year| *year <= 9999)?;
    let mut text = *DIGITS;
    for (place, mut number) in [
        (YEAR, year),
        (MONTH, at.month()),
        (DAY, at.day()),
        (HOUR, at.hour()),
        (MINUTE, at.minute()),
        (SECOND, at.second()),
        (MICROS, at.nanosecond() / 1000),
    ] {
        for digit in text[place].iter_mut().rev() {
            *digit += (number % 10) as u8;
            number /= 10;
        }
    }
    Some(text)
}

/// The moment in a text of such a year; none where it is no moment or another
/// form might be.
fn read(text: &[u8]) -> Option<Moment> {
    let fits = |(byte, form): (&u8, &u8)| match form {
        b'0' => byte.is_ascii_digit(),
        mark => byte == mark,
    };
    if text.len() != DIGITS.len() || !text.iter().zip(DIGITS).all(fits) {
        return None;
    }
    let number = |place: Range<usize>| {
        text[place].iter().fold(0, |number, digit| number * 10 + u32::from(digit - b'0'))
    };
    let year = i32::try_from(number(YEAR)).ok()?;
    let day = NaiveDate::from_ymd_opt(year, number(MONTH), number(DAY))?;
    let (hour, minute, second) = (number(HOUR), number(MINUTE), number(SECOND));
    let moment = day.and_hms_micro_opt(hour, minute, second, number(MICROS))?;
    Some(Moment(moment.and_utc()))
}

text_form!(
    Moment,
    "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T\
     ([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9][.][0-9]{6}Z$",
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
            "2026-11-03T08:15:59.00012\u{661}Z",
            "2026-11-03T24:00:00.000000Z",
            "2026-00-03T08:15:00.000120Z",
            "2026-11-03T08:15:0/.000120Z",
            "2026-11-03T08:15:00.000120z",
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

    #[test]
    fn the_quick_way_says_what_chrono_says() {
        let mut at: DateTime<Utc> = "0000-01-01T00:00:00Z".parse().unwrap();
        // A prime number of microseconds, so that all digits change.
        let step = chrono::TimeDelta::microseconds(7_919_777_333_111);
        while at.year() < 10_002 {
            let moment = Moment::new(at);
            let text = at.format(FORM).to_string();
            assert_eq!(moment.to_string(), text);
            assert_eq!(text.parse(), Ok(moment));
            at += step;
        }
        for text in ["+10000-01-01T00:00:00.000000Z", "-0001-12-31T23:59:59.999999Z"] {
            assert_eq!(text.parse::<Moment>().unwrap().to_string(), text);
        }
        for text in ["9999-12-31T23:59:59.999999Z", "0000-02-29T00:00:00.000000Z"] {
            assert_eq!(text.parse::<Moment>().unwrap().to_string(), text);
        }
    }
}

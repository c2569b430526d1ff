//! Reading identity numbers, without ever repeating one.

use std::str::FromStr;

use chrono::{Datelike, NaiveDate};

use super::{COORDINATION, IdentityKind, IdentityNumber};
use crate::luhn::luhn;

/// The text is not an identity number. The message says which check failed and
/// leaves out the text, in which all but one digit may be somebody's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParseIdentityNumberError {
    /// The length is wrong, or something stands where a digit should.
    #[error("not an identity number: wrong length or character, expected {expected}")]
    Shape {
        /// The forms that are read, in words.
        expected: &'static str,
    },
    /// There is no such date.
    #[error(
        "not an identity number: wrong date, expected a day that exists (plus 60 in a \
         coordination number)"
    )]
    Date,
    /// The year is outside of 1900 to 2099.
    #[error(
        "not an identity number: wrong century, expected a year that begins with 19 or 20, and \
         `+` only from the year in which a person turns 100"
    )]
    Century,
    /// The date is after the day on which the number is read.
    #[error("not an identity number: wrong date, expected none in the future")]
    Future,
    /// The last digit does not check the nine before it.
    #[error("not an identity number: wrong check digit, expected one that fits the other digits")]
    CheckDigit,
}

use ParseIdentityNumberError::{Century, CheckDigit, Date, Future, Shape};

const STORED: ParseIdentityNumberError = Shape { expected: "twelve digits as `YYYYMMDDNNNC`" };
const WRITTEN: ParseIdentityNumberError = Shape {
    expected: "`YYYYMMDDNNNC`, `YYYYMMDD-NNNC`, `YYMMDD-NNNC`, `YYMMDD+NNNC` or `YYMMDDNNNC`",
};

/// The parts of a text whose shape is right.
struct Parts<'a> {
    /// The year: four digits or two.
    year: &'a [u8],
    /// Month and day: four digits.
    day: &'a [u8],
    separator: Option<u8>,
    /// Birth number and check digit: four digits.
    last: &'a [u8],
}

impl<'a> Parts<'a> {
    fn of(text: &'a str) -> Option<Self> {
        let (before, last) = text.as_bytes().split_last_chunk::<4>()?;
        let (date, separator) = match before.split_last()? {
            (separator @ (b'-' | b'+'), date) => (date, Some(*separator)),
            _ => (before, None),
        };
        let well_formed =
            matches!(date.len(), 6 | 8) && date.iter().chain(last).all(u8::is_ascii_digit);
        let (year, day) = date.split_last_chunk::<4>()?;
        well_formed.then_some(Self { year, day, separator, last })
    }

    /// The number, if the year were this one; the check digit is not looked at.
    fn in_year(&self, year: i32) -> Result<IdentityNumber, ParseIdentityNumberError> {
        let [month, day] = [&self.day[..2], &self.day[2..]].map(|digits| u32::from(value(digits)));
        let (kind, day) = match day.checked_sub(COORDINATION) {
            Some(day) if day > 0 => (IdentityKind::Coordination, day),
            _ => (IdentityKind::Personal, day),
        };
        let date = NaiveDate::from_ymd_opt(year, month, day).ok_or(Date)?;
        if !(1900..2100).contains(&year) {
            return Err(Century);
        }
        Ok(IdentityNumber { date, kind, last: value(self.last) })
    }

    /// The number of a text with two digits for the year, as it is read on a day.
    fn in_century(&self, on: NaiveDate) -> Result<IdentityNumber, ParseIdentityNumberError> {
        let age = (on.year() - i32::from(value(self.year))).rem_euclid(100);
        let latest = on.year() - age;
        match self.separator {
            Some(b'+') => self.in_year(latest - 100),
            Some(_) => self.in_year(latest),
            None => match self.in_year(latest) {
                Ok(number) if number.date > on => self.in_year(latest - 100),
                other => other,
            },
        }
    }

    /// The number, if its check digit is right.
    fn checked(&self, number: IdentityNumber) -> Result<IdentityNumber, ParseIdentityNumberError> {
        let year = &self.year[self.year.len() - 2..];
        let right = luhn(&[year, self.day, self.last].concat());
        if right { Ok(number) } else { Err(CheckDigit) }
    }
}

/// The value of at most four digits.
fn value(digits: &[u8]) -> u16 {
    digits.iter().fold(0, |value, digit| value * 10 + u16::from(digit - b'0'))
}

impl IdentityNumber {
    /// Reads a number as people write it: `YYYYMMDDNNNC`, `YYYYMMDD-NNNC`,
    /// `YYMMDD-NNNC`, `YYMMDD+NNNC` or `YYMMDDNNNC`, with space around it.
    ///
    /// Where the century is left out, `on` tells it: after `-` the person turns
    /// at most 99 in that year, after `+` 100 to 199; with neither, it is the
    /// latest century that puts the date not after `on`. People over 100 are
    /// then read as a hundred years younger, which only a separator can mend.
    ///
    /// # Errors
    ///
    /// When the shape, the date or the check digit is wrong, or the date is
    /// after `on`. The error does not contain the text.
    pub fn parse(text: &str, on: NaiveDate) -> Result<Self, ParseIdentityNumberError> {
        let parts = Parts::of(text.trim()).ok_or(WRITTEN)?;
        let number = match (parts.year.len(), parts.separator) {
            (2, _) => parts.in_century(on)?,
            (_, Some(b'+')) => return Err(WRITTEN),
            _ => parts.in_year(value(parts.year).into())?,
        };
        if number.date > on {
            return Err(Future);
        }
        parts.checked(number)
    }
}

impl FromStr for IdentityNumber {
    type Err = ParseIdentityNumberError;

    /// Reads the form of files, `YYYYMMDDNNNC`, and no other.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parts = Parts::of(text).ok_or(STORED)?;
        if text.len() != 12 {
            return Err(STORED);
        }
        parts.checked(parts.in_year(value(parts.year).into())?)
    }
}

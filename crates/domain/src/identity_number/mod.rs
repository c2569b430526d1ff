//! Swedish identity numbers.

mod parse;
mod serial;

use std::fmt;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

pub use parse::ParseIdentityNumberError;

/// What is added to the day of the month in a coordination number.
const COORDINATION: u32 = 60;

/// Which kind of number it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum IdentityKind {
    /// A personal identity number (personnummer): the person is or was
    /// registered as living in Sweden.
    Personal,
    /// A coordination number (samordningsnummer), for who is not. The same
    /// person may get a personal identity number later.
    Coordination,
}

/// How sure the authority is of who has a coordination number (law 2022:1697).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum IdentityStatus {
    /// The identity is proven (styrkt).
    Confirmed,
    /// The identity is made probable (sannolik).
    Probable,
    /// The identity is uncertain (osäker).
    Uncertain,
}

/// A Swedish personal identity number or coordination number, of a person born
/// 1900 to 2099.
///
/// Files hold twelve digits, `YYYYMMDDNNNC`, which [`str::parse`] reads and
/// `Display` and serde write. What people write leaves out the century, and
/// [`IdentityNumber::parse`] reads it as of a day. Years before 1900 are
/// refused, as nobody born then is alive: the check digit does not cover the
/// century, and so every single wrong digit is found there too.
///
/// The number is personal data: `Debug` masks it and no error repeats it. The
/// digit before the last says nothing here about anybody's gender. Numbers
/// order by the date in them.
///
/// ```
/// use chrono::NaiveDate;
/// use etablera_domain::{IdentityKind, IdentityNumber};
///
/// let today = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
/// let number = IdentityNumber::parse("701063-2391", today)?;
/// assert_eq!(number.kind(), IdentityKind::Coordination);
/// assert_eq!(number.to_string(), "197010632391");
/// assert_eq!("197010632391".parse(), Ok(number));
/// assert_eq!(format!("{number:?}"), "IdentityNumber(…)");
/// # Ok::<(), etablera_domain::ParseIdentityNumberError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IdentityNumber {
    /// 1900 to 2099, with the real day of the month.
    date: NaiveDate,
    kind: IdentityKind,
    /// The birth number and the check digit: at most 9999.
    last: u16,
}

impl IdentityNumber {
    /// Whether it is a personal identity number or a coordination number.
    #[must_use]
    pub fn kind(self) -> IdentityKind {
        self.kind
    }

    /// The date that the number contains, which is **not the birth date**: when
    /// a day has no numbers left, a nearby day is used (1991:481 18 §).
    #[must_use]
    pub fn date_in_number(self) -> NaiveDate {
        self.date
    }

    /// The form with ten digits, such as `811228-9874`, as it is written on a
    /// day: from the year in which the person turns 100, `+` stands for `-`.
    ///
    /// [`IdentityNumber::parse`] reads it back on the same day, unless `on` is
    /// before the date in the number or the person would be 200.
    #[must_use]
    pub fn short(self, on: NaiveDate) -> String {
        let separator = if on.year() - self.date.year() >= 100 { '+' } else { '-' };
        let (year, month) = (self.date.year() % 100, self.date.month());
        format!("{year:02}{month:02}{:02}{separator}{:04}", self.day(), self.last)
    }

    /// The day as the number writes it.
    fn day(self) -> u32 {
        match self.kind {
            IdentityKind::Personal => self.date.day(),
            IdentityKind::Coordination => self.date.day() + COORDINATION,
        }
    }
}

impl fmt::Display for IdentityNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month) = (self.date.year(), self.date.month());
        f.pad(&format!("{year:04}{month:02}{:02}{:04}", self.day(), self.last))
    }
}

impl fmt::Debug for IdentityNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("IdentityNumber(…)")
    }
}

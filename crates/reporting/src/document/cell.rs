//! The values of tables.

use chrono::NaiveDate;

/// What a column holds, which decides how its values are written and aligned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// Whole numbers, or numbers with decimals.
    Number,
    /// Shares, in per cent.
    Share,
    /// Days.
    Day,
}

/// A column with its heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The heading.
    pub heading: String,
    /// What it holds.
    pub kind: Kind,
}

impl Column {
    /// A column.
    #[must_use]
    pub fn new(heading: impl Into<String>, kind: Kind) -> Self {
        Self { heading: heading.into(), kind }
    }
}

/// A value of a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Text.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// A number and how many decimals of it are shown.
    Decimal(f64, u8),
    /// A share from 0 to 1, shown in per cent with one decimal.
    Share(f64),
    /// A day.
    Day(NaiveDate),
    /// A count that is not told, since few are behind it.
    Hidden,
    /// Nothing: not known, or does not apply.
    Empty,
}

impl Cell {
    /// A text.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A count.
    #[must_use]
    pub fn count(count: usize) -> Self {
        i64::try_from(count).map_or(Self::Empty, Self::Whole)
    }
}

impl From<Option<NaiveDate>> for Cell {
    fn from(day: Option<NaiveDate>) -> Self {
        day.map_or(Self::Empty, Self::Day)
    }
}

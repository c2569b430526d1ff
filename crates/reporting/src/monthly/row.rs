//! The rows of a file, in cells that have types.

use chrono::NaiveDate;
use serde::Serialize;

use super::identity::Written;
use super::participation::Key;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// Text.
    Text,
    /// A day.
    Day,
    /// Whole hours.
    Hours,
}

/// The columns, with their headings. SCB's template was not read: renderers
/// take them from here, so that they change in one place.
pub const COLUMNS: [(&str, Column); 5] = [
    ("personnummer", Column::Text),
    ("insats", Column::Text),
    ("startdatum", Column::Day),
    ("slutdatum", Column::Day),
    ("timmar", Column::Hours),
];

/// One value of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell<'a> {
    /// Who it is; a text of twelve characters, not a number.
    Identity(Written),
    /// Text.
    Text(&'a str),
    /// A day.
    Day(NaiveDate),
    /// Whole hours.
    Hours(u32),
    /// Nothing to tell.
    Empty,
}

/// One participation in one month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Which participation; of it, only the operation is in the file.
    pub key: Key,
    /// Who it is, in the file's form.
    pub identity: Written,
    /// The first day of the participation.
    pub start: NaiveDate,
    /// The last day, in the month that it is in.
    pub end: Option<NaiveDate>,
    /// Whole hours in the month, as [`hours`] rounds them.
    pub hours: u32,
}

impl Row {
    /// The cells, in the order of [`COLUMNS`].
    #[must_use]
    pub fn cells(&self) -> [Cell<'_>; 5] {
        [
            Cell::Identity(self.identity),
            Cell::Text(self.key.operation.as_str()),
            Cell::Day(self.start),
            self.end.map_or(Cell::Empty, Cell::Day),
            Cell::Hours(self.hours),
        ]
    }
}

/// The whole hours of a month's minutes. The sum of the month is rounded, not
/// each day; half an hour goes up, so that 29 minutes are none and 30 are one.
#[must_use]
pub fn hours(minutes: u32) -> u32 {
    minutes / 60 + u32::from(minutes % 60 >= 30)
}

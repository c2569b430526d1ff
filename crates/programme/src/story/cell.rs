//! Facts as a frontend shows them: numbers and codes, never sentences.

use chrono::NaiveDate;
use serde::Serialize;

use crate::template::Names;

/// One value of a table or a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Cell {
    /// An id, or text from the data.
    Text(String),
    /// Text in Swedish and English.
    Names(Names),
    /// A whole number.
    Number(i64),
    /// A number in tenths of one.
    Tenths(i64),
    /// A part in whole percent.
    Percent(i64),
    /// A day.
    Day(NaiveDate),
    /// A code that a frontend has a word for, by the kind of code.
    Word {
        /// The kind, such as `reason`.
        kind: &'static str,
        /// The code.
        code: String,
    },
    /// Nothing is known.
    None,
}

impl Cell {
    #[expect(clippy::needless_pass_by_value, reason = "ids and numbers come as they are at hand")]
    pub(super) fn text(of: impl ToString) -> Self {
        Self::Text(of.to_string())
    }

    pub(super) fn count(of: impl TryInto<i64>) -> Self {
        Self::Number(of.try_into().unwrap_or(i64::MAX))
    }

    #[expect(clippy::needless_pass_by_value, reason = "ids and numbers come as they are at hand")]
    pub(super) fn word(kind: &'static str, code: impl ToString) -> Self {
        Self::Word { kind, code: code.to_string() }
    }

    /// The word of a value that has a name in files.
    pub(super) fn named(kind: &'static str, value: impl Serialize) -> Self {
        match serde_json::to_value(value) {
            Ok(serde_json::Value::String(code)) => Self::Word { kind, code },
            _ => Self::None,
        }
    }
}

impl From<NaiveDate> for Cell {
    fn from(day: NaiveDate) -> Self {
        Self::Day(day)
    }
}

/// A sentence that a frontend has, with what it says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Said {
    /// Which sentence.
    pub key: &'static str,
    /// Its values by name.
    pub args: Vec<(&'static str, Cell)>,
}

/// Facts in rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Table {
    /// What it is about, such as `offers`.
    pub id: &'static str,
    /// What stands in each column.
    pub columns: &'static [&'static str],
    /// The rows, each as long as the columns.
    pub rows: Vec<Vec<Cell>>,
    /// What is to be said of it.
    pub notes: Vec<Said>,
}

impl Table {
    pub(super) fn new(id: &'static str, columns: &'static [&'static str]) -> Self {
        Self { id, columns, rows: Vec::new(), notes: Vec::new() }
    }

    pub(super) fn with(mut self, rows: impl IntoIterator<Item = Vec<Cell>>) -> Self {
        self.rows.extend(rows);
        self
    }

    pub(super) fn note(mut self, key: &'static str, args: Vec<(&'static str, Cell)>) -> Self {
        self.notes.push(Said { key, args });
        self
    }
}

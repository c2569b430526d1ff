//! Tables as lines of values.

use std::fmt::Write;

use super::field;
use crate::document::{Cell, Document, Language, Table};

/// Every table of a document, as RFC 4180 has it, in UTF-8 without a mark of
/// byte order. Values stand apart by `;` in Swedish, with decimal commas, and
/// by `,` in English.
///
/// One table is a line of headings and its rows. Where there are several, each
/// begins with its caption on a line and an empty line stands between them;
/// lines are filled up with empty values, so that all have as many.
///
/// Numbers are in full and without marks for thousands, shares are from 0 to
/// 1, and what is hidden is a word. No text is read as a formula: one that
/// begins like one, or with `'`, has a `'` put before it.
#[must_use]
pub fn csv(document: &Document) -> String {
    let tables: Vec<&Table> = document.tables().collect();
    let several = tables.len() > 1;
    let width = tables.iter().map(|table| table.columns.len()).max().unwrap_or_default();
    let mut lines = Lines { out: String::new(), language: document.language, width };
    for (at, table) in tables.into_iter().enumerate() {
        if at > 0 {
            lines.line(std::iter::empty());
        }
        if several {
            lines.line(std::iter::once(Value::Text(&table.caption)));
        }
        lines.line(table.columns.iter().map(|column| Value::Text(&column.heading)));
        for row in &table.rows {
            lines.line(row.iter().map(Value::Cell));
        }
    }
    lines.out
}

/// Lines in the making.
struct Lines {
    out: String,
    language: Language,
    /// How many values a line has.
    width: usize,
}

/// A value of a line.
#[derive(Clone, Copy)]
enum Value<'a> {
    Text(&'a str),
    Cell(&'a Cell),
}

impl Lines {
    /// A line, or an empty one for no values.
    fn line<'a>(&mut self, values: impl Iterator<Item = Value<'a>>) {
        let separator = match self.language {
            Language::Swedish => ';',
            Language::English => ',',
        };
        let values = values.map(Some).chain(std::iter::repeat(None)).take(self.width);
        for (at, value) in values.enumerate() {
            if at > 0 {
                self.out.push(separator);
            }
            let from = self.out.len();
            match value {
                None | Some(Value::Cell(Cell::Empty)) => {}
                Some(Value::Text(text)) => field::text(&mut self.out, text),
                Some(Value::Cell(Cell::Text(text))) => field::text(&mut self.out, text),
                Some(Value::Cell(cell)) => self.number(cell),
            }
            // Readers pass over lines with nothing in them.
            if self.width == 1 && value.is_some() && self.out.len() == from {
                self.out.push_str("\"\"");
            }
        }
        self.out.push_str("\r\n");
    }

    fn number(&mut self, cell: &Cell) {
        let from = self.out.len();
        // Writing to a string cannot fail.
        let written = match cell {
            Cell::Whole(number) => write!(self.out, "{number}"),
            Cell::Decimal(number, _) | Cell::Share(number) if number.is_finite() => {
                write!(self.out, "{number}")
            }
            Cell::Day(day) => write!(self.out, "{day}"),
            Cell::Hidden => self.out.write_str(self.language.words().hidden),
            _ => Ok(()),
        };
        debug_assert!(written.is_ok(), "a string takes everything");
        if let (Language::Swedish, Some(point)) = (self.language, self.out[from..].find('.')) {
            self.out.replace_range(from + point..=from + point, ",");
        }
    }
}

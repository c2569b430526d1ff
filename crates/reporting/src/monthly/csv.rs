//! A file as text that spreadsheets read.

use std::fmt::Write;

use super::file::File;
use super::row::{COLUMNS, Cell};
use crate::render::field::text;

/// What stands between the values of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Separator {
    /// `;`, as in Swedish settings.
    Semicolon,
    /// `,`.
    Comma,
}

impl Separator {
    /// The character.
    #[must_use]
    pub fn char(self) -> char {
        match self {
            Self::Semicolon => ';',
            Self::Comma => ',',
        }
    }
}

/// The file in UTF-8 with a line of headings, lines ended as RFC 4180 has it,
/// and days as `YYYY-MM-DD`. The same file gives the same bytes.
///
/// No value is read as a formula: a text that begins like one, or with `'`,
/// has a `'` put before it, which a reader takes off again.
#[must_use]
pub fn write_csv(file: &File, separator: Separator) -> String {
    // A row has some 50 characters.
    let mut out = String::with_capacity(64 * (file.rows.len() + 1));
    for (at, (heading, _)) in COLUMNS.iter().enumerate() {
        begin(&mut out, at, separator);
        text(&mut out, heading);
    }
    out.push_str("\r\n");
    for row in &file.rows {
        for (at, of) in row.cells().iter().enumerate() {
            begin(&mut out, at, separator);
            cell(&mut out, of);
        }
        out.push_str("\r\n");
    }
    out
}

fn begin(out: &mut String, at: usize, separator: Separator) {
    if at > 0 {
        out.push(separator.char());
    }
}

fn cell(out: &mut String, cell: &Cell<'_>) {
    // Writing to a string cannot fail.
    let written = match cell {
        Cell::Identity(identity) => write!(out, "{identity}"),
        Cell::Day(day) => write!(out, "{day}"),
        Cell::Hours(hours) => write!(out, "{hours}"),
        Cell::Empty => Ok(()),
        Cell::Text(of) => {
            text(out, of);
            Ok(())
        }
    };
    debug_assert!(written.is_ok(), "a string takes everything");
}

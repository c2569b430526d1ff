//! Texts and tables from files, plain or gzip.

use std::fs;
use std::io::Read;
use std::path::Path;

use csv::{ErrorKind, ReaderBuilder, StringRecord};
use flate2::read::MultiGzDecoder;

use super::error::ImportError;

/// The text of a file, unpacked if its name ends in `.gz`; a byte order mark
/// is passed over.
pub(super) fn read_text(path: &Path) -> Result<String, ImportError> {
    let mut bytes = fs::read(path).map_err(|source| ImportError::read(path, source))?;
    if is_gzip(path) {
        bytes = unpack(&bytes).map_err(|source| gzip_error(path, source))?;
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let sound = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = 1 + sound.iter().filter(|byte| **byte == b'\n').count() as u64;
        malformed(path, line, "a byte that is no UTF-8: expected the file as published")
    })?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// The first line of a file, at most `limit` bytes of it.
pub(super) fn first_line(path: &Path, limit: u64) -> Result<String, ImportError> {
    let file = fs::File::open(path).map_err(|source| ImportError::read(path, source))?;
    let mut start = Vec::new();
    if is_gzip(path) {
        let read = MultiGzDecoder::new(file).take(limit).read_to_end(&mut start);
        read.map_err(|source| gzip_error(path, source))?;
    } else {
        let read = file.take(limit).read_to_end(&mut start);
        read.map_err(|source| ImportError::read(path, source))?;
    }
    let line = start.split(|byte| *byte == b'\n').next().unwrap_or_default();
    Ok(String::from_utf8_lossy(line).trim_start_matches('\u{feff}').trim_end().to_owned())
}

fn is_gzip(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "gz")
}

fn unpack(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut plain = Vec::new();
    MultiGzDecoder::new(bytes).read_to_end(&mut plain)?;
    Ok(plain)
}

fn gzip_error(path: &Path, source: std::io::Error) -> ImportError {
    ImportError::Gzip { file: path.display().to_string(), source }
}

fn malformed(path: &Path, line: u64, what: impl Into<String>) -> ImportError {
    ImportError::Malformed { file: path.display().to_string(), line, what: what.into() }
}

/// A table with a header row.
pub(super) struct Table<'t> {
    path: &'t Path,
    header: StringRecord,
    lines: Lines<'t>,
    reader: csv::Reader<&'t [u8]>,
}

/// A column of a table, or none.
#[derive(Clone, Copy)]
pub(super) struct Column(Option<usize>);

impl Column {
    pub(super) fn is_none(self) -> bool {
        self.0.is_none()
    }
}

/// A row and the line where it begins.
pub(super) struct Row {
    pub(super) line: Option<u64>,
    cells: StringRecord,
}

impl Row {
    /// The cell in a column, trimmed; empty where there is no such column.
    pub(super) fn cell(&self, column: Column) -> &str {
        column.0.and_then(|at| self.cells.get(at)).unwrap_or_default().trim()
    }
}

impl<'t> Table<'t> {
    /// Opens a table whose cells are separated by commas or semicolons,
    /// whichever its header row has more of.
    pub(super) fn new(path: &'t Path, text: &'t str) -> Result<Self, ImportError> {
        let separator = separator(text.lines().next().unwrap_or_default());
        if text.bytes().filter(|byte| *byte == b'"').count() % 2 == 1 {
            let last = text.lines().count() as u64;
            return Err(malformed(path, last, "a quoted cell that never ends"));
        }
        let mut reader = ReaderBuilder::new().delimiter(separator).from_reader(text.as_bytes());
        let mut lines = Lines { rest: text.as_bytes(), line: 1, byte: 0 };
        let header = reader.headers().map_err(|error| table_error(path, &error, &mut lines))?;
        Ok(Self { path, header: header.clone(), lines, reader })
    }

    /// A column that may be missing.
    pub(super) fn optional(&self, name: &str) -> Column {
        Column(self.header.iter().position(|cell| cell.trim() == name))
    }

    /// A column that must be there.
    pub(super) fn column(&self, column: &'static str) -> Result<Column, ImportError> {
        match self.optional(column) {
            Column(None) => {
                Err(ImportError::MissingColumn { file: self.path.display().to_string(), column })
            }
            found => Ok(found),
        }
    }

    /// The rows, in order.
    pub(super) fn rows(self) -> impl Iterator<Item = Result<Row, ImportError>> + 't {
        let path = self.path;
        let mut lines = self.lines;
        self.reader.into_records().map(move |record| {
            let cells = record.map_err(|error| table_error(path, &error, &mut lines))?;
            Ok(Row { line: cells.position().map(|position| lines.at(position)), cells })
        })
    }
}

/// Counts lines up to a position; the reader's own count lags behind where
/// lines end in CR LF.
struct Lines<'t> {
    rest: &'t [u8],
    line: u64,
    byte: u64,
}

impl Lines<'_> {
    /// The line of a position that is not before the last one asked for.
    fn at(&mut self, position: &csv::Position) -> u64 {
        let ahead = position.byte().saturating_sub(self.byte) as usize;
        let (passed, rest) = self.rest.split_at(ahead.min(self.rest.len()));
        self.line += passed.iter().filter(|byte| **byte == b'\n').count() as u64;
        self.byte += passed.len() as u64;
        self.rest = rest;
        // Between CR and LF, or before an empty line.
        let empty = rest.iter().take_while(|byte| matches!(**byte, b'\r' | b'\n'));
        self.line + empty.filter(|byte| **byte == b'\n').count() as u64
    }
}

/// What separates the cells of a table with this header.
pub(super) fn separator(header: &str) -> u8 {
    let count = |wanted: char| header.matches(wanted).count();
    if count(';') > count(',') { b';' } else { b',' }
}

fn table_error(path: &Path, error: &csv::Error, lines: &mut Lines<'_>) -> ImportError {
    let line = error.position().map_or(1, |position| lines.at(position));
    match error.kind() {
        ErrorKind::UnequalLengths { expected_len, len, .. } => {
            malformed(path, line, format!("{len} cells, expected {expected_len} as in the header"))
        }
        _ => malformed(path, line, format!("not a well-formed table row: {error}")),
    }
}

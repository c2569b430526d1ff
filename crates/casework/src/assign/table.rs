//! Tables of comma-separated values, row by row, with every fault placed.

use std::io::{self, BufRead};
use std::path::Path;

use csv::{ByteRecord, Reader, ReaderBuilder, Terminator};
use etablera_domain::jsonl::{Fault, RowError};

use crate::load::{InputError, open};
use crate::words::printable;

/// After so many faults the rest of a file is not read.
const MOST_FAULTS: usize = 1000;

/// The longest id, in bytes.
const LONGEST: usize = 200;

/// The longest sentence, in bytes.
const LONGEST_SENTENCE: usize = 2000;

/// Reads a table: `each` gets the line of every row, from 1, and its cells in
/// the order of `columns`. Where a name ends with `?`, a table may do without
/// that column; its cells are then empty.
///
/// # Errors
///
/// When the file cannot be read, its header has other columns, or `each`
/// finds fault with a row; all rows are gone through first.
pub(crate) fn read<const N: usize>(
    file: &Path,
    columns: [&'static str; N],
    mut each: impl FnMut(usize, [&[u8]; N]) -> Result<(), RowError>,
) -> Result<(), InputError> {
    let mut table = Table::open(file)?;
    let at = table.header(&columns)?;
    let mut faults = Vec::new();
    while table.next()? {
        let found = table.cells(&at).and_then(|cells| each(table.line, cells));
        if let Err(error) = found {
            faults.push(table.fault(error));
            if faults.len() == MOST_FAULTS {
                let message = format!("{MOST_FAULTS} faults: the rest is not read");
                faults.push(table.fault(RowError { field: String::new(), message }));
                break;
            }
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(InputError::Faults(faults)) }
}

/// Why a table cannot be written, as the output says it: a reader who has gone
/// away is a broken pipe and nothing else.
#[must_use]
pub fn io_error(error: csv::Error) -> io::Error {
    let said = error.to_string();
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        _ => io::Error::other(said),
    }
}

/// A table that is being read.
struct Table {
    file: String,
    reader: Reader<Box<dyn BufRead>>,
    record: ByteRecord,
    /// Where the record begins, from 1.
    line: usize,
    /// How many cells a row has.
    width: usize,
}

impl Table {
    fn open(file: &Path) -> Result<Self, InputError> {
        // A record ends just after its line feed, so that lines are counted
        // right whatever stands before it.
        let reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .terminator(Terminator::Any(b'\n'))
            .buffer_capacity(1 << 16)
            .from_reader(open(file)?);
        let file = file.display().to_string();
        Ok(Self { file, reader, record: ByteRecord::new(), line: 0, width: 0 })
    }

    /// Reads the next row that is not blank; `false` where there is none.
    fn next(&mut self) -> Result<bool, InputError> {
        loop {
            let before = self.reader.position().line();
            let more = self.reader.read_byte_record(&mut self.record);
            let passed = self.reader.position().line() - before;
            let inside = if passed > 1 { self.line_feeds() } else { 0 };
            let blank = passed.saturating_sub(inside + 1);
            self.line = usize::try_from(before + blank).unwrap_or(usize::MAX);
            if !more.map_err(|error| unreadable(&self.file, self.line, error))? {
                return Ok(false);
            }
            if self.record.len() != 1 || !self.record[0].trim_ascii().is_empty() {
                return Ok(true);
            }
        }
    }

    fn line_feeds(&self) -> u64 {
        self.record.as_slice().iter().filter(|byte| **byte == b'\n').count() as u64
    }

    /// Reads the header: where each column stands.
    fn header<const N: usize>(
        &mut self,
        columns: &[&'static str; N],
    ) -> Result<[Option<usize>; N], InputError> {
        let wrong = |table: &Self, message: String| {
            InputError::Faults(vec![table.fault(RowError { field: String::new(), message })])
        };
        let expected = expected(columns);
        if !self.next()? {
            self.line = 0;
            return Err(wrong(self, format!("empty: expected the columns {expected}")));
        }
        self.width = self.record.len();
        let mut at = [None; N];
        for place in 0..self.width {
            let cell = cell(&self.record, place);
            let known = columns.iter().position(|name| bare(name).as_bytes() == cell);
            let message = match known {
                Some(known) if at[known].is_none() => {
                    at[known] = Some(place);
                    continue;
                }
                Some(_) => format!("column {} stands twice: expected {expected}", quoted(cell)),
                None => format!("{} is no column: expected {expected}", quoted(cell)),
            };
            return Err(wrong(self, message));
        }
        let missing = |(name, at): &(&&str, &Option<usize>)| at.is_none() && !name.ends_with('?');
        if let Some((name, _)) = columns.iter().zip(&at).find(missing) {
            return Err(wrong(self, format!("column `{name}` is missing: expected {expected}")));
        }
        Ok(at)
    }

    fn cells<const N: usize>(&self, at: &[Option<usize>; N]) -> Result<[&[u8]; N], RowError> {
        let found = self.record.len();
        if found != self.width {
            let message = format!("{found} cells: expected {} as in the header", self.width);
            return Err(RowError { field: String::new(), message });
        }
        Ok(at.map(|place| place.map_or(&[][..], |place| cell(&self.record, place))))
    }

    fn fault(&self, error: RowError) -> Fault {
        Fault { file: self.file.clone(), line: self.line, error }
    }
}

/// A cell; the last one without the carriage return of its line's end.
fn cell(record: &ByteRecord, place: usize) -> &[u8] {
    let cell = &record[place];
    let is_last = place + 1 == record.len();
    if is_last { cell.strip_suffix(b"\r").unwrap_or(cell) } else { cell }
}

fn bare(column: &'static str) -> &'static str {
    column.trim_end_matches('?')
}

fn expected(columns: &[&'static str]) -> String {
    let names: Vec<_> = columns
        .iter()
        .map(|name| match name.strip_suffix('?') {
            Some(name) => format!("`{name}` (may be left out)"),
            None => format!("`{name}`"),
        })
        .collect();
    format!("{} separated by commas", names.join(", "))
}

fn unreadable(file: &str, line: usize, error: csv::Error) -> InputError {
    let message = match error.into_kind() {
        csv::ErrorKind::Io(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
            format!("cut off: expected more after this ({error})")
        }
        csv::ErrorKind::Io(error) => format!("cannot be read: {error}"),
        kind => format!("cannot be read: {kind:?}"),
    };
    let error = RowError { field: String::new(), message };
    InputError::Faults(vec![Fault { file: file.to_owned(), line, error }])
}

/// A cell as it is shown in an error.
pub(crate) fn quoted(cell: &[u8]) -> String {
    let text = String::from_utf8_lossy(cell);
    let shown: String = text.chars().take(80).collect();
    let more = if shown.len() < text.len() { "…" } else { "" };
    format!("`{}{more}`", printable(&shown))
}

/// An id, or another text that names something.
pub(crate) fn text<'c>(column: &str, cell: &'c [u8]) -> Result<&'c str, RowError> {
    let is_plain = |text: &&str| {
        (1..=LONGEST).contains(&text.len())
            && text.trim() == *text
            && !text.chars().any(char::is_control)
    };
    std::str::from_utf8(cell).ok().filter(is_plain).ok_or_else(|| {
        let message = match cell {
            [] => "empty: expected a name".to_owned(),
            _ => format!(
                "{} is not a name: expected at most {LONGEST} bytes of UTF-8 text on one line, \
                 with no space before or after it",
                quoted(cell)
            ),
        };
        RowError { field: column.to_owned(), message }
    })
}

/// A sentence for people to read.
pub(crate) fn sentence(column: &str, cell: &[u8]) -> Result<String, RowError> {
    let said = std::str::from_utf8(cell).ok().map(|said| printable(said.trim()));
    said.filter(|said| (1..=LONGEST_SENTENCE).contains(&said.len())).ok_or_else(|| {
        let message = match cell.trim_ascii() {
            [] => "empty: expected a reason in words".to_owned(),
            _ => format!("expected at most {LONGEST_SENTENCE} bytes of UTF-8 text"),
        };
        RowError { field: column.to_owned(), message }
    })
}

/// A whole number from 0 to `most`.
pub(crate) fn whole(column: &str, cell: &[u8], most: u32) -> Result<u32, RowError> {
    let digit = |number: Option<u32>, byte: &u8| {
        let digit = byte.is_ascii_digit().then(|| u32::from(byte - b'0'))?;
        number?.checked_mul(10)?.checked_add(digit)
    };
    let number = if cell.is_empty() { None } else { cell.iter().fold(Some(0), digit) };
    number.filter(|number| *number <= most).ok_or_else(|| {
        let found = quoted(cell);
        let message = format!("{found} is not a whole number from 0 to {most}");
        RowError { field: column.to_owned(), message }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines and cells of a table with the columns `a`, `b`, and maybe `c`.
    #[track_caller]
    fn rows(table: &str) -> Result<Vec<(usize, String)>, String> {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("t.csv");
        std::fs::write(&file, table).unwrap();
        let mut rows = Vec::new();
        let done = read(&file, ["a", "b", "c?"], |line, cells| {
            let cells = cells.map(|cell| text("x", cell).unwrap_or("-").to_owned());
            rows.push((line, cells.join("|")));
            Ok(())
        });
        done.map(|()| rows)
            .map_err(|error| error.to_string().rsplit('/').next().unwrap().to_owned())
    }

    #[test]
    fn lines_are_counted_whatever_ends_them() {
        for (table, expected) in [
            ("a,b\n1,2\n3,4\n", "2:1|2|- 3:3|4|-"),
            ("a,b\r\n1,2\r\n3,4", "2:1|2|- 3:3|4|-"),
            ("\u{feff}b,a\n2,1\n", "2:1|2|-"),
            ("a,b,c\n\n\n1,2,3\n\n4,5,6\n", "4:1|2|3 6:4|5|6"),
            ("a,b\r\n\r\n\"1\",\"2\"\r\n \n3,4\r\n", "3:1|2|- 5:3|4|-"),
            ("a,b\n\"x\ny\",2\n3,\"4, \"\"5\"\"\"\n", "2:-|2|- 4:3|4, \"5\"|-"),
            ("a,b\n", ""),
        ] {
            let rows = rows(table).unwrap();
            let shown: Vec<_> =
                rows.iter().map(|(line, cells)| format!("{line}:{cells}")).collect();
            assert_eq!(shown.join(" "), expected, "{table:?}");
        }
    }

    #[test]
    fn headers_that_are_not_the_ones_are_refused() {
        let expected = "expected `a`, `b`, `c` (may be left out) separated by commas";
        for (table, said) in [
            ("", "t.csv:0: empty: expected the columns `a`, `b`, `c` (may be left out) separated by commas".to_owned()),
            ("a\n", format!("t.csv:1: column `b` is missing: {expected}")),
            ("a,b,a\n", format!("t.csv:1: column `a` stands twice: {expected}")),
            ("a,b,d\n", format!("t.csv:1: `d` is no column: {expected}")),
            ("a;b\n1;2\n", format!("t.csv:1: `a;b` is no column: {expected}")),
            ("a,b\n1\n", "t.csv:2: 1 cells: expected 2 as in the header".to_owned()),
            ("a,b\n1,2,3\n", "t.csv:2: 3 cells: expected 2 as in the header".to_owned()),
        ] {
            assert_eq!(rows(table), Err(said), "{table:?}");
        }
    }

    #[test]
    fn numbers_are_digits_and_nothing_else() {
        for (cell, number) in [("0", 0), ("7", 7), ("007", 7), ("99", 99)] {
            assert_eq!(whole("n", cell.as_bytes(), 99), Ok(number));
        }
        for cell in ["", "-1", "+1", "1.0", "1e1", " 1", "100", "4294967296", "99999999999", "x"] {
            let said = whole("n", cell.as_bytes(), 99).unwrap_err().to_string();
            assert_eq!(said, format!("n: `{cell}` is not a whole number from 0 to 99"));
        }
    }

    #[test]
    fn names_are_text_on_one_line() {
        for good in ["P1", "Åsa Öberg", "a,b", "\"q\""] {
            assert_eq!(text("id", good.as_bytes()), Ok(good));
        }
        for bad in [&b" P1"[..], b"P1 ", b"", b"P\xe5", b"a\nb", "\u{a0}x".as_bytes(), &[b'x'; 201]]
        {
            assert_eq!(text("id", bad).unwrap_err().field, "id", "{bad:?}");
        }
    }
}

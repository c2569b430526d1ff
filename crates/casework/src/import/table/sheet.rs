//! A table from a CSV or XLSX file, all cells as text.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use etablera_domain::jsonl::{Fault, RowError};

use super::super::shown;

/// A file is refused above this size: a register of people is far smaller.
const MAX_BYTES: usize = 64 << 20;

/// A table: the names of its columns, and its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The file, as the caller named it.
    pub file: String,
    /// The first row.
    pub header: Vec<String>,
    /// The other rows that hold anything, with their number in the file,
    /// from 1.
    pub rows: Vec<(usize, Vec<String>)>,
}

impl Sheet {
    /// Reads a table from the bytes of a file: XLSX if they begin as such,
    /// else CSV with commas, semicolons or tabs, in UTF-8 or the older code
    /// of Western Windows. Of a workbook the first sheet is read.
    ///
    /// # Errors
    ///
    /// When the file is too large, no table, or has no header.
    pub fn read(file: &str, bytes: &[u8]) -> Result<Self, Fault> {
        let fault = |message: String| Fault {
            file: file.to_owned(),
            line: 0,
            error: RowError { field: String::new(), message: shown::message(&message) },
        };
        if bytes.len() > MAX_BYTES {
            return Err(fault(format!("larger than {MAX_BYTES} bytes: expected a smaller table")));
        }
        let is_book = bytes.starts_with(b"PK");
        if !is_book && is_something_else(bytes) {
            return Err(fault(NO_TABLE.to_owned()));
        }
        let rows = if is_book { xlsx(bytes) } else { csv(bytes) };
        let mut rows = rows.map_err(fault)?.into_iter().filter(|(_, cells)| holds_anything(cells));
        let Some((_, header)) = rows.next() else {
            return Err(fault("empty: expected a first row with the names of the columns".into()));
        };
        Ok(Self { file: file.to_owned(), header, rows: rows.collect() })
    }
}

/// The message for a file that is none.
const NO_TABLE: &str = "not a table: expected CSV or XLSX";

/// How far into a file signs are looked for that no CSV begins with.
const BEGINNING: usize = 1024;

/// Whether the bytes are compressed, binary or JSON. A sign that steers may
/// stray into a cell, but not NUL, and none into the beginning.
fn is_something_else(bytes: &[u8]) -> bool {
    let beginning = &bytes[..bytes.len().min(BEGINNING)];
    let is_odd = |byte: &u8| byte.is_ascii_control() && !matches!(byte, 9..=13);
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let is_json = text.starts_with(b"{") || text.starts_with(b"[");
    is_json || bytes.contains(&0) || beginning.iter().any(is_odd)
}

type Rows = Vec<(usize, Vec<String>)>;

fn holds_anything(cells: &[String]) -> bool {
    cells.iter().any(|cell| !cell.is_empty())
}

fn csv(bytes: &[u8]) -> Result<Rows, String> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.trim_start_matches('\u{feff}').to_owned(),
        Err(_) => bytes.iter().map(|byte| western(*byte)).collect(),
    };
    // The reader counts lines by line feeds.
    let text = text.replace("\r\n", "\n");
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |sign: &u8| first.bytes().filter(|byte| byte == sign).count();
    let delimiter = *[b',', b'\t', b';'].iter().max_by_key(|sign| count(sign)).unwrap_or(&b',');
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| format!("no CSV: {error}"))?;
        let line = record.position().map_or(0, |place| place.line() as usize);
        rows.push((line, record.iter().map(|cell| cell.trim().to_owned()).collect()));
    }
    Ok(rows)
}

/// A byte of Windows-1252; it differs from Latin-1 only in signs that names
/// of things do not hold.
fn western(byte: u8) -> char {
    match byte {
        0x80 => '€',
        0x91 | 0x92 => '\'',
        0x93 | 0x94 => '"',
        0x96 | 0x97 => '–',
        other => char::from(other),
    }
}

fn xlsx(bytes: &[u8]) -> Result<Rows, String> {
    let wrong = |error: calamine::XlsxError| format!("no XLSX workbook: {error}");
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(wrong)?;
    let range = match book.worksheet_range_at(0) {
        Some(range) => range.map_err(wrong)?,
        None => return Err("a workbook without sheets: expected a table in the first".to_owned()),
    };
    let first = range.start().map_or(0, |(row, _)| row as usize) + 1;
    Ok(range.rows().zip(first..).map(|(row, at)| (at, row.iter().map(cell).collect())).collect())
}

/// A cell as text: whole numbers without decimals, dates as in ISO 8601.
fn cell(cell: &Data) -> String {
    match cell {
        Data::Float(number) if number.fract() == 0.0 => format!("{number:.0}"),
        Data::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        Data::DateTimeIso(text) => text.split('T').next().unwrap_or_default().to_owned(),
        Data::Empty | Data::Error(_) => String::new(),
        other => other.to_string().trim().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_common_csv_is_read() {
        for text in ["id;Kan\nP1;städa", "id,Kan\r\nP1,städa\r\n\r\n", "\u{feff}id\tKan\nP1\tstäda"]
        {
            let sheet = Sheet::read("t", text.as_bytes()).unwrap();
            assert_eq!(sheet.header, ["id", "Kan"], "{text}");
            assert_eq!(sheet.rows, [(2, vec!["P1".to_owned(), "städa".to_owned()])], "{text}");
        }
        let windows = b"id;Kan\nP1;st\xe4da";
        assert_eq!(Sheet::read("t", windows).unwrap().rows[0].1[1], "städa");
        assert!(Sheet::read("t", b" \n").is_err());
    }

    #[test]
    fn what_is_no_table_is_refused_unseen() {
        let files: [&[u8]; 6] = [
            b"\x1f\x8b\x08\x00\x1b[2J",
            b"{\"id\":\"P1\"}\n",
            b"\xef\xbb\xbf[{\"id\":1}]",
            b"\x7fELF\x02\x01",
            b"\xff\xfei\x00d\x00",
            b"\x28\xb5\x2f\xfd\x04\x58",
        ];
        for bytes in files {
            let fault = Sheet::read("t", bytes).unwrap_err();
            assert_eq!(fault.to_string(), format!("t:0: {NO_TABLE}"));
        }
        assert!(Sheet::read("t", b"id;Kan\nP1;st\x0bda").is_ok());
    }
}

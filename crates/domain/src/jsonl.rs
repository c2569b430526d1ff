//! JSON Lines in and out: one object a line, every error with its place.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::io::{self, BufRead, Read, Write};

use serde::Serialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_path_to_error::{Path, Segment};

use crate::employer::Employer;
use crate::event::Event;
use crate::message::{plain, printable};
use crate::need::Need;
use crate::participant::Participant;
use crate::training::TrainingModule;
use crate::visit::Visit;

/// The longest line that is read, in bytes. A longer one is a mistake, and
/// must not fill the memory.
pub const MAX_LINE: usize = 16 << 20;

/// A kind of record that files hold.
pub trait Record: DeserializeOwned + Serialize {
    /// What such a file is called, in the plural.
    const NAME: &'static str;

    /// What must be unique in a file.
    fn key(&self) -> Cow<'_, str>;

    /// What no single field shows.
    ///
    /// # Errors
    ///
    /// When the record makes no sense; the text says why.
    fn check(&self) -> Result<(), String> {
        Ok(())
    }
}

impl Record for Participant {
    const NAME: &'static str = "participants";

    fn key(&self) -> Cow<'_, str> {
        self.id.as_str().into()
    }

    fn check(&self) -> Result<(), String> {
        Participant::check(self).map_err(|error| error.to_string())
    }
}

impl Record for Need {
    const NAME: &'static str = "needs";

    fn key(&self) -> Cow<'_, str> {
        self.id.as_str().into()
    }

    fn check(&self) -> Result<(), String> {
        Need::check(self).map_err(|error| error.to_string())
    }
}

impl Record for Employer {
    const NAME: &'static str = "employers";

    fn key(&self) -> Cow<'_, str> {
        self.id.as_str().into()
    }
}

impl Record for Visit {
    const NAME: &'static str = "visits";

    fn key(&self) -> Cow<'_, str> {
        self.id.as_str().into()
    }
}

impl Record for TrainingModule {
    const NAME: &'static str = "training";

    fn key(&self) -> Cow<'_, str> {
        self.id.as_str().into()
    }
}

impl Record for Event {
    const NAME: &'static str = "events";

    fn key(&self) -> Cow<'_, str> {
        self.id.to_string().into()
    }

    fn check(&self) -> Result<(), String> {
        Event::check(self).map_err(|error| error.to_string())
    }
}

/// Why one row is not a record: the field, where one is to blame, and what
/// was wrong and expected.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct RowError {
    /// The path to the field, such as `competences[0].level`; empty for the
    /// row as a whole.
    pub field: String,
    /// What is wrong, and what was expected.
    pub message: String,
}

impl RowError {
    fn whole(message: impl Into<String>) -> Self {
        Self { field: String::new(), message: message.into() }
    }
}

impl fmt::Display for RowError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.field.is_empty() {
            write!(f, "{}: ", self.field)?;
        }
        f.write_str(&self.message)
    }
}

/// A fault in a file, with its place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {error}")]
pub struct Fault {
    /// The file, as the caller named it.
    pub file: String,
    /// The line, from 1; 0 for the file as a whole.
    pub line: usize,
    /// What is wrong there.
    pub error: RowError,
}

/// A record and the line it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row<T> {
    /// The line, from 1.
    pub line: usize,
    /// What it holds.
    pub record: T,
}

/// What was found in a file: the rows that are records, and the faults of
/// those that are not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading<T> {
    /// Good rows, in order.
    pub rows: Vec<Row<T>>,
    /// Bad rows, in order.
    pub faults: Vec<Fault>,
}

/// Reads one record from one line of text.
///
/// # Errors
///
/// When the text is not JSON, or not such a record.
pub fn parse<T: Record>(line: &str) -> Result<T, RowError> {
    // serde would take a list for the fields in their order.
    if line.trim_start().starts_with('[') {
        let message = "found a list: expected one JSON object a line, with nothing around or \
                       between them";
        return Err(RowError::whole(message));
    }
    let mut json = serde_json::Deserializer::from_str(line);
    let record: T = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let is_json = serde_json::from_str::<IgnoredAny>(line).is_ok();
        RowError { field: field(error.path()), message: plain(error.inner(), is_json) }
    })?;
    json.end().map_err(|error| RowError::whole(plain(&error, false)))?;
    record.check().map_err(RowError::whole)?;
    Ok(record)
}

/// The path as far as it is known.
fn field(path: &Path) -> String {
    let mut field = String::new();
    for step in path {
        match step {
            Segment::Seq { index } => field.push_str(&format!("[{index}]")),
            Segment::Map { key: name } | Segment::Enum { variant: name } => {
                let dot = if field.is_empty() { "" } else { "." };
                field.push_str(&format!("{dot}{name}"));
            }
            Segment::Unknown => break,
        }
    }
    printable(&field)
}

/// Reads a file of records. `file` is its name in messages.
///
/// Blank lines are passed over. All rows are read, good and bad, so that one
/// run shows every fault; the caller decides whether a fault stops the work.
///
/// # Errors
///
/// When the bytes cannot be read to the end (a truncated gzip, say).
pub fn read<T: Record>(file: &str, input: impl BufRead) -> Result<Reading<T>, Fault> {
    let fault = |line, error| Fault { file: file.to_owned(), line, error };
    let mut reading = Reading { rows: Vec::new(), faults: Vec::new() };
    let mut lines_of: HashMap<String, usize> = HashMap::new();
    lines(file, input, |line, text| match text.and_then(parse::<T>) {
        Ok(record) => match lines_of.get(&*record.key()) {
            None => {
                lines_of.insert(record.key().into_owned(), line);
                reading.rows.push(Row { line, record });
            }
            Some(first) => {
                let message = format!("`{}` stands on line {first} already", record.key());
                let error = RowError { field: "id".to_owned(), message };
                reading.faults.push(fault(line, error));
            }
        },
        Err(error) => reading.faults.push(fault(line, error)),
    })?;
    if reading.rows.is_empty() && reading.faults.is_empty() {
        let message = format!("empty: expected {}, one JSON object a line", T::NAME);
        reading.faults.push(fault(0, RowError::whole(message)));
    }
    Ok(reading)
}

/// Goes through the lines of a file: `each` gets the number and the text of
/// every line that is not blank, or why it is no text. Of a line that is too
/// long no more than [`MAX_LINE`] bytes are held.
///
/// # Errors
///
/// When the bytes cannot be read to the end (a truncated gzip, say).
pub fn lines(
    file: &str,
    mut input: impl BufRead,
    mut each: impl FnMut(usize, Result<&str, RowError>),
) -> Result<(), Fault> {
    let mut bytes = Vec::new();
    for line in 1.. {
        let more = next_line(&mut input, &mut bytes).map_err(|error| {
            let error = RowError::whole(unreadable(&error));
            Fault { file: file.to_owned(), line, error }
        })?;
        if !more {
            break;
        }
        match text(&bytes, line) {
            Ok(text) if text.trim().is_empty() => {}
            text => each(line, text),
        }
    }
    Ok(())
}

/// The message where the bytes themselves cannot be had.
fn unreadable(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => {
            format!("cut off: expected more after this ({error})")
        }
        _ => format!("cannot be read: {error}"),
    }
}

/// One line's text.
fn text(bytes: &[u8], line: usize) -> Result<&str, RowError> {
    if bytes.len() > MAX_LINE {
        let message =
            format!("the line is longer than {MAX_LINE} bytes: expected one JSON object a line");
        return Err(RowError::whole(message));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let byte = error.valid_up_to() + 1;
        RowError::whole(format!("byte {byte} of the line is not UTF-8: expected the file in UTF-8"))
    })?;
    Ok(if line == 1 { text.trim_start_matches('\u{feff}') } else { text })
}

/// Reads the next line into `line`, without its end; `false` where there is
/// none. Of a line longer than [`MAX_LINE`] only the first byte more is kept.
fn next_line(input: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<bool> {
    line.clear();
    let kept = input.by_ref().take(MAX_LINE as u64 + 1).read_until(b'\n', line)?;
    if line.pop_if(|last| *last == b'\n').is_none() && kept > MAX_LINE {
        input.skip_until(b'\n')?;
    }
    Ok(kept > 0)
}

/// Writes records, one a line.
///
/// # Errors
///
/// When the output cannot be written.
pub fn write<'r, T: Record + 'r>(
    records: impl IntoIterator<Item = &'r T>,
    mut output: impl Write,
) -> io::Result<()> {
    for record in records {
        serde_json::to_writer(&mut output, record)?;
        output.write_all(b"\n")?;
    }
    Ok(())
}

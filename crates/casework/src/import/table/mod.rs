//! Participants and needs from spreadsheets, for that is how staff start.
//!
//! A table is read as a whole and nothing is written: [`participants`] and
//! [`needs`] say what would become of it, every fault with its row and column.
//! The caller writes the records when there are no faults, or when told to
//! keep going.
//!
//! Headers decide which column holds what, and the guess is part of the
//! answer; a [`Mapping`] overrides it field by field. Columns that hold what
//! matching must never see cannot be mapped and are never read.
//!
//! What a cell leaves open and had to be assumed is listed among the remarks.
//!
//! | field | a cell | |
//! |---|---|---|
//! | `competence` | `städa:3; svetsa:nej` | labels or ids; a level 1 to 4, 2 if not said |
//! | `occupations` | `kock:24; ssyk:5330` | months |
//! | `languages` | `sv:B1, arabiska C2` | every skill alike |
//! | `languages.sv` | `B1` | one language, every skill alike |
//! | `languages.sv.listening` | `A2` | one skill, which goes before every skill alike |
//! | `driving`, `certificates` | `B, CE`, `hygiene, heta arbeten, truck-B` | |
//! | `home`, `municipality` | `2580`, `Luleå` | |
//! | `reach` | `Boden, Piteå`, `40 km` | |
//! | `hours` | `40`, `20-30` | a week |
//! | `shifts` | `dag, kväll, ej natt` | of a need those that it takes |
//! | `available_from`, `start` | `2026-03-01`, `1 mars 2026` | or a date cell |
//! | `education` | `3`, `gymnasium` | ISCED 2011 |
//! | `requirements` | `städa:3!; sv:A2!; körkort B?; intyg hygiene?5` | `!` must, `?` should |
//!
//! Lists are parted by `;`, `|` and line breaks; by commas where the whole is
//! no label but a part is.

mod cell;
mod certificate;
mod day;
mod field;
mod header;
mod language;
mod mapping;
mod need;
mod participant;
mod place;
mod row;
mod sheet;
mod shift;

use std::collections::HashMap;

use etablera_domain::jsonl::{Fault, Record, RowError};
use etablera_domain::{Need, Participant};
use etablera_taxonomy::Taxonomy;

pub use field::Field;
pub use mapping::Mapping;
pub use sheet::Sheet;

use super::shown;
use field::Kind;
use row::{Read, Row};

/// What would become of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome<T> {
    /// The rows that are records, in order.
    pub records: Vec<T>,
    /// What is wrong with the others.
    pub faults: Vec<Fault>,
    /// What had to be assumed in the records, and records that hold next to
    /// nothing.
    pub remarks: Vec<Fault>,
    /// The columns that were read: field and header.
    pub read: Vec<(Field, String)>,
    /// The headers of the columns that were not read.
    pub not_read: Vec<String>,
    /// Whether any column was guessed from its header.
    pub guessed: bool,
}

/// What would become of a table of participants.
///
/// # Errors
///
/// When the mapping does not fit the columns, or no column holds the id.
pub fn participants(
    sheet: &Sheet,
    mapping: &Mapping,
    taxonomy: &Taxonomy,
) -> Result<Outcome<Participant>, Fault> {
    read(sheet, mapping, Kind::Participants, |row, _| participant::read(row, taxonomy))
}

/// What would become of a table of needs. Their origin is an import that
/// nobody has confirmed.
///
/// # Errors
///
/// As [`participants`].
pub fn needs(
    sheet: &Sheet,
    mapping: &Mapping,
    taxonomy: &Taxonomy,
) -> Result<Outcome<Need>, Fault> {
    read(sheet, mapping, Kind::Needs, |row, line| need::read(row, line, taxonomy))
}

fn read<T: Record>(
    sheet: &Sheet,
    mapping: &Mapping,
    kind: Kind,
    convert: impl Fn(&Row<'_>, usize) -> Result<Read<T>, Vec<RowError>>,
) -> Result<Outcome<T>, Fault> {
    let fault = |line, error: &RowError| fault(sheet, line, error);
    let whole = |message| fault(1, &RowError { field: String::new(), message });
    let columns = mapping.resolve(sheet, kind).map_err(whole)?;
    if !columns.read.iter().any(|column| column.field == Field::Id) {
        let headers = sheet.header.join("`, `");
        let message =
            format!("no column holds the id: expected `id=COLUMN` for one of `{headers}`");
        return Err(whole(message));
    }
    let header = |at: usize| shown::text(&sheet.header[at]);
    let mut outcome = Outcome {
        records: Vec::new(),
        faults: Vec::new(),
        remarks: Vec::new(),
        read: columns.read.iter().map(|column| (column.field, header(column.at))).collect(),
        not_read: columns.unread.iter().map(|at| header(*at)).collect(),
        guessed: columns.guessed,
    };
    let mut lines: HashMap<String, usize> = HashMap::new();
    for (line, cells) in &sheet.rows {
        let row = Row { sheet, columns: &columns, cells };
        match convert(&row, *line).and_then(|read| only_once(read, *line, &mut lines)) {
            Ok(read) => {
                outcome.records.push(read.record);
                outcome.remarks.extend(read.remarks.iter().map(|error| fault(*line, error)));
            }
            Err(errors) => {
                outcome.faults.extend(errors.iter().map(|error| fault(*line, error)));
            }
        }
    }
    Ok(outcome)
}

/// A fault whose words may be shown.
fn fault(sheet: &Sheet, line: usize, error: &RowError) -> Fault {
    let error =
        RowError { field: shown::text(&error.field), message: shown::message(&error.message) };
    Fault { file: sheet.file.clone(), line, error }
}

/// Refuses a second record with the same id.
fn only_once<T: Record>(
    read: Read<T>,
    line: usize,
    lines: &mut HashMap<String, usize>,
) -> Result<Read<T>, Vec<RowError>> {
    let key = read.record.key().into_owned();
    if let Some(first) = lines.get(&key) {
        let message = format!("`{key}` stands on line {first} already");
        return Err(vec![RowError { field: "id".to_owned(), message }]);
    }
    lines.insert(key, line);
    Ok(read)
}

//! Participants and needs from spreadsheets, for that is how staff start.
//!
//! A table is read as a whole and nothing is written: [`participants`] and
//! [`needs`] say what would become of it, every fault with its row and column.
//! The caller writes the records when there are no faults, or when told to
//! keep going.
//!
//! Which column holds what is said by a [`Mapping`]; without one the headers
//! decide, and the guess is part of the answer. Columns that hold what
//! matching must never see cannot be mapped and are never read.
//!
//! | field | a cell | |
//! |---|---|---|
//! | `competence` | `städa:3; svetsa:nej` | labels or ids; a level 1 to 4, 3 if not said |
//! | `occupations` | `kock:24; ssyk:5330` | months |
//! | `languages` | `sv:B1, arabiska:C2` | every skill alike |
//! | `languages.sv.listening` | `A2` | one skill |
//! | `driving`, `certificates` | `B, CE`, `hygiene, truck-B` | |
//! | `home`, `municipality` | `2580` | |
//! | `hours` | `40`, `20-30` | a week |
//! | `available_from`, `start` | `2026-03-01` | or a date cell |
//! | `education` | `3`, `gymnasium` | ISCED 2011 |
//! | `requirements` | `städa:3!; sv:A2!; körkort B?; intyg hygiene?5` | `!` must, `?` should |

mod cell;
mod field;
mod header;
mod mapping;
mod need;
mod participant;
mod row;
mod sheet;

use std::collections::HashMap;

use etablera_domain::jsonl::{Fault, Record, RowError};
use etablera_domain::{Need, Participant};
use etablera_taxonomy::Taxonomy;

pub use field::Field;
pub use mapping::Mapping;
pub use sheet::Sheet;

use field::Kind;
use row::Row;

/// What would become of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome<T> {
    /// The rows that are records, in order.
    pub records: Vec<T>,
    /// What is wrong with the others.
    pub faults: Vec<Fault>,
    /// The columns that were read: field and header.
    pub read: Vec<(Field, String)>,
    /// The headers of the columns that were not read.
    pub not_read: Vec<String>,
    /// Whether the columns were guessed from their headers.
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
    convert: impl Fn(&Row<'_>, usize) -> Result<T, Vec<RowError>>,
) -> Result<Outcome<T>, Fault> {
    let fault = |line, error| Fault { file: sheet.file.clone(), line, error };
    let whole = |message| fault(1, RowError { field: String::new(), message });
    let columns = mapping.resolve(sheet, kind).map_err(whole)?;
    if !columns.read.iter().any(|column| column.field == Field::Id) {
        let headers = sheet.header.join("`, `");
        let message =
            format!("no column holds the id: expected `id=COLUMN` for one of `{headers}`");
        return Err(whole(message));
    }
    let header = |at: usize| sheet.header[at].clone();
    let mut outcome = Outcome {
        records: Vec::new(),
        faults: Vec::new(),
        read: columns.read.iter().map(|column| (column.field, header(column.at))).collect(),
        not_read: columns.unread.iter().map(|at| header(*at)).collect(),
        guessed: columns.guessed,
    };
    let mut lines: HashMap<String, usize> = HashMap::new();
    for (line, cells) in &sheet.rows {
        let row = Row { sheet, columns: &columns, cells };
        match convert(&row, *line).and_then(|record| only_once(record, *line, &mut lines)) {
            Ok(record) => outcome.records.push(record),
            Err(errors) => {
                outcome.faults.extend(errors.into_iter().map(|error| fault(*line, error)));
            }
        }
    }
    Ok(outcome)
}

/// Refuses a second record with the same id.
fn only_once<T: Record>(
    record: T,
    line: usize,
    lines: &mut HashMap<String, usize>,
) -> Result<T, Vec<RowError>> {
    let key = record.key().to_owned();
    if let Some(first) = lines.get(&key) {
        let message = format!("`{key}` stands on line {first} already");
        return Err(vec![RowError { field: "id".to_owned(), message }]);
    }
    lines.insert(key, line);
    Ok(record)
}

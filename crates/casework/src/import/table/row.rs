//! One row, cell by cell.

use std::str::FromStr;

use etablera_domain::jsonl::RowError;

use super::field::Field;
use super::mapping::Columns;
use super::sheet::Sheet;

/// What became of a row, and what to say of it.
pub(super) struct Read<T> {
    pub(super) record: T,
    pub(super) remarks: Vec<RowError>,
}

/// One row of a sheet and the columns that are read.
pub(super) struct Row<'r> {
    pub(super) sheet: &'r Sheet,
    pub(super) columns: &'r Columns,
    pub(super) cells: &'r [String],
}

impl<'r> Row<'r> {
    /// Every cell that is read and not empty: field, header, text.
    pub(super) fn cells(&self) -> impl Iterator<Item = (Field, &'r str, &'r str)> {
        let (sheet, cells) = (self.sheet, self.cells);
        self.columns.read.iter().filter_map(move |column| {
            let text = cells.get(column.at).map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
            text.map(|text| (column.field, sheet.header[column.at].as_str(), text))
        })
    }

    /// The text of one field.
    pub(super) fn text(&self, wanted: Field) -> Option<(&'r str, &'r str)> {
        self.cells().find(|(field, ..)| *field == wanted).map(|(_, header, text)| (header, text))
    }

    /// The id. What looks like a personal identity number is refused, and not
    /// repeated in the message.
    pub(super) fn id<T: FromStr<Err: std::fmt::Display>>(&self) -> Result<T, RowError> {
        let Some((header, text)) = self.text(Field::Id) else {
            let message = "missing: expected an id in every row, in the column mapped to `id`";
            return Err(RowError { field: "id".to_owned(), message: message.to_owned() });
        };
        let wrong = |message: String| RowError { field: header.to_owned(), message };
        if is_personal_number(text) {
            let message = "this looks like a personal identity number: expected a number of your \
                           own register";
            return Err(wrong(message.to_owned()));
        }
        text.parse().map_err(|error: T::Err| wrong(error.to_string()))
    }
}

/// Ten or twelve digits that begin with a date, with or without a sign.
fn is_personal_number(text: &str) -> bool {
    let digits: Vec<u32> = text.chars().filter_map(|char| char.to_digit(10)).collect();
    let signs = text.chars().filter(|char| !char.is_ascii_digit());
    let only = signs.clone().count() <= 1 && signs.into_iter().all(|char| "-+ ".contains(char));
    let short = match digits.len() {
        12 => &digits[2..],
        10 => &digits[..],
        _ => return false,
    };
    let month = short[2] * 10 + short[3];
    let day = short[4] * 10 + short[5];
    // Co-ordination numbers add 60 to the day.
    only && (1..=12).contains(&month) && ((1..=31).contains(&day) || (61..=91).contains(&day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn personal_numbers_are_known_by_their_form() {
        for yes in ["19121212-1212", "121212-1212", "191212121212", "121272-1212"] {
            assert!(is_personal_number(yes), "{yes}");
        }
        for no in ["1234", "P-1212121212", "2120002742", "2026-0001"] {
            assert!(!is_personal_number(no), "{no}");
        }
    }
}

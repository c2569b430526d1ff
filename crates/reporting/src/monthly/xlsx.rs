//! A file as a workbook.

use rust_xlsxwriter::Worksheet;

use super::file::File;
use super::row::{COLUMNS, Cell};
use crate::render::XlsxError;
use crate::render::xlsx::{Formats, ROWS, day, save};

/// The file as a workbook of Excel's with one sheet: headings from
/// [`COLUMNS`], identities as texts of twelve characters, days as days and
/// hours as numbers. The same file gives the same bytes.
///
/// # Errors
///
/// When the file has more rows than a sheet.
pub fn write_xlsx(file: &File) -> Result<Vec<u8>, XlsxError> {
    let month = file.month.to_string();
    let rows = file.rows.len();
    if rows > ROWS {
        return Err(XlsxError::TooManyRows { table: month, rows, most: ROWS });
    }
    let (mut sheet, formats) = (Worksheet::new(), Formats::new());
    sheet.set_name(&month)?;
    for ((heading, _), at) in COLUMNS.iter().zip(0..) {
        sheet.write_string_with_format(0, at, *heading, &formats.heading)?;
        sheet.set_column_width(at, 16)?;
    }
    sheet.set_freeze_panes(1, 0)?.set_repeat_rows(0, 0)?;
    for (row, at) in file.rows.iter().zip(1..) {
        for (cell, column) in row.cells().iter().zip(0..) {
            write(&mut sheet, (at, column), (cell, &formats))?;
        }
    }
    save(&month, vec![sheet])
}

fn write(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    (cell, formats): (&Cell<'_>, &Formats),
) -> Result<(), XlsxError> {
    match cell {
        Cell::Identity(identity) => {
            sheet.write_string(row, column, identity.to_string())?;
        }
        Cell::Text(text) => {
            sheet.write_string(row, column, *text)?;
        }
        Cell::Hours(hours) => {
            sheet.write_number_with_format(row, column, *hours, &formats.whole)?;
        }
        Cell::Day(on) => match day(*on) {
            Some(day) => {
                sheet.write_datetime_with_format(row, column, &day, &formats.day)?;
            }
            None => {
                sheet.write_string(row, column, on.to_string())?;
            }
        },
        Cell::Empty => {}
    }
    Ok(())
}

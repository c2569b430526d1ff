//! A table as a sheet.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, TableColumn, TableStyle, Worksheet};

use super::error::XlsxError;
use crate::document::{Cell, Kind, Language, Table};

/// The most rows of a sheet below a line of headings.
pub(crate) const ROWS: usize = 1_048_575;
/// The most columns.
const COLUMNS: usize = 16_384;
/// The most UTF-16 units of a text.
const TEXT: usize = 32_767;
/// The largest whole number that a cell keeps as it is.
const WHOLE: u64 = 1 << 53;
/// The widest column, in characters.
const WIDEST: usize = 60;
/// How many rows are looked at for the width of a column.
const LOOKED_AT: usize = 1000;

/// How values are written.
pub(crate) struct Formats {
    pub(crate) heading: Format,
    pub(crate) day: Format,
    pub(crate) whole: Format,
    share: Format,
    hidden: Format,
    /// With as many decimals as the place says.
    decimals: Vec<Format>,
}

impl Formats {
    pub(crate) fn new() -> Self {
        let number = |format: String| Format::new().set_num_format(format);
        let decimals = |places: usize| {
            let point = if places == 0 { "" } else { "." };
            number(format!("#,##0{point}{}", "0".repeat(places)))
        };
        Self {
            heading: Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top),
            day: number("yyyy-mm-dd".to_owned()),
            whole: number("#,##0".to_owned()),
            share: number("0.0%".to_owned()),
            hidden: Format::new().set_italic(),
            decimals: (0..=9).map(decimals).collect(),
        }
    }
}

/// A sheet in the making.
pub(crate) struct Sheet {
    sheet: Worksheet,
    formats: Formats,
    language: Language,
}

impl Sheet {
    /// The sheet of a table.
    pub(super) fn of(
        table: &Table,
        language: Language,
        name: &str,
    ) -> Result<Worksheet, XlsxError> {
        let (rows, columns) = (table.rows.len(), table.columns.len());
        if rows > ROWS {
            let table = table.caption.clone();
            return Err(XlsxError::TooManyRows { table, rows, most: ROWS });
        }
        if columns > COLUMNS {
            let table = table.caption.clone();
            return Err(XlsxError::TooManyColumns { table, columns, most: COLUMNS });
        }
        let mut made = Self { sheet: Worksheet::new(), formats: Formats::new(), language };
        made.sheet.set_name(name)?;
        if columns > 0 {
            made.headings(table)?;
        }
        for (row, at) in table.rows.iter().zip(1..) {
            for (cell, column) in row.iter().zip(0..) {
                made.cell((at, column), cell)?;
            }
        }
        Ok(made.sheet)
    }

    fn headings(&mut self, table: &Table) -> Result<(), XlsxError> {
        for (column, at) in table.columns.iter().zip(0..) {
            checked(&column.heading)?;
            let aligned = match column.kind {
                Kind::Number | Kind::Share => FormatAlign::Right,
                Kind::Text | Kind::Day => FormatAlign::Left,
            };
            let format = self.formats.heading.clone().set_align(aligned);
            self.sheet.write_string_with_format(0, at, &column.heading, &format)?;
            let width = self.width(table, usize::from(at));
            self.sheet.set_column_width(at, width as f64)?;
        }
        self.sheet.set_freeze_panes(1, 0)?.set_repeat_rows(0, 0)?.set_print_fit_to_pages(1, 0);
        if table.columns.len() > 6 {
            self.sheet.set_landscape();
        }
        self.mark(table)
    }

    /// Marks the headings as such for who does not see them, where Excel can:
    /// it wants at least one row, and headings that differ.
    fn mark(&mut self, table: &Table) -> Result<(), XlsxError> {
        let plain =
            |text: &str| !text.is_empty() && text.len() < 250 && !text.contains(char::is_control);
        let headings: BTreeSet<String> =
            table.columns.iter().map(|column| column.heading.to_lowercase()).collect();
        let legal = table.columns.iter().all(|column| plain(&column.heading));
        if table.rows.is_empty() || headings.len() < table.columns.len() || !legal {
            return Ok(());
        }
        let column = |heading: &str| {
            TableColumn::new().set_header(heading).set_header_format(&self.formats.heading)
        };
        let columns: Vec<TableColumn> =
            table.columns.iter().map(|one| column(&one.heading)).collect();
        let marked = rust_xlsxwriter::Table::new().set_columns(&columns);
        let marked = marked.set_style(TableStyle::Light1).set_autofilter(false);
        // Both were checked to fit.
        let row = u32::try_from(table.rows.len()).unwrap_or(u32::MAX);
        let last = u16::try_from(table.columns.len() - 1).unwrap_or(u16::MAX);
        self.sheet.add_table(0, 0, row, last, &marked)?;
        Ok(())
    }

    /// The width of a column that shows its values, in characters.
    fn width(&self, table: &Table, column: usize) -> usize {
        let length = |text: &str| text.chars().count();
        let values = table.rows.iter().take(LOOKED_AT).filter_map(|row| row.get(column));
        let values = values.map(|cell| length(&self.language.cell(cell))).max().unwrap_or_default();
        // A heading is broken into lines.
        let heading = length(&table.columns[column].heading).min(24);
        (values.max(heading) + 2).clamp(8, WIDEST)
    }

    fn cell(&mut self, (row, column): (u32, u16), cell: &Cell) -> Result<(), XlsxError> {
        let Formats { share, hidden, whole, decimals, .. } = &self.formats;
        let sheet = &mut self.sheet;
        match cell {
            Cell::Text(text) => {
                checked(text)?;
                sheet.write_string(row, column, text)?;
            }
            Cell::Whole(number) if number.unsigned_abs() > WHOLE => {
                sheet.write_string(row, column, number.to_string())?;
            }
            Cell::Whole(number) => {
                sheet.write_number_with_format(row, column, *number as f64, whole)?;
            }
            Cell::Decimal(number, places) if number.is_finite() => {
                let format = &decimals[usize::from(*places).min(decimals.len() - 1)];
                sheet.write_number_with_format(row, column, *number, format)?;
            }
            Cell::Share(of) if of.is_finite() => {
                sheet.write_number_with_format(row, column, *of, share)?;
            }
            Cell::Day(on) => self.day((row, column), *on)?,
            Cell::Hidden => {
                let word = self.language.words().hidden;
                sheet.write_string_with_format(row, column, word, hidden)?;
            }
            Cell::Empty | Cell::Decimal(..) | Cell::Share(_) => {}
        }
        Ok(())
    }

    fn day(&mut self, (row, column): (u32, u16), on: NaiveDate) -> Result<(), XlsxError> {
        match day(on) {
            Some(day) => {
                let format = &self.formats.day;
                self.sheet.write_datetime_with_format(row, column, &day, format)?;
            }
            // Spreadsheets know no day before 1900.
            None => {
                self.sheet.write_string(row, column, on.to_string())?;
            }
        }
        Ok(())
    }
}

/// A day as a workbook has it; nothing before 1 March 1900, where its calendar
/// has a day that never was, and after 9999.
pub(crate) fn day(on: NaiveDate) -> Option<ExcelDateTime> {
    if on < NaiveDate::from_ymd_opt(1900, 3, 1)? {
        return None;
    }
    let (month, day) = (u8::try_from(on.month()).ok()?, u8::try_from(on.day()).ok()?);
    ExcelDateTime::from_ymd(u16::try_from(on.year()).ok()?, month, day).ok()
}

/// Refuses a text that no cell holds.
pub(crate) fn checked(text: &str) -> Result<(), XlsxError> {
    // No text has more units than bytes.
    let length = if text.len() <= TEXT { 0 } else { text.encode_utf16().count() };
    if length <= TEXT {
        return Ok(());
    }
    let begin = text.chars().take(40).collect();
    Err(XlsxError::TooLong { begin, length, most: TEXT })
}

//! A document as a workbook.

mod error;
mod names;
mod sheet;

use rust_xlsxwriter::{DocProperties, Format, Workbook, Worksheet};

pub use error::XlsxError;
use names::Names;
use sheet::Sheet;
pub(crate) use sheet::{Formats, ROWS, day};

use crate::document::{Block, Chart, Document, Table};

/// A document as a workbook of Excel's (Office Open XML).
///
/// What the document is about stands on the first sheet, with its texts and
/// where each table is; every table has a sheet of its own, under a line of
/// headings that stays in sight and is repeated on paper. Numbers, shares and
/// days are real ones with a format; what is hidden is a word, and nothing is
/// an empty cell. There are no formulas, whatever a text begins with. Whole
/// numbers that a spreadsheet would round are texts.
///
/// The same document gives the same bytes: the workbook does not say when it
/// was made.
///
/// # Errors
///
/// When a table has more rows or columns than a sheet holds, or a text is
/// longer than a cell holds.
pub fn xlsx(document: &Document) -> Result<Vec<u8>, XlsxError> {
    let words = document.language.words();
    let mut names = Names::new(words.table);
    let about = names.next(words.about);
    let mut sheets = vec![Worksheet::new()];
    let mut places = Vec::new();
    for table in document.tables() {
        let name = names.next(&table.caption);
        sheets.push(Sheet::of(table, document.language, &name)?);
        places.push(name);
    }
    About::new(&mut sheets[0], &about, &places)?.fill(document)?;
    save(&document.title, sheets)
}

/// The bytes of a workbook with these sheets.
pub(crate) fn save(title: &str, sheets: Vec<Worksheet>) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let made = day(epoch()).unwrap_or_default();
    // Longer ones are refused by readers.
    let title: String = title.chars().filter(|c| !c.is_control()).take(200).collect();
    book.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&made));
    for sheet in sheets {
        book.push_worksheet(sheet);
    }
    Ok(book.save_to_buffer()?)
}

/// The day that stands for none where a workbook must have one.
fn epoch() -> chrono::NaiveDate {
    chrono::NaiveDate::from_ymd_opt(2000, 1, 1).unwrap_or_default()
}

/// The first sheet in the making.
struct About<'s> {
    sheet: &'s mut Worksheet,
    /// The sheets of the tables that were not listed yet.
    places: std::slice::Iter<'s, String>,
    row: u32,
    bold: Format,
    wrapped: Format,
}

impl<'s> About<'s> {
    fn new(sheet: &'s mut Worksheet, name: &str, places: &'s [String]) -> Result<Self, XlsxError> {
        sheet.set_name(name)?.set_column_width(0, 48)?.set_column_width(1, 64)?;
        let wrapped = Format::new().set_text_wrap().set_align(rust_xlsxwriter::FormatAlign::Top);
        Ok(Self { sheet, places: places.iter(), row: 0, bold: Format::new().set_bold(), wrapped })
    }

    fn fill(&mut self, document: &Document) -> Result<(), XlsxError> {
        let large = Format::new().set_bold().set_font_size(16);
        self.line(&document.title, None, &large)?;
        for (name, value) in &document.facts {
            self.pair(name, value)?;
        }
        for section in &document.sections {
            self.row += 1;
            let bold = self.bold.clone();
            self.line(&section.heading, None, &bold)?;
            for block in &section.blocks {
                match block {
                    Block::Text(text) => self.plain(text)?,
                    Block::List(items) => {
                        for item in items {
                            self.plain(item)?;
                        }
                    }
                    Block::Table(table) => self.table(table, document)?,
                    Block::Chart(chart) => self.chart(chart, document)?,
                }
            }
        }
        Ok(())
    }

    fn chart(&mut self, chart: &Chart, document: &Document) -> Result<(), XlsxError> {
        self.pair(&chart.title, &chart.description)?;
        self.table(&chart.data, document)
    }

    fn table(&mut self, table: &Table, document: &Document) -> Result<(), XlsxError> {
        let words = document.language.words();
        let place = self.places.next().map(String::as_str).unwrap_or_default();
        self.pair(&table.caption, &format!("{}: {place}", words.sheet))
    }

    fn plain(&mut self, text: &str) -> Result<(), XlsxError> {
        let format = self.wrapped.clone();
        self.line(text, None, &format)
    }

    fn pair(&mut self, name: &str, value: &str) -> Result<(), XlsxError> {
        let format = self.wrapped.clone();
        self.line(name, Some(value), &format)
    }

    fn line(&mut self, name: &str, value: Option<&str>, format: &Format) -> Result<(), XlsxError> {
        sheet::checked(name)?;
        self.sheet.write_string_with_format(self.row, 0, name, format)?;
        if let Some(value) = value {
            sheet::checked(value)?;
            self.sheet.write_string_with_format(self.row, 1, value, format)?;
        }
        self.row += 1;
        Ok(())
    }
}

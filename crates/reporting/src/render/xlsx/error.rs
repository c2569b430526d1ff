//! Why there is no workbook.

use std::error::Error;

/// Why a workbook cannot be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum XlsxError {
    /// A table has more rows than a sheet.
    #[error("`{table}` has {rows} rows: expected at most {most}, as many as a sheet has")]
    TooManyRows {
        /// The table's caption.
        table: String,
        /// Its rows, headings not counted.
        rows: usize,
        /// The most rows below headings.
        most: usize,
    },
    /// A table has more columns than a sheet.
    #[error("`{table}` has {columns} columns: expected at most {most}, as many as a sheet has")]
    TooManyColumns {
        /// The table's caption.
        table: String,
        /// Its columns.
        columns: usize,
        /// The most columns.
        most: usize,
    },
    /// A text does not fit into a cell.
    #[error("the text `{begin}…` has {length} characters: expected at most {most} in a cell")]
    TooLong {
        /// How it begins.
        begin: String,
        /// Its length in UTF-16 units, as Excel counts.
        length: usize,
        /// The most units.
        most: usize,
    },
    /// The workbook could not be put together.
    #[error("the workbook cannot be put together")]
    Write(#[source] Box<dyn Error + Send + Sync>),
}

impl From<rust_xlsxwriter::XlsxError> for XlsxError {
    fn from(error: rust_xlsxwriter::XlsxError) -> Self {
        Self::Write(Box::new(error))
    }
}

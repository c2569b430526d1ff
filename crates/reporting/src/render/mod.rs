//! Documents drawn: for a screen, a spreadsheet, a browser and paper.
//!
//! Every renderer is a function of a [`Document`] alone, and the same document
//! gives the same bytes. No text of a document is taken for anything but text:
//! not for markup, for a formula, or for an order to a terminal.
//!
//! | renderer | for | numbers |
//! |---|---|---|
//! | [`text`] | a terminal | as the language writes them |
//! | [`csv`] | spreadsheets and programs: tables only | in full, shares from 0 to 1 |
//! | [`json`] | programs | in full |
//! | [`markdown`] | files that are read as they are, and compared | as the language writes them |
//! | [`xlsx`] | spreadsheets | real, with a format |
//! | [`html`] | a browser | as the language writes them |
//! | `pdf`, with the feature `pdf` | paper and archives | as the language writes them |
//!
//! A number that is not finite is shown as nothing at all.
//!
//! ```
//! use etablera_reporting::document::{Cell, Column, Document, Kind, Language, Section, Table};
//! use etablera_reporting::render;
//!
//! let mut table = Table::new("Deltagare", [Column::new("Kön", Kind::Text),
//!     Column::new("Andel", Kind::Share)]);
//! table.row([Cell::text("Kvinnor"), Cell::Share(0.5)]);
//! let mut document = Document::new("Rapport", Language::Swedish);
//! document.sections.push(Section::new("Vilka").with(table));
//! assert_eq!(render::csv(&document), "Kön;Andel\r\nKvinnor;0,5\r\n");
//! assert!(render::html(&document).contains("50,0\u{a0}%"));
//! ```
//!
//! [`Document`]: crate::document::Document

mod language;

mod chart;
mod csv;
pub(crate) mod field;
mod html;
mod json;
mod markdown;
pub mod markup;
#[cfg(feature = "pdf")]
mod pdf;
mod text;
pub(crate) mod xlsx;

pub use csv::csv;
pub use html::{POLICY, STYLE, html};
pub use json::json;
pub use markdown::markdown;
#[cfg(feature = "pdf")]
pub use pdf::{PdfError, pdf};
pub use text::text;
pub use xlsx::{XlsxError, xlsx};

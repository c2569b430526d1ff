//! A report as a document: text, tables and charts, before anybody decides
//! how it is drawn.
//!
//! What is counted becomes a [`Document`] once, in the language of its reader,
//! and every renderer draws the same one. Numbers stay numbers up to there, so
//! that a spreadsheet can add them and each language writes them its own way.
//!
//! ```
//! use etablera_reporting::document::{Cell, Column, Document, Kind, Language, Section, Table};
//!
//! let mut table = Table::new("Participants by gender", [
//!     Column::new("Gender", Kind::Text),
//!     Column::new("Participants", Kind::Number),
//! ]);
//! table.row([Cell::text("Women"), Cell::Whole(31)]);
//! table.row([Cell::text("Men"), Cell::Hidden]);
//! let mut document = Document::new("Indicators", Language::English);
//! document.fact("Operation", "22-021-S06");
//! document.sections.push(Section::new("Who took part").with(table));
//! assert_eq!(document.tables().count(), 1);
//! ```

mod cell;
mod chart;
mod table;

pub use cell::{Cell, Column, Kind};
pub use chart::{Bar, Chart, Line, Plot, Point};
pub use table::Table;

/// The language that a document is written in, and how it writes numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Swedish: `1 234,5`.
    Swedish,
    /// English: `1,234.5`.
    English,
}

/// A report for reading.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// What it is called.
    pub title: String,
    /// What all of its texts are written in.
    pub language: Language,
    /// What it is about, each with a name: the operation, the period, the day.
    pub facts: Vec<(String, String)>,
    /// Its parts, in order.
    pub sections: Vec<Section>,
}

/// A part of a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// What it is called.
    pub heading: String,
    /// What is in it, in order.
    pub blocks: Vec<Block>,
}

/// A piece of a section.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A paragraph.
    Text(String),
    /// A list of short texts.
    List(Vec<String>),
    /// A table.
    Table(Table),
    /// A chart, which stands with its numbers in a table.
    Chart(Chart),
}

impl Document {
    /// A document with nothing in it.
    #[must_use]
    pub fn new(title: impl Into<String>, language: Language) -> Self {
        Self { title: title.into(), language, facts: Vec::new(), sections: Vec::new() }
    }

    /// Adds something that it is about.
    #[expect(clippy::needless_pass_by_value, reason = "a call reads better without `&`")]
    pub fn fact(&mut self, name: impl Into<String>, value: impl ToString) {
        self.facts.push((name.into(), value.to_string()));
    }

    /// Every table, in order, those behind charts among them.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.sections.iter().flat_map(|section| &section.blocks).filter_map(|block| match block {
            Block::Table(table) => Some(table),
            Block::Chart(chart) => Some(&chart.data),
            Block::Text(_) | Block::List(_) => None,
        })
    }
}

impl Section {
    /// A part with nothing in it.
    #[must_use]
    pub fn new(heading: impl Into<String>) -> Self {
        Self { heading: heading.into(), blocks: Vec::new() }
    }

    /// With one more piece.
    #[must_use]
    pub fn with(mut self, block: impl Into<Block>) -> Self {
        self.blocks.push(block.into());
        self
    }
}

impl From<&str> for Block {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Block {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Table> for Block {
    fn from(table: Table) -> Self {
        Self::Table(table)
    }
}

impl From<Chart> for Block {
    fn from(chart: Chart) -> Self {
        Self::Chart(chart)
    }
}

//! Reports for those who check, and the documents that describe an
//! installation.

mod describe;
mod dpia;
mod impact;
mod merits;
mod processing;
mod registers;
mod technical;

pub use dpia::dpia;
pub use impact::impact;
pub use merits::merits;
pub use processing::processing_record;
pub use registers::{disclosures, overrides, receipts, refusals};
pub use technical::technical_file;

use etablera_reporting::disclosure::Shown;
use etablera_reporting::document::{Cell, Column, Kind};
use serde::Serialize;

use crate::papers::word;
use crate::words::Tongue;

/// The message for a word of the data, such as a group or a step.
fn named(kind: &str, value: &impl Serialize, tongue: Tongue) -> String {
    tongue.say(&format!("audit-{kind}-{}", word(value).replace('_', "-")), &[])
}

/// A column whose heading is a message.
fn column(key: &str, kind: Kind, tongue: Tongue) -> Column {
    Column::new(tongue.say(key, &[]), kind)
}

/// Columns of text.
fn texts<const N: usize>(keys: [&str; N], tongue: Tongue) -> [Column; N] {
    keys.map(|key| column(key, Kind::Text, tongue))
}

fn shown(count: Shown) -> Cell {
    match count {
        Shown::Count(count) => i64::try_from(count).map_or(Cell::Empty, Cell::Whole),
        Shown::Hidden => Cell::Hidden,
    }
}

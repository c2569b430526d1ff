//! The monthly file of who takes part, in the form that SCB asks for.
//!
//! A file covers one month. Who takes part has a row in it from the month in
//! which they start to the month in which they stop; the last day stands in the
//! month in which they stop and in no earlier one, even if it was known; hours
//! are those of the month. Because SCB reads the files in order, a correction
//! to one month means that it and every later one are read in again: a
//! [`Series`] makes them, and says what changed.
//!
//! Nobody is dropped without a word. Who lacks something that must be told is
//! listed as [`Incomplete`], and what cannot be true is a [`Fault`].
//!
//! What is not known of SCB's template: its exact columns, whether hours may
//! have decimals, and the code form for a man whose identity is protected. The
//! columns are [`COLUMNS`]; the forms are the caller's, in [`CodeForms`].

mod csv;
mod diff;
mod fault;
mod file;
mod identity;
mod ledger;
mod participation;
mod roll;
mod row;
mod series;
mod window;
mod xlsx;
mod year_month;

pub use csv::{Separator, write_csv};
pub use diff::{Change, Edit};
pub use fault::{Fault, FaultKind, Incomplete, Missing, MonthlyError};
pub use file::File;
pub use identity::{
    CodeForm, CodeForms, Identity, OpenNumber, ParseSuffixError, ProtectedCode, Shielded, Standing,
    Suffix, Written,
};
pub use ledger::{Again, Difference, Ledger, Mark, SentMonth, Trace};
pub use participation::{Key, Operation, ParseOperationError, Participation};
pub use roll::Roll;
pub use row::{COLUMNS, Cell, Column, Row, hours};
pub use series::{Regenerated, Sent, Series};
pub use window::{Window, WindowState};
pub use xlsx::write_xlsx;
pub use year_month::{Month, ParseMonthError};

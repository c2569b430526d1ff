//! The split between work and training, over the whole programme.
//!
//! `share` is how much is training, `pattern` an ordinary week, `plan` the
//! days that follow from it and `balance` how far they are from the share;
//! `repair` makes good what holidays took, and `month` sets what was reported
//! beside what was planned.

mod balance;
mod month;
mod pattern;
mod plan;
mod repair;
mod share;

pub use balance::Balance;
pub use month::{Absence, MonthReport, month_reports};
pub use pattern::{Pattern, PatternError};
pub use plan::{Activity, Lost, Plan, PlannedDay, SpanError, plan};
pub use repair::{Change, Remainder, Repair, Why, repair};
pub use share::{Share, ShareError};

//! Days, months and holidays.
//!
//! `months` is how a length in months is counted.

mod months;

pub use months::{add_months, last_day, months_before};

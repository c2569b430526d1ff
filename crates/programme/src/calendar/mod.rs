//! Days, months, holidays and calendar files.
//!
//! `months` is how a length in months is counted, and `span` how long days in a
//! row are in months; `easter` and `holiday` say which days are off in which
//! country, and `working` counts the others; `clock` turns clock times into
//! UTC, and `ical` writes calendar files.

mod clock;
mod easter;
mod holiday;
mod ical;
mod months;
mod span;
mod working;

pub use clock::utc;
pub use easter::easter;
pub use holiday::{Country, DayOff, Holiday};
pub use ical::{Entry, When, calendar_file};
pub use months::{add_days, add_months, days_before, last_day, months_before};
pub use span::Time;
pub(crate) use span::{Span, apart, sum, without};
pub use working::Calendar;

//! Days, months, holidays and calendar files.
//!
//! `months` is how a length in months is counted; `easter` and `holiday` say
//! which days are off in which country, and `working` counts the others;
//! `clock` turns clock times into UTC, and `ical` writes calendar files.

mod clock;
mod easter;
mod holiday;
mod ical;
mod months;
mod working;

pub use clock::utc;
pub use easter::easter;
pub use holiday::{Country, DayOff, Holiday};
pub use ical::{Entry, When, calendar_file};
pub use months::{add_months, last_day, months_before};
pub use working::Calendar;

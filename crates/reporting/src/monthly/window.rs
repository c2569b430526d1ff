//! When a month is reported.

use chrono::{Days, NaiveDate};

use super::year_month::Month;

/// Four weeks, in days.
const WEEKS: u64 = 28;

/// The days on which a month is reported, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// The first of the next month.
    pub opens: NaiveDate,
    /// Four weeks after the last day of the month.
    pub due: NaiveDate,
}

/// How a window stands on a day for a month that has not been sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WindowState {
    /// It opens later.
    NotYet,
    /// It is open; the file is due within it.
    Open,
    /// The file was due before this day.
    Late,
}

impl Window {
    /// The window of a month.
    #[must_use]
    pub fn of(month: Month) -> Self {
        let after = |days| month.last() + Days::new(days);
        Self { opens: after(1), due: after(WEEKS) }
    }

    /// How it stands on a day.
    #[must_use]
    pub fn state(&self, on: NaiveDate) -> WindowState {
        match on {
            on if on < self.opens => WindowState::NotYet,
            on if on <= self.due => WindowState::Open,
            _ => WindowState::Late,
        }
    }
}

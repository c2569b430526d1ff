//! An ordinary week.

use chrono::{Datelike, NaiveDate, Weekday, WeekdaySet};

use super::share::Share;

/// A week of a placement without holidays: how long each day is, and which
/// are for training.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pattern {
    share: Share,
    training: WeekdaySet,
    minutes: [u16; 7],
}

/// Why this is no week.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PatternError {
    /// Nothing is done on any day.
    #[error("the week has no time: expected minutes on at least one day")]
    Empty,
    /// A day longer than a day.
    #[error("{weekday} has `{minutes}` minutes: expected at most 1440")]
    Long {
        /// Which.
        weekday: Weekday,
        /// How many it was given.
        minutes: u16,
    },
    /// Training on a day without time.
    #[error("training is on {0}, which has no time: expected minutes on it")]
    NoTime(Weekday),
}

impl Pattern {
    /// A week with so many minutes from Monday to Sunday, breaks not counted,
    /// that is training on some weekdays.
    ///
    /// # Errors
    /// No time at all, more than a day on a day, or training on a day without
    /// time.
    pub fn new(
        share: Share,
        training: WeekdaySet,
        minutes: [u16; 7],
    ) -> Result<Self, PatternError> {
        let pattern = Self { share, training, minutes };
        for weekday in WeekdaySet::ALL.iter(Weekday::Mon) {
            match pattern.on(weekday) {
                0 if training.contains(weekday) => return Err(PatternError::NoTime(weekday)),
                minutes @ 1441.. => return Err(PatternError::Long { weekday, minutes }),
                _ => {}
            }
        }
        if minutes == [0; 7] { Err(PatternError::Empty) } else { Ok(pattern) }
    }

    /// Five days of the same length from Monday to Friday, one for training.
    ///
    /// # Errors
    /// As [`new`](Self::new).
    pub fn five_days(share: Share, training: Weekday, minutes: u16) -> Result<Self, PatternError> {
        let week = [minutes, minutes, minutes, minutes, minutes, 0, 0];
        Self::new(share, WeekdaySet::single(training), week)
    }

    /// The part that should be training.
    #[must_use]
    pub fn share(&self) -> Share {
        self.share
    }

    /// The minutes of the longest day, which is what a day means in a count of
    /// days; at least 1.
    #[must_use]
    pub fn day_minutes(&self) -> u16 {
        self.minutes.into_iter().max().unwrap_or(1)
    }

    /// The minutes of a whole week.
    #[must_use]
    pub fn week_minutes(&self) -> u32 {
        self.minutes.into_iter().map(u32::from).sum()
    }

    pub(super) fn trains_on(&self, day: NaiveDate) -> bool {
        self.training.contains(day.weekday())
    }

    pub(super) fn minutes_on(&self, day: NaiveDate) -> u16 {
        self.on(day.weekday())
    }

    fn on(&self, weekday: Weekday) -> u16 {
        self.minutes[weekday.num_days_from_monday() as usize]
    }
}

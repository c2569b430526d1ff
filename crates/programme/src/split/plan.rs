//! The days of a programme.

use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use super::balance::Balance;
use super::pattern::Pattern;
use crate::calendar::{Calendar, Holiday};

/// What a day is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Activity {
    Work,
    Training,
}

/// A day on which something is planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct PlannedDay {
    /// Which.
    pub day: NaiveDate,
    /// What for.
    pub activity: Activity,
    /// How long, in minutes, breaks not counted.
    pub minutes: u16,
}

/// A training day that falls on a day off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Lost {
    /// Which.
    pub day: NaiveDate,
    /// Why it is off.
    pub holiday: Holiday,
}

/// Every planned day of a programme, and the training days that holidays took.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    pub(super) pattern: Pattern,
    pub(super) days: Vec<PlannedDay>,
    lost: Vec<Lost>,
}

/// Why these days are no programme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SpanError {
    /// It ends before it begins.
    #[error("the programme ends on `{last}`: expected `{first}`, its first day, or later")]
    Backwards {
        /// Its first day.
        first: NaiveDate,
        /// Its last day.
        last: NaiveDate,
    },
    /// It lasts for more than ten years.
    #[error("the programme lasts `{days}` days: expected at most {max}", max = Plan::LONGEST)]
    Long {
        /// How long.
        days: i64,
    },
}

/// The days of a programme, both ends included, that follow from its ordinary
/// week: each day with time that is not off.
///
/// # Errors
/// It ends before it begins, or lasts for more than ten years.
pub fn plan(
    pattern: Pattern,
    calendar: &Calendar,
    span: RangeInclusive<NaiveDate>,
) -> Result<Plan, SpanError> {
    let (first, last) = span.into_inner();
    let days = last.signed_duration_since(first).num_days() + 1;
    match days {
        ..1 => return Err(SpanError::Backwards { first, last }),
        1..=Plan::LONGEST => {}
        _ => return Err(SpanError::Long { days }),
    }
    let mut plan = Plan { pattern, days: Vec::new(), lost: Vec::new() };
    // A year's holidays are found once, not on each of its days.
    let (mut year, mut off) = (first.year(), calendar.holidays(first.year()));
    for day in first.iter_days().take_while(|day| *day <= last) {
        if day.year() != year {
            (year, off) = (day.year(), calendar.holidays(day.year()));
        }
        let (minutes, trains) = (pattern.minutes_on(day), pattern.trains_on(day));
        let activity = if trains { Activity::Training } else { Activity::Work };
        // Of two on one day the one that comes first in the law stands first.
        let at = off.partition_point(|(on, _)| *on < day);
        let holiday = off.get(at).filter(|(on, _)| *on == day).map(|(_, holiday)| *holiday);
        match holiday {
            _ if minutes == 0 => {}
            None => plan.days.push(PlannedDay { day, activity, minutes }),
            Some(holiday) if trains => plan.lost.push(Lost { day, holiday }),
            Some(_) => {}
        }
    }
    Ok(plan)
}

impl Plan {
    /// The most days that a programme may last.
    pub const LONGEST: i64 = 3660;

    /// The ordinary week.
    #[must_use]
    pub fn pattern(&self) -> Pattern {
        self.pattern
    }

    /// What is planned, by day.
    #[must_use]
    pub fn days(&self) -> &[PlannedDay] {
        &self.days
    }

    /// The training days that fall on days off, by day.
    #[must_use]
    pub fn lost(&self) -> &[Lost] {
        &self.lost
    }

    /// How many days there is training on.
    #[must_use]
    pub fn training_days(&self) -> usize {
        self.days.iter().filter(|day| day.activity == Activity::Training).count()
    }

    /// All planned minutes against the share.
    #[must_use]
    pub fn balance(&self) -> Balance {
        balance(self.pattern, &self.days)
    }
}

/// The minutes of some days against the share of their pattern.
pub(super) fn balance<'d>(
    pattern: Pattern,
    days: impl IntoIterator<Item = &'d PlannedDay>,
) -> Balance {
    let mut sum = Balance { share: pattern.share(), work_minutes: 0, training_minutes: 0 };
    for day in days {
        match day.activity {
            Activity::Work => sum.work_minutes += u32::from(day.minutes),
            Activity::Training => sum.training_minutes += u32::from(day.minutes),
        }
    }
    sum
}

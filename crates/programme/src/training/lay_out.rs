//! Laying out a course over the weekly training day.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate, Weekday};
use etablera_domain::event::Code;
use serde::Serialize;

use crate::calendar::Calendar;
use crate::template::Template;

/// The weekly training day of a cohort.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TeachingDay {
    weekday: Weekday,
    minutes: u16,
    calendar: Calendar,
}

/// Why a course cannot be laid out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LayOutError {
    /// No session is so long.
    #[error("a session of {0} minutes: expected 1 to 1440")]
    Minutes(u16),
    /// A part that is there twice.
    #[error("part `{0}` is there twice: expected each part once")]
    Twice(Code),
    /// Nobody knows the holidays of that year.
    #[error("the course would have a session on {0}: expected days of the years 2005 to 2199")]
    Beyond(NaiveDate),
}

/// A session as it is laid out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LaidSession {
    /// Its day.
    pub on: NaiveDate,
    /// The part it counts towards.
    pub part: Code,
    /// How long, in minutes.
    pub minutes: u16,
}

/// A course that is laid out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LaidOut {
    /// Its sessions, by day, one a day.
    pub sessions: Vec<LaidSession>,
}

impl LaidOut {
    /// The day on which every part has its hours; none where nothing was
    /// needed.
    #[must_use]
    pub fn complete(&self) -> Option<NaiveDate> {
        self.sessions.last().map(|last| last.on)
    }
}

impl TeachingDay {
    /// A weekday, the minutes of its session, and the holidays that count.
    ///
    /// # Errors
    /// A session of no minutes, or of more than a day has.
    pub fn new(weekday: Weekday, minutes: u16, calendar: Calendar) -> Result<Self, LayOutError> {
        if (1..=24 * 60).contains(&minutes) {
            return Ok(Self { weekday, minutes, calendar });
        }
        Err(LayOutError::Minutes(minutes))
    }

    /// As a template has it: on its weekday, else on that of the cohort. None
    /// where the template has no training day, or neither names a weekday.
    #[must_use]
    pub fn of(template: &Template, cohort: Option<Weekday>) -> Option<Self> {
        let day = template.training_day?;
        let weekday = day.weekday.or(cohort)?;
        Self::new(weekday, day.minutes, template.calendar).ok()
    }

    /// The training days from a day on that are no holidays.
    fn from(self, start: NaiveDate) -> impl Iterator<Item = Result<NaiveDate, LayOutError>> {
        let ahead = self.weekday.days_since(chrono::Datelike::weekday(&start));
        let first = start.checked_add_days(Days::new(ahead.into()));
        let weekly = std::iter::successors(first, |day| day.checked_add_days(Days::new(7)));
        let days = weekly.map(move |day| match self.calendar.covers(day) {
            true => Ok(day),
            false => Err(LayOutError::Beyond(day)),
        });
        days.filter(move |day| !day.as_ref().is_ok_and(|day| self.is_off(*day)))
    }

    fn is_off(self, day: NaiveDate) -> bool {
        self.calendar.is_holiday(day).is_some()
    }
}

/// Lays out sessions from a day on so that each part gets the minutes it
/// needs: part after part in the order given, one session a training day, none
/// on a holiday, and no more sessions of a part than it takes. Takes time by
/// the sessions.
///
/// [`ContentPlan::needs`](super::ContentPlan::needs) is a whole course; what is
/// left of one is laid out the same way.
///
/// # Errors
/// A part is there twice, or the course would go on beyond the years whose
/// holidays are known.
pub fn lay_out(
    needs: &[(Code, u32)],
    day: TeachingDay,
    start: NaiveDate,
) -> Result<LaidOut, LayOutError> {
    let mut seen = BTreeSet::new();
    if let Some((part, _)) = needs.iter().find(|(part, _)| !seen.insert(part)) {
        return Err(LayOutError::Twice(part.clone()));
    }
    let (mut days, mut sessions) = (day.from(start), Vec::new());
    for (part, needed) in needs {
        for _ in 0..needed.div_ceil(day.minutes.into()) {
            let on = days.next().unwrap_or(Err(LayOutError::Beyond(start)))?;
            sessions.push(LaidSession { on, part: part.clone(), minutes: day.minutes });
        }
    }
    Ok(LaidOut { sessions })
}

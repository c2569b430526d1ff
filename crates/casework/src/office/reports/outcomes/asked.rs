//! Of whom a report is, and of when.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate};
use etablera_domain::OperationId;
use etablera_domain::event::{Code, Subject};
use etablera_reporting::outcome::{Ending, Guard, LogReading};
use serde::Serialize;

use crate::office::Work;
use crate::office::error::CaseError;
use crate::office::reports::cohort::until;
use crate::policy::Action;

/// How many days from the day in question something may have been found, unless
/// the reader says otherwise.
const WINDOW: u16 = 30;

/// What the commands of these reports have in common, as it was given.
#[derive(Default)]
pub(super) struct Given<'c> {
    pub(super) from: Option<NaiveDate>,
    pub(super) until: Option<NaiveDate>,
    pub(super) on: Option<NaiveDate>,
    pub(super) window_days: Option<u16>,
    pub(super) endings: Option<&'c BTreeMap<Code, Ending>>,
    pub(super) names: bool,
}

/// The same, looked over.
pub(super) struct Asked {
    pub(super) received: RangeInclusive<NaiveDate>,
    pub(super) window: u16,
    pub(super) reading: LogReading,
    pub(super) names: bool,
    /// Whether the caller may know who is behind the numbers, and so all of
    /// them.
    pub(super) exact: bool,
}

/// Of whom a report is, and of when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct AskedShown {
    /// Of which operation.
    pub operation: OperationId,
    /// The first day on which those counted were received; none for everybody
    /// from the beginning.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveDate>,
    /// The last day on which they were received.
    pub until: NaiveDate,
    /// The day of the report: what happened later is not known.
    pub on: NaiveDate,
    /// How many days from the day in question something may have been found.
    pub window_days: u16,
    /// Whether small counts are hidden, since the caller may not know who the
    /// people are.
    pub protected: bool,
}

impl Asked {
    pub(super) fn shown(&self, operation: &OperationId) -> AskedShown {
        let from = *self.received.start();
        AskedShown {
            operation: operation.clone(),
            from: (from > NaiveDate::MIN).then_some(from),
            until: *self.received.end(),
            on: self.reading.on,
            window_days: self.window,
            protected: !self.exact,
        }
    }

    /// What decides which counts are told.
    pub(super) fn guard(&self) -> Guard {
        if self.exact { Guard::open() } else { Guard::closed() }
    }
}

impl Work<'_> {
    /// Looks over what was asked, if the caller may have reports.
    pub(super) async fn asked(&mut self, given: &Given<'_>) -> Result<Asked, CaseError> {
        let system = self.may(Action::ReadReport, &Subject::System).await?;
        if given.names {
            self.may(Action::ReadIndicatorNames, &Subject::System).await?;
        }
        let exact = self.may_silently(Action::ReadIndicatorNames, &system);
        let (on, received) =
            if exact { days(given, self.call.today)? } else { one_year(given, self.call.today)? };
        let endings = given.endings.cloned().unwrap_or_default();
        Ok(Asked {
            received,
            window: given.window_days.unwrap_or(WINDOW),
            reading: LogReading { on, endings },
            names: given.names,
            exact,
        })
    }
}

/// The day of a report, and the days on which those counted were received.
fn days(
    given: &Given<'_>,
    today: NaiveDate,
) -> Result<(NaiveDate, RangeInclusive<NaiveDate>), CaseError> {
    let on = until(given.on, today)?;
    let (from, last) = (given.from, given.until.unwrap_or(on));
    if let Some(day) = [from, given.until].into_iter().flatten().find(|day| *day > on) {
        return Err(CaseError::wrong(format!(
            "{day} is after the day of the report: expected {on} or an earlier day"
        )));
    }
    let first = from.unwrap_or(NaiveDate::MIN);
    if last < first {
        return Err(CaseError::wrong(format!(
            "those received until {last} are asked for from {first}: expected the earlier day first"
        )));
    }
    Ok((on, first..=last))
}

/// The same for those who may not have names: those received in one calendar
/// year, as of the last whole year, and read in the usual way. Two answers that
/// could be asked for never differ by a few people, but with the year.
fn one_year(
    given: &Given<'_>,
    today: NaiveDate,
) -> Result<(NaiveDate, RangeInclusive<NaiveDate>), CaseError> {
    let on = last_whole_year(today);
    let wrong = |what: &str| {
        Err(CaseError::wrong(format!(
            "{what}: expected one whole calendar year until {on} and nothing else, since two \
             reports that differ by little tell of persons"
        )))
    };
    let year = given.from.or(given.until).map_or(on.year(), |day| day.year());
    let [first, last] = [(1, 1), (12, 31)]
        .map(|(month, day)| NaiveDate::from_ymd_opt(year, month, day).unwrap_or(on));
    if given.from.is_some_and(|day| day != first) || given.until.is_some_and(|day| day != last) {
        return wrong("these days are no calendar year");
    }
    if last > on || given.on.is_some_and(|day| day != on) {
        return wrong("the year is not over, or the day of the report is another");
    }
    if given.window_days.is_some() || given.endings.is_some_and(|endings| !endings.is_empty()) {
        return wrong("a window or endings are given");
    }
    Ok((on, first..=last))
}

/// The last day of the last calendar year that is over.
pub(in crate::office::reports) fn last_whole_year(today: NaiveDate) -> NaiveDate {
    NaiveDate::from_ymd_opt(today.year() - 1, 12, 31).unwrap_or(today)
}

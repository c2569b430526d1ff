//! The days of whoever goes straight through.

use chrono::NaiveDate;
use etablera_domain::event::{Code, Outcome};
use serde::Serialize;

use super::model::{Target, Template};
use crate::calendar::{Calendar, add_days};

/// Which days are worked.
pub trait WorkingDays {
    /// Whether it is a day from Monday to Friday that is not a day off.
    fn is_working(&self, day: NaiveDate) -> bool;

    /// The day so many working days before another, which itself does not
    /// count.
    fn working_days_before(&self, day: NaiveDate, count: u16) -> NaiveDate {
        let (mut day, mut left) = (day, count);
        while left > 0 {
            let Some(before) = day.pred_opt() else { return day };
            day = before;
            left -= u16::from(self.is_working(day));
        }
        day
    }
}

impl WorkingDays for Calendar {
    fn is_working(&self, day: NaiveDate) -> bool {
        self.is_working_day(day)
    }
}

impl<F: Fn(NaiveDate) -> bool> WorkingDays for F {
    fn is_working(&self, day: NaiveDate) -> bool {
        self(day)
    }
}

/// One stage on the path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PathStage {
    /// Which.
    pub id: Code,
    /// Its first day.
    pub start: NaiveDate,
    /// When its decision is announced.
    pub warning: Option<NaiveDate>,
    /// Its last day; none if it is open, and then nothing after it has a day.
    pub end: Option<NaiveDate>,
}

/// The days of whoever begins on a day and goes straight through.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Path {
    /// The stages, in order.
    pub stages: Vec<PathStage>,
    /// The day of leaving: the last day of the last stage.
    pub leaving: Option<NaiveDate>,
    /// The questions after leaving, in the template's order.
    pub follow_ups: Vec<(Code, NaiveDate)>,
}

impl Template {
    /// The days of whoever begins on `start` and goes straight through: each
    /// stage as long as it is, its first outcome `continue`, and the next one
    /// on the day after.
    #[must_use]
    pub fn path(&self, start: NaiveDate, calendar: &impl WorkingDays) -> Path {
        let (mut stages, mut leaving): (Vec<PathStage>, _) = (Vec::new(), None);
        let (mut at, mut start) = (self.first.first().copied(), start);
        // A cycle ends where it began.
        while let Some(stage) = at.filter(|_| stages.len() < self.stages.len()) {
            let plan = &self.stages[stage];
            let end = plan.length.map(|length| length.last_day(start));
            let warning =
                end.zip(plan.warning).map(|(end, days)| calendar.working_days_before(end, days));
            stages.push(PathStage { id: plan.id.clone(), start, warning, end });
            let onward = plan.outcomes.iter().find(|one| one.outcome == Outcome::Continue);
            let Some((onward, end)) = onward.zip(end) else { break };
            match onward.to {
                Target::Stage(next) => at = Some(next),
                _ => {
                    leaving = Some(end);
                    break;
                }
            }
            start = add_days(end, 1);
        }
        let day = |leaving: NaiveDate| {
            let asked = self.follow_ups.iter();
            asked.map(|one| (one.id.clone(), one.after.after(leaving))).collect()
        };
        Path { stages, leaving, follow_ups: leaving.map(day).unwrap_or_default() }
    }
}

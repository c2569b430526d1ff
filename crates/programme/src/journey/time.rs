//! How pauses move days.

use chrono::NaiveDate;

use super::state::{Journey, Run};
use crate::calendar::add_days;

impl Journey<'_> {
    /// The day since which the programme rests, if it does.
    pub(super) fn resting(&self) -> Option<NaiveDate> {
        self.pauses.last().filter(|pause| pause.until.is_none()).map(|pause| pause.from)
    }

    /// A day that pauses since `since` have moved, as seen on `today`: each
    /// that begins before the day comes puts it off by its length. One that
    /// goes on counts up to `today`, and that day.
    pub(super) fn moved(&self, day: NaiveDate, since: NaiveDate, today: NaiveDate) -> NaiveDate {
        if !self.template.pauses.extend {
            return day;
        }
        let mut day = day;
        for pause in self.pauses.iter().filter(|pause| pause.from >= since) {
            if pause.from > day {
                break;
            }
            let until = pause.until.unwrap_or(add_days(today, 1));
            day = add_days(day, days_from(pause.from, until));
        }
        day
    }

    /// The day by which a stage is to begin that can since `since`: nothing
    /// begins while the programme rests, whether or not that moves its stages.
    pub(super) fn put_off(&self, day: NaiveDate, since: NaiveDate, today: NaiveDate) -> NaiveDate {
        let mut day = day;
        for pause in &self.pauses {
            let until = pause.until.unwrap_or(add_days(today, 1));
            if until > since && pause.from <= day {
                day = add_days(day, days_from(pause.from.max(since), until));
            }
        }
        day
    }

    /// The last day of a stage that goes on.
    pub(super) fn end(&self, run: &Run, today: NaiveDate) -> NaiveDate {
        self.moved(run.until, run.set_on, today)
    }

    /// The last day that the template allows anybody who entered on a day.
    pub(super) fn longest(&self, today: NaiveDate) -> Option<NaiveDate> {
        let (longest, entry) = (self.template.limits.longest?, self.entry.as_ref()?);
        Some(self.moved(longest.last_day(entry.on), entry.on, today))
    }

    /// The days of the check-ins of a stage, oldest first.
    pub(super) fn check_in_days(&self, run: &Run, today: NaiveDate) -> Vec<NaiveDate> {
        let end = self.end(run, today);
        let after = self.plan(run.stage).check_ins.iter().map(|after| after.after(run.start));
        after.map(|day| self.moved(day, run.start, today).min(end)).collect()
    }
}

/// How many days later a day comes, 0 if it is not later.
fn days_from(from: NaiveDate, until: NaiveDate) -> u64 {
    u64::try_from((until - from).num_days()).unwrap_or(0)
}

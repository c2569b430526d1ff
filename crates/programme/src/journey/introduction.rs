//! The first stage, and what the introduction has due since it began.

use chrono::NaiveDate;
use etablera_domain::event::Code;
use serde::Serialize;

use super::state::{Journey, Next, PastStage};
use crate::calendar::add_days;
use crate::template::Item;

/// Whether a stage is over, with its last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum StageEnd {
    /// It goes on, until this day with the pauses so far.
    GoesOn(NaiveDate),
    /// It is over.
    Over(NaiveDate),
    /// The participant left during it.
    Left(NaiveDate),
}

/// The introduction of somebody whose first stage began.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Introduction<'t> {
    /// The day it is seen on.
    pub day: NaiveDate,
    /// The first stage since they entered.
    pub stage: &'t Code,
    /// Its first day.
    pub began: NaiveDate,
    /// Its last day, at whichever placement it went on.
    pub end: StageEnd,
    /// The items of the template with the day each is due.
    pub items: Vec<(&'t Item, NaiveDate)>,
}

impl<'t> Journey<'t> {
    /// The introduction as it stands at the end of a day, none earlier than
    /// what happened last: of the time in the programme that goes on, else of
    /// the last. None before the first stage began.
    ///
    /// # Panics
    /// Beyond the year 262 000.
    #[must_use]
    pub fn introduction(&self, day: NaiveDate) -> Option<Introduction<'t>> {
        let day = self.last.map_or(day, |last| last.max(day));
        let last = self.leavings.last();
        let entry = self.entry.as_ref().or(last.map(|left| &left.entry))?;
        let since: Vec<&PastStage> =
            self.past.iter().skip_while(|past| past.start < entry.on).collect();
        let (stage, began) = match (since.first(), &self.run) {
            (Some(first), _) => (self.template.stage(first.stage.as_str())?.0, first.start),
            (None, Some(run)) => (run.stage, run.start),
            (None, None) => return None,
        };
        let items = self.template.introduction.iter();
        let items = items.map(|item| (item, self.moved(item.after.after(began), began, day)));
        let (end, items) = (self.end_of_first(stage, &since, day)?, items.collect());
        Some(Introduction { day, stage: &self.plan(stage).id, began, end, items })
    }

    /// When the first of some stages ends; one that moves to another placement
    /// goes on.
    fn end_of_first(&self, stage: usize, since: &[&PastStage], day: NaiveDate) -> Option<StageEnd> {
        let moves = |past: &&&PastStage| {
            past.reason.as_ref().is_some_and(|reason| self.template.moves.contains(reason))
        };
        let moved = since.iter().take_while(moves).count();
        if let Some(ends) = since.get(moved) {
            let left = self.entry.is_none() && ends.reason.is_none();
            let left = self.leavings.last().filter(|one| left && one.on == ends.end);
            return Some(left.map_or(StageEnd::Over(ends.end), |one| StageEnd::Left(one.on)));
        }
        let goes_on = match (&self.run, self.next) {
            (Some(run), _) if run.stage == stage => Some(self.end(run, day)),
            // As if it went on now, for the days that are left.
            (None, Next::Move { stage: next, since, left, .. }) if next == stage => {
                let now = day.max(add_days(since, 1));
                Some(add_days(now, left.map_or(0, |left| u64::from(left.get()) - 1)))
            }
            _ => None,
        };
        goes_on.map(StageEnd::GoesOn).or_else(|| {
            let last = since.last()?.end;
            let left = self.leavings.last().filter(|_| self.entry.is_none());
            Some(left.map_or(StageEnd::Over(last), |one| StageEnd::Left(one.on)))
        })
    }
}

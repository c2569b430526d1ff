//! Where a plan stands on a day.

use chrono::NaiveDate;
use serde::Serialize;

use super::every::Every;
use super::plan::{Act, Part, Plan, When};
use crate::template::Length;

/// When something is due and when a competence lapses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Terms {
    /// How long before its day something is due. What is done so early counts.
    pub notice: Length,
    /// How long a competence can be without use before somebody asks.
    pub lapse: Length,
}

impl Default for Terms {
    /// A month's notice, and six months without use.
    fn default() -> Self {
        Self { notice: Length::Months(1), lapse: Length::Months(6) }
    }
}

/// What is to be seen to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Duty {
    /// To use the competence.
    Use,
    /// To top it up.
    Refresh,
    /// To go through the plan.
    Review,
    /// To put the missing parts into it, within a notice of its day.
    Complete,
}

/// How pressing it is, the least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Nothing is to be done.
    InOrder,
    /// The day is near, or today.
    Due,
    /// The day has passed.
    Late,
    /// The competence was not used for so long that somebody is to ask
    /// whether it is still there. It is a question and no verdict.
    Lapsed,
}

/// Something to see to, and the day it is set for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Item {
    /// How pressing.
    pub phase: Phase,
    /// The day it is set for; of a lapsed competence, that on which it lapsed.
    pub on: NaiveDate,
    /// What.
    pub duty: Duty,
}

/// Where a plan stands on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Status {
    /// The most pressing of all.
    pub phase: Phase,
    /// The parts that are missing.
    pub missing: Vec<Part>,
    /// What is to be seen to, the most pressing first, then by day.
    pub items: Vec<Item>,
}

impl Plan {
    /// Where it stands on a day, by what was done up to then; none before the
    /// plan was made.
    #[must_use]
    pub fn status(&self, day: NaiveDate, terms: Terms) -> Option<Status> {
        if day < self.says().made_on {
            return None;
        }
        let missing = self.complete().err().unwrap_or_default();
        let incomplete = (!missing.is_empty())
            .then(|| (Duty::Complete, terms.notice.after(self.says().made_on)));
        let set = self.next_use(day).into_iter().map(|on| (Duty::Use, on));
        let set = set.chain(self.next_refresh(day, terms).map(|on| (Duty::Refresh, on)));
        let set = set.chain(self.next_review(day, terms).map(|on| (Duty::Review, on)));
        let items = set.chain(incomplete).filter_map(|(duty, on)| {
            let phase = match day {
                _ if day > on => Phase::Late,
                _ if terms.notice.after(day) >= on => Phase::Due,
                _ => return None,
            };
            Some(Item { phase, on, duty })
        });
        let mut items: Vec<Item> = items.collect();
        let lapses = terms.lapse.after(self.last(Act::Used, day));
        if day >= lapses {
            items.retain(|item| item.duty != Duty::Use);
            items.push(Item { phase: Phase::Lapsed, on: lapses, duty: Duty::Use });
        }
        items.sort_by_key(|item| (std::cmp::Reverse(item.phase), item.on, item.duty));
        let phase = items.first().map_or(Phase::InOrder, |item| item.phase);
        Some(Status { phase, missing, items })
    }

    /// The last day up to another on which something was done, or the day of
    /// the plan.
    fn last(&self, act: Act, day: NaiveDate) -> NaiveDate {
        let done = self.says().done.iter().rev().find(|done| done.act == act && done.on <= day);
        done.map_or(self.says().made_on, |done| done.on)
    }

    /// When the competence is to be used again: after the most frequent use.
    fn next_use(&self, day: NaiveDate) -> Option<NaiveDate> {
        let last = self.last(Act::Used, day);
        self.says().uses.iter().map(|one| one.every.after(last)).min()
    }

    fn next_refresh(&self, day: NaiveDate, terms: Terms) -> Option<NaiveDate> {
        match self.says().refresh.as_ref()?.when {
            When::Every(every) => Some(Every::after(every, self.last(Act::Refreshed, day))),
            When::On(on) => {
                let last = self.latest(Act::Refreshed, day);
                last.is_none_or(|last| terms.notice.after(last) < on).then_some(on)
            }
        }
    }

    /// The first day of review that none has come for. One review stands for
    /// every day up to a notice after it.
    fn next_review(&self, day: NaiveDate, terms: Terms) -> Option<NaiveDate> {
        let last = self.latest(Act::Reviewed, day);
        let open = |on: &&NaiveDate| last.is_none_or(|last| terms.notice.after(last) < **on);
        self.says().reviews.iter().find(open).copied()
    }

    fn latest(&self, act: Act, day: NaiveDate) -> Option<NaiveDate> {
        let done = self.says().done.iter().rev().find(|done| done.act == act && done.on <= day);
        done.map(|done| done.on)
    }
}

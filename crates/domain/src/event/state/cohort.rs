//! Times in cohorts of the training day.
//!
//! A time in a cohort ends when the participant leaves it, and with the
//! operation that the cohort belongs to: one that was joined in no operation's
//! name goes on while the participant is in any. Joined in an operation that
//! they are not in, or in none's name after all were left, it ends the day it
//! began. It rests while the case is closed. All of that follows from the
//! events as they count now, so that whoever puts a leaving right puts the
//! cohorts right too; and of operations that are entered and left the same day
//! it does not matter what was written down first.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::case::Case;
use crate::event::code::Code;
use crate::event::happening::Happening;
use crate::event::record::Event;
use crate::id::OperationId;

/// Time in a cohort.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Membership {
    /// The first day.
    pub joined: NaiveDate,
    /// The day it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left: Option<NaiveDate>,
    /// The operation that the cohort belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operation: Option<OperationId>,
    /// Whether it ended because the case was closed: it goes on when the case
    /// is opened again.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub rests: bool,
    /// The day its operation was left, with which it ended: who enters the
    /// operation again that day never left it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub over: Option<NaiveDate>,
}

impl Membership {
    /// One that begins; `over` if it ends the same day with its operation.
    fn new(joined: NaiveDate, operation: Option<OperationId>, over: Option<NaiveDate>) -> Self {
        Self { joined, left: over, operation, rests: false, over }
    }

    /// Whether it goes on, or would if the case were open.
    fn holds(&self) -> bool {
        self.over.is_none() && (self.left.is_none() || self.rests)
    }

    /// Ends it for good, on a day or on that on which it ended already.
    fn end(&mut self, on: NaiveDate) {
        self.left.get_or_insert(on);
        (self.rests, self.over) = (false, None);
    }

    /// Ends it with its operation.
    fn end_with(&mut self, on: NaiveDate) {
        self.left.get_or_insert(on);
        self.over = Some(on);
    }

    /// Takes back that it ended with its operation.
    fn go_on_with(&mut self) {
        self.over = None;
        if !self.rests {
            self.left = None;
        }
    }
}

impl Case {
    /// What an event of the participant's own stream does to times in cohorts;
    /// called before the event changes anything else.
    pub(super) fn apply_cohorts(&mut self, event: &Event) {
        let on = event.occurred_on;
        match &event.what {
            Happening::CohortJoined { cohort, operation } => {
                self.join(cohort, operation.as_ref(), on);
            }
            Happening::CohortLeft { cohort } => {
                let last = self.cohorts.get_mut(cohort).and_then(|times| times.last_mut());
                if let Some(last) = last.filter(|last| last.holds() || last.over == Some(on)) {
                    last.end(on);
                }
            }
            Happening::Enrolled { operation, .. } => {
                for last in self.last_times().filter(|last| last.over == Some(on)) {
                    if last.operation.as_ref().is_none_or(|of| of == operation) {
                        last.go_on_with();
                    }
                }
            }
            Happening::Left { operation, .. } => self.end_with(operation, on),
            Happening::Closed { .. } => {
                let goes_on = |last: &&mut Membership| last.left.is_none() || last.over == Some(on);
                for last in self.last_times().filter(goes_on) {
                    (last.left, last.rests) = (Some(on), true);
                }
            }
            Happening::Reopened {} if self.closed.is_some() => self.go_on(on),
            _ => {}
        }
    }

    /// Begins a time in a cohort, if none goes on.
    fn join(&mut self, cohort: &Code, operation: Option<&OperationId>, on: NaiveDate) {
        let over = (!self.can_join(operation)).then_some(on);
        let times = self.cohorts.entry(cohort.clone()).or_default();
        // One that ends today with the same operation is the same time.
        let goes_on = |last: &Membership| {
            last.left.is_none() || (last.over == Some(on) && last.operation.as_ref() == operation)
        };
        if !times.last().is_some_and(goes_on) {
            times.push(Membership::new(on, operation.cloned(), over));
        }
    }

    /// Whether what is joined in an operation's name goes on.
    fn can_join(&self, operation: Option<&OperationId>) -> bool {
        match operation {
            Some(operation) => self.is_in(operation),
            None => self.enrolments.is_empty() || self.enrolments.keys().any(|one| self.is_in(one)),
        }
    }

    /// Whether somebody is in an operation as far as things have come.
    fn is_in(&self, operation: &OperationId) -> bool {
        let times = self.enrolments.get(operation);
        times.and_then(|times| times.last()).is_some_and(|last| last.left.is_none())
    }

    /// Ends what belongs to an operation that is left.
    fn end_with(&mut self, left: &OperationId, on: NaiveDate) {
        if !self.is_in(left) {
            return;
        }
        let was_last = self.enrolments.keys().all(|one| one == left || !self.is_in(one));
        for last in self.last_times().filter(|last| last.holds()) {
            if last.operation.as_ref().map_or(was_last, |of| of == left) {
                last.end_with(on);
            }
        }
    }

    /// What rested goes on from a day; what rested for no day never ended.
    fn go_on(&mut self, on: NaiveDate) {
        for times in self.cohorts.values_mut() {
            let Some(last) = times.last_mut().filter(|last| last.rests) else { continue };
            last.rests = false;
            let over = last.over;
            if over.is_some_and(|day| day != on) {
                continue;
            }
            if last.left == Some(on) {
                last.left = over;
                continue;
            }
            last.over = None;
            let operation = last.operation.clone();
            times.push(Membership::new(on, operation, over));
        }
    }

    fn last_times(&mut self) -> impl Iterator<Item = &mut Membership> {
        self.cohorts.values_mut().filter_map(|times| times.last_mut())
    }
}

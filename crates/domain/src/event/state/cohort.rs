//! Times in cohorts of the training day.
//!
//! A time in a cohort ends when the participant leaves it, and with the
//! operation that the cohort belongs to: one that was joined in no operation's
//! name goes on while the participant is in any. It rests while the case is
//! closed. All of that follows from the events as they count now, so that
//! whoever puts a leaving right puts the cohorts right too.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::case::Case;
use crate::event::happening::Happening;
use crate::event::record::Event;
use crate::id::OperationId;

/// Time in a cohort.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
}

impl Membership {
    /// Whether it goes on, or would if the case were open.
    fn holds(&self) -> bool {
        self.left.is_none() || self.rests
    }

    /// Ends it for good, on a day or on that on which it ended already.
    fn end(&mut self, on: NaiveDate) {
        self.left.get_or_insert(on);
        self.rests = false;
    }
}

impl Case {
    /// What an event of the participant's own stream does to times in cohorts;
    /// called before the event changes anything else.
    pub(super) fn apply_cohorts(&mut self, event: &Event) {
        let on = event.occurred_on;
        match &event.what {
            Happening::CohortJoined { cohort, operation } => {
                let times = self.cohorts.entry(cohort.clone()).or_default();
                if times.last().is_none_or(|last| last.left.is_some()) {
                    let operation = operation.clone();
                    times.push(Membership { joined: on, left: None, operation, rests: false });
                }
            }
            Happening::CohortLeft { cohort } => {
                let last = self.cohorts.get_mut(cohort).and_then(|times| times.last_mut());
                if let Some(last) = last.filter(|last| last.holds()) {
                    last.end(on);
                }
            }
            Happening::Left { operation, .. } => self.end_with(operation, on),
            Happening::Closed { .. } => {
                for last in self.last_times().filter(|last| last.left.is_none()) {
                    (last.left, last.rests) = (Some(on), true);
                }
            }
            Happening::Reopened {} if self.closed.is_some() => self.go_on(on),
            _ => {}
        }
    }

    /// Ends what belongs to an operation that is left.
    fn end_with(&mut self, left: &OperationId, on: NaiveDate) {
        let is_in = |operation: &OperationId| {
            let times = self.enrolments.get(operation);
            times.and_then(|times| times.last()).is_some_and(|last| last.left.is_none())
        };
        if !is_in(left) {
            return;
        }
        let was_last = self.enrolments.keys().all(|one| one == left || !is_in(one));
        for last in self.last_times().filter(|last| last.holds()) {
            if last.operation.as_ref().map_or(was_last, |of| of == left) {
                last.end(on);
            }
        }
    }

    /// What rested goes on from a day; what rested for no day never ended.
    fn go_on(&mut self, on: NaiveDate) {
        for times in self.cohorts.values_mut() {
            let Some(last) = times.last_mut().filter(|last| last.rests) else { continue };
            last.rests = false;
            if last.left == Some(on) {
                last.left = None;
                continue;
            }
            let operation = last.operation.clone();
            times.push(Membership { joined: on, left: None, operation, rests: false });
        }
    }

    fn last_times(&mut self) -> impl Iterator<Item = &mut Membership> {
        self.cohorts.values_mut().filter_map(|times| times.last_mut())
    }
}

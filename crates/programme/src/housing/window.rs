//! The share in a window of days.

use chrono::{Days, Months, NaiveDate};
use serde::Serialize;

use super::policy::Policy;
use crate::rules::Amount;

/// What a window begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Start {
    /// So many months back.
    Rolling,
    /// From the day after a count.
    SinceCount,
}

/// Days in a row with the homes that became vacant in them, and those given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Window {
    /// The last day.
    pub to: NaiveDate,
    /// The first day.
    pub from: NaiveDate,
    /// What it begins with.
    pub start: Start,
    /// Homes that became vacant.
    pub vacant: u64,
    /// Homes given to newcomers.
    pub given: u64,
}

impl Window {
    /// How many more may be given before the share is reached.
    #[must_use]
    pub fn room(&self, policy: &Policy) -> u64 {
        policy.part_of(self.vacant).saturating_sub(self.given)
    }

    /// Whether more has been given than the share.
    #[must_use]
    pub fn is_over(&self, policy: &Policy) -> bool {
        self.given > policy.part_of(self.vacant)
    }
}

/// One home more would be more than the share.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{} of {} homes from {} to {} would go to newcomers: expected at most {share}",
    window.given, window.vacant, window.from, window.to
)]
pub struct OverShare {
    /// The first window that it would break: by its last day, then its first.
    /// What would be given is counted.
    pub window: Window,
    /// The largest part.
    pub share: Amount,
}

/// The first day of the rolling window that ends on a day.
pub(super) fn first_day(policy: &Policy, to: NaiveDate) -> NaiveDate {
    let before = to.checked_sub_months(Months::new(policy.months().into()));
    before.and_then(|day| day.checked_add_days(Days::new(1))).unwrap_or(NaiveDate::MIN)
}

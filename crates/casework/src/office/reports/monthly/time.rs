//! Minutes of each month, from what was certified.
//!
//! A time report of a month is certified by whoever wrote it, and covers the
//! month: its work and training are the minutes, over all placements, and who
//! was at which session is not added to it. Only where nobody reported the
//! month do the sessions count, by their minutes of presence; to have been
//! away from all of them is a month of no minutes, and not one of which
//! nothing is known.
//!
//! Placements and sessions belong to no operation. A month that was reported
//! belongs to the one stay, of any operation, that has most of its days (then
//! to that which began first), and a session to the stay of its day, of
//! several to that which began first: so no minute is counted twice. Time
//! reported for a month outside every stay goes to the stay after it, or else
//! to the last one, where it shows as a fault. A session outside every stay
//! belongs to none.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use etablera_domain::OperationId;
use etablera_domain::event::{Case, Presence};
use etablera_reporting::monthly::Month;

/// One stay in an operation.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Stay<'a> {
    entered: NaiveDate,
    operation: &'a OperationId,
    /// Which of those in the operation, from 0.
    number: usize,
    left: Option<NaiveDate>,
}

impl Stay<'_> {
    fn covers(&self, day: NaiveDate) -> bool {
        self.entered <= day && self.left.is_none_or(|left| day <= left)
    }

    /// How many days of a month are in it.
    fn days(&self, month: Month) -> i64 {
        let from = self.entered.max(month.first());
        let to = self.left.map_or(month.last(), |left| left.min(month.last()));
        ((to - from).num_days() + 1).max(0)
    }
}

/// The minutes of each stay in an operation, in the order of the stays.
pub(super) fn minutes(case: &Case, operation: &OperationId) -> Vec<BTreeMap<Month, u32>> {
    let all = stays(case);
    let count = case.enrolments.get(operation).map_or(0, Vec::len);
    let mut found = vec![BTreeMap::new(); count];
    let mut add = |stay: &Stay<'_>, month: Month, minutes: u64| {
        if stay.operation == operation {
            let sum: &mut u32 = found[stay.number].entry(month).or_default();
            *sum = sum.saturating_add(u32::try_from(minutes).unwrap_or(u32::MAX));
        }
    };
    let reported = reported(case);
    for (&month, &minutes) in &reported {
        let owner = owner(&all, month);
        for stay in &all {
            if Some(stay) == owner {
                add(stay, month, minutes);
            } else if stay.days(month) > 0 {
                // Certified, and counted elsewhere.
                add(stay, month, 0);
            }
        }
    }
    for attended in case.attendance.values() {
        let month = Month::of(attended.on);
        let owner = all.iter().find(|stay| stay.covers(attended.on));
        if let Some(owner) = owner.filter(|_| !reported.contains_key(&month)) {
            let there = attended.presence == Presence::Present;
            add(owner, month, if there { attended.minutes.into() } else { 0 });
        }
    }
    found
}

/// Every stay in any operation, those that began first first.
fn stays(case: &Case) -> Vec<Stay<'_>> {
    let mut found = Vec::new();
    for (operation, all) in &case.enrolments {
        found.extend(all.iter().enumerate().map(|(number, one)| Stay {
            entered: one.entered,
            operation,
            number,
            left: one.left.as_ref().map(|ending| ending.on),
        }));
    }
    found.sort_unstable();
    found
}

/// What was reported for each month, over all placements.
fn reported(case: &Case) -> BTreeMap<Month, u64> {
    let mut all = BTreeMap::new();
    for (first, time) in case.placements.values().flat_map(|one| &one.time) {
        let minutes = u64::from(time.work_minutes) + u64::from(time.training_minutes);
        *all.entry(Month::of(*first)).or_default() += minutes;
    }
    all
}

/// To which stay a month belongs that was reported.
fn owner<'a, 'b>(all: &'b [Stay<'a>], month: Month) -> Option<&'b Stay<'a>> {
    let most = all.iter().map(|stay| stay.days(month)).max().filter(|days| *days > 0);
    let has_most = |stay: &&Stay<'_>| Some(stay.days(month)) == most;
    all.iter()
        .find(has_most)
        .or_else(|| all.iter().find(|stay| stay.entered > month.last()))
        .or(all.last())
}

//! Everybody who takes part, checked once for all months.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::fault::{Fault, FaultKind};
use super::identity::{Identity, OpenNumber};
use super::participation::Participation;
use super::year_month::Month;

const MINUTES_A_DAY: u32 = 24 * 60;

/// The participations of all operations, in order, with what is wrong with
/// each. The order in which they are given makes no difference, unless two
/// have the same key, and then neither is in a file.
#[derive(Clone, Debug)]
pub struct Roll {
    all: Vec<Checked>,
}

/// A participation and its faults.
#[derive(Clone, Debug)]
pub(super) struct Checked {
    pub(super) participation: Participation,
    pub(super) faults: Vec<FaultKind>,
}

impl Checked {
    /// Whether a fault keeps it out of the file of a month.
    pub(super) fn barred(&self, month: Month) -> bool {
        self.faults.iter().any(|fault| fault.month().is_none_or(|of| of == month))
    }
}

impl Roll {
    /// Puts participations in order and checks them.
    #[must_use]
    pub fn new(mut participations: Vec<Participation>) -> Self {
        participations.sort_by(|one, other| one.key.cmp(&other.key));
        let checked = |participation: Participation| {
            let faults = of_itself(&participation);
            Checked { participation, faults }
        };
        let mut all: Vec<Checked> = participations.into_iter().map(checked).collect();
        of_pairs(&mut all);
        of_numbers(&mut all);
        for one in &mut all {
            one.faults.sort();
            one.faults.dedup();
        }
        Self { all }
    }

    /// Every fault, by key, with hours in months that have not begun on a day.
    #[must_use]
    pub fn faults(&self, on: NaiveDate) -> Vec<Fault> {
        let now = Month::of(on);
        let of = |one: &Checked| {
            let later = one.participation.minutes.range(now.next()..);
            let future = later
                .filter(|(_, minutes)| **minutes > 0)
                .map(|(month, _)| FaultKind::FutureHours { month: *month });
            let kinds: Vec<FaultKind> = one.faults.iter().cloned().chain(future).collect();
            let key = one.participation.key.clone();
            kinds.into_iter().map(move |kind| Fault { key: key.clone(), kind })
        };
        self.all.iter().flat_map(of).collect()
    }

    pub(super) fn all(&self) -> &[Checked] {
        &self.all
    }
}

/// What is wrong with one, whatever the others are.
fn of_itself(one: &Participation) -> Vec<FaultKind> {
    let mut faults = Vec::new();
    if let (Some(entry), Some(leaving)) = (one.entry, one.leaving)
        && leaving < entry
    {
        // Which of the two days is wrong is not known, so hours are not held
        // against either.
        return vec![FaultKind::LeavingBeforeEntry { entry, leaving }];
    }
    for (&month, &minutes) in one.minutes.iter().filter(|(_, minutes)| **minutes > 0) {
        let from = one.entry.map_or(month.first(), |entry| entry.max(month.first()));
        let to = one.leaving.map_or(month.last(), |leaving| leaving.min(month.last()));
        let days = u32::try_from((to - from).num_days() + 1).unwrap_or(0);
        let most = days * MINUTES_A_DAY;
        if one.entry.is_some_and(|entry| entry > month.last()) {
            faults.push(FaultKind::HoursBeforeEntry { month });
        } else if one.leaving.is_some_and(|leaving| leaving < month.first()) {
            faults.push(FaultKind::HoursAfterLeaving { month });
        } else if minutes > most {
            faults.push(FaultKind::TooManyHours { month, minutes, most });
        }
    }
    faults
}

/// Marks those of the same person and operation that are open together. The
/// list is in order, so they stand beside one another.
fn of_pairs(all: &mut [Checked]) {
    let person = |one: &Checked, other: &Checked| {
        let (one, other) = (&one.participation.key, &other.participation.key);
        one.person == other.person && one.operation == other.operation
    };
    for group in all.chunk_by_mut(person) {
        for second in 1..group.len() {
            for first in 0..second {
                let (before, after) = group.split_at_mut(second);
                mark(&mut before[first], &mut after[0]);
            }
        }
    }
}

/// Marks two of the same person and operation.
fn mark(one: &mut Checked, other: &mut Checked) {
    let numbers = (one.participation.key.number, other.participation.key.number);
    if numbers.0 == numbers.1 {
        one.faults.push(FaultKind::GivenTwice);
        other.faults.push(FaultKind::GivenTwice);
    } else if let Some(on) = together(&one.participation, &other.participation) {
        one.faults.push(FaultKind::TwoOpen { other: numbers.1, on });
        other.faults.push(FaultKind::TwoOpen { other: numbers.0, on });
    }
}

/// The first day on which both are open.
fn together(one: &Participation, other: &Participation) -> Option<NaiveDate> {
    let on = one.entry?.max(other.entry?);
    let open = |of: &Participation| of.leaving.is_none_or(|leaving| on <= leaving);
    (open(one) && open(other)).then_some(on)
}

/// Marks people who have the number of another.
fn of_numbers(all: &mut [Checked]) {
    let number = |one: &Checked| match one.participation.identity? {
        Identity::Number(number) | Identity::Coordination(number) => Some(number),
        Identity::Protected(_) => None,
    };
    let mut owners: BTreeMap<OpenNumber, usize> = BTreeMap::new();
    for at in 0..all.len() {
        let Some(of) = number(&all[at]) else { continue };
        let first = *owners.entry(of).or_insert(at);
        let [one, other] = [first, at].map(|at| all[at].participation.key.person.clone());
        if one != other {
            all[first].faults.push(FaultKind::SharedNumber { other: other.clone() });
            all[at].faults.push(FaultKind::SharedNumber { other: one });
        }
    }
}

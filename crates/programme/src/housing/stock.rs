//! What became vacant, and what was given.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use etablera_domain::HousingId;
use etablera_domain::event::state::HomeCount;
use etablera_domain::event::{Happening, Recorded, Subject, effective};

use super::policy::Policy;
use super::window::{OverShare, Start, Window, first_day};

/// The homes of a municipality by the day they became vacant, those given to
/// newcomers by the day they were given, and counts of both.
///
/// The order in which things are recorded changes nothing. Every home given
/// counts, whether for good or for a time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stock {
    vacated: Homes,
    given: Homes,
    counts: BTreeMap<NaiveDate, HomeCount>,
}

impl Stock {
    /// What a log says of the housing of a municipality. Its counts say what
    /// became vacant since the one before, the first what ever did.
    #[must_use]
    pub fn of(housing: &HousingId, events: &[Recorded]) -> Self {
        let subject = Subject::Housing(housing.clone());
        let mut stock = Self::default();
        for event in effective(events).into_iter().filter(|event| event.about.contains(&subject)) {
            match &event.what {
                Happening::HomesCounted { vacant, allocated } if event.stream == subject => {
                    let count = HomeCount { vacant: *vacant, allocated: *allocated };
                    stock.counted(event.occurred_on, count);
                }
                Happening::HomesVacated { homes } if event.stream == subject => {
                    stock.vacated(event.occurred_on, *homes);
                }
                Happening::HomeAllocated { .. } => stock.gave(event.occurred_on, 1),
                _ => {}
            }
        }
        stock
    }

    /// So many more homes became vacant on a day.
    pub fn vacated(&mut self, on: NaiveDate, homes: u32) {
        add(&mut self.vacated, on, homes.into());
    }

    /// So many more homes were given to newcomers on a day.
    pub fn gave(&mut self, on: NaiveDate, homes: u32) {
        add(&mut self.given, on, homes.into());
    }

    /// On a day it was counted how many homes became vacant since the count
    /// before, and how many of them were given. A second count of a day takes
    /// the place of the first.
    ///
    /// Where more was recorded home by home than was counted, the record
    /// stands: a count only ever adds.
    pub fn counted(&mut self, on: NaiveDate, count: HomeCount) {
        self.counts.insert(on, count);
    }

    /// The windows that end on a day: the rolling one, then one since each
    /// count before that day, the latest last.
    #[must_use]
    pub fn used(&self, policy: &Policy, day: NaiveDate) -> Vec<Window> {
        self.tally().windows(policy, day).collect()
    }

    /// How many more homes may be given to newcomers on a day.
    #[must_use]
    pub fn room(&self, policy: &Policy, day: NaiveDate) -> u32 {
        let room = self.touched(policy, day).iter().map(|window| window.room(policy)).min();
        u32::try_from(room.unwrap_or(0)).unwrap_or(u32::MAX)
    }

    /// Whether one more home may be given to a newcomer on a day.
    ///
    /// # Errors
    /// The first window in which that would be more than the share.
    pub fn may_allocate(&self, policy: &Policy, day: NaiveDate) -> Result<(), OverShare> {
        let full = self.touched(policy, day).into_iter().filter(|window| window.room(policy) == 0);
        match full.min() {
            Some(mut window) => {
                window.given += 1;
                Err(OverShare { window, share: policy.share() })
            }
            None => Ok(()),
        }
    }

    /// The windows in which more was given than the share, by their last day
    /// and then their first. Such a record was made without asking, or what it
    /// rests on was corrected.
    #[must_use]
    pub fn over(&self, policy: &Policy) -> Vec<Window> {
        let tally = self.tally();
        let ended = tally.given.keys().flat_map(|day| tally.windows(policy, *day));
        let mut over: Vec<Window> = ended.filter(|window| window.is_over(policy)).collect();
        over.sort_unstable();
        over
    }

    /// The windows that a home given on `day` would lie in.
    fn touched(&self, policy: &Policy, day: NaiveDate) -> Vec<Window> {
        let tally = self.tally();
        let later = tally.given.keys().copied().filter(|end| *end > day);
        let ended = std::iter::once(day).chain(later).flat_map(|end| tally.windows(policy, end));
        ended.filter(|window| window.from <= day).collect()
    }

    /// Everything by day, with what only counts know of.
    fn tally(&self) -> Tally {
        Tally {
            vacated: self.topped_up(&self.vacated, |count| count.vacant),
            given: self.topped_up(&self.given, |count| count.allocated),
            after_counts: self.counts.keys().filter_map(NaiveDate::succ_opt).collect(),
        }
    }

    fn topped_up(&self, recorded: &Homes, counted: impl Fn(&HomeCount) -> u32) -> Homes {
        let mut all = recorded.clone();
        let mut from = NaiveDate::MIN;
        for (on, count) in &self.counts {
            let known = sum(recorded, from, *on);
            add(&mut all, *on, u64::from(counted(count)).saturating_sub(known));
            from = on.succ_opt().unwrap_or(NaiveDate::MAX);
        }
        all
    }
}

/// Homes by day.
type Homes = BTreeMap<NaiveDate, u64>;

/// What windows are counted from.
struct Tally {
    vacated: Homes,
    given: Homes,
    /// The days after counts, in order.
    after_counts: Vec<NaiveDate>,
}

impl Tally {
    /// The windows that end on a day, the rolling one first.
    fn windows(&self, policy: &Policy, to: NaiveDate) -> impl Iterator<Item = Window> {
        let counts = self.after_counts.iter().take_while(move |from| **from <= to);
        let since = counts.map(|from| (*from, Start::SinceCount));
        let rolling = (first_day(policy, to), Start::Rolling);
        std::iter::once(rolling).chain(since).map(move |(from, start)| {
            let (vacant, given) = (sum(&self.vacated, from, to), sum(&self.given, from, to));
            Window { to, from, start, vacant, given }
        })
    }
}

/// Adds homes to a day; no homes leave no trace.
fn add(days: &mut Homes, on: NaiveDate, homes: u64) {
    if homes > 0 {
        *days.entry(on).or_default() += homes;
    }
}

fn sum(days: &Homes, from: NaiveDate, to: NaiveDate) -> u64 {
    // A range that ends before it begins panics.
    if from <= to { days.range(from..=to).map(|(_, homes)| homes).sum() } else { 0 }
}

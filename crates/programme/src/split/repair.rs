//! Training days in the place of those that holidays took.

use chrono::{Datelike, IsoWeek, NaiveDate};
use serde::Serialize;

use super::plan::{Activity, Lost, Plan};
use crate::rules::Amount;

/// A change of what a day is for; how long it is stays as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// A working day becomes a training day, for one that a holiday took.
    Replaced {
        /// The day that was lost.
        lost: Lost,
        /// The day in its place.
        by: NaiveDate,
    },
    /// A training day becomes a working day: holidays took so many working
    /// days that there would be too much training.
    WorkInstead(NaiveDate),
}

/// Why a deviation of more than a day remains.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// The ordinary week has less training than the share, holidays or none.
    WeekHasTooLittle,
    /// The ordinary week has more training than the share.
    WeekHasTooMuch,
    /// No working day is left that could become a training day.
    NoDayLeft,
}

/// A deviation that no proposed change takes away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Remainder {
    /// Minutes of training too much; below 0 too few.
    pub minutes: Amount,
    /// Why.
    pub why: Why,
}

/// What to change so that the programme keeps to its share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// The days with the changes made.
    pub plan: Plan,
    /// What is proposed, those in the place of lost days first.
    pub changes: Vec<Change>,
    /// What more than a day is left, if anything.
    pub remainder: Option<Remainder>,
}

/// Proposes as few changes as bring the share within half a day of its target,
/// as long as there are lost days to make good, or within a day where there is
/// too much training because holidays took working days.
///
/// A lost day is replaced, the earliest first, by the nearest working day of
/// its week, the earlier of two; where the week has none, by the next working
/// day, or the last one before. Work comes in the place of training in the
/// weeks that holidays shortened most, the earliest of several. No change is
/// proposed that does not bring the whole programme nearer to the target.
#[must_use]
pub fn repair(plan: &Plan) -> Repair {
    let mut plan = plan.clone();
    let mut changes = Vec::new();
    let mut excess = plan.balance().excess();
    replace_lost(&mut plan, &mut excess, &mut changes);
    work_instead(&mut plan, &mut excess, &mut changes);
    let day = plan.pattern.share().parts(plan.pattern.day_minutes().into());
    let remainder = (excess.abs() > day)
        .then(|| Remainder { minutes: plan.balance().deviation(), why: why(&plan, excess) });
    Repair { plan, changes, remainder }
}

fn replace_lost(plan: &mut Plan, excess: &mut i64, changes: &mut Vec<Change>) {
    for lost in plan.lost().to_vec() {
        let Some(at) = in_place_of(plan, lost.day) else { return };
        let more = plan.pattern.share().parts(plan.days[at].minutes.into());
        if (*excess + more).abs() < excess.abs() {
            *excess += more;
            plan.days[at].activity = Activity::Training;
            changes.push(Change::Replaced { lost, by: plan.days[at].day });
        }
    }
}

/// The working day that could take the place of a lost one.
fn in_place_of(plan: &Plan, lost: NaiveDate) -> Option<usize> {
    let key = |day: NaiveDate| {
        let away = day.signed_duration_since(lost).num_days();
        let same_week = day.iso_week() == lost.iso_week();
        // Outside the week: those after it, then those before it.
        (!same_week, !same_week && away < 0, away.abs(), away)
    };
    let working = plan.days.iter().enumerate().filter(|(_, day)| day.activity == Activity::Work);
    working.min_by_key(|(_, day)| key(day.day)).map(|(at, _)| at)
}

fn work_instead(plan: &mut Plan, excess: &mut i64, changes: &mut Vec<Change>) {
    let share = plan.pattern.share();
    let day = share.parts(plan.pattern.day_minutes().into());
    if *excess <= day {
        return;
    }
    for at in training_in_short_weeks(plan) {
        let less = share.parts(plan.days[at].minutes.into());
        if *excess > day && (*excess - less).abs() < *excess {
            *excess -= less;
            plan.days[at].activity = Activity::Work;
            changes.push(Change::WorkInstead(plan.days[at].day));
        }
    }
}

/// Training days of weeks that are not whole, the shortest week first.
fn training_in_short_weeks(plan: &Plan) -> Vec<usize> {
    let mut weeks: Vec<(IsoWeek, u32)> = Vec::new();
    for day in &plan.days {
        let week = day.day.iso_week();
        match weeks.last_mut() {
            Some((last, minutes)) if *last == week => *minutes += u32::from(day.minutes),
            _ => weeks.push((week, day.minutes.into())),
        }
    }
    let whole = plan.pattern.week_minutes();
    let minutes = |at: usize| {
        let week = plan.days[at].day.iso_week();
        weeks.binary_search_by_key(&week, |(week, _)| *week).map_or(whole, |found| weeks[found].1)
    };
    let trains = |at: &usize| plan.days[*at].activity == Activity::Training;
    let mut days: Vec<usize> = (0..plan.days.len()).filter(trains).collect();
    days.retain(|&at| minutes(at) < whole);
    days.sort_by_key(|&at| minutes(at));
    days
}

fn why(plan: &Plan, excess: i64) -> Why {
    if excess > 0 {
        Why::WeekHasTooMuch
    } else if plan.days.iter().all(|day| day.activity == Activity::Training) {
        Why::NoDayLeft
    } else {
        Why::WeekHasTooLittle
    }
}

//! The plan of a week, or why there is none.

use chrono::{Days, NaiveDate, Weekday};
use serde::Serialize;

use super::conflict::{Conflict, smallest, spread, subsets_by_size, subsets_of};
use super::limit::{Bounds, Check, Limits};
use super::oracle::Oracle;
use super::problem::{DAY, kind_and_place};
use super::search::{Effort, Found, TooHard, find};
use super::travel::Place;
use super::wish::{Kind, Strength, Week, WishId};

/// A block of time in a week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Block {
    /// The wish it meets.
    pub wish: WishId,
    /// What it is for.
    pub kind: Kind,
    /// Where; at home if none.
    pub place: Option<Place>,
    /// The day it begins on.
    pub day: NaiveDate,
    /// The weekday of that.
    pub weekday: Weekday,
    /// When it begins, in minutes after midnight.
    pub from: u16,
    /// How long it is without breaks, in minutes.
    pub minutes: u16,
    /// Minutes of breaks within it.
    pub breaks: u16,
}

impl Block {
    /// When it begins, in minutes from the Monday's midnight.
    pub(super) fn start(&self) -> i32 {
        let day = i32::from(self.weekday.num_days_from_monday() as u8);
        day * DAY + i32::from(self.from)
    }

    /// How long it is with its breaks, in minutes.
    pub(super) fn length(&self) -> i32 {
        i32::from(self.minutes) + i32::from(self.breaks)
    }
}

/// A soft wish that is not met, and what it cannot go together with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Refused {
    /// Which.
    pub wish: WishId,
    /// It, and the fewest others, among those that are met.
    pub conflict: Conflict,
}

/// A week with all hard wishes and as many soft ones as can be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WeekPlan {
    /// By time.
    pub blocks: Vec<Block>,
    /// In the order of the week.
    pub refused: Vec<Refused>,
    /// How the blocks stand to each limit.
    pub checks: Vec<Check>,
}

/// What comes of a week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// A plan.
    Planned(WeekPlan),
    /// The hard wishes cannot all be met.
    Impossible(Conflict),
}

/// Plans a week: all hard wishes, within the limits that somebody verified;
/// then as many soft wishes as can be, of several such sets the one with those
/// that come first; then as many of the other limits as can be kept to with
/// them, rest before working time. Blocks come as early as they can.
///
/// # Errors
/// The week has too many ways to try.
pub fn plan_week(week: &Week, limits: &Limits) -> Result<Outcome, TooHard> {
    let mut effort = Effort::MOST;
    let (shown, verified) = limits.bounds();
    let firm = shown.only(verified);
    let of = |strength: Strength| {
        let all = week.wishes.iter().enumerate();
        all.filter(move |(_, one)| one.strength == strength).map(|(at, _)| at).collect::<Vec<_>>()
    };
    let (hard, soft) = (of(Strength::Hard), of(Strength::Soft));
    let hard = spread(u32::MAX, &hard);
    let mut oracle = Oracle::new(week, firm, &mut effort);
    if !oracle.can(hard)? {
        return Ok(Outcome::Impossible(smallest(&mut oracle, hard, limits)?));
    }
    let kept = most_soft(&mut oracle, hard, &soft)?;
    let mut refused = Vec::new();
    for &at in soft.iter().filter(|at| kept >> **at & 1 == 0) {
        let conflict = smallest(&mut oracle, kept | 1 << at, limits)?;
        refused.push(Refused { wish: week.wishes[at].id.clone(), conflict });
    }
    let found = within_most(week, kept, (shown, verified), &mut effort)?;
    let blocks = blocks(week, &found);
    let checks = limits.check(&blocks);
    Ok(Outcome::Planned(WeekPlan { blocks, refused, checks }))
}

/// The hard wishes with as many soft ones as go together with them.
fn most_soft(oracle: &mut Oracle<'_, '_>, hard: u32, soft: &[usize]) -> Result<u32, TooHard> {
    for size in (1..=soft.len()).rev() {
        for some in subsets_of(size, soft.len()) {
            let kept = hard | spread(some, soft);
            if oracle.can(kept)? {
                return Ok(kept);
            }
        }
    }
    Ok(hard)
}

/// A week that keeps to the verified limits and to most of the others.
fn within_most(
    week: &Week,
    kept: u32,
    (shown, verified): (Bounds, u8),
    effort: &mut Effort,
) -> Result<Found, TooHard> {
    for dropped in subsets_by_size(4) {
        let dropped = u8::try_from(dropped).expect("four bits");
        // The set that is dropped is tried the least important first.
        let dropped = dropped.reverse_bits() >> 4;
        if dropped & verified == 0
            && let Some(found) = find(week, kept, shown.only(!dropped), effort)?
        {
            return Ok(found);
        }
    }
    unreachable!("with all the others dropped it has been found before")
}

fn blocks(week: &Week, found: &Found) -> Vec<Block> {
    let block = |&(task, start): &(usize, i32)| {
        let task = &found.problem.tasks[task];
        let day = u8::try_from(start.div_euclid(DAY)).expect("one of seven");
        let (kind, place) = kind_and_place(week, task.wish);
        Block {
            wish: week.wishes[task.wish].id.clone(),
            kind,
            place: place.cloned(),
            day: week.monday + Days::new(day.into()),
            weekday: Weekday::try_from(day).expect("one of seven"),
            from: u16::try_from(start.rem_euclid(DAY)).expect("less than a day"),
            minutes: task.option.minutes,
            breaks: task.option.breaks,
        }
    };
    found.placed.iter().map(block).collect()
}

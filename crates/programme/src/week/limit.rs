//! What the rules ask of a week.

use serde::Serialize;

use super::plan::Block;
use crate::decision::{Clause, Fact};
use crate::rules::{Amount, Held, RuleName, Rules, RulesError, Standing};

/// The shipped rules on working time and teaching time in a week.
///
/// # Panics
/// Never: the file is part of the program.
#[must_use]
pub fn shipped_rules() -> Rules {
    Rules::parse(include_str!("../../rules/working-time.toml")).expect("the shipped file is legal")
}

/// A limit that a plan can keep to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Limit {
    Longest,
    DailyRest,
    WeeklyRest,
    BeforeBreak,
}

impl Limit {
    /// In the order in which they are kept to where not all can be.
    pub(super) const ALL: [Self; 4] =
        [Self::DailyRest, Self::WeeklyRest, Self::Longest, Self::BeforeBreak];

    fn rule(self) -> &'static str {
        match self {
            Self::Longest => "week.longest",
            Self::DailyRest => "week.daily_rest",
            Self::WeeklyRest => "week.weekly_rest",
            Self::BeforeBreak => "week.before_break",
        }
    }

    fn fact(self) -> &'static str {
        match self {
            Self::Longest => "working_minutes_of_week",
            Self::DailyRest => "shortest_rest_between_days_minutes",
            Self::WeeklyRest => "longest_rest_minutes",
            Self::BeforeBreak => "longest_without_break_minutes",
        }
    }

    fn keeps(self, limit: i32, measured: i32) -> bool {
        match self {
            Self::Longest | Self::BeforeBreak => measured <= limit,
            Self::DailyRest | Self::WeeklyRest => measured >= limit,
        }
    }
}

/// What the rules ask of a week on a day.
///
/// A limit that somebody verified is kept to, whatever is wished for. One that
/// nobody did never keeps a wish from being met: among plans that meet the
/// same wishes one that keeps to it is taken, and where there is none the plan
/// is made and says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    held: [Held; 4],
}

/// Minutes by limit, those that are to be kept to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Bounds(pub(super) [Option<i32>; 4]);

impl Bounds {
    pub(super) fn get(&self, limit: Limit) -> Option<i32> {
        self.0[place(limit)]
    }

    /// Only those of a set of places in [`Limit::ALL`].
    pub(super) fn only(self, set: u8) -> Self {
        let mut bounds = self.0;
        for (at, bound) in bounds.iter_mut().enumerate() {
            *bound = bound.filter(|_| set >> at & 1 == 1);
        }
        Self(bounds)
    }
}

fn place(limit: Limit) -> usize {
    match limit {
        Limit::DailyRest => 0,
        Limit::WeeklyRest => 1,
        Limit::Longest => 2,
        Limit::BeforeBreak => 3,
    }
}

/// How a plan stands to one limit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Check {
    /// The judgement, firm only of a limit that somebody verified.
    pub clause: Clause,
    /// What the plan has, in minutes.
    pub minutes: i32,
    /// Whether that keeps to the number the rule shows, verified or not; a
    /// warning to a reader, and no answer.
    pub keeps: bool,
}

impl Limits {
    /// The limits in force on a day, from rules such as [`shipped_rules`].
    ///
    /// # Errors
    /// A rule is not there.
    pub fn on(rules: &Rules, day: chrono::NaiveDate) -> Result<Self, RulesError> {
        let held = |limit: Limit| rules.on(limit.rule(), day);
        let [a, b, c, d] = Limit::ALL;
        Ok(Self { held: [held(a)?, held(b)?, held(c)?, held(d)?] })
    }

    /// What the rules show, and the set of those that somebody verified.
    pub(super) fn bounds(&self) -> (Bounds, u8) {
        let bounds = self.held.each_ref().map(|held| held.shown().map(|one| minutes(one.amount)));
        let mut verified = 0;
        for (at, held) in self.held.iter().enumerate() {
            let firm = held.shown().is_some_and(|one| one.standing == Standing::Verified);
            verified |= u8::from(firm) << at;
        }
        (Bounds(bounds), verified)
    }

    /// The names of a set of places in [`Limit::ALL`].
    pub(super) fn names(&self, set: u8) -> Vec<RuleName> {
        let chosen = self.held.iter().enumerate().filter(|(at, _)| set >> at & 1 == 1);
        chosen.map(|(_, held)| held.ground().rule).collect()
    }

    /// How blocks, by their time, stand to every limit in force.
    pub(super) fn check(&self, blocks: &[Block]) -> Vec<Check> {
        let mut checks = Vec::new();
        for (limit, held) in Limit::ALL.into_iter().zip(&self.held) {
            let (Some(value), Some(measured)) = (held.shown(), measure(limit, blocks)) else {
                continue;
            };
            let keeps = |amount| limit.keeps(minutes(amount), measured);
            let clause = held.judge(Fact::known(limit.fact(), measured), |amount, _| keeps(amount));
            checks.push(Check { clause, minutes: measured, keeps: keeps(value.amount) });
        }
        checks
    }
}

/// Minutes of an amount in hours; part of a minute is left out.
fn minutes(hours: Amount) -> i32 {
    let whole = i128::from(hours.numerator()) * 60 / i128::from(hours.denominator());
    i32::try_from(whole.clamp(0, 1_000_000)).expect("within the clamp")
}

const WEEK: i32 = 7 * 1440;

/// What blocks have of what a limit is about; none where it is about nothing.
fn measure(limit: Limit, blocks: &[Block]) -> Option<i32> {
    let working: Vec<&Block> = blocks.iter().filter(|one| one.kind.is_working_time()).collect();
    let ends = working.iter().map(|one| one.start() + one.length());
    match limit {
        Limit::Longest => Some(working.iter().map(|one| i32::from(one.minutes)).sum()),
        Limit::DailyRest => {
            let between = working.windows(2).filter(|two| two[0].weekday != two[1].weekday);
            between.map(|two| two[1].start() - two[0].start() - two[0].length()).min()
        }
        Limit::WeeklyRest => {
            let starts = working.iter().map(|one| one.start()).chain([WEEK]);
            [0].into_iter().chain(ends).zip(starts).map(|(end, start)| start - end).max()
        }
        Limit::BeforeBreak => {
            let unbroken = working.iter().filter(|one| one.breaks == 0);
            unbroken.map(|one| i32::from(one.minutes)).max()
        }
    }
}

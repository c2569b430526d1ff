//! Who is chosen, group by group: rates, and how they stand to each other.
//!
//! What is told is worked out from a table of groups and steps whose small
//! counts are hidden ([`TwoWay`]), and from nothing else, so that no rate tells
//! what the table does not. The totals of the steps are the same whatever
//! ground is asked for; a table whose counts could only be kept by hiding one
//! of them is told with fewer steps, or not at all: who reads the tables of
//! two grounds learns no more than from each.

use serde::Serialize;

use super::ground::{Ground, Group};
use super::step::Step;
use crate::disclosure::{Rule, Shown, TwoWay, TwoWayShown};
use crate::interval::{Confidence, Interval, Ratio, Share, difference, ratio};

/// One person as they are counted: nothing in it leads to them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Counted {
    /// The group.
    pub group: Group,
    /// The furthest step.
    pub reached: Step,
}

/// How people of each group came through the steps.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Impact {
    /// What they are grouped by.
    pub ground: Ground,
    /// The steps that are told, in order, each of those who came to the one
    /// before it.
    pub steps: Vec<StepImpact>,
    /// The steps that are not told, since few are behind them.
    pub left_out: Vec<Step>,
    /// Whether nothing is told by group, since too few are behind it.
    pub withheld: bool,
}

/// One step.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StepImpact {
    /// Which.
    pub step: Step,
    /// The step that those came to of whom it is told.
    pub of_those: Step,
    /// Everybody together.
    pub all: GroupShare,
    /// The group with the highest rate, of those that are told.
    pub highest: Option<Group>,
    /// Each group that somebody is in, in the order of the ground.
    pub groups: Vec<GroupImpact>,
}

/// How many came on, of how many.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GroupShare {
    /// Of how many.
    pub of: Shown,
    /// How many came to the step.
    pub selected: Shown,
    /// Their share, from 0 to 1; none of nobody, and where either is hidden.
    pub rate: Option<f64>,
    /// Wilson's interval of it.
    pub interval: Option<Interval>,
}

/// One group at one step.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GroupImpact {
    /// Which group.
    pub group: Group,
    /// How many came on.
    #[serde(flatten)]
    pub share: GroupShare,
    /// Beside the group with the highest rate; none for that group, and for
    /// those who did not say.
    pub against_highest: Option<Against>,
    /// Beside all others who said; none where one of them is hidden.
    pub against_others: Option<Against>,
    /// What the rate gives reason to ask. It is no finding: small numbers
    /// differ by chance, and a difference may have good reasons.
    pub question: Option<Question>,
}

/// One rate beside another.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Against {
    /// How many times as high, with Koopman's interval.
    pub ratio: Ratio,
    /// By how much higher, from -1 to 1.
    pub difference: f64,
    /// Newcombe's interval of that.
    pub interval: Interval,
}

/// What a rate below four fifths of the highest gives reason to ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Question {
    /// It may be chance: the interval of the ratio reaches one.
    MayBeChance,
    /// Chance alone explains it badly: the interval lies below one.
    Why,
}

/// Counts how far people of each group came. Whoever belongs to a group that
/// the ground does not have counts as not said.
///
/// Rates of a step are of those who came to the step before it that is told.
#[must_use]
pub fn impact(
    ground: Ground,
    people: impl IntoIterator<Item = Counted>,
    (rule, confidence): (Rule, Confidence),
) -> Impact {
    let groups = ground.groups();
    let mut counts = vec![[0_u32; Step::ALL.len()]; groups.len()];
    for one in people {
        let row = groups.iter().position(|group| *group == one.group).unwrap_or(groups.len() - 1);
        let cell = &mut counts[row][one.reached as usize];
        *cell = cell.saturating_add(1);
    }
    let table = Ends { ground, counts };
    let mut kept = table.kept(rule);
    while kept.len() > 1 {
        let merged = table.merged(&kept);
        let shown = TwoWay::new(merged.clone()).map(|table| table.protect(rule));
        if let Ok(shown) = shown
            && shown.columns.iter().chain([&shown.total]).all(|total| *total != Shown::Hidden)
        {
            return Told { table: &table, kept, shown, confidence }.impact();
        }
        table.drop_smallest(&mut kept);
    }
    Impact { ground, steps: Vec::new(), left_out: Step::ALL[1..].to_vec(), withheld: true }
}

/// How many of each group came so far and no further.
struct Ends {
    ground: Ground,
    counts: Vec<[u32; Step::ALL.len()]>,
}

impl Ends {
    /// How many ended at the steps from one to before another, over all groups.
    fn total(&self, from: usize, to: usize) -> u64 {
        self.counts.iter().flat_map(|row| &row[from..to]).copied().map(u64::from).sum()
    }

    /// The steps at which a column begins: so many that no column has a small
    /// total, whatever the ground.
    fn kept(&self, rule: Rule) -> Vec<usize> {
        let mut kept: Vec<usize> = (0..Step::ALL.len()).collect();
        while kept.len() > 1 {
            let Some(small) = (0..kept.len()).find(|column| self.is_small(&kept, *column, rule))
            else {
                return kept;
            };
            // With the step before it; the first with the one after.
            kept.remove(small.max(1));
        }
        kept
    }

    fn is_small(&self, kept: &[usize], column: usize, rule: Rule) -> bool {
        (1..rule.least()).contains(&self.column(kept, column))
    }

    fn column(&self, kept: &[usize], column: usize) -> u64 {
        self.total(kept[column], self.end(kept, column))
    }

    fn end(&self, kept: &[usize], column: usize) -> usize {
        kept.get(column + 1).copied().unwrap_or(Step::ALL.len())
    }

    /// The counts of each group in the columns that are left.
    fn merged(&self, kept: &[usize]) -> Vec<Vec<u32>> {
        let column = |row: &[u32; Step::ALL.len()], column: usize| {
            row[kept[column]..self.end(kept, column)].iter().sum()
        };
        let row = |row| (0..kept.len()).map(|at| column(row, at)).collect();
        self.counts.iter().map(row).collect()
    }

    /// Joins the smallest column to the one before it, of several the last.
    fn drop_smallest(&self, kept: &mut Vec<usize>) {
        let columns = (1..kept.len()).rev();
        if let Some(column) = columns.min_by_key(|column| self.column(kept, *column)) {
            kept.remove(column);
        }
    }
}

/// What may be told.
struct Told<'t> {
    table: &'t Ends,
    kept: Vec<usize>,
    shown: TwoWayShown,
    confidence: Confidence,
}

impl Told<'_> {
    fn impact(&self) -> Impact {
        let left_out = (1..Step::ALL.len()).filter(|step| !self.kept.contains(step));
        let nothing = self.shown.cells.iter().zip(&self.shown.rows).all(|(cells, row)| {
            cells.iter().chain([row]).all(|count| matches!(count, Shown::Hidden | Shown::Count(0)))
        });
        Impact {
            ground: self.table.ground,
            steps: (1..self.kept.len()).map(|column| self.step(column)).collect(),
            left_out: left_out.map(|step| Step::ALL[step]).collect(),
            withheld: nothing && self.table.total(0, Step::ALL.len()) > 0,
        }
    }

    fn step(&self, column: usize) -> StepImpact {
        let groups = self.table.ground.groups().iter().enumerate();
        let shares: Vec<(Group, GroupShare)> = groups
            .map(|(row, group)| (*group, self.share(&self.shown.cells[row], row, column)))
            .filter(|(_, share)| share.of != Shown::Count(0))
            .collect();
        let said = || shares.iter().filter(|(group, _)| *group != Group::NotSaid);
        let highest = highest(said());
        let others = |of: Group| -> Option<Share> {
            let mut sum = (0, 0);
            for (_, share) in said().filter(|(group, _)| *group != of) {
                let share = counted(share)?;
                sum = (sum.0 + share.counted(), sum.1 + share.of());
            }
            Share::new(sum.0, sum.1).ok()
        };
        let group = |(group, share): &(Group, GroupShare)| {
            let own = counted(share).filter(|_| *group != Group::NotSaid);
            let beside = |other: Option<Share>| self.against(own?, other?);
            let highest = highest.filter(|(highest, _)| highest != group).map(|(_, share)| share);
            let against_highest = beside(highest);
            GroupImpact {
                group: *group,
                share: *share,
                against_others: beside(others(*group)),
                question: own.and_then(|own| question(own, highest?, against_highest?)),
                against_highest,
            }
        };
        StepImpact {
            step: Step::ALL[self.kept[column]],
            of_those: Step::ALL[self.kept[column - 1]],
            all: self.whole(column),
            highest: highest.map(|(group, _)| group),
            groups: shares.iter().map(group).collect(),
        }
    }

    /// How many of a group came to a column, of those who came to the one
    /// before.
    fn share(&self, cells: &[Shown], row: usize, column: usize) -> GroupShare {
        let reached = |from| reached(cells, self.shown.rows[row], from);
        self.of(reached(column - 1), reached(column))
    }

    /// The same of everybody.
    fn whole(&self, column: usize) -> GroupShare {
        let reached = |from| reached(&self.shown.columns, self.shown.total, from);
        self.of(reached(column - 1), reached(column))
    }

    fn of(&self, of: Shown, selected: Shown) -> GroupShare {
        let share = GroupShare { of, selected, rate: None, interval: None };
        let Some(counts) = counted(&share).filter(|counts| counts.of() > 0) else { return share };
        GroupShare { rate: counts.value(), interval: Some(counts.wilson(self.confidence)), ..share }
    }

    fn against(&self, own: Share, other: Share) -> Option<Against> {
        Some(Against {
            ratio: ratio(own, other, self.confidence),
            difference: own.value()? - other.value()?,
            interval: difference(own, other, self.confidence),
        })
    }
}

/// How many came to a column or further, as far as what is shown tells it.
fn reached(cells: &[Shown], total: Shown, from: usize) -> Shown {
    let sum = |cells: &[Shown]| -> Option<u64> {
        cells
            .iter()
            .map(|cell| match cell {
                Shown::Count(count) => Some(*count),
                Shown::Hidden => None,
            })
            .sum()
    };
    let before = match total {
        Shown::Count(total) => sum(&cells[..from]).map(|before| total - before),
        Shown::Hidden => None,
    };
    sum(&cells[from..]).or(before).map_or(Shown::Hidden, Shown::Count)
}

fn counted(share: &GroupShare) -> Option<Share> {
    let (Shown::Count(selected), Shown::Count(of)) = (share.selected, share.of) else {
        return None;
    };
    Share::new(u32::try_from(selected).ok()?, u32::try_from(of).ok()?).ok()
}

/// The group with the highest rate, of several the first; none while nobody is
/// chosen.
fn highest<'s>(shares: impl Iterator<Item = &'s (Group, GroupShare)>) -> Option<(Group, Share)> {
    let mut highest: Option<(Group, Share)> = None;
    for (group, share) in shares {
        let Some(share) = counted(share).filter(|share| share.counted() > 0) else { continue };
        if highest.is_none_or(|(_, best)| product(share, best) > product(best, share)) {
            highest = Some((*group, share));
        }
    }
    highest
}

/// The counted of one times the whole of the other: to compare shares without
/// rounding.
fn product(one: Share, other: Share) -> u64 {
    u64::from(one.counted()) * u64::from(other.of())
}

/// Whether a rate is below four fifths of the highest, in whole numbers.
fn question(own: Share, highest: Share, against: Against) -> Option<Question> {
    let is_below = 5 * u128::from(product(own, highest)) < 4 * u128::from(product(highest, own));
    let reaches_one = against.ratio.high.is_none_or(|high| high >= 1.0);
    is_below.then_some(if reaches_one { Question::MayBeChance } else { Question::Why })
}

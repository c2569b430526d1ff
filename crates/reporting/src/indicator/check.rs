//! Whether numbers agree with each other.
//!
//! Figures are numbers without proof: those of a report, or those that somebody
//! sent or got back. They are there to be compared, and no way leads from them
//! to a count.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::answer::Report;
use super::definition::Breakdown;
use super::group::Group;
use super::set::{Check, Set};

/// How two sums stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// The left is at most the right.
    AtMost,
    /// They are equal.
    Equal,
}

impl Relation {
    fn holds(self, left: u128, right: u128) -> bool {
        match self {
            Self::AtMost => left <= right,
            Self::Equal => left == right,
        }
    }
}

/// A number, and its parts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// The number.
    pub number: u64,
    /// Its parts, by what it is broken down by.
    #[serde(default)]
    pub parts: BTreeMap<Breakdown, Vec<(Group, u64)>>,
}

/// Numbers by the codes of their indicators.
pub type Figures = BTreeMap<String, Figure>;

impl Report<'_> {
    /// The numbers, without what has no source.
    #[must_use]
    pub fn figures(&self) -> Figures {
        let counts = self.answers().iter().filter_map(|answer| answer.count());
        let figures = counts.map(|count| {
            let breakdowns = count.definition().breakdowns.iter();
            let parts = breakdowns.filter_map(|breakdown| {
                let parts = count.by(*breakdown)?;
                let parts = parts.iter().map(|part| (part.group(), part.number() as u64));
                Some((*breakdown, parts.collect()))
            });
            let figure = Figure { number: count.number() as u64, parts: parts.collect() };
            (count.definition().code.clone(), figure)
        });
        figures.collect()
    }
}

/// Numbers that do not agree.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CheckFault {
    /// Two sums do not stand to each other as they must.
    #[error("`{name}` does not hold: {left} on the left, and {right} on the right")]
    Relation {
        /// Which check.
        name: String,
        /// The sum on the left.
        left: u128,
        /// The sum on the right.
        right: u128,
    },
    /// The parts of a number do not add up to it.
    #[error("the parts of `{code}` by {breakdown:?} add up to {sum}: expected {number}")]
    Parts {
        /// Of which indicator.
        code: String,
        /// Broken down by what.
        breakdown: Breakdown,
        /// What the parts add up to.
        sum: u64,
        /// The number.
        number: u64,
    },
    /// A group stands twice among the parts of a number.
    #[error("the parts of `{code}` by {breakdown:?} have a group twice: expected each once")]
    GroupTwice {
        /// Of which indicator.
        code: String,
        /// Broken down by what.
        breakdown: Breakdown,
    },
}

/// What was checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// What does not agree, in the order of the set's checks and then by code.
    pub faults: Vec<CheckFault>,
    /// The names of the checks that were left out, since a number is missing.
    pub left_out: Vec<String>,
}

impl Set {
    /// Whether numbers agree with each other: by the checks of the set, and
    /// whether the parts of each add up to it.
    #[must_use]
    pub fn check(&self, figures: &Figures) -> Checked {
        let mut checked = Checked::default();
        for check in self.checks() {
            match relation(check, figures) {
                None => checked.left_out.push(check.name.clone()),
                Some(fault) => checked.faults.extend(fault),
            }
        }
        for (code, figure) in figures {
            checked.faults.extend(figure.parts.iter().filter_map(|(breakdown, parts)| {
                parts_fault(code, figure.number, (*breakdown, parts.as_slice()))
            }));
        }
        checked
    }
}

/// The fault, if there is one; none at all where a number is missing.
fn relation(check: &Check, figures: &Figures) -> Option<Option<CheckFault>> {
    let sum = |codes: &[String]| {
        let number = |code| figures.get(code).map(|figure: &Figure| u128::from(figure.number));
        codes.iter().map(number).sum::<Option<u128>>()
    };
    let (left, right) = (sum(&check.left)?, sum(&check.right)?);
    let name = check.name.clone();
    let fault = CheckFault::Relation { name, left, right };
    Some((!check.relation.holds(left, right)).then_some(fault))
}

fn parts_fault(
    code: &str,
    number: u64,
    (breakdown, parts): (Breakdown, &[(Group, u64)]),
) -> Option<CheckFault> {
    let code = code.to_owned();
    let mut groups: Vec<Group> = parts.iter().map(|(group, _)| *group).collect();
    groups.sort_unstable();
    if groups.windows(2).any(|pair| pair[0] == pair[1]) {
        return Some(CheckFault::GroupTwice { code, breakdown });
    }
    let sum = parts.iter().fold(0_u64, |sum, (_, part)| sum.saturating_add(*part));
    (sum != number).then_some(CheckFault::Parts { code, breakdown, sum, number })
}

//! One condition of a rule, judged.

use chrono::NaiveDate;
use serde::Serialize;

use crate::rules::{Amount, Reference, RuleName, Standing, Unit};

/// Something that may be known of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fact<T> {
    pub(crate) name: &'static str,
    pub(crate) value: Option<T>,
}

impl<T> Fact<T> {
    /// A fact by its name, if it is known.
    #[must_use]
    pub fn new(name: &'static str, value: Option<T>) -> Self {
        Self { name, value }
    }

    /// A fact that is known.
    #[must_use]
    pub fn known(name: &'static str, value: T) -> Self {
        Self { name, value: Some(value) }
    }
}

/// How a fact stands to a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Finding {
    /// As the rule asks.
    Met,
    /// Not as the rule asks.
    Unmet,
    /// The fact is not known.
    NotKnown,
    /// Nobody has verified the rule, or none is known to have held on the day.
    NotVerified,
}

/// What an answer rests on: a rule, on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Ground {
    /// Which rule.
    pub rule: RuleName,
    /// What its amount counts.
    pub unit: Unit,
    /// On which day it was asked.
    pub day: NaiveDate,
    /// What it set then, if anything.
    pub amount: Option<Amount>,
    /// Where that stands.
    pub reference: Option<Reference>,
    /// Whether somebody read it there.
    pub standing: Option<Standing>,
}

/// One condition of a rule, judged by [`Held::judge`](crate::rules::Held::judge).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Clause {
    ground: Ground,
    fact: &'static str,
    finding: Finding,
}

impl Clause {
    pub(crate) fn new(ground: Ground, fact: &'static str, finding: Finding) -> Self {
        Self { ground, fact, finding }
    }

    /// The rule it is a condition of.
    #[must_use]
    pub fn ground(&self) -> &Ground {
        &self.ground
    }

    /// The fact it asks for.
    #[must_use]
    pub fn fact(&self) -> &'static str {
        self.fact
    }

    /// How the fact stands to the rule.
    #[must_use]
    pub fn finding(&self) -> Finding {
        self.finding
    }
}

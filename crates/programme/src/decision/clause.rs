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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "RuleGround"))]
pub struct Ground {
    /// Which rule.
    pub rule: RuleName,
    /// What its amount counts.
    pub unit: Unit,
    /// On which day it was asked.
    pub day: NaiveDate,
    /// From which day what it set then holds.
    pub since: Option<NaiveDate>,
    /// What it set then, if anything.
    pub amount: Option<Amount>,
    /// Where that stands.
    pub reference: Option<Reference>,
    /// Whether somebody read it there.
    pub standing: Option<Standing>,
}

/// One condition of a rule, judged by [`Held::judge`](crate::rules::Held::judge).
///
/// There is no other way to come by one, and so none to a firm finding about a
/// value that nobody has verified:
///
/// ```compile_fail,E0451
/// use etablera_programme::decision::{Clause, Finding, Ground};
///
/// fn forge(ground: Ground) -> Clause {
///     Clause { ground, fact: "it", finding: Finding::Met, heard: None }
/// }
/// ```
///
/// ```compile_fail,E0624
/// use etablera_programme::decision::{Clause, Finding, Ground};
///
/// fn forge(ground: Ground) -> Clause {
///     Clause::new(ground, "it", Finding::Met)
/// }
/// ```
///
/// ```compile_fail,E0616
/// use etablera_programme::decision::{Clause, Finding};
///
/// fn forge(mut clause: Clause) -> Clause {
///     clause.finding = Finding::Met;
///     clause
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "RuleClause", description = "One condition of a rule, judged.")
)]
pub struct Clause {
    ground: Ground,
    fact: &'static str,
    finding: Finding,
    heard: Option<Finding>,
}

impl Clause {
    pub(crate) fn new(ground: Ground, fact: &'static str, finding: Finding) -> Self {
        Self { ground, fact, finding, heard: None }
    }

    pub(crate) fn not_verified(ground: Ground, fact: &'static str, heard: Option<Finding>) -> Self {
        Self { ground, fact, finding: Finding::NotVerified, heard }
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

    /// How the fact would stand to a value that is there and that nobody has
    /// verified. It decides nothing: it tells a reader where to look first.
    #[must_use]
    pub fn heard(&self) -> Option<Finding> {
        self.heard
    }

    /// Whether more must be known of the fact, whatever becomes of the rule.
    pub(crate) fn is_fact_missing(&self) -> bool {
        self.finding == Finding::NotKnown || self.heard == Some(Finding::NotKnown)
    }
}

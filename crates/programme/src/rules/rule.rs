//! One rule, with everything it has set and where that stands.

use std::borrow::Borrow;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::amount::Amount;
use super::dated::Dated;

/// Names a rule, such as `nystartsjobb.4.absence`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct RuleName(String);

impl RuleName {
    pub(super) fn new(name: String) -> Self {
        Self(name)
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RuleName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Borrow<str> for RuleName {
    fn borrow(&self) -> &str {
        &self.0
    }
}

/// What a rule's amount counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// A provision that says that something is so; its amount is 1.
    Provision,
    /// Years.
    Year,
    /// Months, as counted by `calendar`.
    Month,
    /// Weeks.
    Week,
    /// Days of any kind.
    Day,
    /// Days from Monday to Friday that are not public holidays.
    WorkingDay,
    /// Hours.
    Hour,
    /// Hours a week.
    HourPerWeek,
    /// Swedish kronor.
    Krona,
    /// Swedish kronor a day.
    KronaPerDay,
    /// Swedish kronor a month.
    KronaPerMonth,
    /// A part of 1.
    Share,
    /// A number of things or people.
    Count,
}

/// Where a value stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Reference(pub(super) String);

impl Reference {
    /// In the words a reader can look it up by, such as `SFS 2018:43 17 §`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether somebody has read a value in its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "RuleStanding"))]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It was read there.
    Verified,
    /// It was not: it can be shown, and decides nothing.
    Unverified,
}

/// What a rule sets from a day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// The number, in the rule's unit.
    pub amount: Amount,
    /// Where it stands.
    pub reference: Reference,
    /// Whether it was read there.
    pub standing: Standing,
}

/// A rule: what it is about, and what it has set from which day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its name.
    pub name: RuleName,
    /// What it is about, in a sentence.
    pub description: String,
    /// What its amounts count.
    pub unit: Unit,
    /// What it sets.
    pub values: Dated<Value>,
}

//! What a project cost, as somebody writes it down in a file.

use std::fmt;

use chrono::NaiveDate;
use etablera_domain::ActorId;
use etablera_domain::event::Code;
use serde::de::{Error, Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::money::{Ore, OwnRequirement, Rate, UnionRate};
use super::staff::StaffHours;

/// Why costs cannot be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CostError {
    /// There is none.
    #[error("`costs` is empty: expected at least one cost")]
    None,
    /// They come to more than there are numbers for.
    #[error("the costs come to more than 184 467 440 737 095 516 kronor: expected less")]
    TooMuch,
    /// The two rates are of the same cost, and come to more than it.
    #[error(
        "`union_rate` and `own_requirement` come to {}.{:02} % together: expected at most 100 %",
        .0 / 100, .0 % 100
    )]
    MoreThanAll(u32),
}

/// Kronor with at most two decimals: a number or a text, such as `1250.50`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Kronor(pub Ore);

/// Per cent from 0 to 100 with at most two decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Percent(pub Rate);

/// One cost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CostLine {
    /// What it is for, such as `staff`.
    pub what: Code,
    /// How much.
    pub amount: Kronor,
}

/// What one of the staff worked on a day, or in a longer time that ended on
/// it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ReportedHours {
    /// Who.
    pub person: ActorId,
    /// When; the calendar year is what counts.
    pub day: NaiveDate,
    /// How long, in minutes.
    pub minutes: u32,
}

/// What a project cost, and how it is paid.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Costs {
    /// Every cost.
    pub costs: Vec<CostLine>,
    /// The rate at which the Union pays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub union_rate: Option<Percent>,
    /// The share that the project must find itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own_requirement: Option<Percent>,
    /// The hours of the staff.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hours: Vec<ReportedHours>,
    /// The most hours a year that are paid for; 1 662 unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most_hours: Option<u32>,
}

impl Costs {
    /// All costs together.
    ///
    /// # Errors
    ///
    /// When there is none, they come to too much, or the rates to more than
    /// all of it.
    pub fn total(&self) -> Result<Ore, CostError> {
        if self.costs.is_empty() {
            return Err(CostError::None);
        }
        let hundredths = |percent: Option<Percent>| percent.map_or(0, |of| of.0.hundredths());
        let both = u32::from(hundredths(self.union_rate));
        let both = both + u32::from(hundredths(self.own_requirement));
        if both > 10_000 {
            return Err(CostError::MoreThanAll(both));
        }
        let sum = self.costs.iter().try_fold(0_u64, |sum, one| sum.checked_add(one.amount.0.0));
        sum.map(Ore).ok_or(CostError::TooMuch)
    }

    /// The rate at which the Union pays, if it is given.
    #[must_use]
    pub fn union(&self) -> Option<UnionRate> {
        self.union_rate.map(|rate| UnionRate(rate.0))
    }

    /// The share that the project must find itself, if it is given.
    #[must_use]
    pub fn own(&self) -> Option<OwnRequirement> {
        self.own_requirement.map(|rate| OwnRequirement(rate.0))
    }

    /// The hours of the staff.
    #[must_use]
    pub fn staff(&self) -> Vec<StaffHours> {
        let hours = self.hours.iter().cloned();
        hours
            .map(|ReportedHours { person, day, minutes }| StaffHours { person, day, minutes })
            .collect()
    }
}

/// A number of at most two decimals, in hundredths.
fn hundredths(text: &str) -> Option<u64> {
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if !is_number(whole) || !is_number(part) || part.len() > 2 {
        return None;
    }
    let tenfold = if part.len() == 1 { 10 } else { 1 };
    let part = part.parse::<u64>().ok()? * tenfold;
    whole.parse::<u64>().ok()?.checked_mul(100)?.checked_add(part)
}

/// Reads a number or a text as hundredths.
struct Hundredths(&'static str);

impl Visitor<'_> for Hundredths {
    type Value = u64;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<u64, E> {
        hundredths(text).ok_or_else(|| E::invalid_value(Unexpected::Str(text), &self))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<u64, E> {
        let wrong = || E::invalid_value(Unexpected::Unsigned(number), &self);
        number.checked_mul(100).ok_or_else(wrong)
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<u64, E> {
        let wrong = || E::invalid_value(Unexpected::Signed(number), &self);
        u64::try_from(number).ok().and_then(|number| number.checked_mul(100)).ok_or_else(wrong)
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<u64, E> {
        let wrong = || E::invalid_value(Unexpected::Float(number), &self);
        hundredths(&number.to_string()).ok_or_else(wrong)
    }
}

impl<'de> Deserialize<'de> for Kronor {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let expected = "kronor from 0 with at most two decimals, such as 1250.50";
        from.deserialize_any(Hundredths(expected)).map(|ore| Self(Ore(ore)))
    }
}

impl<'de> Deserialize<'de> for Percent {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let expected = "per cent from 0 to 100 with at most two decimals, such as 40";
        let hundredths = from.deserialize_any(Hundredths(expected))?;
        let wrong = || {
            D::Error::custom(format!(
                "`{}.{:02}` is not a rate: expected {expected}",
                hundredths / 100,
                hundredths % 100
            ))
        };
        let rate = u16::try_from(hundredths).ok().and_then(|rate| Rate::new(rate).ok());
        rate.map(Self).ok_or_else(wrong)
    }
}

fn decimal(hundredths: u64) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

impl fmt::Display for Kronor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&decimal(self.0.0))
    }
}

impl Serialize for Kronor {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl Serialize for Percent {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(&decimal(self.0.hundredths().into()))
    }
}

/// A number or a text where it is read, and a text where it is written.
#[cfg(feature = "schema")]
fn decimal_schema(
    generator: &schemars::SchemaGenerator,
    (pattern, example): (&str, &str),
    most: Option<u64>,
) -> schemars::Schema {
    let written = schemars::json_schema!({
        "type": "string", "pattern": pattern, "examples": [example]
    });
    if generator.contract().is_serialize() {
        return written;
    }
    let mut number = schemars::json_schema!({ "type": "number", "minimum": 0 });
    if let Some(most) = most {
        number.insert("maximum".to_owned(), most.into());
    }
    schemars::json_schema!({ "anyOf": [number, written] })
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Kronor {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Kronor".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let mut schema = decimal_schema(generator, ("^[0-9]+([.][0-9]{1,2})?$", "1250.50"), None);
        let description = "Kronor with at most two decimals.";
        schema.insert("description".to_owned(), description.into());
        schema
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Percent {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Percent".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let pattern = "^0*(100([.]0{1,2})?|[0-9]{1,2}([.][0-9]{1,2})?)$";
        let mut schema = decimal_schema(generator, (pattern, "40.00"), Some(100));
        let description = "Per cent from 0 to 100 with at most two decimals.";
        schema.insert("description".to_owned(), description.into());
        schema
    }
}

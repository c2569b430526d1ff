//! Rules as they stand in files.

use chrono::NaiveDate;
use serde::Deserialize;
use toml::value::Datetime;

use super::amount::Amount;
use super::dated::Dated;
use super::rule::{Reference, Rule, RuleName, Standing, Unit, Value};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    #[serde(default, rename = "rule")]
    pub(super) rules: Vec<toml::Spanned<Row>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Row {
    name: String,
    description: String,
    unit: Unit,
    #[serde(rename = "value")]
    values: Vec<Change>,
}

/// A change says what it sets, or that the rule ends.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    from: Datetime,
    amount: Option<Amount>,
    reference: String,
    verified: bool,
    #[serde(default)]
    ends: bool,
}

impl Row {
    /// The rule, or what is wrong with it.
    pub(super) fn rule(self) -> Result<Rule, String> {
        let legal = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "._-".contains(c);
        if self.name.is_empty() || !self.name.chars().all(legal) {
            let name = self.name;
            return Err(format!("`{name}` is no name: expected a-z, 0-9, `.`, `_` and `-`"));
        }
        let named = |why: String| format!("`{}`: {why}", self.name);
        let changes = self.values.into_iter().map(|change| change.read(self.unit));
        let changes: Vec<_> = changes.collect::<Result<_, _>>().map_err(named)?;
        let values = Dated::new(changes).map_err(|error| named(error.to_string()))?;
        let (description, unit) = (self.description, self.unit);
        Ok(Rule { name: RuleName::new(self.name), description, unit, values })
    }
}

impl Change {
    fn read(self, unit: Unit) -> Result<(NaiveDate, Option<Value>), String> {
        let from = day(&self.from)?;
        if self.reference.trim().is_empty() {
            return Err(format!(
                "the value from {from} has no reference: expected where it stands"
            ));
        }
        let amount = match (self.ends, self.amount, unit) {
            (true, None, _) => return Ok((from, None)),
            (false, None, Unit::Provision) => Amount::from(1),
            (false, Some(amount), unit) if unit != Unit::Provision => amount,
            (true, Some(_), _) => {
                return Err(format!("the end from {from} has an amount: expected none"));
            }
            (false, Some(_), _) => {
                return Err(format!("the provision from {from} has an amount: expected none"));
            }
            (false, None, _) => {
                return Err(format!(
                    "the value from {from} has no amount: expected one, or `ends`"
                ));
            }
        };
        if !is_possible(amount, unit) {
            return Err(format!(
                "the value from {from} cannot be `{amount}`: expected a share from 0 to 1, \
                 and anything else whole, lengths from 1 to 1200, hours to 168, others from 0 to 65535"
            ));
        }
        let standing = if self.verified { Standing::Verified } else { Standing::Unverified };
        Ok((from, Some(Value { amount, reference: Reference(self.reference), standing })))
    }
}

/// Whether a unit can be counted in such an amount.
fn is_possible(amount: Amount, unit: Unit) -> bool {
    let is_whole_in = |range: std::ops::RangeInclusive<i64>| {
        amount.whole().is_some_and(|whole| range.contains(&whole))
    };
    match unit {
        Unit::Provision => true,
        Unit::Share => (Amount::from(0)..=Amount::from(1)).contains(&amount),
        Unit::Year | Unit::Month | Unit::Week | Unit::Day | Unit::WorkingDay => {
            is_whole_in(1..=1200)
        }
        Unit::Hour | Unit::HourPerWeek => is_whole_in(0..=168),
        Unit::Krona | Unit::KronaPerDay | Unit::KronaPerMonth | Unit::Count => {
            is_whole_in(0..=i64::from(u16::MAX))
        }
    }
}

/// A day without a time.
fn day(text: &Datetime) -> Result<NaiveDate, String> {
    let date = text.date.filter(|_| text.time.is_none());
    let date = date.and_then(|date| {
        NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into())
    });
    date.ok_or_else(|| format!("`{text}` is no day: expected YYYY-MM-DD"))
}

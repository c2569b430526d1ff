//! Whether and when the support of a month is paid: the same in SFS 2018:43,
//! 29 and 30 §§, and in SFS 2018:42, 30 and 31 §§.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::calendar::{Calendar, Country, add_days, add_months, days_before, last_day};
use crate::decision::{Asked, Clause, Condition, Decision, Fact, whole};
use crate::rules::{Held, Rules, RulesError};

/// A month of a year, such as `2025-10`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Month {
    first: NaiveDate,
}

/// Why something is no month.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no month: expected YYYY-MM from 1900 to 2199")]
pub struct MonthError(String);

impl Month {
    /// The month that a day is in.
    #[must_use]
    pub fn of(day: NaiveDate) -> Self {
        Self { first: days_before(day, day.day0().into()) }
    }

    fn last(self) -> NaiveDate {
        last_day(self.first, 1)
    }
}

impl FromStr for Month {
    type Err = MonthError;

    fn from_str(text: &str) -> Result<Self, MonthError> {
        let is_right =
            |(at, byte): (usize, u8)| if at == 4 { byte == b'-' } else { byte.is_ascii_digit() };
        let right = text.len() == 7 && text.bytes().enumerate().all(is_right);
        let is_near = |first: &NaiveDate| (1900..2200).contains(&first.year());
        let first = format!("{text}-01").parse().ok().filter(|first| right && is_near(first));
        first.map(|first| Self { first }).ok_or_else(|| MonthError(text.to_owned()))
    }
}

impl TryFrom<String> for Month {
    type Error = MonthError;

    fn try_from(text: String) -> Result<Self, MonthError> {
        text.parse()
    }
}

impl From<Month> for String {
    fn from(month: Month) -> Self {
        month.to_string()
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.first.format("%Y-%m"))
    }
}

/// Which support is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subsidy {
    /// By SFS 2018:43.
    Nystartsjobb,
    /// By SFS 2018:42.
    Introduktionsjobb,
}

/// The papers of one month. What is absent is not known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Papers {
    /// The month that was worked.
    pub support_month: Month,
    /// The day the papers came in.
    #[serde(default)]
    #[serde(deserialize_with = "crate::read::optional_day")]
    pub documents_in: Option<NaiveDate>,
    /// Whether there are special reasons for coming late.
    #[serde(default)]
    pub special_reasons: Option<bool>,
    /// Whether the authority has what it needs already.
    #[serde(default)]
    pub already_available: Option<bool>,
}

/// Whether the support of a month may still be paid, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Payment {
    /// The answer and what it follows from.
    pub decision: Decision,
    /// Every clause that was looked at.
    pub clauses: Vec<Clause>,
    /// The last day of the time for papers, as counted.
    pub counted_to: Option<NaiveDate>,
    /// The last day on which papers are in time: the next weekday where the
    /// other is none.
    pub documents_due: Option<NaiveDate>,
    /// The day by which the support is credited, if the papers came in.
    pub credited_by: Option<NaiveDate>,
}

/// Whether the support of a month may still be paid, decided on `day`.
///
/// # Errors
/// The rules lack one that is asked for.
pub fn payment(
    rules: &Rules,
    subsidy: Subsidy,
    papers: &Papers,
    day: NaiveDate,
) -> Result<Payment, RulesError> {
    let (statute, credited, documents) = match subsidy {
        Subsidy::Nystartsjobb => ("nystartsjobb", "29", "30"),
        Subsidy::Introduktionsjobb => ("introduktionsjobb", "30", "31"),
    };
    let asked = Asked { rules, statute, facts: papers, day };
    let within = asked.rule(&format!("{documents}.documents"))?;
    let weekday = rules.on("time.2.weekday", day)?;
    let month_end = papers.support_month.last();
    let in_time = within.judge_with(
        [&weekday],
        Fact::new("documents_in", papers.documents_in),
        |days, [_], came| Some(came <= next_weekday(add_days(month_end, whole(days)?.into()))),
    );
    let available = asked.asks(
        &format!("{documents}.documents.available"),
        "already_available",
        papers.already_available,
    )?;
    let condition = Condition::any([in_time, available, exception(&asked, documents)?]);
    let days = within.verified().and_then(whole);
    let counted_to = days.map(|days| add_days(month_end, days.into()));
    let due = counted_to.filter(|_| weekday.verified().is_some()).map(next_weekday);
    let ordinary = asked.rule(&format!("{credited}.credited"))?;
    let january = asked.rule(&format!("{credited}.credited.january"))?;
    let came = Fact::new("documents_in", papers.documents_in);
    let note = ordinary.judge_with([&january], came, |_, _, _| Some(true));
    Ok(Payment {
        clauses: condition.clauses().into_iter().cloned().chain([note]).collect(),
        decision: Decision::from(condition),
        counted_to,
        documents_due: due,
        credited_by: papers.documents_in.and_then(|came| credited_by(came, &ordinary, &january)),
    })
}

/// The authority may make an exception for special reasons, and may not:
/// nobody else can say.
fn exception(asked: &Asked<Papers>, section: &str) -> Result<Clause, RulesError> {
    let (fact, known) = match asked.facts.special_reasons {
        Some(true) => ("agency_choice", None),
        other => ("special_reasons", other),
    };
    asked.asks(&format!("{section}.documents.exception"), fact, known)
}

/// In the month after the papers came in.
fn credited_by(came: NaiveDate, ordinary: &Held, january: &Held) -> Option<NaiveDate> {
    let month = add_months(Month::of(came).first, 1);
    let rule = if month.month() == 1 { january } else { ordinary };
    month.with_day(whole(rule.verified()?)?.into())
}

/// Lag 1930:173, 2 §: the next day on which something can be done.
fn next_weekday(day: NaiveDate) -> NaiveDate {
    let sweden = Calendar::of(Country::Sweden).with_eves();
    if sweden.is_working_day(day) { day } else { sweden.add_working_days(day, 1) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_written_in_one_way() {
        for text in
            ["2025-13", "2025-1", "2025-10-01", "2025-00", "", "oktober", "+025-10", "202510-"]
        {
            assert_eq!(text.parse::<Month>(), Err(MonthError(text.to_owned())));
        }
        let month: Month = "2028-02".parse().expect("a month");
        assert_eq!((month.to_string().as_str(), month.last().day()), ("2028-02", 29));
    }
}

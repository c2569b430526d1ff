//! Nystartsjobb (SFS 2018:43): an employer who hires somebody long away from
//! work gets back contributions on the pay.
//!
//! `person` is who support is given for, 3 to 10, 18 and 23 §§; `employer` to
//! whom, 3 and 20 to 22 a §§; `extent` for how long and how much, 11 to 17
//! and 28 §§.

mod employer;
mod extent;
mod person;

use chrono::NaiveDate;

use super::assessment::Assessment;
use super::facts::Facts;
use crate::decision::{Clause, Condition, Decision, Fact};
use crate::rules::{Amount, Held, Rules, RulesError};

/// Asks the rules of nystartsjobb on one day.
struct Asked<'a> {
    rules: &'a Rules,
    facts: &'a Facts,
    day: NaiveDate,
}

impl Asked<'_> {
    fn rule(&self, name: &str) -> Result<Held, RulesError> {
        self.rules.on(&format!("nystartsjobb.{name}"), self.day)
    }

    /// A provision that a fact is itself the answer to.
    fn asks(
        &self,
        name: &str,
        fact: &'static str,
        known: Option<bool>,
    ) -> Result<Clause, RulesError> {
        Ok(self.rule(name)?.asks(Fact::new(fact, known)))
    }
}

/// Whether an employer may get nystartsjobb for a person, for how long and how
/// much, decided on `day`.
///
/// # Errors
/// The rules lack one that is asked for.
pub fn nystartsjobb(
    rules: &Rules,
    facts: &Facts,
    day: NaiveDate,
) -> Result<Assessment, RulesError> {
    let asked = Asked { rules, facts, day };
    let ways = person::ways(&asked)?;
    let extent = extent::extent(&asked, &ways)?;
    let employer = employer::employer(&asked)?;
    let person = Condition::any(ways.iter().map(|way| way.condition.clone()));
    let condition = Condition::all([person, employer]);
    let notes = ways.into_iter().flat_map(|way| way.notes).chain(extent.notes);
    let clauses = condition.clauses().into_iter().cloned().chain(notes).collect();
    Ok(Assessment {
        decision: Decision::from(condition),
        clauses,
        ground: extent.ground,
        length: extent.length,
        first_decision_months: extent.first_decision_months,
        factor: extent.factor,
        pay_that_counts: extent.pay_that_counts,
    })
}

/// A whole number of months or years.
fn whole(amount: Amount) -> u16 {
    amount.whole().and_then(|whole| whole.try_into().ok()).unwrap_or(0)
}

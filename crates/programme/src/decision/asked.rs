//! The questions of one statute, put on one day.

use chrono::NaiveDate;

use super::clause::{Clause, Fact};
use crate::calendar::add_months;
use crate::rules::{Amount, Held, Rules, RulesError};

/// Asks the rules of one statute about some facts on one day.
pub(crate) struct Asked<'a, F> {
    pub(crate) rules: &'a Rules,
    /// What the names of its rules begin with.
    pub(crate) statute: &'static str,
    pub(crate) facts: &'a F,
    pub(crate) day: NaiveDate,
}

impl<F> Asked<'_, F> {
    /// A rule by its name within the statute.
    pub(crate) fn rule(&self, name: &str) -> Result<Held, RulesError> {
        self.rules.on(&format!("{}.{name}", self.statute), self.day)
    }

    /// A provision that a fact is itself the answer to.
    pub(crate) fn asks(
        &self,
        name: &str,
        fact: &'static str,
        known: Option<bool>,
    ) -> Result<Clause, RulesError> {
        Ok(self.rule(name)?.asks(Fact::new(fact, known)))
    }

    /// Whether somebody has reached an age of so many years.
    pub(crate) fn of_age(&self, name: &str, born: Option<NaiveDate>) -> Result<Clause, RulesError> {
        let born = Fact::new("born", born);
        let reached = |age, born| Some(is_of_age(born, whole(age)?, self.day));
        Ok(self.rule(name)?.judge_with([], born, |age, [], born| reached(age, born)))
    }
}

/// Whether somebody has had so many birthdays; one born on 29 February has
/// theirs on the 28th in common years.
pub(crate) fn is_of_age(born: NaiveDate, years: u16, day: NaiveDate) -> bool {
    add_months(born, years.saturating_mul(12)) <= day
}

/// A whole number of months, years and the like; none where a rule sets what
/// counts none, such as a share, so that nothing follows from it.
pub(crate) fn whole(amount: Amount) -> Option<u16> {
    amount.whole().and_then(|whole| whole.try_into().ok())
}

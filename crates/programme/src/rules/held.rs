//! What a rule holds on a day: the only door to a judgement.

use chrono::NaiveDate;

use super::amount::Amount;
use super::rule::{Rule, RuleName, Standing, Unit, Value};
use crate::decision::{Clause, Fact, Finding, Ground};

/// What a rule holds on a day, if anything.
///
/// A fact is judged here and nowhere else, so that neither a value nobody has
/// verified nor a day without a rule can give a firm answer: the test of
/// [`judge`](Held::judge) is not run then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    name: RuleName,
    unit: Unit,
    day: NaiveDate,
    value: Option<Value>,
}

impl Held {
    pub(super) fn of(rule: &Rule, day: NaiveDate) -> Self {
        let (name, unit) = (rule.name.clone(), rule.unit);
        Self { name, unit, day, value: rule.values.on(day).cloned() }
    }

    /// Judges a fact by the amount. The finding is firm only where the fact is
    /// known and the value verified.
    #[must_use]
    pub fn judge<T>(&self, fact: Fact<T>, test: impl FnOnce(Amount, T) -> bool) -> Clause {
        let (fact, known) = (fact.name, fact.value);
        let verified = self.value.as_ref().filter(|value| value.standing == Standing::Verified);
        let finding = match (verified, known) {
            (None, _) => Finding::NotVerified,
            (Some(_), None) => Finding::NotKnown,
            (Some(value), Some(known)) => {
                if test(value.amount, known) {
                    Finding::Met
                } else {
                    Finding::Unmet
                }
            }
        };
        Clause::new(self.ground(), fact, finding)
    }

    /// Judges a fact that is itself the answer to what the provision asks.
    #[must_use]
    pub fn asks(&self, fact: Fact<bool>) -> Clause {
        self.judge(fact, |_, is_so| is_so)
    }

    /// The amount for showing, verified or not; it decides nothing.
    #[must_use]
    pub fn shown(&self) -> Option<&Value> {
        self.value.as_ref()
    }

    /// The rule as a ground of a decision.
    #[must_use]
    pub fn ground(&self) -> Ground {
        Ground {
            rule: self.name.clone(),
            unit: self.unit,
            day: self.day,
            amount: self.value.as_ref().map(|value| value.amount),
            reference: self.value.as_ref().map(|value| value.reference.clone()),
            standing: self.value.as_ref().map(|value| value.standing),
        }
    }
}

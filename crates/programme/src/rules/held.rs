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
        self.judge_with([], fact, |amount, [], known| Some(test(amount, known)))
    }

    /// Judges a fact by the amount together with those of other rules, all of
    /// them verified; a test that says nothing finds that the fact is not
    /// known well enough.
    #[must_use]
    pub fn judge_with<T, const N: usize>(
        &self,
        others: [&Self; N],
        fact: Fact<T>,
        test: impl FnOnce(Amount, [Amount; N], T) -> Option<bool>,
    ) -> Clause {
        let amounts = others.map(Self::verified);
        let finding = match (self.verified(), amounts.iter().all(Option::is_some), fact.value) {
            (None, ..) | (_, false, _) => Finding::NotVerified,
            (Some(_), _, None) => Finding::NotKnown,
            (Some(amount), _, Some(known)) => {
                // All are there, so that no 0 takes the place of one.
                let amounts = amounts.map(|amount| amount.unwrap_or(Amount::from(0)));
                match test(amount, amounts, known) {
                    Some(true) => Finding::Met,
                    Some(false) => Finding::Unmet,
                    None => Finding::NotKnown,
                }
            }
        };
        Clause::new(self.ground(), fact.name, finding)
    }

    /// Judges a fact that is itself the answer to what the provision asks.
    #[must_use]
    pub fn asks(&self, fact: Fact<bool>) -> Clause {
        self.judge(fact, |_, is_so| is_so)
    }

    /// The amount, if somebody has verified it.
    #[must_use]
    pub fn verified(&self) -> Option<Amount> {
        let value = self.value.as_ref()?;
        (value.standing == Standing::Verified).then_some(value.amount)
    }

    /// The value for showing, verified or not; it decides nothing.
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
            // That a provision holds is no number to show.
            amount: self
                .value
                .as_ref()
                .map(|value| value.amount)
                .filter(|_| self.unit != Unit::Provision),
            reference: self.value.as_ref().map(|value| value.reference.clone()),
            standing: self.value.as_ref().map(|value| value.standing),
        }
    }
}

//! What a rule holds on a day: the only door to a judgement.

use chrono::NaiveDate;

use super::amount::Amount;
use super::rule::{Rule, RuleName, Standing, Unit, Value};
use crate::decision::{Clause, Fact, Finding, Ground};

/// What a rule holds on a day, if anything.
///
/// A fact is judged here and nowhere else, so that neither a value nobody has
/// verified nor a day without a rule can give a firm answer: the finding is
/// then that nobody has verified it, and what the test says of a value that is
/// only heard of is kept apart, for showing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    name: RuleName,
    unit: Unit,
    day: NaiveDate,
    since: Option<NaiveDate>,
    value: Option<Value>,
}

impl Held {
    pub(super) fn of(rule: &Rule, day: NaiveDate) -> Self {
        let (name, unit) = (rule.name.clone(), rule.unit);
        let (since, value) = (rule.values.since(day), rule.values.on(day).cloned());
        Self { name, unit, day, since, value }
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
        let is_verified =
            self.verified().is_some() && others.iter().all(|other| other.verified().is_some());
        let amounts = others.map(Self::stated);
        let as_it_stands = match (self.stated(), amounts.iter().all(Option::is_some), fact.value) {
            (None, ..) | (_, false, _) => None,
            (Some(_), _, None) => Some(Finding::NotKnown),
            (Some(amount), _, Some(known)) => {
                // All are there, so that no 0 takes the place of one.
                let amounts = amounts.map(|amount| amount.unwrap_or(Amount::from(0)));
                Some(match test(amount, amounts, known) {
                    Some(true) => Finding::Met,
                    Some(false) => Finding::Unmet,
                    None => Finding::NotKnown,
                })
            }
        };
        match as_it_stands {
            Some(finding) if is_verified => Clause::new(self.ground(), fact.name, finding),
            heard => Clause::not_verified(self.ground(), fact.name, heard),
        }
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

    /// The amount, verified or not, for a test that [`judge`](Self::judge) runs
    /// with this rule among those it is given.
    pub(crate) fn stated(&self) -> Option<Amount> {
        self.shown().map(|value| value.amount)
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
            since: self.since,
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

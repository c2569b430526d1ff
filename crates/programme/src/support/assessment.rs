//! What comes of asking.

use serde::Serialize;

use super::absence::Time;
use super::facts::Section;
use crate::decision::{Answer, Clause, Decision};
use crate::rules::Amount;

/// What the contributions of an employer are multiplied by: `own` times those
/// it is to pay, and `extra` times those of the full rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Factor {
    /// Times the contributions that the employer is to pay.
    pub own: u8,
    /// Times the contributions without any reduction, on top.
    pub extra: Amount,
}

/// An answer with what would be given, for the staff and the person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Assessment {
    /// The answer and what it follows from.
    pub decision: Decision,
    /// Every clause that was looked at.
    pub clauses: Vec<Clause>,
    /// The ground that gives most, of those that are met.
    pub ground: Option<Section>,
    /// For how long at most.
    pub length: Option<Time>,
    /// Months of the first decision.
    pub first_decision_months: Option<u32>,
    /// What contributions are multiplied by.
    pub factor: Option<Factor>,
    /// The pay of a month that contributions are counted on, in kronor.
    pub pay_that_counts: Option<u32>,
}

/// What an employer sees: nothing of why it is so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EmployerView {
    /// The answer.
    pub answer: Answer,
    /// What the employer itself must still say.
    pub to_say: Vec<&'static str>,
    /// Months of the first decision.
    pub first_decision_months: Option<u32>,
    /// The pay of a month that contributions are counted on, in kronor.
    pub pay_that_counts: Option<u32>,
}

impl Assessment {
    /// What the employer sees, given the facts that are its own to tell.
    #[must_use]
    pub fn for_employer(&self, own: &[&str]) -> EmployerView {
        let missing = self.decision.missing.iter().copied();
        EmployerView {
            answer: self.decision.answer,
            to_say: missing.filter(|fact| own.contains(fact)).collect(),
            first_decision_months: self.first_decision_months,
            pay_that_counts: self.pay_that_counts,
        }
    }
}

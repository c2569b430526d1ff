//! What comes of asking.

use chrono::NaiveDate;
use serde::Serialize;

use super::facts::{OF_THE_EMPLOYER, Section};
use super::form::Form;
use crate::calendar::Time;
use crate::decision::{Answer, Clause, Condition, Decision};
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
    /// Of which form.
    pub form: Form,
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
    /// The same, where the job alone decides it.
    #[serde(skip)]
    pub(super) decision_of_the_job: Option<u32>,
    /// What contributions are multiplied by.
    pub factor: Option<Factor>,
    /// The part of the wage cost that is paid.
    pub rate: Option<Amount>,
    /// The pay of a month that the support is counted on, in kronor.
    pub pay_that_counts: Option<u32>,
    /// The last day that a placement from its first day may have.
    pub last_day: Option<NaiveDate>,
}

/// What an employer sees: nothing of why it is so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EmployerView {
    /// The answer.
    pub answer: Answer,
    /// What the employer itself must still say.
    pub to_say: Vec<&'static str>,
    /// Months of the first decision, where they follow from the job alone:
    /// others would tell how long the person was without work.
    pub first_decision_months: Option<u32>,
    /// The pay of a month that the support is counted on, in kronor.
    pub pay_that_counts: Option<u32>,
}

impl Assessment {
    /// An answer with nothing said of what would be given; `notes` were looked
    /// at beside the condition.
    pub(super) fn new(
        form: Form,
        condition: Condition,
        notes: impl IntoIterator<Item = Clause>,
    ) -> Self {
        let clauses = condition.clauses().into_iter().cloned().chain(notes).collect();
        Self {
            form,
            decision: Decision::from(condition),
            clauses,
            ground: None,
            length: None,
            first_decision_months: None,
            decision_of_the_job: None,
            factor: None,
            rate: None,
            pay_that_counts: None,
            last_day: None,
        }
    }

    /// What the employer sees: nothing of the person, and of the facts that
    /// are missing only those that are its own to tell.
    #[must_use]
    pub fn for_employer(&self) -> EmployerView {
        let missing = self.decision.missing.iter().copied();
        EmployerView {
            answer: self.decision.answer,
            to_say: missing.filter(|fact| OF_THE_EMPLOYER.contains(fact)).collect(),
            first_decision_months: self.decision_of_the_job,
            pay_that_counts: self.pay_that_counts,
        }
    }
}

//! Pay that counts and decisions at a time: the same in SFS 2018:42 and 2018:43.

use super::facts::{EmploymentForm, Facts};
use crate::calendar::Time;
use crate::decision::{Asked, Clause, Fact, whole};
use crate::rules::{Held, RulesError};

/// The pay of a month that counts, in kronor: in cash, up to a cap that is
/// lower for part time.
pub(super) fn that_counts(
    asked: &Asked<Facts>,
    cap: &str,
) -> Result<(Clause, Option<u32>), RulesError> {
    let facts = asked.facts;
    let most = asked.rule(cap)?;
    let fact = match (facts.pay, facts.working_time) {
        (Some(pay), Some(time)) => Fact::known("pay", (pay, time)),
        (None, _) => Fact::new("pay", None),
        (_, None) => Fact::new("working_time", None),
    };
    let known = facts.pay.zip(facts.working_time).zip(most.verified());
    let counts = known.and_then(|((pay, time), most)| {
        let cash = u64::from(pay) + u64::from(facts.sick_pay) + u64::from(facts.holiday_pay);
        let above = u64::try_from(time.numerator()).ok()?.checked_mul(whole(most)?.into())?;
        let most = above / u64::try_from(time.denominator()).ok()?;
        u32::try_from(cash.min(most)).ok()
    });
    Ok((most.judge(fact, |_, _| true), counts))
}

/// Months of the first decision.
#[derive(Clone, Copy, Default)]
pub(super) struct FirstDecision {
    /// No longer than support is given, than one decision may be, and than the
    /// employment lasts.
    pub(super) months: Option<u32>,
    /// The same, where it follows from the last two alone and so tells nothing
    /// of the person's past.
    pub(super) of_the_job: Option<u32>,
}

impl FirstDecision {
    pub(super) fn new(facts: &Facts, length: Option<Time>, most: &Held) -> Self {
        let term = match facts.employment_form {
            Some(EmploymentForm::Permanent) => None,
            _ => facts.employment_months.map(u32::from),
        };
        let most = most.verified().and_then(whole).map(u32::from);
        let job = most.map(|most| term.map_or(most, |term| most.min(term)));
        let months = length.zip(job).map(|(length, job)| length.months.min(job));
        Self { months, of_the_job: months.filter(|months| Some(*months) == job) }
    }
}

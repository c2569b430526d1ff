//! Etableringsjobb (SFS 2022:807): an employer bound by an agreement on it pays
//! a part, and the state pays the person the rest.
//!
//! Nobody here has read the ordinance. Its rules are shown as they were heard
//! of, and the answer is always that there is too little data.

use chrono::NaiveDate;

use super::assessment::Assessment;
use super::facts::{AppliedBy, Facts};
use super::form::Form;
use crate::calendar::months_before;
use crate::decision::{Asked, Clause, Condition, Fact, is_of_age, whole};
use crate::rules::{Rules, RulesError};

/// What is heard of whether a person may get an etableringsjobb, on `day`.
///
/// # Errors
/// The rules lack one that is asked for.
pub fn etableringsjobb(
    rules: &Rules,
    facts: &Facts,
    day: NaiveDate,
) -> Result<Assessment, RulesError> {
    let asked = Asked { rules, statute: "etableringsjobb", facts, day };
    let asks = |name: &str, fact, known| asked.asks(&format!("ordinance.{name}"), fact, known);
    let bound = facts.bound_by_agreement_on_etableringsjobb;
    let by_worker = facts.applied_by.map(|by| by == AppliedBy::Worker);
    let condition = Condition::all([
        group(&asked)?,
        age(&asked)?.into(),
        asks("agreement", "bound_by_agreement_on_etableringsjobb", bound)?.into(),
        asks("local_agreement", "local_agreement", facts.local_agreement)?.into(),
        asks("occupation", "occupation_in_agreement", facts.occupation_in_agreement)?.into(),
        asks("full_time", "full_time", facts.full_time)?.into(),
        asks("applied_by", "applied_by", by_worker)?.into(),
        asks("verified", "verified_text", None)?.into(),
    ]);
    Ok(Assessment::new(Form::Etableringsjobb, condition, []))
}

/// Newcomers for some years, or people long without work.
fn group(asked: &Asked<Facts>) -> Result<Condition, RulesError> {
    let facts = asked.facts;
    let since = Fact::new("newcomer_since", facts.newcomer_since);
    let newcomer = Condition::all([
        asked.asks("ordinance.group", "newcomer", facts.newcomer)?,
        asked.rule("ordinance.group.since")?.judge_with([], since, |most, [], since| {
            Some(since >= months_before(asked.day, whole(most)?))
        }),
    ]);
    let long = facts.long_term_unemployed;
    let long = asked.asks("ordinance.group.long_term", "long_term_unemployed", long)?;
    Ok(Condition::any([newcomer, long.into()]))
}

/// No older than the highest age.
fn age(asked: &Asked<Facts>) -> Result<Clause, RulesError> {
    let born = Fact::new("born", asked.facts.born);
    let day = asked.day;
    Ok(asked.rule("ordinance.age")?.judge_with([], born, |highest, [], born| {
        Some(!is_of_age(born, whole(highest)?.saturating_add(1), day))
    }))
}

//! Arbetspraktik (SFS 2000:634): a placement through Arbetsförmedlingen, without
//! pay from the host.

use chrono::NaiveDate;

use super::assessment::Assessment;
use super::facts::Facts;
use super::form::Form;
use crate::calendar::{Time, last_day};
use crate::decision::{Asked, Clause, Condition, Fact, whole};
use crate::rules::{Rules, RulesError};

/// Whether somebody may be assigned to arbetspraktik with a host, and until
/// when, decided on `day`.
///
/// # Errors
/// The rules lack one that is asked for.
pub fn arbetspraktik(
    rules: &Rules,
    facts: &Facts,
    day: NaiveDate,
) -> Result<Assessment, RulesError> {
    let asked = Asked { rules, statute: "arbetspraktik", facts, day };
    let condition = Condition::all([person(&asked)?, length(&asked)?, host(&asked)?]);
    let longest = asked.rule("7.length")?.verified().and_then(whole);
    Ok(Assessment {
        length: longest.map(|months| Time { months: months.into(), days: 0 }),
        last_day: facts.from.zip(longest).map(|(from, months)| last_day(from, months)),
        ..Assessment::new(Form::Arbetspraktik, condition, [])
    })
}

/// 8 and 9 §§.
fn person(asked: &Asked<Facts>) -> Result<Condition, RulesError> {
    let facts = asked.facts;
    let far = Condition::all([
        asked.asks("9.age.far", "far_from_labour_market", facts.far_from_labour_market)?,
        asked.of_age("9.age", facts.born)?,
    ]);
    let excepted = Condition::any([
        asked.asks("9.age.disability", "young_with_disability", facts.young_with_disability)?,
        asked.asks(
            "9.age.establishment",
            "establishment_maximum_used",
            facts.establishment_maximum_used,
        )?,
    ]);
    let risk = facts.at_risk_of_unemployment;
    Ok(Condition::all([
        Condition::any([asked.of_age("8.age", facts.born)?.into(), excepted, far]),
        Condition::any([
            asked.asks("8.unemployed", "unemployed", facts.unemployed)?,
            asked.asks("8.unemployed.risk", "at_risk_of_unemployment", risk)?,
        ]),
        asked.asks("8.registered", "registered", facts.registered)?.into(),
    ]))
}

/// 7 §: the length of the placement, and of an assessment that is a part of it.
fn length(asked: &Asked<Facts>) -> Result<Condition, RulesError> {
    let facts = asked.facts;
    let longest = asked.rule("7.length")?;
    let mut clauses: Vec<Clause> = match (facts.from, facts.to) {
        (Some(from), Some(to)) => {
            vec![longest.judge_with([], Fact::known("to", (from, to)), |months, [], (from, to)| {
                let last = last_day(from, whole(months)?);
                (from <= to).then_some(to <= last)
            })]
        }
        (from, to) => [("from", from), ("to", to)]
            .into_iter()
            .filter(|(_, known)| known.is_none())
            .map(|(fact, _)| longest.asks(Fact::new(fact, None)))
            .collect(),
    };
    if let Some(days) = facts.assessment_days {
        let weeks = asked.rule("7.assessment")?;
        let days = Fact::known("assessment_days", days);
        clauses.push(weeks.judge_with([], days, |weeks, [], days| {
            Some(i64::from(days) <= i64::from(whole(weeks)?) * 7)
        }));
    }
    Ok(Condition::all(clauses))
}

/// 14 a §: what the host has undertaken.
fn host(asked: &Asked<Facts>) -> Result<Condition, RulesError> {
    let facts = asked.facts;
    Ok(Condition::all([
        asked.asks("14a.host_agreement", "host_agreement", facts.host_agreement)?,
        asked.asks("14a.certificate", "certificate_promised", facts.certificate_promised)?,
        asked.asks("14a.supervisor", "supervisor_named", facts.supervisor_named)?,
    ]))
}

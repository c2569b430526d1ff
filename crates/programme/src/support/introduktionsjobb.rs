//! Introduktionsjobb (SFS 2018:42): an employer who hires somebody from one of
//! the guarantees, or a newcomer, gets back a part of the wage cost.

use chrono::NaiveDate;

use super::absence::Past;
use super::assessment::Assessment;
use super::employer::{Sections, employer};
use super::facts::{Facts, PermitGround};
use super::form::Form;
use super::pay::{self, FirstDecision};
use crate::calendar::{Time, months_before};
use crate::decision::{Asked, Clause, Condition, Fact, whole};
use crate::rules::{Amount, Held, Rules, RulesError};

/// Where SFS 2018:42 speaks of employers.
const EMPLOYERS: Sections =
    Sections { is: "19", certifies: "20", rules_out: "21", discretion: "21a" };

/// Whether an employer may get support for an introduktionsjobb, for how long
/// and how much, decided on `day`.
///
/// # Errors
/// The rules lack one that is asked for.
pub fn introduktionsjobb(
    rules: &Rules,
    facts: &Facts,
    day: NaiveDate,
) -> Result<Assessment, RulesError> {
    let asked = Asked { rules, statute: "introduktionsjobb", facts, day };
    let condition = Condition::all([
        Condition::any([guarantee(&asked)?, youth(&asked)?, newcomer(&asked)?]),
        again(&asked)?,
        Condition::all(employer(&asked, &EMPLOYERS)?),
    ]);
    let rate = asked.rule("14.amount")?;
    let one_decision = asked.rule("10.first_decision")?;
    let (pay_note, pay_that_counts) = pay::that_counts(&asked, "16.pay")?;
    let mut notes = vec![
        rate.judge(Fact::known("pay", ()), |_, ()| true),
        asked.asks("28.form", "employment_form", Some(true))?,
        pay_note,
    ];
    let months = months_left(&asked)?;
    if !facts.continues {
        let left = Fact::new("earlier_months", months);
        notes.push(asked.rule("10.length")?.judge(left, |_, left| left > 0));
    }
    let length = months.map(|months| Time { months: months.into(), days: 0 });
    let first = FirstDecision::new(facts, length, &one_decision);
    Ok(Assessment {
        length,
        first_decision_months: first.months,
        decision_of_the_job: first.of_the_job,
        rate: rate.verified(),
        pay_that_counts,
        ..Assessment::new(Form::Introduktionsjobb, condition, notes)
    })
}

/// 4 § 1: in the job and development guarantee, at any age.
fn guarantee(asked: &Asked<Facts>) -> Result<Condition, RulesError> {
    Ok(asked.asks("4.job_guarantee", "job_guarantee", asked.facts.job_guarantee)?.into())
}

/// 4 § 2: long enough in the guarantee for young people.
fn youth(asked: &Asked<Facts>) -> Result<Condition, RulesError> {
    let facts = asked.facts;
    let days = Fact::new("youth_guarantee_days", facts.youth_guarantee_days);
    Ok(Condition::all([
        asked.asks("4.youth_guarantee", "youth_guarantee", facts.youth_guarantee)?,
        asked
            .rule("4.youth_guarantee.days")?
            .judge(days, |least, days| Amount::from(i64::from(days)) >= least),
        asked.of_age("4.age", facts.born)?,
    ]))
}

/// 4 § 3 and 5 §: newcomers in the establishment programme, or without work
/// not long after it or after the permit.
fn newcomer(asked: &Asked<Facts>) -> Result<Condition, RulesError> {
    let facts = asked.facts;
    let assigned = asked.asks(
        "5.establishment_programme",
        "establishment_programme",
        facts.establishment_programme,
    )?;
    let kind = facts.permit_ground.map(|ground| ground != PermitGround::Other);
    let permit =
        Condition::all([asked.asks("5.permit.kind", "permit_ground", kind)?, permit_age(asked)?]);
    let seeker = Condition::all([
        asked.asks("5.unemployed", "unemployed", facts.unemployed)?.into(),
        asked.asks("5.registered", "registered", facts.registered)?.into(),
        Condition::any([was_assigned(asked)?.into(), permit]),
    ]);
    Ok(Condition::all([
        asked.asks("4.newcomer", "newcomer", facts.newcomer)?.into(),
        asked.of_age("5.age", facts.born)?.into(),
        Condition::any([assigned.into(), seeker]),
    ]))
}

/// 5 § 2: the assignment ended not long ago.
fn was_assigned(asked: &Asked<Facts>) -> Result<Clause, RulesError> {
    let most = asked.rule("5.establishment_programme.ended")?;
    let until =
        Fact::new("establishment_programme_until", asked.facts.establishment_programme_until);
    let lately = |months, until| Some(until >= months_before(asked.day, whole(months)?));
    Ok(most.judge_with([], until, |months, [], until| lately(months, until)))
}

/// 5 § 3: how old the permit is, without care of a small child.
fn permit_age(asked: &Asked<Facts>) -> Result<Clause, RulesError> {
    let most = asked.rule("5.permit")?;
    let small = asked.rule("5.care")?;
    let Some(granted) = asked.facts.permit_granted else {
        return Ok(most.judge(Fact::new("permit_granted", None::<bool>), |_, so| so));
    };
    let past = Past::new(asked.facts, small.stated().and_then(whole).unwrap_or(0));
    let months = most.stated().and_then(whole).unwrap_or(0);
    let fact = match past.judge_care(|world| world.is_within(granted, asked.day, months)) {
        Ok(within) => Fact::known("permit_granted", within),
        Err(missing) => Fact::new(missing, None),
    };
    Ok(most.judge_with([&small], fact, |most, [small], within| {
        whole(most).zip(whole(small)).map(|_| within)
    }))
}

/// 6, 10 and 11 §§: after earlier support.
fn again(asked: &Asked<Facts>) -> Result<Condition, RulesError> {
    let facts = asked.facts;
    let earlier = || Fact::new("earlier_months", facts.earlier_months);
    let below =
        |rule: Held| rule.judge(earlier(), |most, months| Amount::from(i64::from(months)) < most);
    if facts.continues {
        return Ok(Condition::all([
            below(asked.rule("10.length")?).into(),
            Condition::any([
                below(asked.rule("10.needs_longer.time")?),
                asked.asks("10.needs_longer", "needs_longer", facts.needs_longer)?,
            ]),
        ]));
    }
    let since = Fact::new("months_since_support", facts.months_since_support);
    Ok(Condition::any([
        asked.rule("6.again")?.judge(earlier(), |_, months| months == 0),
        below(asked.rule("11.again")?),
        asked
            .rule("6.again.time")?
            .judge(since, |least, months| Amount::from(i64::from(months)) >= least),
    ]))
}

/// 10 and 11 §§: months that are left; whoever qualified anew has all of them.
fn months_left(asked: &Asked<Facts>) -> Result<Option<u16>, RulesError> {
    let (longest, short) = (asked.rule("10.length")?, asked.rule("11.again")?);
    let amounts = longest.verified().and_then(whole).zip(short.verified().and_then(whole));
    let earlier = asked.facts.earlier_months;
    Ok(amounts.zip(earlier).map(|((longest, short), earlier)| {
        let counts = asked.facts.continues || earlier < short;
        if counts { longest.saturating_sub(earlier) } else { longest }
    }))
}

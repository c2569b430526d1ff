//! Whom support is given for.

use super::super::absence::Past;
use super::super::facts::{EmployerOf, EndedBecauseOf, Facts, PermitGround, Section};
use crate::calendar::Time;
use crate::decision::{Answer, Asked, Clause, Condition, Fact, is_of_age, whole};
use crate::rules::{Held, RulesError};

/// A way to be somebody support is given for.
pub(super) struct Way {
    /// By which section; none for what is left of earlier support.
    pub(super) section: Option<Section>,
    /// What must be so.
    pub(super) condition: Condition,
    /// What was looked at beside.
    pub(super) notes: Vec<Clause>,
}

impl Way {
    pub(super) fn is(&self, answer: Answer) -> bool {
        self.condition.answer() == answer
    }
}

/// Every way, in the order of the statute.
pub(super) fn ways(asked: &Asked<Facts>) -> Result<Vec<Way>, RulesError> {
    let mut ways = vec![away_from_work(asked, Section::S4)?, away_from_work(asked, Section::S5)?];
    ways.push(newcomer(asked)?);
    ways.push(guarantee(asked, &ways)?);
    ways.push(remaining(asked)?);
    Ok(ways)
}

/// 4 and 5 §§: without work for long.
fn away_from_work(asked: &Asked<Facts>, section: Section) -> Result<Way, RulesError> {
    let facts = asked.facts;
    let (number, upper) = match section {
        Section::S4 => ("4", None),
        _ => ("5", Some("5.age.below")),
    };
    let mut clauses = vec![
        asked.asks("3.unemployed", "unemployed", facts.unemployed)?,
        asked.asks(&format!("{number}.unemployed"), "unemployed", facts.unemployed)?,
        asked.asks(&format!("{number}.registered"), "registered", facts.registered)?,
        asked.of_age(&format!("{number}.age"), facts.born)?,
    ];
    if let Some(upper) = upper {
        let below = asked.rule(upper)?;
        let born = Fact::new("born", facts.born);
        let younger = |age, born| Some(!is_of_age(born, whole(age)?, asked.day));
        clauses.push(below.judge_with([], born, |age, [], born| younger(age, born)));
    }
    let time = time_in_frame(asked, number)?;
    let mut notes = care_note(asked, "9.frame_time", &time)?;
    if facts.earlier_support.iter().flatten().any(|one| one.months >= one.longest) {
        // Support may be given again to whoever meets the ground anew.
        notes.push(same(asked, "10.again", &time)?);
    }
    clauses.push(time);
    Ok(Way { section: Some(section), condition: Condition::all(clauses), notes })
}

/// 6 §: newcomers, assigned to the programme, or some months without work and
/// with a permit that is not too old.
fn newcomer(asked: &Asked<Facts>) -> Result<Way, RulesError> {
    let facts = asked.facts;
    let assigned = asked.asks(
        "6.establishment_programme",
        "establishment_programme",
        facts.establishment_programme,
    )?;
    let time = time_in_frame(asked, "6")?;
    let permit = permit_age(asked)?;
    let mut notes = care_note(asked, "9.frame_time", &time)?;
    notes.extend(care_note(asked, "9.permit", &permit)?);
    let kind = facts.permit_ground.map(|ground| ground != PermitGround::Other);
    let alone = Condition::all([
        asked.asks("6.unemployed", "unemployed", facts.unemployed)?,
        asked.asks("6.registered", "registered", facts.registered)?,
        time,
        asked.asks("6.permit.kind", "permit_ground", kind)?,
        permit,
    ]);
    let used_up = facts.earlier_support.as_ref().map(|earlier| {
        !earlier.iter().any(|one| one.section == Section::S6 && one.months >= one.longest)
    });
    let condition = Condition::all([
        asked.asks("6.newcomer", "newcomer", facts.newcomer)?.into(),
        asked.of_age("6.age", facts.born)?.into(),
        Condition::any([assigned.into(), alone]),
        asked.asks("10.again", "earlier_support", used_up)?.into(),
    ]);
    Ok(Way { section: Some(Section::S6), condition, notes })
}

/// 8 §: in the job and development guarantee. That no other ground is met
/// decides only which support it is: who meets another gets that.
fn guarantee(asked: &Asked<Facts>, others: &[Way]) -> Result<Way, RulesError> {
    let facts = asked.facts;
    let other = others.iter().map(|way| way.condition.answer()).min();
    let no_other = match other {
        Some(Answer::MayApply) => Some(false),
        Some(Answer::TooLittleData) => None,
        _ => Some(true),
    };
    let no_other = asked.asks("8.no_other_ground", "periods", no_other)?;
    let condition = Condition::all([
        asked.asks("8.job_guarantee", "job_guarantee", facts.job_guarantee)?,
        asked.of_age("8.age", facts.born)?,
        asked.asks("23.earlier_employer", "earlier_support", may_employ_again(facts))?,
    ]);
    Ok(Way { section: Some(Section::S8), condition, notes: vec![no_other] })
}

/// Whether 23 § lets this employer have the guarantee's support.
fn may_employ_again(facts: &Facts) -> Option<bool> {
    let earlier = facts.earlier_support.as_ref()?;
    let used_up =
        earlier.iter().filter(|one| one.section == Section::S8 && one.months >= one.longest);
    let here: Vec<Option<bool>> =
        used_up.map(|one| one.employer.map(|employer| employer == EmployerOf::Same)).collect();
    match here {
        here if here.contains(&Some(true)) => Some(false),
        here if here.contains(&None) => None,
        _ => Some(true),
    }
}

/// 18 §: what is left of earlier support.
fn remaining(asked: &Asked<Facts>) -> Result<Way, RulesError> {
    let earlier = asked.facts.earlier_support.as_ref();
    let left = earlier.map(|all| all.iter().filter(|one| one.months < one.longest));
    let because_of_employer = left.map(|left| {
        let each: Vec<Option<bool>> = left
            .map(|one| one.ended_because_of.map(|because| because == EndedBecauseOf::Employer))
            .collect();
        match each {
            each if each.contains(&Some(true)) => Some(true),
            each if each.contains(&None) => None,
            _ => Some(false),
        }
    });
    let clause =
        asked.asks("18.remaining_time", "earlier_support", because_of_employer.flatten())?;
    Ok(Way { section: None, condition: clause.into(), notes: Vec::new() })
}

/// The past, with children small for as long as 9 § says.
pub(super) fn past<'a>(asked: &Asked<'a, Facts>) -> Result<(Held, Past<'a>), RulesError> {
    let small = asked.rule("9.care")?;
    let years = small.stated().and_then(whole).unwrap_or(0);
    Ok((small, Past::new(asked.facts, years)))
}

/// The time away from work in the frame before the application.
fn time_in_frame(asked: &Asked<Facts>, number: &str) -> Result<Clause, RulesError> {
    let (small, past) = past(asked)?;
    let frame = asked.rule(&format!("{number}.frame"))?;
    let least = asked.rule(&format!("{number}.frame_time"))?;
    let amounts =
        (least.stated().and_then(whole).unwrap_or(0), frame.stated().and_then(whole).unwrap_or(0));
    let Some(application) = asked.facts.application_day else {
        return Ok(least.judge(Fact::new("application_day", None::<bool>), |_, so| so));
    };
    let enough = past.judge(|world| {
        let least = Time { months: amounts.0.into(), days: 0 };
        world.in_frame(application, amounts.1) >= least
    });
    let fact = match enough {
        Ok(enough) => Fact::known("periods", enough),
        Err(missing) => Fact::new(missing, None),
    };
    Ok(least.judge_with([&frame, &small], fact, |least, [frame, small], enough| {
        [least, frame, small].into_iter().all(|one| whole(one).is_some()).then_some(enough)
    }))
}

/// How old the permit is, without care of a small child.
fn permit_age(asked: &Asked<Facts>) -> Result<Clause, RulesError> {
    let (small, past) = past(asked)?;
    let most = asked.rule("6.permit")?;
    let Some(granted) = asked.facts.permit_granted else {
        return Ok(most.judge(Fact::new("permit_granted", None::<bool>), |_, so| so));
    };
    let months = most.stated().and_then(whole).unwrap_or(0);
    let fact = match past.judge_care(|world| world.is_within(granted, asked.day, months)) {
        Ok(within) => Fact::known("permit_granted", within),
        Err(missing) => Fact::new(missing, None),
    };
    Ok(most.judge_with([&small], fact, |most, [small], within| {
        whole(most).zip(whole(small)).map(|_| within)
    }))
}

/// That 9 § had a part in a clause, where there is care of a child.
fn care_note(asked: &Asked<Facts>, name: &str, of: &Clause) -> Result<Vec<Clause>, RulesError> {
    let (_, past) = past(asked)?;
    if past.has_care() { Ok(vec![same(asked, name, of)?]) } else { Ok(Vec::new()) }
}

/// Another provision that comes to the same as a clause.
fn same(asked: &Asked<Facts>, name: &str, of: &Clause) -> Result<Clause, RulesError> {
    let known = match Condition::from(of.clone()).answer() {
        Answer::MayApply => Some(true),
        Answer::TooLittleData => None,
        Answer::ProbablyNot => Some(false),
    };
    asked.asks(name, of.fact(), known)
}

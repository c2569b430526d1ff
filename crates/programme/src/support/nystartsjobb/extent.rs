//! For how long, and how much.

use super::super::assessment::Factor;
use super::super::facts::{EarlierSupport, EndedBecauseOf, Facts, Section};
use super::super::pay::{self, FirstDecision};
use super::person::{Way, past};
use crate::calendar::Time;
use crate::decision::{Answer, Asked, Clause, Fact, is_of_age, whole};
use crate::rules::{Amount, Held, RulesError};

/// What would be given.
#[derive(Default)]
pub(super) struct Extent {
    pub(super) ground: Option<Section>,
    pub(super) length: Option<Time>,
    pub(super) first: FirstDecision,
    pub(super) factor: Option<Factor>,
    pub(super) pay_that_counts: Option<u32>,
    pub(super) notes: Vec<Clause>,
}

/// What one ground gives.
struct Given {
    ground: Option<Section>,
    length: Option<Time>,
    factor: Option<Factor>,
}

/// The most that a ground which is met gives, and what else follows.
pub(super) fn extent(asked: &Asked<Facts>, ways: &[Way]) -> Result<Extent, RulesError> {
    let mut extent = Extent::default();
    let met = |way: &&Way| way.is(Answer::MayApply);
    let is_open = |way: &Way| way.is(Answer::TooLittleData);
    let guarantee = |way: &Way| way.section == Some(Section::S8);
    let others = ways.iter().filter(|way| way.section.is_some() && !guarantee(way));
    let mut given = Vec::new();
    for way in others.clone().filter(met) {
        given.push(by_section(asked, way, &mut extent.notes)?);
    }
    if given.is_empty() && !others.clone().any(is_open) {
        for way in ways.iter().filter(|way| guarantee(way)).filter(met) {
            given.push(by_section(asked, way, &mut extent.notes)?);
        }
    }
    if given.is_empty() {
        for way in ways.iter().filter(|way| way.section.is_none()).filter(met) {
            given.push(by_section(asked, way, &mut extent.notes)?);
        }
    }
    let best = given.into_iter().max_by_key(|given| (given.length, given.factor.map(|f| f.extra)));
    if let Some(best) = best {
        (extent.ground, extent.length, extent.factor) = (best.ground, best.length, best.factor);
    }
    let (note, counts) = pay::that_counts(asked, "17.pay")?;
    extent.notes.push(note);
    extent.pay_that_counts = counts;
    first_decision(asked, &mut extent)?;
    Ok(extent)
}

fn by_section(
    asked: &Asked<Facts>,
    way: &Way,
    notes: &mut Vec<Clause>,
) -> Result<Given, RulesError> {
    match way.section {
        Some(Section::S4) => by_absence(asked, ("4.frame", "11"), notes, Section::S4),
        Some(Section::S5) => by_absence(asked, ("5.frame", "12"), notes, Section::S5),
        Some(Section::S6) => for_newcomer(asked, notes),
        Some(Section::S8) => for_guarantee(asked, notes),
        None => Ok(left(asked.facts.earlier_support.as_deref().unwrap_or_default())),
    }
}

/// 11 and 12 §§: as long as the time away, and more for longer times.
fn by_absence(
    asked: &Asked<Facts>,
    (frame, number): (&str, &str),
    notes: &mut Vec<Clause>,
    section: Section,
) -> Result<Given, RulesError> {
    let frame = asked.rule(frame)?;
    let (_, past) = past(asked)?;
    let longest = asked.rule(&format!("{number}.length"))?;
    let larger = asked.rule(&format!("{number}.amount"))?;
    let largest = asked.rule(&format!("{number}.amount.largest"))?;
    let application = asked.facts.application_day;
    let away = match (application, frame.verified().and_then(whole)) {
        (Some(day), Some(frame)) => past.judge(|world| world.in_all(day, frame)),
        _ => Err("application_day"),
    };
    let fact = match away {
        Ok(time) => Fact::known("periods", time),
        Err(missing) => Fact::new(missing, None),
    };
    notes.push(longest.judge(fact, |_, _| true));
    notes.push(larger.judge_with([&largest], fact, |_, [_], _| Some(true)));
    let months = |rule: &Held| rule.verified().and_then(months);
    let (longest, larger, largest) = (months(&longest), months(&larger), months(&largest));
    let length = away.ok().zip(longest).map(|(away, most)| away.min(most));
    let factor = away.ok().zip(larger.zip(largest)).map(|(away, (larger, largest))| {
        let times = match away {
            away if away < larger => Amount::from(0),
            away if away <= largest => Amount::from(1),
            _ => THREE_HALVES,
        };
        Factor { own: 1, extra: times }
    });
    Ok(Given { ground: Some(section), length, factor })
}

/// So many whole months.
fn months(amount: Amount) -> Option<Time> {
    Some(Time { months: whole(amount)?.into(), days: 0 })
}

/// One and a half times, by 11 § 3, 12 § 3 and 13 §.
const THREE_HALVES: Amount = Amount::fraction(3, 2).expect("a denominator above 0");

/// 13 §: by age.
fn for_newcomer(asked: &Asked<Facts>, notes: &mut Vec<Clause>) -> Result<Given, RulesError> {
    let (long, short) = (asked.rule("13.length")?, asked.rule("13.length.young")?);
    let age = asked.rule("13.age")?;
    let born = Fact::new("born", asked.facts.born);
    notes.push(long.judge_with([&short, &age], born, |_, _, _| Some(true)));
    let day = asked.day;
    let is_older = asked.facts.born.zip(age.verified().and_then(whole));
    let is_older = is_older.map(|(born, age)| is_of_age(born, age, day));
    let length = is_older.and_then(|older| if older { long.verified() } else { short.verified() });
    Ok(Given {
        ground: Some(Section::S6),
        length: length.and_then(months),
        factor: Some(Factor { own: 1, extra: THREE_HALVES }),
    })
}

/// 15 §.
fn for_guarantee(asked: &Asked<Facts>, notes: &mut Vec<Clause>) -> Result<Given, RulesError> {
    let length = asked.rule("15.length")?;
    notes.push(length.asks(Fact::known("job_guarantee", true)));
    Ok(Given {
        ground: Some(Section::S8),
        length: length.verified().and_then(months),
        factor: Some(Factor { own: 1, extra: Amount::from(0) }),
    })
}

/// 18 §: what is left of the longest time, with the amount it had; of 4 and
/// 5 §§ that hangs on the time away back then, which nobody says.
fn left(earlier: &[EarlierSupport]) -> Given {
    let because_of_employer =
        |one: &&EarlierSupport| one.ended_because_of == Some(EndedBecauseOf::Employer);
    let last = earlier.iter().rfind(|one| one.months < one.longest && because_of_employer(one));
    let factor = |section| match section {
        Section::S4 | Section::S5 => None,
        Section::S6 => Some(Factor { own: 1, extra: THREE_HALVES }),
        Section::S8 => Some(Factor { own: 1, extra: Amount::from(0) }),
    };
    Given {
        ground: last.map(|one| one.section),
        length: last.map(|one| Time { months: (one.longest - one.months).into(), days: 0 }),
        factor: last.and_then(|one| factor(one.section)),
    }
}

/// 24 and 28 §§: any employment, and decisions of some months at a time.
fn first_decision(asked: &Asked<Facts>, extent: &mut Extent) -> Result<(), RulesError> {
    let facts = asked.facts;
    extent.notes.push(asked.asks("24.form", "employment_form", Some(true))?);
    let most = asked.rule("28.first_decision")?;
    let length = Fact::new("periods", extent.length);
    extent.notes.push(most.judge(length, |_, _| true));
    extent.first = FirstDecision::new(facts, extent.length, &most);
    Ok(())
}

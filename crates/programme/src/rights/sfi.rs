//! Swedish for immigrants (skollagen 2010:800, 20 kap. 24 and 28 to 33 a §§):
//! who has a right to it, who answers for it, from when, and how much it is.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::calendar::add_months;
use crate::decision::{Answer, Asked, Clause, Condition, Decision, Fact, whole};
use crate::rules::{Amount, Rules, RulesError};

/// What may be known of a person who wants to learn. What is absent is not
/// known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SfiFacts {
    /// The day of birth.
    #[serde(deserialize_with = "crate::read::optional_day")]
    pub born: Option<NaiveDate>,
    /// Whether the person is resident in Sweden.
    pub resident: Option<bool>,
    /// Since when.
    #[serde(deserialize_with = "crate::read::optional_day")]
    pub resident_from: Option<NaiveDate>,
    /// Whether the person lacks basic Swedish.
    pub lacks_basic_swedish: Option<bool>,
    /// Whether what the person knows of Danish or Norwegian makes the
    /// education needless.
    pub danish_or_norwegian_enough: Option<bool>,
    /// Whether the person is a Finnish citizen.
    pub finnish_citizen: Option<bool>,
    /// Whether the person works permanently in a Swedish municipality.
    pub works_permanently_in_swedish_municipality: Option<bool>,
    /// Since when.
    #[serde(deserialize_with = "crate::read::optional_day")]
    pub works_from: Option<NaiveDate>,
    /// Whether the person lives in Finland near the border.
    pub lives_in_finland_near_border: Option<bool>,
    /// Whether the person is covered by lag 2017:584.
    pub covered_by_2017_584: Option<bool>,
    /// The day the person enrolled.
    #[serde(deserialize_with = "crate::read::optional_day")]
    pub enrolled: Option<NaiveDate>,
    /// Teaching in each of four weeks, in tenths of an hour.
    pub week_hours_tenths: Option<Vec<u32>>,
    /// Whether the learner asked for less.
    pub reduced_on_request: Option<bool>,
    /// Whether less is in keeping with the aims.
    pub reduction_fits_the_aims: Option<bool>,
    /// Whether it is the coherent education for some newcomers.
    pub coherent_education: bool,
}

/// Who answers for the education.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Responsible {
    /// The municipality where the person lives.
    #[serde(rename = "hemkommun")]
    OfResidence,
    /// The municipality where the person works.
    #[serde(rename = "arbetskommun")]
    OfWork,
}

/// Whether a person has a right to the education.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sfi {
    /// The answer and what it follows from.
    pub decision: Decision,
    /// Every clause that was looked at.
    pub clauses: Vec<Clause>,
    /// Who answers for it, if there is a right.
    pub responsible: Option<Responsible>,
    /// The day the right began.
    pub right_from: Option<NaiveDate>,
    /// The last day for the education to begin, unless there are special
    /// reasons.
    pub start_within: Option<NaiveDate>,
    /// The last day of the time that the municipality is to aim at, for
    /// newcomers who enrolled.
    pub start_aim: Option<NaiveDate>,
}

/// Whether teaching is as much as it must be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SfiVolume {
    /// The answer and what it follows from.
    pub decision: Decision,
    /// Every clause that was looked at.
    pub clauses: Vec<Clause>,
    /// Teaching in the four weeks, in tenths of an hour, if all are known.
    pub total_tenths: Option<u32>,
}

/// Whether a person has a right to Swedish for immigrants on `day`.
///
/// # Errors
/// The rules lack one that is asked for.
pub fn sfi(rules: &Rules, facts: &SfiFacts, day: NaiveDate) -> Result<Sfi, RulesError> {
    let asked = Asked { rules, statute: "sfi", facts, day };
    let resident = Condition::from(asked.asks("31.resident", "resident", facts.resident)?);
    let border = border_worker(&asked)?;
    let responsible = match (resident.answer(), border.answer()) {
        (Answer::MayApply, _) => Some(Responsible::OfResidence),
        (Answer::ProbablyNot, Answer::MayApply) => Some(Responsible::OfWork),
        _ => None,
    };
    let needless = facts.danish_or_norwegian_enough;
    let condition = Condition::all([
        of_age(&asked)?.into(),
        Condition::any([resident, border]),
        asked
            .asks("31.lacks_basic_swedish", "lacks_basic_swedish", facts.lacks_basic_swedish)?
            .into(),
        asked
            .asks(
                "32.danish_or_norwegian",
                "danish_or_norwegian_enough",
                needless.map(|enough| !enough),
            )?
            .into(),
    ]);
    let answer = condition.answer();
    let responsible = responsible.filter(|_| answer == Answer::MayApply);
    let right_from = right_from(&asked, responsible)?;
    let (within, aim) = (asked.rule("29.start")?, asked.rule("29.start.aim")?);
    let after = |from: Option<NaiveDate>, months: Option<Amount>| {
        from.zip(months.and_then(whole)).map(|(from, months)| add_months(from, months))
    };
    let enrolled = facts
        .enrolled
        .filter(|_| facts.covered_by_2017_584 == Some(true) && answer == Answer::MayApply);
    let since = match responsible {
        Some(Responsible::OfWork) => "works_from",
        _ => "resident_from",
    };
    let notes = [
        asked.rule("28.responsible")?.judge(Fact::new("resident", responsible), |_, _| true),
        within.judge(Fact::new(since, right_from), |_, _| true),
    ];
    Ok(Sfi {
        clauses: condition.clauses().into_iter().cloned().chain(notes).collect(),
        decision: Decision::from(condition),
        responsible,
        right_from,
        start_within: after(right_from, within.verified()),
        start_aim: after(enrolled, aim.verified()),
    })
}

/// 31 § 2: Finnish citizens who live near the border and work in Sweden.
fn border_worker(asked: &Asked<SfiFacts>) -> Result<Condition, RulesError> {
    let facts = asked.facts;
    let works = facts.works_permanently_in_swedish_municipality;
    let near = facts.lives_in_finland_near_border;
    Ok(Condition::all([
        asked.asks("31.border_worker", "finnish_citizen", facts.finnish_citizen)?,
        asked.asks("31.border_worker.work", "works_permanently_in_swedish_municipality", works)?,
        asked.asks("31.border_worker.home", "lives_in_finland_near_border", near)?,
    ]))
}

/// 31 §: from the second half of the year of a birthday.
fn of_age(asked: &Asked<SfiFacts>) -> Result<Clause, RulesError> {
    let born = Fact::new("born", asked.facts.born);
    let day = asked.day;
    Ok(asked.rule("31.age")?.judge_with([], born, |years, [], born| {
        second_half(born, whole(years)?).map(|from| from <= day)
    }))
}

fn second_half(born: NaiveDate, years: u16) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(born.year() + i32::from(years), 7, 1)
}

/// The later of the day of age and the day from which the person lives or
/// works here.
fn right_from(
    asked: &Asked<SfiFacts>,
    responsible: Option<Responsible>,
) -> Result<Option<NaiveDate>, RulesError> {
    let facts = asked.facts;
    let here = match responsible {
        Some(Responsible::OfResidence) => facts.resident_from,
        Some(Responsible::OfWork) => facts.works_from,
        None => None,
    };
    let years = asked.rule("31.age")?.verified().and_then(whole);
    let of_age = facts.born.zip(years).and_then(|(born, years)| second_half(born, years));
    Ok(here.zip(of_age).map(|(here, of_age)| here.max(of_age)))
}

/// Weeks over which teaching is averaged, by 24 and 33 a §§.
const WEEKS: usize = 4;

/// Whether the teaching of four weeks is as much as it must be on `day`. More
/// or fewer weeks than four are not known well enough, unless those that are
/// known suffice.
///
/// # Errors
/// The rules lack one that is asked for.
pub fn sfi_volume(
    rules: &Rules,
    facts: &SfiFacts,
    day: NaiveDate,
) -> Result<SfiVolume, RulesError> {
    let asked = Asked { rules, statute: "sfi", facts, day };
    let least = asked.rule(if facts.coherent_education { "33a.volume" } else { "24.volume" })?;
    let weeks = Fact::new("week_hours_tenths", facts.week_hours_tenths.as_deref());
    let enough = least.judge_with([], weeks, |hours, [], weeks| {
        let known: u64 = weeks.iter().copied().map(u64::from).sum();
        let enough = known >= u64::from(whole(hours)?) * 10 * WEEKS as u64;
        match weeks.len() {
            WEEKS => Some(enough),
            fewer if fewer < WEEKS => enough.then_some(true),
            _ => None,
        }
    });
    let condition = if facts.coherent_education {
        enough.into()
    } else {
        let fits = facts.reduction_fits_the_aims;
        let reduced = Condition::all([
            asked.asks("24.volume.request", "reduced_on_request", facts.reduced_on_request)?,
            asked.asks("24.volume.aims", "reduction_fits_the_aims", fits)?,
        ]);
        Condition::any([enough.into(), reduced])
    };
    let all = facts.week_hours_tenths.as_ref().filter(|weeks| weeks.len() == WEEKS);
    let total =
        all.and_then(|weeks| weeks.iter().try_fold(0_u32, |sum, week| sum.checked_add(*week)));
    Ok(SfiVolume {
        clauses: condition.clauses().into_iter().cloned().collect(),
        decision: Decision::from(condition),
        total_tenths: total,
    })
}

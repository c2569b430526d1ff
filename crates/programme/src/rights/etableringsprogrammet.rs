//! Assignment to the establishment programme (SFS 2017:820, 5, 15 and 15 a §§):
//! who may take part, how much is left, and until when.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::calendar::{Span, Time, add_days, add_months, apart, sum, without};
use crate::decision::{Asked, Clause, Condition, Decision, Fact, whole};
use crate::rules::{Held, Rules, RulesError};

/// What may be known of a newcomer. What is absent is not known, and an empty
/// list is known to be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ProgrammeFacts {
    /// Whether the person is covered by lag 2017:584.
    pub covered_by_2017_584: Option<bool>,
    /// Whether the person is registered as a job seeker.
    pub registered: Option<bool>,
    /// Whether the person has full-time work.
    pub full_time_work: Option<bool>,
    /// Whether the person goes to upper secondary school.
    pub upper_secondary_pupil: Option<bool>,
    /// Whether the person cares for a child full time with parental benefit.
    pub full_time_parental_benefit: Option<bool>,
    /// Whether the person gets full sickness benefit.
    pub full_sickness_benefit: Option<bool>,
    /// Whether the person lives in housing for asylum seekers.
    pub asylum_housing: Option<bool>,
    /// The day the person was first registered as living in a municipality.
    #[serde(deserialize_with = "crate::read::optional_day")]
    pub first_registered: Option<NaiveDate>,
    /// Whether that was while living in housing for asylum seekers.
    pub registered_while_in_asylum_housing: Option<bool>,
    /// The day the person was first received in a municipality.
    #[serde(deserialize_with = "crate::read::optional_day")]
    pub received_in_municipality: Option<NaiveDate>,
    /// Measures taken, as full time, in tenths of a month.
    pub months_used_tenths: Option<u32>,
    /// Time in the programme before there was a plan.
    pub before_plan: Option<Vec<Days>>,
    /// Time with parental benefit.
    pub parental: Option<Vec<Parental>>,
}

/// Days in a row, both ends included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Days {
    /// The first.
    #[serde(deserialize_with = "crate::read::day")]
    pub from: NaiveDate,
    /// The last.
    #[serde(deserialize_with = "crate::read::day")]
    pub to: NaiveDate,
}

/// Time with parental benefit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parental {
    /// The first day.
    #[serde(deserialize_with = "crate::read::day")]
    pub from: NaiveDate,
    /// The last day.
    #[serde(deserialize_with = "crate::read::day")]
    pub to: NaiveDate,
    /// Whether it was full time.
    #[serde(default)]
    pub full_time: Option<bool>,
    /// The child's day of birth.
    #[serde(default)]
    #[serde(deserialize_with = "crate::read::optional_day")]
    pub child_born: Option<NaiveDate>,
}

/// Whether somebody may be assigned to the programme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Programme {
    /// The answer and what it follows from.
    pub decision: Decision,
    /// Every clause that was looked at.
    pub clauses: Vec<Clause>,
    /// Measures that are left, as full time.
    pub left: Option<Time>,
    /// The last day with measures.
    pub last_day: Option<NaiveDate>,
}

/// Whether somebody may be assigned to the establishment programme on `day`,
/// and how much of it is left.
///
/// # Errors
/// The rules lack one that is asked for.
pub fn etableringsprogrammet(
    rules: &Rules,
    facts: &ProgrammeFacts,
    day: NaiveDate,
) -> Result<Programme, RulesError> {
    let asked = Asked { rules, statute: "etableringsprogrammet", facts, day };
    let longest = asked.rule("15.length")?;
    let used = Fact::new("months_used_tenths", facts.months_used_tenths);
    let length = longest.judge_with([], used, |months, [], used| {
        Some(u64::from(used) < u64::from(whole(months)?) * 10)
    });
    let (frame, notes, last_day) = frame(&asked)?;
    let mut clauses = person(&asked)?;
    clauses.push(length);
    clauses.extend(frame);
    let condition = Condition::all(clauses);
    let longest = longest.verified().and_then(whole);
    let left = longest.zip(facts.months_used_tenths).map(|(months, used)| {
        let tenths = (u32::from(months) * 10).saturating_sub(used);
        // A month has thirty days here, so that a tenth has three.
        Time { months: tenths / 10, days: tenths % 10 * 3 }
    });
    Ok(Programme {
        clauses: condition.clauses().into_iter().cloned().chain(notes).collect(),
        decision: Decision::from(condition),
        left,
        last_day,
    })
}

/// 5 §.
fn person(asked: &Asked<ProgrammeFacts>) -> Result<Vec<Clause>, RulesError> {
    let facts = asked.facts;
    let not = |name, fact, known: Option<bool>| asked.asks(name, fact, known.map(|is| !is));
    Ok(vec![
        asked.asks("5.covered", "covered_by_2017_584", facts.covered_by_2017_584)?,
        asked.asks("5.registered", "registered", facts.registered)?,
        not("5.full_time_work", "full_time_work", facts.full_time_work)?,
        not("5.upper_secondary_pupil", "upper_secondary_pupil", facts.upper_secondary_pupil)?,
        not(
            "5.full_time_parental_benefit",
            "full_time_parental_benefit",
            facts.full_time_parental_benefit,
        )?,
        not("5.full_sickness_benefit", "full_sickness_benefit", facts.full_sickness_benefit)?,
        not("5.asylum_housing", "asylum_housing", facts.asylum_housing)?,
    ])
}

/// What 15 and 15 a §§ set.
#[derive(Clone, Copy)]
struct Limits {
    /// Months within which measures are taken.
    frame: u16,
    /// Years up to which a child is small.
    child: u16,
    /// Most months with parental benefit that are disregarded.
    most: u16,
}

type Frame = (Vec<Clause>, Vec<Clause>, Option<NaiveDate>);

/// 15 § 2 and 15 a §: whether the time for measures is still running, one
/// clause for each fact that is missing; and its last day.
fn frame(asked: &Asked<ProgrammeFacts>) -> Result<Frame, RulesError> {
    let facts = asked.facts;
    let (frame, child, most) =
        (asked.rule("15.frame_time")?, asked.rule("15a.child")?, asked.rule("15a.most")?);
    let stated = |rule: &Held| rule.stated().and_then(whole).unwrap_or(0);
    let counts = |rule: &Held| rule.stated().is_none_or(|amount| whole(amount).is_some());
    let counted = [&frame, &child, &most].into_iter().all(counts);
    let limits = Limits { frame: stated(&frame), child: stated(&child), most: stated(&most) };
    let starts = match starts(facts) {
        Ok(starts) => starts,
        Err(missing) => {
            let missing = missing.into_iter();
            let clauses = missing.map(|fact| frame.asks(Fact::new(fact, None))).collect();
            return Ok((clauses, Vec::new(), None));
        }
    };
    let mut last_days: Vec<Option<NaiveDate>> = Vec::new();
    for start in starts {
        last_days.push(facts.last_day(start, limits, false));
        last_days.push(facts.last_day(start, limits, true));
    }
    let runs = |last: Option<NaiveDate>| last.is_none_or(|last| asked.day <= last);
    let (some, all) =
        (last_days.iter().any(|last| runs(*last)), last_days.iter().all(|last| runs(*last)));
    let fact = if some == all {
        Fact::known("first_registered", all)
    } else {
        Fact::new(facts.open_time(), None)
    };
    let judge =
        |rule: &Held| rule.judge_with([&child, &most], fact, |_, _, runs| counted.then_some(runs));
    let is_disregarded = |list: Option<bool>| list != Some(true);
    let has_time = is_disregarded(facts.before_plan.as_ref().map(Vec::is_empty))
        || is_disregarded(facts.parental.as_ref().map(Vec::is_empty));
    let notes = if has_time { vec![judge(&asked.rule("15a.frame_time")?)] } else { Vec::new() };
    let first = last_days.first().copied().flatten();
    let is_sure = last_days.iter().all(|last| *last == first);
    let verified = [&frame, &child, &most].iter().all(|rule| rule.verified().is_some());
    Ok((vec![judge(&frame)], notes, first.filter(|_| is_sure && verified && counted)))
}

/// The days from which the time may run, or the facts that are missing.
fn starts(facts: &ProgrammeFacts) -> Result<Vec<NaiveDate>, Vec<&'static str>> {
    let registered = ("first_registered", facts.first_registered);
    let received = ("received_in_municipality", facts.received_in_municipality);
    let in_asylum_housing = facts.registered_while_in_asylum_housing;
    let candidates = match in_asylum_housing {
        Some(true) => vec![received],
        Some(false) => vec![registered],
        None => vec![registered, received],
    };
    let mut missing: Vec<&str> =
        candidates.iter().filter(|(_, day)| day.is_none()).map(|(name, _)| *name).collect();
    if missing.is_empty() {
        return Ok(candidates.into_iter().filter_map(|(_, day)| day).collect());
    }
    if in_asylum_housing.is_none() {
        missing.push("registered_while_in_asylum_housing");
    }
    Err(missing)
}

impl ProgrammeFacts {
    /// The last day with measures, with all or nothing of what is not known
    /// disregarded; none if there may be any amount of it.
    fn last_day(&self, start: NaiveDate, limits: Limits, at_most: bool) -> Option<NaiveDate> {
        let unknown_parental = at_most && self.parental.is_none();
        if at_most && self.before_plan.is_none() {
            return None;
        }
        let before = self.before_plan.iter().flatten();
        let before = apart(before.filter_map(|days| Span::new(days.from, days.to)).collect());
        let parental = self.parental.iter().flatten();
        let parental = parental.filter_map(|one| one.disregarded(limits.child, at_most)).collect();
        let parental = apart(parental);
        let before = without(&before, &parental);
        let most = Time { months: limits.most.into(), days: 0 };
        // Time counts while the frame runs, which it makes longer.
        let mut last = add_months(start, limits.frame);
        loop {
            let running = Span::new(start, last)?;
            let inside = |spans: &[Span]| -> Vec<Span> {
                spans.iter().filter_map(|span| span.within(running)).collect()
            };
            let parental = if unknown_parental { most } else { sum(&inside(&parental)).min(most) };
            let before = sum(&inside(&before));
            let (months, days) = (parental.months + before.months, parental.days + before.days);
            let months = limits.frame.saturating_add(u16::try_from(months).ok()?);
            let longer = add_days(add_months(start, months), days.into());
            if longer <= last {
                return Some(last);
            }
            last = longer;
        }
    }

    /// What decides where the time is not the same in all cases.
    fn open_time(&self) -> &'static str {
        let sure = |one: &Parental| one.full_time.is_some() && one.child_born.is_some();
        match (&self.parental, &self.before_plan) {
            (Some(parental), Some(_)) if parental.iter().all(sure) => {
                "registered_while_in_asylum_housing"
            }
            (Some(parental), None) if parental.iter().all(sure) => "before_plan",
            _ => "parental",
        }
    }
}

impl Parental {
    /// The days while the child is small, if the benefit was full time;
    /// `unsure` says whether that holds where it is not known.
    fn disregarded(&self, years: u16, unsure: bool) -> Option<Span> {
        let last = match self.child_born {
            Some(born) => add_months(born, years.saturating_mul(12)).pred_opt()?.min(self.to),
            None => self.to,
        };
        let holds = match (self.full_time, self.child_born) {
            (Some(false), _) => false,
            (Some(true), Some(_)) => true,
            _ => unsure,
        };
        holds.then(|| Span::new(self.from, last)).flatten()
    }
}

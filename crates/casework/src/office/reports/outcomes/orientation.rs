//! How far those in an operation have come in civic orientation.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use etablera_domain::event::{Case, Code};
use etablera_domain::{OperationId, ParticipantId};
use etablera_programme::template::Names;
use etablera_programme::training::{
    ContentPlan, Member, Pace, PaceStanding, PartProgress, Progress, progress,
};
use etablera_reporting::outcome::Guard;
use serde::Serialize;

use super::asked::{AskedShown, Given};
use crate::office::commands::commands;
use crate::office::error::CaseError;
use crate::office::{Call, Office, UseCase};

/// The hours that civic orientation takes at least, in minutes.
const HUNDRED_HOURS: u32 = 6_000;

commands! {
    /// Asks how far those in an operation have come in civic orientation.
    ReadOrientation {
        /// Which operation.
        operation: OperationId,
        /// Those received from this day; from the beginning unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<NaiveDate>,
        /// Those received until this day; the day of the report unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<NaiveDate>,
        /// As known on which day; today unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on: Option<NaiveDate>,
        /// With the hours of each person.
        #[serde(default)]
        names: bool,
    }
}

/// How far those in an operation have come in civic orientation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct OrientationShown {
    /// Of whom, and of when.
    #[serde(flatten)]
    pub asked: AskedShown,
    /// How many people; none where it is not told.
    pub people: Option<usize>,
    /// How many were there for a hundred hours or more.
    pub hundred_hours: Option<usize>,
    /// How many have the hours of every part.
    pub through: Option<usize>,
    /// Each part, in the order of the plan.
    pub parts: Vec<PartTold>,
    /// Each person, where that was asked for and as far as the caller may know
    /// of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub persons: Option<Vec<PersonTold>>,
    /// How many more there are, of whom the caller may not know.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hidden: Option<usize>,
}

/// One part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct PartTold {
    /// Which.
    pub part: Code,
    /// For readers.
    pub name: Names,
    /// How long everybody is to be there, in minutes.
    pub needed: u32,
    /// How long they were there, all together, in minutes; none where it is
    /// not told.
    pub attended: Option<u64>,
    /// How many have its hours.
    pub through: Option<usize>,
}

/// One person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct PersonTold {
    /// Who.
    pub participant: ParticipantId,
    /// How long they were there in all parts, in minutes.
    pub attended: u32,
    /// Whether that is a hundred hours or more.
    pub hundred_hours: bool,
    /// How long they were there, by part, in minutes.
    pub parts: BTreeMap<Code, u32>,
    /// How long they have still to be there, by part that lacks hours, in
    /// minutes.
    pub lacks: BTreeMap<Code, u32>,
    /// How they stand to the time in which orientation is finished.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standing: Option<PaceStanding>,
}

/// How far those who were received in an operation have come in civic
/// orientation: hours by part and person, whether a hundred hours are reached,
/// and who lacks what.
///
/// # Errors
///
/// When the caller may not, there is no such operation, a day has not come or
/// days are in the wrong order, or the store fails.
pub fn read_orientation<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a ReadOrientation,
) -> UseCase<'a, OrientationShown> {
    office.look(call, async move |work| {
        let ReadOrientation { operation, from, until, on, names } = command;
        let (from, until, on) = (*from, *until, *on);
        let given = Given { from, until, on, names: *names, ..Given::default() };
        let asked = work.asked(&given).await?;
        let mut cases = work.entered(operation).await?;
        let known = work.known_of(&cases);
        let first = |case: &Case| case.enrolments.get(operation)?.first().map(|one| one.entered);
        cases.retain(|(_, case)| first(case).is_some_and(|day| asked.received.contains(&day)));
        let (sessions, rules) = (work.course().await?, work.course_rules().await?);
        let (plan, day) = (ContentPlan::shipped(), asked.reading.on);
        let people = cases
            .iter()
            .map(|(_, case)| progress(&plan, (&sessions, &Member::of(case)), (&rules, day)));
        let people: Result<Vec<Progress>, _> = people.collect();
        let people = people.map_err(|error| CaseError::wrong(error.to_string()))?;
        let told = |one: &&Progress| known.contains(&one.participant);
        let persons: Option<Vec<PersonTold>> =
            asked.names.then(|| people.iter().filter(told).map(person).collect());
        let hidden = persons.as_ref().map(|told| people.len() - told.len());
        let mut guard = asked.guard();
        let all = guard.count(people.iter().map(|one| &one.participant));
        let count = |guard: &mut Guard, rule: &dyn Fn(&Progress) -> bool| {
            counted((&people, all), guard, rule)
        };
        Ok(OrientationShown {
            asked: asked.shown(operation),
            people: all,
            hundred_hours: count(&mut guard, &|one| attended(one) >= HUNDRED_HOURS),
            through: count(&mut guard, &|one| parts(one).all(|part| part.left() == 0)),
            parts: parts_told(&plan, &people, &mut guard),
            persons,
            hidden,
        })
    })
}

/// How many of them a rule is true of; none where that, or how many it is not
/// true of, is not told.
fn counted(
    (people, all): (&[Progress], Option<usize>),
    guard: &mut Guard,
    rule: &dyn Fn(&Progress) -> bool,
) -> Option<usize> {
    let of =
        |yes: bool| people.iter().filter(move |one| rule(one) == yes).map(|one| &one.participant);
    let (there, others) = (guard.count(of(true)), guard.count(of(false)));
    all.and(others).and(there)
}

/// The parts of civic orientation.
fn parts(one: &Progress) -> impl Iterator<Item = &PartProgress> {
    one.parts.iter().filter(|part| part.topic.is_orientation())
}

fn attended(one: &Progress) -> u32 {
    parts(one).fold(0, |sum, part| sum.saturating_add(part.tally.attended))
}

fn person(one: &Progress) -> PersonTold {
    let lacks = parts(one).filter(|part| part.left() > 0);
    PersonTold {
        participant: one.participant.clone(),
        attended: attended(one),
        hundred_hours: attended(one) >= HUNDRED_HOURS,
        parts: parts(one).map(|part| (part.part.clone(), part.tally.attended)).collect(),
        lacks: lacks.map(|part| (part.part.clone(), part.left())).collect(),
        standing: one.orientation.as_ref().map(Pace::standing),
    }
}

fn parts_told(plan: &ContentPlan, people: &[Progress], guard: &mut Guard) -> Vec<PartTold> {
    let told = plan.orientation().map(|part| {
        let of = |one: &Progress| {
            one.part(part.id.as_str()).map_or((0, false), |of| (of.tally.attended, of.left() == 0))
        };
        let sum = people.iter().map(|one| u64::from(of(one).0)).sum();
        PartTold {
            part: part.id.clone(),
            name: part.name.clone(),
            needed: part.minutes,
            attended: (!guard.hides()).then_some(sum),
            through: counted((people, Some(people.len())), guard, &|one| of(one).1),
        }
    });
    told.collect()
}

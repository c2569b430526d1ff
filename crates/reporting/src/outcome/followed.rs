//! What is known of each person over time.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use etablera_domain::ParticipantId;
use serde::{Deserialize, Serialize};

use crate::participation::Span;

/// A step on the way, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "OutcomeStep"))]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Competences were mapped.
    Mapped,
    /// The person was matched with a need.
    Matched,
    /// A trial at a workplace began.
    Trial,
    /// An employment began.
    Employed,
}

/// How somebody left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "LeavingKind"))]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// The programme was completed, or left for work or studies.
    Completed,
    /// It was left before its end, for neither.
    Dropped,
    /// By moving away or dying.
    Gone,
    /// Nobody knows.
    Unknown,
}

/// What somebody was found to do on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Situation {
    /// In work that is not the programme's own.
    Working,
    /// In regular studies.
    Studying,
    /// In neither.
    Neither,
    /// Employed by the programme itself, which is no result of it.
    InProgramme,
    /// Moved out of the area that is followed.
    MovedOut,
    /// Dead.
    Deceased,
    /// Asked for, and nobody could say.
    Unknown,
}

/// One person, and what is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Followed {
    /// Who.
    pub person: ParticipantId,
    /// The day on which they were received.
    pub received: NaiveDate,
    /// The first day of each step that was taken.
    pub steps: BTreeMap<Step, NaiveDate>,
    /// The last day, and how it ended.
    pub left: Option<(NaiveDate, Ending)>,
    /// What they were found to do, by day; it holds for that day alone, save
    /// that who has moved out or died stays so until found otherwise.
    pub found: BTreeMap<NaiveDate, Situation>,
    /// The days of employment by the programme itself, whatever else is found
    /// on one of them.
    pub in_programme: Vec<Span>,
    /// The beginning of an introduction, or of bridging into another post.
    pub began: Option<Began>,
}

/// An introduction began, or the bridging into another post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Began {
    /// Its first day.
    pub on: NaiveDate,
    /// The day on which the person left the employer, if they did.
    pub left_employer: Option<NaiveDate>,
}

impl Followed {
    /// Somebody received on a day of whom nothing else is known.
    #[must_use]
    pub fn new(person: ParticipantId, received: NaiveDate) -> Self {
        Self {
            person,
            received,
            steps: BTreeMap::new(),
            left: None,
            found: BTreeMap::new(),
            in_programme: Vec::new(),
            began: None,
        }
    }

    /// What they did about a day, as is known on another: what was found
    /// nearest to the day, at most `window` days from it, the earlier of two
    /// as near. Who was last found to have moved out or died before has.
    #[must_use]
    pub fn about(&self, day: NaiveDate, window: u16, on: NaiveDate) -> Situation {
        self.about_from(day, (window, on), NaiveDate::MIN)
    }

    /// The same by what was found from a day on: what somebody did before they
    /// left says nothing of what they do after.
    pub(super) fn about_from(
        &self,
        day: NaiveDate,
        (window, on): (u16, NaiveDate),
        since: NaiveDate,
    ) -> Situation {
        if day <= on && self.in_programme.iter().any(|span| span.contains(day)) {
            return Situation::InProgramme;
        }
        let reach = Days::new(window.into());
        let first = day.checked_sub_days(reach).unwrap_or(NaiveDate::MIN).max(since);
        let last = day.checked_add_days(reach).unwrap_or(NaiveDate::MAX).min(on);
        if last < first {
            return Situation::Unknown;
        }
        let near = self.found.range(first..=last).filter(|(_, is)| **is != Situation::Unknown);
        let nearest = near.min_by_key(|(at, _)| (**at - day).abs());
        let before = || {
            let mut known = self.found.range(..first).rev();
            let (_, last) = known.find(|(_, is)| **is != Situation::Unknown)?;
            matches!(last, Situation::MovedOut | Situation::Deceased).then_some(*last)
        };
        nearest.map(|(_, is)| *is).or_else(before).unwrap_or(Situation::Unknown)
    }

    /// The first day of a step, if it had been taken on a day.
    #[must_use]
    pub fn step(&self, step: Step, on: NaiveDate) -> Option<NaiveDate> {
        self.steps.get(&step).copied().filter(|day| *day <= on)
    }

    /// The last day and how it ended, if they had left on a day.
    #[must_use]
    pub fn left(&self, on: NaiveDate) -> Option<(NaiveDate, Ending)> {
        self.left.filter(|(day, _)| *day <= on)
    }

    fn fault(&self) -> Option<FollowFault> {
        let early = self.steps.iter().find(|(_, day)| **day < self.received);
        let step = early.map(|(step, _)| FollowFault::StepBeforeReceived(*step));
        let left = self.left.filter(|(day, _)| *day < self.received);
        step.or(left.map(|_| FollowFault::LeftBeforeReceived))
    }
}

/// What cannot be true of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum FollowFault {
    /// A step was taken before they were received.
    #[error("`{0:?}` is before the day they were received: expected a later day or the same")]
    StepBeforeReceived(Step),
    /// They left before they were received.
    #[error("leaving is before the day they were received: expected a later day or the same")]
    LeftBeforeReceived,
    /// They are given twice.
    #[error("given twice: expected each person once")]
    GivenTwice,
}

/// Everybody, each once, in order. Who has a fault is in no count and in every
/// list of those outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cohort {
    people: BTreeMap<ParticipantId, (Followed, Option<FollowFault>)>,
}

impl Cohort {
    /// Puts people in order and checks them.
    #[must_use]
    pub fn new(people: Vec<Followed>) -> Self {
        let mut all: BTreeMap<ParticipantId, (Followed, Option<FollowFault>)> = BTreeMap::new();
        for one in people {
            let fault = one.fault();
            let twice = |(_, fault): &mut (_, _)| *fault = Some(FollowFault::GivenTwice);
            all.entry(one.person.clone()).and_modify(twice).or_insert((one, fault));
        }
        Self { people: all }
    }

    /// The people, and what is wrong with each.
    pub(super) fn all(&self) -> impl Iterator<Item = (&Followed, Option<FollowFault>)> {
        self.people.values().map(|(one, fault)| (one, *fault))
    }
}

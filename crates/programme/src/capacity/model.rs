//! What is simulated: a programme and a goal.

use std::num::NonZeroU16;

use chrono::{Days, NaiveDate};
use etablera_domain::event::Code;
use serde::{Deserialize, Serialize};

use super::stage::{Resource, Stage, Stay};
use crate::calendar::{Calendar, add_months};

/// Who comes, from the first day on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Arrivals {
    /// So many on the first day of each month, counted from the start.
    Monthly(u16),
    /// At random, one independent of another.
    Poisson {
        /// The mean a month, in hundredths: 250 is two and a half a month.
        hundredths: u32,
    },
}

/// What the simulation needs to know of a programme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Programme {
    /// The stages, in order; everybody begins with the first.
    pub stages: Vec<Stage>,
    /// The first day.
    #[serde(deserialize_with = "crate::read::day")]
    pub start: NaiveDate,
    /// Who waits on that day already.
    #[serde(default)]
    pub waiting: u16,
    /// Who comes.
    pub arrivals: Arrivals,
    /// Whose days off count: nobody begins a stage on one. None if days off
    /// are left out.
    #[serde(default)]
    pub calendar: Option<Calendar>,
    /// How many one supervisor has at a time.
    pub per_supervisor: NonZeroU16,
    /// How many have room on one training day.
    pub per_training_day: NonZeroU16,
}

/// What counts as reached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// The stage of this name has begun.
    Begun(Code),
    /// The last stage is over, and went well.
    Through,
}

/// A goal: so many people within so many months. A person counts once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Goal {
    /// What they have reached.
    pub mark: Mark,
    /// How many.
    pub people: NonZeroU16,
    /// Within so many months of the start, 1 to 120.
    pub months: u16,
}

/// Why a programme and a goal cannot be simulated.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ModelError {
    /// Too few or too many stages.
    #[error("the programme has {0} stages: expected 1 to 32")]
    Stages(usize),
    /// Two stages have one name.
    #[error("there are two stages `{0}`: expected names that differ")]
    Twice(Code),
    /// The goal names a stage that is not there.
    #[error("the goal names the stage `{0}`: expected a stage of the programme")]
    Mark(Code),
    /// The goal is too near or too far.
    #[error("the goal is set for {0} months: expected 1 to 120")]
    Months(u16),
    /// More people come than are counted.
    #[error("{0} hundredths of a person come a month: expected at most 100000")]
    Arrivals(u32),
    /// Some are extended where nothing can be extended.
    #[error("some are extended in stage `{0}`: expected an extension, of at least one time")]
    NoExtension(Code),
    /// All are extended, so that nobody ever ends.
    #[error("all are extended in stage `{0}`: expected that some go on, go back or leave")]
    NoEnd(Code),
    /// A length is of no days.
    #[error("a length in stage `{0}` is empty: expected at least one day")]
    Empty(Code),
}

/// A programme and a goal that fit, with its days counted from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Model {
    pub(super) programme: Programme,
    pub(super) goal: Goal,
    /// The stage whose beginning counts, or none for the end of the last.
    pub(super) mark: Option<usize>,
    /// How many days there are.
    pub(super) days: usize,
    /// The first day of each month, and the day after the last month.
    pub(super) months: Vec<usize>,
    /// Whether a stage can begin on a day.
    pub(super) open: Vec<bool>,
    /// By stage and first day, the last day; the number of days where it is
    /// beyond.
    pub(super) ends: Vec<Vec<u32>>,
    /// The same of an extension.
    pub(super) extended: Vec<Vec<u32>>,
}

impl Model {
    /// Checks a programme and a goal.
    ///
    /// # Errors
    /// The first thing that does not fit.
    ///
    /// # Panics
    /// Beyond the year 262 000.
    pub fn new(programme: Programme, goal: Goal) -> Result<Self, ModelError> {
        let mark = check(&programme, &goal)?;
        let start = programme.start;
        let months: Vec<usize> =
            (0..=goal.months).map(|month| apart(start, add_months(start, month))).collect();
        let days = months[months.len() - 1];
        let on = |day: usize| start + Days::new(day as u64);
        let calendar = programme.calendar;
        let open = (0..days).map(|day| calendar.is_none_or(|own| own.is_working_day(on(day))));
        let last = |length: Option<crate::template::Length>| -> Vec<u32> {
            let Some(length) = length else { return Vec::new() };
            let last = |day| apart(start, length.last_day(on(day))).min(days);
            (0..days).map(|day| last(day) as u32).collect()
        };
        let fixed = |stage: &Stage| match stage.stay {
            Stay::Fixed(length) => Some(length),
            Stay::Memoryless { .. } => None,
        };
        Ok(Self {
            mark,
            days,
            open: open.collect(),
            ends: programme.stages.iter().map(|stage| last(fixed(stage))).collect(),
            extended: programme
                .stages
                .iter()
                .map(|stage| last(stage.extension.map(|extension| extension.most)))
                .collect(),
            months,
            programme,
            goal,
        })
    }

    /// The programme.
    #[must_use]
    pub fn programme(&self) -> &Programme {
        &self.programme
    }

    /// The goal.
    #[must_use]
    pub fn goal(&self) -> &Goal {
        &self.goal
    }

    /// How many days the goal gives.
    #[must_use]
    pub fn days(&self) -> usize {
        self.days
    }

    /// How many people a unit of a resource serves at a time.
    pub(super) fn per_unit(&self, resource: Resource) -> u32 {
        match resource {
            Resource::TrialSeat | Resource::EmploymentSeat => 1,
            Resource::Supervisor => self.programme.per_supervisor.get().into(),
            Resource::TrainingDay => self.programme.per_training_day.get().into(),
        }
    }
}

fn apart(first: NaiveDate, day: NaiveDate) -> usize {
    usize::try_from((day - first).num_days()).unwrap_or(0)
}

/// The stage that the goal names.
fn check(programme: &Programme, goal: &Goal) -> Result<Option<usize>, ModelError> {
    let stages = &programme.stages;
    if !(1..=32).contains(&stages.len()) {
        return Err(ModelError::Stages(stages.len()));
    }
    for (at, stage) in stages.iter().enumerate() {
        if stages[..at].iter().any(|other| other.id == stage.id) {
            return Err(ModelError::Twice(stage.id.clone()));
        }
        check_stage(stage)?;
    }
    if !(1..=120).contains(&goal.months) {
        return Err(ModelError::Months(goal.months));
    }
    match programme.arrivals {
        Arrivals::Poisson { hundredths } if hundredths > 100_000 => {
            return Err(ModelError::Arrivals(hundredths));
        }
        _ => {}
    }
    match &goal.mark {
        Mark::Through => Ok(None),
        Mark::Begun(id) => {
            let at = stages.iter().position(|stage| stage.id == *id);
            at.map(Some).ok_or_else(|| ModelError::Mark(id.clone()))
        }
    }
}

fn check_stage(stage: &Stage) -> Result<(), ModelError> {
    let id = || stage.id.clone();
    let extended = stage.chances.extended();
    if extended == super::stage::Chances::WHOLE {
        return Err(ModelError::NoEnd(id()));
    }
    if extended > 0 && stage.extension.is_none_or(|extension| extension.times == 0) {
        return Err(ModelError::NoExtension(id()));
    }
    let fixed = match stage.stay {
        Stay::Fixed(length) => Some(length),
        Stay::Memoryless { .. } => None,
    };
    let lengths = fixed.into_iter().chain(stage.extension.map(|extension| extension.most));
    match lengths.into_iter().find(|length| length.least_days() == 0) {
        Some(_) => Err(ModelError::Empty(id())),
        None => Ok(()),
    }
}

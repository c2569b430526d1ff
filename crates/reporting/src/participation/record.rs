//! A participation.

use chrono::{Days, NaiveDate};
use etablera_domain::event::LabourStatus;
use etablera_domain::{
    AgeBand, EducationBand, Gender, OperationId, ParticipantId, Reply, Statistics,
};
use serde::{Deserialize, Serialize};

use super::facts::{Facts, Special};

/// Time in an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stay {
    /// The day of entering.
    pub entered: NaiveDate,
    /// The day of leaving; none while it goes on.
    #[serde(default)]
    pub left: Option<NaiveDate>,
}

/// Days in a row, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Span {
    /// The first day.
    pub from: NaiveDate,
    /// The last day; none while it goes on.
    #[serde(default)]
    pub until: Option<NaiveDate>,
}

impl Span {
    /// Whether a day lies in it.
    #[must_use]
    pub fn contains(&self, day: NaiveDate) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}

/// The coarse answers as they were frozen, without the pseudonym.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answers {
    /// The day on which they were frozen.
    pub frozen_on: NaiveDate,
    /// The age on the day of entering.
    #[serde(default)]
    pub age: Reply<AgeBand>,
    /// The gender.
    #[serde(default)]
    pub gender: Reply<Gender>,
    /// The highest education.
    #[serde(default)]
    pub education: Reply<EducationBand>,
    /// The status on the labour market before the operation.
    #[serde(default)]
    pub labour: Reply<LabourStatus>,
    /// Whether a citizen of no country of the Union.
    #[serde(default)]
    pub third_country: Reply<bool>,
    /// Whether of foreign background.
    #[serde(default)]
    pub foreign_background: Reply<bool>,
    /// Whether homeless or excluded from housing.
    #[serde(default)]
    pub homeless: Reply<bool>,
    /// Whether living in a rural area.
    #[serde(default)]
    pub rural: Reply<bool>,
}

impl From<&Statistics> for Answers {
    fn from(all: &Statistics) -> Self {
        // Named one by one: a new answer does not come along unseen.
        let Statistics { id: _, frozen_on, age, gender, education, labour, .. } = all;
        let Statistics { third_country, foreign_background, homeless, rural, .. } = all;
        Self {
            frozen_on: *frozen_on,
            age: *age,
            gender: *gender,
            education: *education,
            labour: *labour,
            third_country: *third_country,
            foreign_background: *foreign_background,
            homeless: *homeless,
            rural: *rural,
        }
    }
}

/// One person in one operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Participation {
    pub(super) person: ParticipantId,
    pub(super) operation: OperationId,
    /// By day, none open but the last, at least one.
    pub(super) stays: Vec<Stay>,
    pub(super) answers: Option<Answers>,
    /// By day, one a day.
    pub(super) statuses: Vec<(NaiveDate, LabourStatus)>,
    /// By first day.
    pub(super) jobs: Vec<Span>,
    pub(super) special: Special,
    pub(super) facts: Option<Box<Facts>>,
}

impl Participation {
    /// Who.
    #[must_use]
    pub fn person(&self) -> &ParticipantId {
        &self.person
    }

    /// Where.
    #[must_use]
    pub fn operation(&self) -> &OperationId {
        &self.operation
    }

    /// The day of entering, the first time.
    #[must_use]
    pub fn entered(&self) -> NaiveDate {
        self.stays.first().map_or(NaiveDate::MAX, |stay| stay.entered)
    }

    /// The day of leaving as it stands at the end of a day; none while the
    /// person is in the operation, also where they came back.
    #[must_use]
    pub fn left_by(&self, day: NaiveDate) -> Option<NaiveDate> {
        let begun = self.stays.iter().rev().find(|stay| stay.entered <= day)?;
        begun.left.filter(|left| *left <= day)
    }

    /// The frozen answers, if there are any.
    #[must_use]
    pub fn answers(&self) -> Option<&Answers> {
        self.answers.as_ref()
    }

    /// The answers of special categories.
    #[must_use]
    pub fn special(&self) -> Special {
        self.special
    }

    /// What else is known.
    #[must_use]
    pub fn facts(&self) -> Option<&Facts> {
        self.facts.as_deref()
    }

    /// Whether the person worked for the project on a day.
    #[must_use]
    pub fn in_project_job(&self, day: NaiveDate) -> bool {
        self.jobs.iter().take_while(|job| job.from <= day).any(|job| job.contains(day))
    }

    /// The status on a day, and the day it was found out of.
    ///
    /// A job in the project is a status of each of its days, over anything else
    /// that was noted of them, and nothing from before or during it is known to
    /// hold after it. What was found out of a day is known to hold until
    /// something else is, and no more than `carried` days. None where nobody
    /// knows, or could not find out.
    #[must_use]
    pub fn status_on(&self, day: NaiveDate, carried: u16) -> Option<(NaiveDate, LabourStatus)> {
        if self.in_project_job(day) {
            return Some((day, LabourStatus::ProgrammeEmployed));
        }
        let at = self.statuses.partition_point(|(of, _)| *of <= day);
        let (of, status) = *self.statuses.get(at.checked_sub(1)?)?;
        let until = of.checked_add_days(Days::new(carried.into())).unwrap_or(NaiveDate::MAX);
        let begun = self.jobs.iter().take_while(|job| job.from <= day);
        let is_past = begun.into_iter().any(|job| job.until.is_some_and(|last| of <= last));
        let is_known = day <= until && !is_past && status != LabourStatus::Unknown;
        is_known.then_some((of, status))
    }

    /// The statuses as they were found out, by the day they are of.
    #[must_use]
    pub fn statuses(&self) -> &[(NaiveDate, LabourStatus)] {
        &self.statuses
    }

    /// The jobs in the project, by their first day.
    #[must_use]
    pub fn project_jobs(&self) -> &[Span] {
        &self.jobs
    }
}

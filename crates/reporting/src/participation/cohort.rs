//! Participations that are counted together.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::builder::Builder;
use super::error::{ParticipationError, Wrong};
use super::record::Participation;

/// What somebody must ask or collect before an indicator can be answered. Days,
/// statuses and frozen answers always are; these are not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// The register of special categories.
    SpecialCategories,
    /// Qualifications that a competent body certified.
    Qualifications,
    /// How the work of those who had some changed.
    Improvements,
    /// The age in years on the day of entering.
    AgeInYears,
    /// What each participant got in an operation for integration.
    Measures,
    /// Levels of the language before and after.
    LanguageLevels,
    /// What participants say of the operation.
    Feedback,
    /// Applications for recognition.
    RecognitionApplications,
    /// Applications for residence of long term.
    ResidenceApplications,
    /// Administrations, services and enterprises that are supported.
    Entities,
    /// Joint actions across borders.
    JointActions,
    /// Certificates of joint training schemes.
    Certificates,
    /// The last day of the project.
    ProjectEnd,
    /// Pilot actions, solutions and obstacles.
    Works,
    /// Something that no part of this program knows of.
    Nowhere,
}

/// Participations by person and operation, each there once, with what is
/// collected of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cohort {
    all: Vec<Participation>,
    sources: BTreeSet<Source>,
    today: NaiveDate,
}

impl Cohort {
    /// Checks what is said of each as known on a day; the order changes
    /// nothing.
    ///
    /// # Errors
    /// Everything wrong, by person and operation: the first thing of each, and
    /// whoever is there twice.
    pub fn new(
        said: impl IntoIterator<Item = Builder>,
        sources: impl IntoIterator<Item = Source>,
        today: NaiveDate,
    ) -> Result<Self, Vec<ParticipationError>> {
        let mut all = Vec::new();
        let mut faults = Vec::new();
        for one in said {
            match one.build(today) {
                Ok(one) => all.push(one),
                Err(fault) => faults.push(fault),
            }
        }
        let key = |one: &Participation| (one.person.clone(), one.operation.clone());
        all.sort_by(|a, b| (&a.person, &a.operation).cmp(&(&b.person, &b.operation)));
        for pair in all.windows(2) {
            let (person, operation) = key(&pair[0]);
            if (&person, &operation) == (&pair[1].person, &pair[1].operation) {
                faults.push(ParticipationError { person, operation, why: Wrong::Twice });
            }
        }
        faults.sort();
        faults.dedup();
        let sources = sources.into_iter().collect();
        if faults.is_empty() { Ok(Self { all, sources, today }) } else { Err(faults) }
    }

    /// Every participation, by person and operation.
    #[must_use]
    pub fn participations(&self) -> &[Participation] {
        &self.all
    }

    /// Whether somebody asks for it.
    #[must_use]
    pub fn has(&self, source: Source) -> bool {
        self.sources.contains(&source)
    }

    /// The day on which this was known.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        self.today
    }
}

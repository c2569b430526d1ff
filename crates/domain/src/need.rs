//! An employer's need, broken down into tasks.

use std::collections::BTreeSet;
use std::num::NonZeroU16;

use chrono::NaiveDate;
use etablera_taxonomy::ConceptId;
use serde::{Deserialize, Serialize};

use crate::availability::{Shift, WeeklyHours};
use crate::date;
use crate::id::{EmployerId, NeedId, RequirementId, VisitId};
use crate::place::Place;
use crate::requirement::{Reason, Requirement, RequirementError, Strength};
use crate::what::What;

/// A share of the working time in thousandths, 1 to 1000.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "u64", into = "u16")]
#[cfg_attr(feature = "schema", schemars(extend("minimum" = 1, "maximum" = 1000)))]
pub struct Share(u16);

impl Share {
    /// The whole working time.
    pub const ALL: Self = Self(1000);

    /// The share in thousandths.
    #[must_use]
    pub fn permille(self) -> u16 {
        self.0
    }
}

impl TryFrom<u64> for Share {
    type Error = String;

    fn try_from(permille: u64) -> Result<Self, Self::Error> {
        match permille {
            1..=1000 => Ok(Self(permille as u16)),
            _ => Err(format!("`{permille}` is not a share of time: expected 1 to 1000 permille")),
        }
    }
}

impl From<Share> for u16 {
    fn from(share: Share) -> Self {
        share.0
    }
}

/// One task and what it requires.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Task {
    /// What is done.
    pub title: String,
    /// How much of the working time it takes.
    pub share_permille: Share,
    /// What it asks for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub requirements: Vec<Requirement>,
}

/// An import, and whether a person has been through it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Import {
    /// Where it came from, such as `jobsearch:30096349`.
    pub source: String,
    /// The day a person confirmed the musts; `None` while nobody has.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "date::optional_day"
    )]
    pub confirmed_on: Option<NaiveDate>,
}

/// How a need became known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// At a visit, where every requirement got its reason.
    Visit(VisitId),
    /// From elsewhere.
    Import(Import),
}

/// What an employer needs done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Need {
    /// Names the need.
    pub id: NeedId,
    /// Whose it is.
    pub employer: EmployerId,
    /// How it became known.
    pub origin: Origin,
    /// What the work is called.
    pub title: String,
    /// The occupation it comes nearest, for wishes and statistics; matching
    /// goes by the requirements.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub occupation: Option<ConceptId>,
    /// How many people are needed.
    pub seats: NonZeroU16,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub workplace: Option<Place>,
    /// How many hours a week.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<WeeklyHours>,
    /// Which shifts, all of them.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub shifts: BTreeSet<Shift>,
    /// The day it begins.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "date::optional_day"
    )]
    pub start: Option<NaiveDate>,
    /// The tasks.
    pub tasks: Vec<Task>,
}

/// Why a need makes no sense.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NeedError {
    /// Two requirements have one id.
    #[error("requirement id `{0}` is used twice: expected it to be unique in the need")]
    DuplicateRequirement(RequirementId),
    /// The tasks take more time than there is.
    #[error("the tasks' shares add up to {0} permille: expected at most 1000")]
    TooMuchTime(u32),
    /// A requirement from a visit has no reason.
    #[error(
        "requirement `{0}` has the reason `not_stated`: expected `law`, `safety`, `agreement`, \
         `task` or `wish`; only an import may leave it out"
    )]
    NoReason(RequirementId),
    /// A requirement makes no sense by itself.
    #[error("requirement `{id}`: {error}")]
    Requirement {
        /// Which.
        id: RequirementId,
        /// Why.
        error: RequirementError,
    },
}

impl Need {
    /// Every requirement of every task.
    pub fn requirements(&self) -> impl Iterator<Item = &Requirement> {
        self.tasks.iter().flat_map(|task| &task.requirements)
    }

    /// Whether a person stands behind the musts.
    #[must_use]
    pub fn is_confirmed(&self) -> bool {
        match &self.origin {
            Origin::Visit(_) => true,
            Origin::Import(import) => import.confirmed_on.is_some(),
        }
    }

    /// What follows from the need itself: reach, hours, shifts and start, as
    /// musts without weight.
    #[must_use]
    pub fn derived_requirements(&self) -> Vec<Requirement> {
        let must = |name: &str, what| Requirement {
            id: RequirementId::derived(name),
            what,
            strength: Strength::Must,
            reason: Reason::Task,
            min_evidence: None,
            learnable: None,
            quote: None,
        };
        let mut derived = Vec::new();
        derived.extend(self.hours.map(|weekly| must("hours", What::Hours { weekly })));
        derived.extend(self.workplace.map(|workplace| must("reach", What::Reach { workplace })));
        for &shift in &self.shifts {
            let name = match shift {
                Shift::Day => "shift-day",
                Shift::Evening => "shift-evening",
                Shift::Night => "shift-night",
                Shift::Weekend => "shift-weekend",
            };
            derived.push(must(name, What::Shift { shift }));
        }
        derived.extend(self.start.map(|on| must("start", What::Start { on })));
        derived
    }

    /// Checks what no single field shows.
    ///
    /// # Errors
    ///
    /// When a requirement id is used twice, shares add up to more than the
    /// working time, a visit's requirement has no reason, or learning does not
    /// fit what is asked.
    pub fn check(&self) -> Result<(), NeedError> {
        let time = self.tasks.iter().map(|task| u32::from(task.share_permille.permille())).sum();
        if time > 1000 {
            return Err(NeedError::TooMuchTime(time));
        }
        let mut seen = BTreeSet::new();
        for requirement in self.requirements() {
            let id = &requirement.id;
            if !seen.insert(id) {
                return Err(NeedError::DuplicateRequirement(id.clone()));
            }
            if requirement.reason == Reason::NotStated && matches!(self.origin, Origin::Visit(_)) {
                return Err(NeedError::NoReason(id.clone()));
            }
            requirement
                .check()
                .map_err(|error| NeedError::Requirement { id: id.clone(), error })?;
        }
        Ok(())
    }
}

//! Plans for new competences.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use etablera_taxonomy::ConceptId;
use serde::{Deserialize, Serialize};

use super::code::Code;
use crate::date;
use crate::id::{ActorId, EmployerId, PlanId};

/// A length of time between two times.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Every {
    /// Days of any kind.
    Days(u16),
    /// Weeks of seven days.
    Weeks(u16),
    /// Months by the calendar.
    Months(u16),
}

/// Where a competence is used.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CompetenceUse {
    /// At which task.
    pub task: Code,
    /// Where.
    pub place: Code,
    /// How often, at least.
    pub every: Every,
}

/// When a competence is topped up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum RefreshWhen {
    /// Once, on a day.
    On(#[serde(deserialize_with = "date::day")] NaiveDate),
    /// Again and again.
    Every(Every),
}

/// How a competence is topped up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Refresh {
    /// With what, such as a course.
    pub what: Code,
    /// When.
    pub when: RefreshWhen,
}

/// How a new competence is used, shared and topped up. Colleagues who share it
/// stand in events of their own, since each is about somebody else too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CompetencePlan {
    /// Names the plan.
    pub id: PlanId,
    /// Which competence.
    pub competence: ConceptId,
    /// Where the holder works.
    pub unit: Code,
    /// At which employer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub employer: Option<EmployerId>,
    /// Who sees to the plan.
    pub owner: ActorId,
    /// Where the competence is used.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub uses: BTreeSet<CompetenceUse>,
    /// Who supports the use of it.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub mentors: BTreeSet<ActorId>,
    /// The networks outside the organisation that it is shared in.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub networks: BTreeSet<Code>,
    /// How it is topped up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refresh: Option<Refresh>,
    /// The days on which the plan is to be gone through.
    #[serde(default, deserialize_with = "date::days", skip_serializing_if = "BTreeSet::is_empty")]
    pub reviews: BTreeSet<NaiveDate>,
}

/// What a competence plan asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CompetenceAct {
    /// The competence was used.
    Used,
    /// It was topped up.
    Refreshed,
    /// The plan was gone through.
    Reviewed,
}

impl CompetenceAct {
    /// Every one of them.
    pub const ALL: &'static [Self] = &[Self::Used, Self::Refreshed, Self::Reviewed];
}

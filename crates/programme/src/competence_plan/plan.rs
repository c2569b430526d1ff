//! A plan for one new competence of one employee.

use std::borrow::Cow;

use chrono::NaiveDate;
use etablera_domain::event::Code;
use etablera_domain::jsonl::Record;
use etablera_domain::{ActorId, ParticipantId};
use etablera_taxonomy::ConceptId;
use serde::{Deserialize, Serialize};

use super::error::PlanError;
use super::every::Every;

/// Where the competence is used.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Use {
    /// At which task.
    pub task: Code,
    /// Where.
    pub place: Code,
    /// How often, at least.
    pub every: Every,
}

/// Somebody to share the competence with.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Tie {
    /// A colleague who has it too.
    Colleague(ParticipantId),
    /// Somebody who supports the use of it.
    Mentor(ActorId),
    /// A network outside the organisation.
    External(Code),
}

/// When the competence is topped up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// Once, on a day.
    On(NaiveDate),
    /// Again and again, counted from the last time, or from the plan's day.
    Every(Every),
}

/// How the competence is topped up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "RefreshPlan"))]
#[serde(deny_unknown_fields)]
pub struct Refresh {
    /// With what, such as a course.
    pub what: Code,
    /// When.
    pub when: When,
}

/// What can be written down once the plan is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// The competence was used.
    Used,
    /// It was topped up.
    Refreshed,
    /// The plan was gone through.
    Reviewed,
}

/// Something that was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "RefreshDone"))]
#[serde(deny_unknown_fields)]
pub struct Done {
    /// The day.
    pub on: NaiveDate,
    /// What.
    pub act: Act,
}

/// A part without which a plan is not complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Where the competence is used.
    Use,
    /// With whom it is shared.
    Network,
    /// How it is topped up.
    Refresh,
}

/// What a plan says, before it is checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// Whose competence.
    pub holder: ParticipantId,
    /// Where they work.
    pub unit: Code,
    /// Which competence.
    pub competence: ConceptId,
    /// Who sees to the plan.
    pub owner: ActorId,
    /// The day it was made.
    pub made_on: NaiveDate,
    /// Where the competence is used.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub uses: Vec<Use>,
    /// With whom it is shared.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub network: Vec<Tie>,
    /// How it is topped up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refresh: Option<Refresh>,
    /// The days on which the plan is to be gone through.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reviews: Vec<NaiveDate>,
    /// What was done.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub done: Vec<Done>,
}

/// A plan for one new competence of one employee: each use and tie once,
/// nothing before its own day, and what was done in order. Parts may be
/// missing; [`complete`](Self::complete) says which.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(description = "A plan for one new competence of one employee; parts may be missing.")
)]
#[serde(try_from = "Draft", into = "Draft")]
pub struct Plan(Draft);

/// A plan with all three parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Complete<'p> {
    /// Where the competence is used; at least one.
    pub uses: &'p [Use],
    /// With whom it is shared; at least one.
    pub network: &'p [Tie],
    /// How it is topped up.
    pub refresh: &'p Refresh,
}

impl Plan {
    /// The plan with its parts in order.
    ///
    /// # Errors
    /// The first thing that does not fit.
    pub fn new(mut draft: Draft) -> Result<Self, PlanError> {
        draft.uses.sort();
        draft.network.sort();
        draft.reviews.sort_unstable();
        draft.done.sort_unstable();
        check(&draft)?;
        Ok(Self(draft))
    }

    /// What it says.
    #[must_use]
    pub fn says(&self) -> &Draft {
        &self.0
    }

    /// The plan if all three parts are there.
    ///
    /// # Errors
    /// The parts that are missing, in order.
    pub fn complete(&self) -> Result<Complete<'_>, Vec<Part>> {
        let Draft { uses, network, refresh, .. } = &self.0;
        match refresh {
            Some(refresh) if !uses.is_empty() && !network.is_empty() => {
                Ok(Complete { uses, network, refresh })
            }
            _ => {
                let missing = [
                    (uses.is_empty(), Part::Use),
                    (network.is_empty(), Part::Network),
                    (refresh.is_none(), Part::Refresh),
                ];
                Err(missing
                    .into_iter()
                    .filter(|(missing, _)| *missing)
                    .map(|(_, part)| part)
                    .collect())
            }
        }
    }

    /// The plan with something that was done.
    ///
    /// # Errors
    /// It was done before the plan was made, or is written down already.
    pub fn with(&self, done: Done) -> Result<Self, PlanError> {
        let mut draft = self.0.clone();
        draft.done.push(done);
        Self::new(draft)
    }
}

fn check(draft: &Draft) -> Result<(), PlanError> {
    let made_on = draft.made_on;
    let day = |day: NaiveDate| {
        if day < made_on { Err(PlanError::Before { day, made_on }) } else { Ok(()) }
    };
    let same = |pair: &&[Use]| (&pair[0].task, &pair[0].place) == (&pair[1].task, &pair[1].place);
    if let Some(pair) = draft.uses.windows(2).find(same) {
        return Err(PlanError::Use { task: pair[0].task.clone(), place: pair[0].place.clone() });
    }
    if draft.network.windows(2).any(|pair| pair[0] == pair[1]) {
        return Err(PlanError::Tie);
    }
    if draft.network.iter().any(|tie| *tie == Tie::Colleague(draft.holder.clone())) {
        return Err(PlanError::Alone(draft.holder.clone()));
    }
    if let Some(Refresh { when: When::On(on), .. }) = &draft.refresh {
        day(*on)?;
    }
    if let Some(pair) = draft.reviews.windows(2).find(|pair| pair[0] == pair[1]) {
        return Err(PlanError::Review(pair[0]));
    }
    if let Some(pair) = draft.done.windows(2).find(|pair| pair[0] == pair[1]) {
        return Err(PlanError::Done(pair[0].on));
    }
    draft.reviews.iter().chain(draft.done.iter().map(|done| &done.on)).try_for_each(|on| day(*on))
}

impl TryFrom<Draft> for Plan {
    type Error = PlanError;

    fn try_from(draft: Draft) -> Result<Self, PlanError> {
        Self::new(draft)
    }
}

impl From<Plan> for Draft {
    fn from(plan: Plan) -> Self {
        plan.0
    }
}

/// One a line in files; of a holder and a competence there is one.
impl Record for Plan {
    const NAME: &'static str = "competence plans";

    fn key(&self) -> Cow<'_, str> {
        format!("{} {}", self.0.holder, self.0.competence).into()
    }
}

//! What a participant wants, and does not want.

use etablera_taxonomy::ConceptId;
use serde::{Deserialize, Serialize};

use crate::id::{EmployerId, NeedId};

/// What a wish is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// One need.
    Need(NeedId),
    /// Every need of one employer.
    Employer(EmployerId),
    /// Every need in an occupation, or in a group of them.
    Occupation(ConceptId),
}

/// A participant's wishes. They are the participant's own: a refusal takes a
/// pair out of every list, and is shown to no employer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Wishes {
    /// What they do not want.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refuses: Vec<Target>,
    /// What they want, most wanted first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub prefers: Vec<Target>,
}

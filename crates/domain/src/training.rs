//! Training modules.

use serde::{Deserialize, Serialize};

use crate::id::ModuleId;
use crate::requirement::Requirement;
use crate::what::What;

/// A course, or a part of one, that can be given on training days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TrainingModule {
    /// Names the module.
    pub id: ModuleId,
    /// What it is called.
    pub title: String,
    /// How long it takes, in hours.
    pub hours: u16,
    /// What it leads to.
    pub gives: Vec<What>,
    /// What one must have to begin.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub prerequisites: Vec<What>,
}

impl TrainingModule {
    /// Whether it gives what a requirement asks for, at the level that the
    /// requirement says learning leads to.
    #[must_use]
    pub fn leads_to(&self, requirement: &Requirement) -> bool {
        let promised = requirement.promised();
        self.gives.iter().any(|given| given.implies(&promised))
    }
}

//! What is counted that is no person: entities that are supported, and works
//! of a project across borders.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use etablera_domain::event::Code;
use etablera_domain::{EmployerId, Reply};
use etablera_taxonomy::Country;
use serde::{Deserialize, Serialize};

/// What an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntityKind {
    /// A public administration, or a public service.
    Administration,
    /// A local or regional authority, which is an administration as well.
    LocalAuthority,
    /// An enterprise, cooperatives and social ones among them.
    Enterprise,
}

/// The size of an enterprise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Size {
    /// Micro, small or medium.
    UpToMedium,
    /// Large.
    Large,
}

/// Something that is supported and is no person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entity {
    /// Which.
    pub id: EmployerId,
    /// What it is.
    pub kind: EntityKind,
    /// How large it is.
    #[serde(default)]
    pub size: Reply<Size>,
    /// Since when it is supported.
    pub supported_from: NaiveDate,
}

/// What a work is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WorkKind {
    /// A pilot action.
    PilotAction,
    /// A solution.
    Solution,
    /// A solution for a legal or administrative obstacle.
    ObstacleSolution,
}

/// A work that organisations of several countries made together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Work {
    /// Names it.
    pub id: Code,
    /// What it is.
    pub kind: WorkKind,
    /// The countries whose organisations made it.
    pub countries: BTreeSet<Country>,
    /// When it was finished: implemented, developed or identified.
    #[serde(default)]
    pub finished: Option<NaiveDate>,
    /// When it took effect: was taken up, or resolved the obstacle.
    #[serde(default)]
    pub took_effect: Option<NaiveDate>,
}

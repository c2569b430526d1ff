//! What is counted that is no person: entities that are supported, and works
//! of a project across borders.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use etablera_domain::event::{Code, EntityKind, Size, WorkKind};
use etablera_domain::{EmployerId, Reply};
use etablera_taxonomy::Country;
use serde::{Deserialize, Serialize};

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

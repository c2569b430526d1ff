//! Visits to employers.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::date;
use crate::id::{EmployerId, VisitId};

/// A visit to an employer, at which needs are broken down into tasks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Visit {
    /// Names the visit.
    pub id: VisitId,
    /// Who was visited.
    pub employer: EmployerId,
    /// The day.
    #[serde(deserialize_with = "date::day")]
    pub on: NaiveDate,
    /// What was noted about the workplace; never about a person.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub notes: String,
}

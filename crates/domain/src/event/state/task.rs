//! What is to do in a case.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::parts::Ending;
use crate::event::code::Code;
use crate::event::kinds::Due;

/// How something to do was settled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "TaskDone"))]
#[serde(rename_all = "snake_case")]
pub enum Done {
    /// It was done on that day.
    On(NaiveDate),
    /// It need not be done any more.
    Dropped(Ending),
}

/// Something to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "TaskState"))]
#[serde(deny_unknown_fields)]
pub struct Task {
    /// What.
    pub what: Code,
    /// When it is due.
    pub due: Due,
    /// The day it was set.
    pub set_on: NaiveDate,
    /// How it was settled; none while it is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done: Option<Done>,
}

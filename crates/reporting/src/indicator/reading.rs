//! The day that is reported, and what funders leave open.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Which status in the weeks after leaving is the one upon leaving.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Window {
    /// The best that is known of any day in them: in work, in education,
    /// looking for work, inactive, in this order; of equals the earliest.
    #[default]
    Best,
    /// That on the last day.
    LastDay,
}

/// The day that is reported, and what funders leave open: how long a status
/// that was found out is known to hold is our reading, as is the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Reading {
    /// The last day that is reported; what happened later does not count yet.
    pub until: NaiveDate,
    /// Which status is the one upon leaving.
    #[serde(default)]
    pub window: Window,
    /// For how many days a status is known to hold after the day it is of, if
    /// nothing else is found out.
    #[serde(default = "carried")]
    pub carried_days: u16,
    /// How many days after the day six months on a status may be of and stand
    /// for that day, where nothing is known of the day itself.
    #[serde(default)]
    pub late_days: u16,
}

fn carried() -> u16 {
    28
}

impl Reading {
    /// The best status in the window, known to hold for 28 days, and none of a
    /// later day for one six months on.
    #[must_use]
    pub fn until(until: NaiveDate) -> Self {
        Self { until, window: Window::Best, carried_days: carried(), late_days: 0 }
    }
}

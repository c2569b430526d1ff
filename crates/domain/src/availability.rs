//! Hours and shifts.

use serde::{Deserialize, Serialize};

/// A kind of shift.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Shift {
    Day,
    Evening,
    Night,
    Weekend,
}

impl Shift {
    /// Every shift.
    pub const ALL: [Self; 4] = [Self::Day, Self::Evening, Self::Night, Self::Weekend];
}

/// What somebody said when asked; not asked is absence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Stance {
    Yes,
    No,
}

/// A range of working hours a week, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "RawWeeklyHours", into = "RawWeeklyHours")]
pub struct WeeklyHours {
    from: u8,
    to: u8,
}

/// A range of working hours a week, both ends included.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct RawWeeklyHours {
    from: u8,
    to: u8,
}

/// The numbers are not a range of hours in a week.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{from}` to `{to}` is not a range of weekly hours: expected 1 to 60, the lower first")]
pub struct WeeklyHoursError {
    from: u8,
    to: u8,
}

impl WeeklyHours {
    /// A range of 1 to 60 hours.
    ///
    /// # Errors
    ///
    /// When a number is outside, or the lower does not come first.
    pub fn new(from: u8, to: u8) -> Result<Self, WeeklyHoursError> {
        if 1 <= from && from <= to && to <= 60 {
            Ok(Self { from, to })
        } else {
            Err(WeeklyHoursError { from, to })
        }
    }

    /// The fewest hours.
    #[must_use]
    pub fn from(self) -> u8 {
        self.from
    }

    /// The most hours.
    #[must_use]
    pub fn to(self) -> u8 {
        self.to
    }

    /// Whether some number of hours suits both.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.from <= other.to && other.from <= self.to
    }
}

impl TryFrom<RawWeeklyHours> for WeeklyHours {
    type Error = WeeklyHoursError;

    fn try_from(raw: RawWeeklyHours) -> Result<Self, Self::Error> {
        Self::new(raw.from, raw.to)
    }
}

impl From<WeeklyHours> for RawWeeklyHours {
    fn from(hours: WeeklyHours) -> Self {
        Self { from: hours.from, to: hours.to }
    }
}

//! Hours and shifts.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

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

/// Reads what somebody said of each shift, for `deserialize_with`: a shift
/// that is given twice is refused, for a later answer must not hide an
/// earlier one.
pub(crate) fn stances<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<BTreeMap<Shift, Stance>, D::Error> {
    struct Stances;

    impl<'de> Visitor<'de> for Stances {
        type Value = BTreeMap<Shift, Stance>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object from shift to `yes` or `no`")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut stances = BTreeMap::new();
            while let Some((shift, stance)) = map.next_entry()? {
                if stances.insert(shift, stance).is_some() {
                    return Err(Error::custom("a shift is given twice: expected each once"));
                }
            }
            Ok(stances)
        }
    }

    deserializer.deserialize_map(Stances)
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
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 60)))]
    from: u64,
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 60)))]
    to: u64,
}

/// The numbers are not a range of hours in a week.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{from}` to `{to}` is not a range of weekly hours: expected 1 to 60, the lower first")]
pub struct WeeklyHoursError {
    from: u64,
    to: u64,
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
            Err(WeeklyHoursError { from: from.into(), to: to.into() })
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
        let RawWeeklyHours { from, to } = raw;
        match (u8::try_from(from), u8::try_from(to)) {
            (Ok(from), Ok(to)) => Self::new(from, to),
            _ => Err(WeeklyHoursError { from, to }),
        }
    }
}

impl From<WeeklyHours> for RawWeeklyHours {
    fn from(hours: WeeklyHours) -> Self {
        Self { from: hours.from.into(), to: hours.to.into() }
    }
}

//! How often something is to happen.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::template::{Length, ParseLengthError};

/// A length of time between two times, as text such as `"6 months"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "RefreshEvery"))]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(
    feature = "schema",
    schemars(extend(
        "pattern" = "^0*([1-9][0-9]{0,2}|1[01][0-9]{2}|1200) (day|week|month)s?$",
        "examples" = ["6 months"]
    ))
)]
pub struct Every(pub Length);

impl Every {
    /// The day on which it is to happen again, if it last did on `day`.
    #[must_use]
    pub fn after(self, day: NaiveDate) -> NaiveDate {
        self.0.after(day)
    }

    fn key(self) -> (u32, u32, String) {
        (self.0.least_days(), self.0.most_days(), self.0.to_string())
    }
}

/// By how often: the shorter first.
impl Ord for Every {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.key().cmp(&other.key())
    }
}

impl PartialOrd for Every {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl TryFrom<String> for Every {
    type Error = ParseLengthError;

    fn try_from(text: String) -> Result<Self, ParseLengthError> {
        text.parse().map(Self)
    }
}

impl From<Every> for String {
    fn from(every: Every) -> Self {
        every.0.to_string()
    }
}

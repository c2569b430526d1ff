//! Coarse answers about who takes part, under a pseudonym.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::event::{LabourStatus, StatisticsId};

/// What was answered to a question that nobody has to answer.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Reply_of_{T}"))]
#[serde(rename_all = "snake_case")]
pub enum Reply<T> {
    /// Nobody asked, or nobody knows.
    #[default]
    Unknown,
    /// The person was asked and does not say.
    Declined,
    /// This.
    Known(T),
}

impl<T> Reply<T> {
    /// The answer, if there is one.
    #[must_use]
    pub fn known(&self) -> Option<&T> {
        match self {
            Self::Known(answer) => Some(answer),
            Self::Unknown | Self::Declined => None,
        }
    }
}

/// The age on the day of enrolment, as funders group it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum AgeBand {
    /// Below 18.
    Below18,
    /// 18 to 29.
    From18To29,
    /// 30 to 54.
    From30To54,
    /// 55 to 60.
    From55To60,
    /// 61 and above.
    From61,
}

/// The gender as funders ask for it; never taken from an identity number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Gender {
    /// A woman.
    Woman,
    /// A man.
    Man,
    /// Neither of the two.
    NonBinary,
}

/// The highest education completed, by ISCED 2011.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum EducationBand {
    /// Lower secondary or less: 0 to 2.
    UpToLowerSecondary,
    /// Upper secondary or post-secondary: 3 and 4.
    UpperSecondary,
    /// Tertiary: 5 to 8.
    Tertiary,
}

/// The coarse answers that indicators need, as they were at enrolment. Nothing
/// in it leads to a person but the event that names it.
///
/// The special categories (disability, minority) are not among them: they are
/// kept sealed, in a register of their own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Statistics {
    /// The pseudonym.
    pub id: StatisticsId,
    /// The day on which the answers were frozen.
    pub frozen_on: NaiveDate,
    /// The age.
    #[serde(default)]
    pub age: Reply<AgeBand>,
    /// The gender.
    #[serde(default)]
    pub gender: Reply<Gender>,
    /// The highest education.
    #[serde(default)]
    pub education: Reply<EducationBand>,
    /// The status on the labour market before the operation.
    #[serde(default)]
    pub labour: Reply<LabourStatus>,
    /// Whether a citizen of no country of the Union, which stateless persons
    /// are as well.
    #[serde(default)]
    pub third_country: Reply<bool>,
    /// Whether of foreign background: born abroad, or both parents.
    #[serde(default)]
    pub foreign_background: Reply<bool>,
    /// Whether homeless or excluded from housing.
    #[serde(default)]
    pub homeless: Reply<bool>,
    /// Whether living in a rural area.
    #[serde(default)]
    pub rural: Reply<bool>,
}

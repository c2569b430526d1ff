//! How a number is broken down.

use etablera_domain::{AgeBand, EducationBand, Gender, Reply};
use serde::{Deserialize, Serialize};

use super::definition::Breakdown;
use crate::participation::Participation;

/// The age in three groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum AgeOfThree {
    /// Below 18.
    Below18,
    /// 18 to 60.
    From18To60,
    /// 61 and above.
    From61,
}

impl From<AgeBand> for AgeOfThree {
    fn from(band: AgeBand) -> Self {
        match band {
            AgeBand::Below18 => Self::Below18,
            AgeBand::From18To29 | AgeBand::From30To54 | AgeBand::From55To60 => Self::From18To60,
            AgeBand::From61 => Self::From61,
        }
    }
}

/// A group that a number is broken down into. Who was not asked and who does
/// not say are groups of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "IndicatorGroup"))]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// By gender.
    Gender(Reply<Gender>),
    /// By age.
    Age(Reply<AgeBand>),
    /// By age in three groups.
    AgeOfThree(Reply<AgeOfThree>),
    /// By education.
    Education(Reply<EducationBand>),
}

impl Group {
    /// The group of a participation.
    fn of(breakdown: Breakdown, one: &Participation) -> Self {
        let answers = one.answers();
        let age = answers.map_or(Reply::Unknown, |answers| answers.age);
        match breakdown {
            Breakdown::Gender => {
                Self::Gender(answers.map_or(Reply::Unknown, |answers| answers.gender))
            }
            Breakdown::Age => Self::Age(age),
            Breakdown::AgeOfThree => Self::AgeOfThree(match age {
                Reply::Unknown => Reply::Unknown,
                Reply::Declined => Reply::Declined,
                Reply::Known(band) => Reply::Known(band.into()),
            }),
            Breakdown::Education => {
                Self::Education(answers.map_or(Reply::Unknown, |answers| answers.education))
            }
        }
    }

    fn breakdown(self) -> Breakdown {
        match self {
            Self::Gender(_) => Breakdown::Gender,
            Self::Age(_) => Breakdown::Age,
            Self::AgeOfThree(_) => Breakdown::AgeOfThree,
            Self::Education(_) => Breakdown::Education,
        }
    }

    /// Whether a participation is in it.
    #[must_use]
    pub fn has(self, one: &Participation) -> bool {
        Self::of(self.breakdown(), one) == self
    }
}

/// Every group of a breakdown, the answers first.
pub(super) fn all(breakdown: Breakdown) -> &'static [Group] {
    use Reply::{Declined, Known, Unknown};
    match breakdown {
        Breakdown::Gender => {
            &const {
                [
                    Group::Gender(Known(Gender::Woman)),
                    Group::Gender(Known(Gender::Man)),
                    Group::Gender(Known(Gender::NonBinary)),
                    Group::Gender(Declined),
                    Group::Gender(Unknown),
                ]
            }
        }
        Breakdown::Age => {
            &const {
                [
                    Group::Age(Known(AgeBand::Below18)),
                    Group::Age(Known(AgeBand::From18To29)),
                    Group::Age(Known(AgeBand::From30To54)),
                    Group::Age(Known(AgeBand::From55To60)),
                    Group::Age(Known(AgeBand::From61)),
                    Group::Age(Declined),
                    Group::Age(Unknown),
                ]
            }
        }
        Breakdown::AgeOfThree => {
            &const {
                [
                    Group::AgeOfThree(Known(AgeOfThree::Below18)),
                    Group::AgeOfThree(Known(AgeOfThree::From18To60)),
                    Group::AgeOfThree(Known(AgeOfThree::From61)),
                    Group::AgeOfThree(Declined),
                    Group::AgeOfThree(Unknown),
                ]
            }
        }
        Breakdown::Education => {
            &const {
                [
                    Group::Education(Known(EducationBand::UpToLowerSecondary)),
                    Group::Education(Known(EducationBand::UpperSecondary)),
                    Group::Education(Known(EducationBand::Tertiary)),
                    Group::Education(Declined),
                    Group::Education(Unknown),
                ]
            }
        }
    }
}

/// The place of a participation among the groups.
///
/// # Panics
/// Never: every answer has its group.
pub(super) fn place(breakdown: Breakdown, one: &Participation) -> usize {
    let group = Group::of(breakdown, one);
    let found = all(breakdown).iter().position(|other| *other == group);
    found.unwrap_or_else(|| unreachable!("every answer has its group"))
}

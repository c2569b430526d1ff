//! Grounds that an audit goes by, and the groups of each.

use etablera_domain::{AgeBand, Gender, Reply};
use serde::{Deserialize, Serialize};

/// What an audit groups people by: a ground of discrimination law, or an
/// answer to a funder that stands near one. No more is collected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "AuditGround"))]
#[serde(rename_all = "snake_case")]
pub enum Ground {
    /// The gender, as answered at enrolment.
    Gender,
    /// The age band at enrolment.
    Age,
    /// Whether of foreign background: stands near ethnic origin.
    ForeignBackground,
    /// Whether a citizen of no country of the Union: stands near ethnic
    /// origin.
    ThirdCountry,
    /// Whether they have a disability; from the sealed register.
    Disability,
    /// Whether they belong to a minority; from the sealed register.
    Minority,
}

/// A group that somebody is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "AuditGroup"))]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// Women.
    Woman,
    /// Men.
    Man,
    /// Neither.
    NonBinary,
    /// Below 18 years.
    Below18,
    /// 18 to 29 years.
    From18To29,
    /// 30 to 54 years.
    From30To54,
    /// 55 to 60 years.
    From55To60,
    /// 61 years and above.
    From61,
    /// Of whom it is true.
    Yes,
    /// Of whom it is not.
    No,
    /// Not asked, did not say, erased, or not to be read by who asks.
    NotSaid,
}

impl Ground {
    /// Every ground.
    pub const ALL: [Self; 6] = [
        Self::Gender,
        Self::Age,
        Self::ForeignBackground,
        Self::ThirdCountry,
        Self::Disability,
        Self::Minority,
    ];

    /// Its groups, in the order that they are told.
    #[must_use]
    pub fn groups(self) -> &'static [Group] {
        match self {
            Self::Gender => &[Group::Woman, Group::Man, Group::NonBinary, Group::NotSaid],
            Self::Age => &[
                Group::Below18,
                Group::From18To29,
                Group::From30To54,
                Group::From55To60,
                Group::From61,
                Group::NotSaid,
            ],
            Self::ForeignBackground | Self::ThirdCountry | Self::Disability | Self::Minority => {
                &[Group::Yes, Group::No, Group::NotSaid]
            }
        }
    }

    /// Whether the answers lie in the sealed register of special categories.
    #[must_use]
    pub fn is_special(self) -> bool {
        matches!(self, Self::Disability | Self::Minority)
    }
}

impl From<Reply<Gender>> for Group {
    fn from(reply: Reply<Gender>) -> Self {
        match reply {
            Reply::Known(Gender::Woman) => Self::Woman,
            Reply::Known(Gender::Man) => Self::Man,
            Reply::Known(Gender::NonBinary) => Self::NonBinary,
            Reply::Unknown | Reply::Declined => Self::NotSaid,
        }
    }
}

impl From<Reply<AgeBand>> for Group {
    fn from(reply: Reply<AgeBand>) -> Self {
        match reply {
            Reply::Known(AgeBand::Below18) => Self::Below18,
            Reply::Known(AgeBand::From18To29) => Self::From18To29,
            Reply::Known(AgeBand::From30To54) => Self::From30To54,
            Reply::Known(AgeBand::From55To60) => Self::From55To60,
            Reply::Known(AgeBand::From61) => Self::From61,
            Reply::Unknown | Reply::Declined => Self::NotSaid,
        }
    }
}

impl From<Reply<bool>> for Group {
    fn from(reply: Reply<bool>) -> Self {
        match reply {
            Reply::Known(true) => Self::Yes,
            Reply::Known(false) => Self::No,
            Reply::Unknown | Reply::Declined => Self::NotSaid,
        }
    }
}

//! One indicator, as data.

use etablera_domain::event::LabourStatus;
use etablera_domain::{AgeBand, EducationBand};
use serde::{Deserialize, Serialize};

use crate::participation::{EntityKind, Measure, Source, WorkKind};

/// Declares a vocabulary of definition files.
macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $word:ident,)+ })+) => {$(
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(rename_all = "snake_case")]
        // After the derive: what names a schema is said beside the words.
        $(#[$doc])*
        pub enum $name {
            $($(#[$of])* $word,)+
        }
    )+};
}

words! {
    /// Who pays.
    Fund {
        /// The European Social Fund, until 2020.
        Esf,
        /// The European Social Fund Plus.
        EsfPlus,
        /// The Asylum, Migration and Integration Fund.
        Amif,
        /// Interreg.
        Interreg,
    }
    /// Which moment decides.
    Moment {
        /// Entering the operation.
        Entry,
        /// Leaving it, with the weeks after.
        Leaving,
        /// Six months after leaving it.
        SixMonths,
        /// The beginning of the support.
        SupportStart,
        /// The day it happened.
        Event,
        /// The year after the project.
        AfterProject,
    }
    /// How a number is broken down.
    Breakdown {
        /// By gender.
        Gender,
        /// By the age on the day of entering, as it was frozen.
        Age,
        /// By the same age in three groups.
        AgeOfThree,
        /// By education, in groups of ISCED.
        Education,
    }
    /// Whether somebody has read a definition in its source. One that is only
    /// heard of is counted by as it stands, and says so.
    #[cfg_attr(feature = "schema", schemars(rename = "IndicatorStanding"))]
    Standing {
        /// It was read there.
        Verified,
        /// It was not.
        Unverified,
    }
    /// What must be known of somebody before they are counted at all.
    Variable {
        /// The status on the labour market before the operation.
        Labour,
        /// The age.
        Age,
        /// The education.
        Education,
        /// The gender.
        Gender,
        /// Whether a citizen of no country of the Union.
        ThirdCountry,
    }
    /// Whom an operation is for, if not for all.
    Target {
        /// Citizens of no country of the Union.
        ThirdCountry,
    }
    /// A question of yes or no that is asked of everybody.
    Asked {
        /// Of no country of the Union.
        ThirdCountry,
        /// Of foreign background.
        ForeignBackground,
        /// Homeless or excluded from housing.
        Homeless,
        /// Living in a rural area.
        Rural,
        /// With a disability.
        Disability,
        /// Of a minority.
        Minority,
    }
}

/// What makes somebody or something count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// Taking part.
    Everyone,
    /// One of these statuses at entry.
    Status(Vec<LabourStatus>),
    /// Out of work at entry for longer than the limit of the period.
    LongTerm,
    /// One of these ages at entry.
    Age(Vec<AgeBand>),
    /// Below 25 at entry.
    Below25,
    /// One of these educations at entry.
    Education(Vec<EducationBand>),
    /// A yes.
    Yes(Asked),
    /// Inactive at entry, and looking for work upon leaving.
    Searching,
    /// In no education at entry, and in one upon leaving.
    InEducation,
    /// A qualification upon leaving.
    Qualified,
    /// Without work at entry, and in work upon leaving.
    InWork,
    /// Without work at entry, and in work six months after; of these ages, or
    /// of all where none are named.
    InWorkAfter(Vec<AgeBand>),
    /// In work at entry, and in better work six months after.
    Improved,
    /// This measure.
    Measure(Measure),
    /// A language course, and at least so many levels more after it.
    LevelsRaised(i8),
    /// Says that it helped with integration.
    Helpful,
    /// Applied for recognition of qualifications.
    AppliedForRecognition,
    /// Applied for residence of long term.
    AppliedForResidence,
    /// Took part in a joint action.
    JointAction,
    /// Was enrolled in a joint training scheme.
    TrainingScheme,
    /// Has the certificate of a joint training scheme.
    SchemeCompleted,
    /// Took part in a joint action in the year after the project.
    JointActionAfter,
    /// A joint work that was finished while the project ran.
    Finished(WorkKind),
    /// A joint work that took effect.
    TookEffect(WorkKind),
    /// An entity of these kinds, enterprises only up to medium size.
    Entity(Vec<EntityKind>),
    /// Nothing that this program knows of.
    NoSource,
}

impl Rule {
    /// What somebody must collect before it can be answered.
    #[must_use]
    pub fn sources(&self) -> &'static [Source] {
        match self {
            Self::Below25 => &[Source::AgeInYears],
            Self::Yes(Asked::Disability | Asked::Minority) => &[Source::SpecialCategories],
            Self::Qualified => &[Source::Qualifications],
            Self::Improved => &[Source::Improvements],
            Self::Measure(_) => &[Source::Measures],
            Self::LevelsRaised(_) => &[Source::Measures, Source::LanguageLevels],
            Self::Helpful => &[Source::Feedback],
            Self::AppliedForRecognition => &[Source::RecognitionApplications],
            Self::AppliedForResidence => &[Source::ResidenceApplications],
            Self::JointAction | Self::TrainingScheme => &[Source::JointActions],
            Self::SchemeCompleted => &[Source::JointActions, Source::Certificates],
            Self::JointActionAfter => &[Source::JointActions, Source::ProjectEnd],
            Self::Finished(_) => &[Source::Works, Source::ProjectEnd],
            Self::TookEffect(_) => &[Source::Works],
            Self::Entity(_) => &[Source::Entities],
            Self::NoSource => &[Source::Nowhere],
            _ => &[],
        }
    }
}

/// A name in two languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Name {
    /// In Swedish.
    pub sv: String,
    /// In English.
    pub en: String,
}

/// One indicator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Definition {
    /// Its code at the fund, such as `EECO01`.
    pub code: String,
    /// Its name.
    pub name: Name,
    /// Which moment decides.
    pub moment: Moment,
    /// What makes somebody or something count.
    pub rule: Rule,
    /// How the number is broken down.
    pub breakdowns: Vec<Breakdown>,
    /// Where the definition stands.
    pub reference: String,
    /// Whether somebody read it there.
    pub standing: Standing,
}

/// For how long somebody must be out of work for the long term to begin: more
/// than so many months.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LongTerm {
    /// Months.
    pub months: u16,
    /// Months of those below 25 on the day of entering, where that differs.
    #[serde(default)]
    pub months_below_25: Option<u16>,
}

//! What a requirement asks for.

use chrono::NaiveDate;
use etablera_taxonomy::{Cefr, ConceptId, Language};
use serde::{Deserialize, Deserializer, Serialize};

use crate::availability::{Shift, WeeklyHours};
use crate::credential::Credential;
use crate::date;
use crate::education::EducationRequirement;
use crate::language::LanguageSkill;
use crate::level::Level;
use crate::place::Place;
use crate::tagged::Tagged;

/// What a requirement asks for, a module gives, or a prerequisite names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum What {
    /// A competence at a level.
    Competence {
        /// Which.
        concept: ConceptId,
        /// At least this level.
        level: Level,
    },
    /// One skill in a language at a level.
    Language {
        /// Which language.
        language: Language,
        /// Which skill.
        skill: LanguageSkill,
        /// At least this level.
        level: Cefr,
    },
    /// A licence or certificate.
    Credential {
        /// Which.
        credential: Credential,
    },
    /// Time in an occupation.
    Experience {
        /// The occupation, or a group of them.
        occupation: ConceptId,
        /// At least so many months.
        months: u16,
    },
    /// A completed education.
    Education {
        /// Which.
        education: EducationRequirement,
    },
    /// Some number of weekly hours in a range.
    Hours {
        /// The range.
        weekly: WeeklyHours,
    },
    /// A kind of shift.
    Shift {
        /// Which.
        shift: Shift,
    },
    /// Being free to begin.
    Start {
        /// No later than this day.
        on: NaiveDate,
    },
    /// Being able to get there.
    Reach {
        /// Where the work is.
        workplace: Place,
    },
}

/// [`What`] as [`Tagged`] reads it.
#[derive(Deserialize)]
#[serde(remote = "What", rename_all = "snake_case", deny_unknown_fields)]
enum RawWhat {
    Competence {
        concept: ConceptId,
        level: Level,
    },
    Language {
        language: Language,
        skill: LanguageSkill,
        level: Cefr,
    },
    Credential {
        credential: Credential,
    },
    Experience {
        occupation: ConceptId,
        months: u16,
    },
    Education {
        education: EducationRequirement,
    },
    Hours {
        weekly: WeeklyHours,
    },
    Shift {
        shift: Shift,
    },
    Start {
        #[serde(deserialize_with = "date::day")]
        on: NaiveDate,
    },
    Reach {
        workplace: Place,
    },
}

impl<'de> Deserialize<'de> for What {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        RawWhat::deserialize(Tagged { tag: "kind", inner: deserializer })
    }
}

impl What {
    /// Whether whoever has this has what `other` asks, going by the names
    /// alone: the same thing, at least as much of it.
    #[must_use]
    pub fn implies(&self, other: &Self) -> bool {
        match (self, other) {
            (
                Self::Competence { concept, level },
                Self::Competence { concept: other, level: least },
            ) => concept == other && level >= least,
            (
                Self::Language { language, skill, level },
                Self::Language { language: other, skill: in_skill, level: least },
            ) => (language, skill) == (other, in_skill) && level >= least,
            (Self::Credential { credential }, Self::Credential { credential: other }) => {
                credential.includes(other)
            }
            (
                Self::Experience { occupation, months },
                Self::Experience { occupation: other, months: least },
            ) => occupation == other && months >= least,
            (Self::Start { on }, Self::Start { on: other }) => on <= other,
            (this, other) => this == other,
        }
    }

    /// The taxonomy concept it names, if any.
    #[must_use]
    pub fn concept(&self) -> Option<ConceptId> {
        match self {
            Self::Competence { concept, .. } => Some(*concept),
            Self::Experience { occupation, .. } => Some(*occupation),
            Self::Credential { credential: Credential::ProfessionalLicence { occupation, .. } } => {
                Some(*occupation)
            }
            _ => None,
        }
    }
}

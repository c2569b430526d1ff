//! What a person has been asked about competences and past occupations.

use etablera_taxonomy::ConceptId;
use serde::{Deserialize, Serialize};

use crate::answer::{Answer, AnswerError, Word, nothing_else};
use crate::level::{Evidence, Level};

/// A calendar year between 1900 and 2199.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "u64", into = "u16")]
#[cfg_attr(feature = "schema", schemars(extend("minimum" = 1900, "maximum" = 2199)))]
pub struct Year(u16);

impl TryFrom<u64> for Year {
    type Error = String;

    fn try_from(year: u64) -> Result<Self, Self::Error> {
        match year {
            1900..=2199 => Ok(Self(year as u16)),
            _ => Err(format!("`{year}` is not a year: expected 1900 to 2199")),
        }
    }
}

impl From<Year> for u16 {
    fn from(year: Year) -> Self {
        year.0
    }
}

/// What is known about a competence that a person has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mastery {
    /// How well.
    pub level: Level,
    /// How surely.
    pub evidence: Evidence,
    /// When they last used it; shown, not scored.
    pub last_used: Option<Year>,
}

/// A competence that a person has, or says they do not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "RawCompetenceClaim", into = "RawCompetenceClaim")]
pub struct CompetenceClaim {
    /// The competence.
    pub concept: ConceptId,
    /// Whether, and how well.
    pub answer: Answer<Mastery>,
}

impl CompetenceClaim {
    /// A yes, without a year of last use.
    #[must_use]
    pub fn yes(concept: ConceptId, level: Level, evidence: Evidence) -> Self {
        Self { concept, answer: Answer::Yes(Mastery { level, evidence, last_used: None }) }
    }

    /// A plain no.
    #[must_use]
    pub fn no(concept: ConceptId) -> Self {
        Self { concept, answer: Answer::No }
    }
}

/// A competence that a person has, or says they do not have.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct RawCompetenceClaim {
    concept: ConceptId,
    #[serde(default, skip_serializing_if = "Word::is_yes")]
    answer: Word,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    level: Option<Level>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    evidence: Option<Evidence>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    last_used: Option<Year>,
}

impl TryFrom<RawCompetenceClaim> for CompetenceClaim {
    type Error = AnswerError;

    fn try_from(raw: RawCompetenceClaim) -> Result<Self, Self::Error> {
        let RawCompetenceClaim { concept, answer, level, evidence, last_used } = raw;
        if answer == Word::No {
            nothing_else(&[
                ("level", level.is_some()),
                ("evidence", evidence.is_some()),
                ("last_used", last_used.is_some()),
            ])?;
            return Ok(Self::no(concept));
        }
        let level = level.ok_or(AnswerError::Missing("level"))?;
        let evidence = evidence.ok_or(AnswerError::Missing("evidence"))?;
        Ok(Self { concept, answer: Answer::Yes(Mastery { level, evidence, last_used }) })
    }
}

impl From<CompetenceClaim> for RawCompetenceClaim {
    fn from(claim: CompetenceClaim) -> Self {
        let known = claim.answer.yes();
        Self {
            concept: claim.concept,
            answer: if known.is_some() { Word::Yes } else { Word::No },
            level: known.map(|mastery| mastery.level),
            evidence: known.map(|mastery| mastery.evidence),
            last_used: known.and_then(|mastery| mastery.last_used),
        }
    }
}

/// What is known about a time in an occupation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    /// How long in all, in months; `None` where nobody asked.
    pub months: Option<u16>,
    /// How surely.
    pub evidence: Evidence,
    /// When it ended, or was last done.
    pub last_used: Option<Year>,
}

/// An occupation that a person has worked in, or says they have not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "RawExperienceClaim", into = "RawExperienceClaim")]
pub struct ExperienceClaim {
    /// The occupation, or a group of them.
    pub concept: ConceptId,
    /// Whether, and how long.
    pub answer: Answer<Period>,
}

impl ExperienceClaim {
    /// A yes, without a year of last use.
    #[must_use]
    pub fn yes(concept: ConceptId, months: Option<u16>, evidence: Evidence) -> Self {
        Self { concept, answer: Answer::Yes(Period { months, evidence, last_used: None }) }
    }
}

/// An occupation that a person has worked in, or says they have not.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct RawExperienceClaim {
    concept: ConceptId,
    #[serde(default, skip_serializing_if = "Word::is_yes")]
    answer: Word,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    months: Option<u16>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    evidence: Option<Evidence>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    last_used: Option<Year>,
}

impl TryFrom<RawExperienceClaim> for ExperienceClaim {
    type Error = AnswerError;

    fn try_from(raw: RawExperienceClaim) -> Result<Self, Self::Error> {
        let RawExperienceClaim { concept, answer, months, evidence, last_used } = raw;
        if answer == Word::No {
            nothing_else(&[
                ("months", months.is_some()),
                ("evidence", evidence.is_some()),
                ("last_used", last_used.is_some()),
            ])?;
            return Ok(Self { concept, answer: Answer::No });
        }
        let evidence = evidence.ok_or(AnswerError::Missing("evidence"))?;
        Ok(Self { concept, answer: Answer::Yes(Period { months, evidence, last_used }) })
    }
}

impl From<ExperienceClaim> for RawExperienceClaim {
    fn from(claim: ExperienceClaim) -> Self {
        let known = claim.answer.yes();
        Self {
            concept: claim.concept,
            answer: if known.is_some() { Word::Yes } else { Word::No },
            months: known.and_then(|period| period.months),
            evidence: known.map(|period| period.evidence),
            last_used: known.and_then(|period| period.last_used),
        }
    }
}

//! Languages, skill by skill.

use chrono::NaiveDate;
use etablera_taxonomy::{Cefr, Language};
use serde::{Deserialize, Serialize};

use crate::answer::{Answer, AnswerError, Word, nothing_else};
use crate::date;
use crate::level::Evidence;

/// The five skills in which the CEFR describes proficiency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names are the framework's own")]
pub enum LanguageSkill {
    Listening,
    Reading,
    Interaction,
    Production,
    Writing,
}

impl LanguageSkill {
    /// Every skill, in the framework's order.
    pub const ALL: [Self; 5] =
        [Self::Listening, Self::Reading, Self::Interaction, Self::Production, Self::Writing];
}

/// Where a language level comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum LanguageSource {
    /// The person's own estimate.
    #[serde(rename = "self")]
    SelfAssessed,
    /// A grade, such as one from SFI.
    Grade,
    /// Staff heard or read it in dialogue.
    Dialogue,
    /// A language test.
    Test,
}

impl LanguageSource {
    /// How strong the source is as evidence.
    #[must_use]
    pub fn evidence(self) -> Evidence {
        match self {
            Self::SelfAssessed => Evidence::Stated,
            Self::Grade => Evidence::Documented,
            Self::Dialogue => Evidence::Observed,
            Self::Test => Evidence::Validated,
        }
    }
}

/// What is known about one language skill.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Proficiency {
    /// The level reached.
    pub level: Cefr,
    /// Where the level comes from.
    pub source: LanguageSource,
    /// When it was found.
    pub on: Option<NaiveDate>,
}

/// One skill in one language that a person has, or says they do not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "RawLanguageClaim", into = "RawLanguageClaim")]
pub struct LanguageClaim {
    /// The language.
    pub language: Language,
    /// The skill.
    pub skill: LanguageSkill,
    /// Whether, and at what level.
    pub answer: Answer<Proficiency>,
}

/// One skill in one language that a person has, or says they do not have.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct RawLanguageClaim {
    language: Language,
    skill: LanguageSkill,
    #[serde(default, skip_serializing_if = "Word::is_yes")]
    answer: Word,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    level: Option<Cefr>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    source: Option<LanguageSource>,
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "date::optional_day"
    )]
    on: Option<NaiveDate>,
}

impl TryFrom<RawLanguageClaim> for LanguageClaim {
    type Error = AnswerError;

    fn try_from(raw: RawLanguageClaim) -> Result<Self, Self::Error> {
        let RawLanguageClaim { language, skill, answer, level, source, on } = raw;
        if answer == Word::No {
            nothing_else(&[
                ("level", level.is_some()),
                ("source", source.is_some()),
                ("on", on.is_some()),
            ])?;
            return Ok(Self { language, skill, answer: Answer::No });
        }
        let level = level.ok_or(AnswerError::Missing("level"))?;
        let source = source.ok_or(AnswerError::Missing("source"))?;
        Ok(Self { language, skill, answer: Answer::Yes(Proficiency { level, source, on }) })
    }
}

impl From<LanguageClaim> for RawLanguageClaim {
    fn from(claim: LanguageClaim) -> Self {
        let known = claim.answer.yes();
        Self {
            language: claim.language,
            skill: claim.skill,
            answer: if known.is_some() { Word::Yes } else { Word::No },
            level: known.map(|proficiency| proficiency.level),
            source: known.map(|proficiency| proficiency.source),
            on: known.and_then(|proficiency| proficiency.on),
        }
    }
}

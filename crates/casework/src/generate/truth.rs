//! What is true of a made-up person, and how a trial would go.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use etablera_domain::jsonl::Record;
use etablera_domain::{
    Credential, EducationClaim, LanguageSkill, Level, NeedId, ParticipantId, Place, Reach, Shift,
    WeeklyHours,
};
use etablera_taxonomy::{Cefr, ConceptId, Language};
use serde::{Deserialize, Serialize};

/// What a made-up person truly can and will do: all that is not here, they
/// cannot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Truth {
    /// The participant.
    pub id: ParticipantId,
    /// Competences, ordered by concept.
    pub competences: Vec<TrueCompetence>,
    /// Past occupations.
    pub occupations: Vec<TrueExperience>,
    /// Languages, skill by skill.
    pub languages: Vec<TrueLanguage>,
    /// Licences and certificates.
    pub credentials: Vec<Credential>,
    /// The highest completed education.
    pub education: EducationClaim,
    /// Where they live.
    pub home: Place,
    /// How far they can go.
    pub reach: Reach,
    /// How many hours a week they can work.
    pub hours: WeeklyHours,
    /// The shifts they can work.
    pub shifts: BTreeSet<Shift>,
    /// The first day they can start.
    pub available_from: NaiveDate,
    /// What no register shows and trials bring to light, 0 to 100.
    pub steadiness: u8,
    /// How trials at some needs would go.
    pub outcomes: Vec<Outcome>,
}

/// A competence at its true level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrueCompetence {
    /// Which.
    pub concept: ConceptId,
    /// How well.
    pub level: Level,
}

/// True time in an occupation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrueExperience {
    /// Which.
    pub concept: ConceptId,
    /// How long, in months.
    pub months: u16,
}

/// One skill in a language at its true level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrueLanguage {
    /// Which language.
    pub language: Language,
    /// Which skill.
    pub skill: LanguageSkill,
    /// How well.
    pub level: Cefr,
}

/// How a trial at one need would go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// The need.
    pub need: NeedId,
    /// [`Truth::probability`] of it.
    pub probability_permille: u16,
    /// Whether it ended in employment, drawn with that probability.
    pub employed: bool,
}

impl Record for Truth {
    const NAME: &'static str = "truth";

    fn key(&self) -> std::borrow::Cow<'_, str> {
        self.id.as_str().into()
    }
}

impl Truth {
    /// The true level of a competence.
    #[must_use]
    pub fn level(&self, concept: ConceptId) -> Option<Level> {
        let at = self.competences.binary_search_by_key(&concept, |known| known.concept).ok()?;
        Some(self.competences[at].level)
    }

    /// The true level of one skill in a language.
    #[must_use]
    pub fn cefr(&self, language: Language, skill: LanguageSkill) -> Option<Cefr> {
        let same = |known: &&TrueLanguage| known.language == language && known.skill == skill;
        self.languages.iter().find(same).map(|known| known.level)
    }

    /// Whether they hold a credential, or one that includes it.
    #[must_use]
    pub fn holds(&self, credential: &Credential) -> bool {
        self.credentials.iter().any(|held| held.includes(credential))
    }
}

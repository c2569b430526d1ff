//! The merits of whoever was chosen, for somebody who was not (2 chap. 4 § of
//! the Discrimination Act, SFS 2008:567): education, work experience and other
//! merits, and nothing else.
//!
//! What would tell where somebody comes from, how old they are or where they
//! live has no field: no country of an education or a licence beyond the one
//! that the need itself names, no year and no day, no place, no wish, no *no*.
//! Education and experience are told whole, since the law names them; of
//! everything else only what the need asks for, since no more decided.

use etablera_domain::{
    Answer, Credential, Evidence, LanguageSkill, LanguageSource, Level, Need, Participant, What,
};
use etablera_taxonomy::{Cefr, ConceptId, IscedField, IscedLevel, Language};
use serde::{Deserialize, Serialize};

/// How much of the merits is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Extent {
    /// All education and experience, and what else the need asks for.
    Usual,
    /// Only what the need asks for, in the need's own words and no higher than
    /// it asks: of a person whose identity is protected, a rare occupation, a
    /// rare certificate or an unusual level may tell where to look.
    AskedFor,
}

/// An education.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EducationMerit {
    /// How high.
    pub level: IscedLevel,
    /// In what.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<IscedField>,
    /// What shows it.
    pub evidence: Evidence,
}

/// Time in an occupation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ExperienceMerit {
    /// Which occupation.
    pub occupation: ConceptId,
    /// For how many months, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub months: Option<u16>,
    /// What shows it.
    pub evidence: Evidence,
}

/// A competence that the need asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CompetenceMerit {
    /// Which.
    pub competence: ConceptId,
    /// How well, from 1 to 4.
    pub level: Level,
    /// What shows it.
    pub evidence: Evidence,
}

/// A licence or certificate that the need asks for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CredentialMerit {
    /// Which.
    pub credential: Credential,
    /// What shows it.
    pub evidence: Evidence,
}

/// A skill in a language that the need asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LanguageMerit {
    /// Which language.
    pub language: Language,
    /// Which skill in it.
    pub skill: LanguageSkill,
    /// How well.
    pub level: Cefr,
    /// What shows it.
    pub source: LanguageSource,
}

/// What somebody could when they were chosen, ordered by what it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Merits {
    /// Education.
    pub education: Vec<EducationMerit>,
    /// Experience of work.
    pub experience: Vec<ExperienceMerit>,
    /// Competences that the need asks for.
    pub competences: Vec<CompetenceMerit>,
    /// Licences and certificates that the need asks for.
    pub credentials: Vec<CredentialMerit>,
    /// Languages that the need asks for.
    pub languages: Vec<LanguageMerit>,
}

impl Merits {
    /// The parts in which something stands, as the register of disclosures
    /// names them.
    pub fn parts(&self) -> impl Iterator<Item = &'static str> {
        let parts = [
            ("education", self.education.is_empty()),
            ("experience", self.experience.is_empty()),
            ("competences", self.competences.is_empty()),
            ("credentials", self.credentials.is_empty()),
            ("languages", self.languages.is_empty()),
        ];
        parts.into_iter().filter(|(_, is_empty)| !is_empty).map(|(name, _)| name)
    }
}

/// The merits of a profile for a need.
#[must_use]
pub fn merits(profile: &Participant, need: &Need, extent: Extent) -> Merits {
    let asked: Vec<&What> = need.requirements().map(|asked| &asked.what).collect();
    let all = extent == Extent::Usual;
    let experience = profile.occupations.iter().filter_map(|one| {
        let period = yes(&one.answer)?;
        let most = asked.iter().filter_map(|what| match what {
            What::Experience { occupation, months } if *occupation == one.concept => Some(*months),
            _ => None,
        });
        let most = if all { u16::MAX } else { most.max()? };
        let months = period.months.map(|months| months.min(most));
        Some(ExperienceMerit { occupation: one.concept, months, evidence: period.evidence })
    });
    let mut merits = Merits {
        education: education(profile, &asked, extent),
        experience: experience.collect(),
        competences: competences(profile, &asked, extent),
        credentials: credentials(profile, &asked, extent),
        languages: languages(profile, &asked, extent),
    };
    merits.education.sort_unstable();
    merits.education.dedup();
    merits.experience.sort_unstable();
    merits
}

/// All education, or what of each is asked for: in the field that is asked
/// for, and no higher.
fn education(profile: &Participant, asked: &[&What], extent: Extent) -> Vec<EducationMerit> {
    let mut told = Vec::new();
    for one in &profile.education {
        let evidence = one.evidence;
        if extent == Extent::Usual {
            told.push(EducationMerit { level: one.level, field: one.field, evidence });
            continue;
        }
        for what in asked {
            let What::Education { education } = what else { continue };
            let is_in = |field: IscedField| one.field.is_some_and(|own| field.contains(own));
            if education.field.is_none_or(is_in) {
                let level = one.level.min(education.level);
                told.push(EducationMerit { level, field: education.field, evidence });
            }
        }
    }
    told
}

fn competences(profile: &Participant, asked: &[&What], extent: Extent) -> Vec<CompetenceMerit> {
    let told = profile.competences.iter().filter_map(|one| {
        let mastery = yes(&one.answer)?;
        let most = asked.iter().filter_map(|what| match what {
            What::Competence { concept, level } if *concept == one.concept => Some(*level),
            _ => None,
        });
        let level = capped(mastery.level, most.max()?, extent);
        Some(CompetenceMerit { competence: one.concept, level, evidence: mastery.evidence })
    });
    let mut all: Vec<CompetenceMerit> = told.collect();
    all.sort_unstable();
    all
}

fn credentials(profile: &Participant, asked: &[&What], extent: Extent) -> Vec<CredentialMerit> {
    let mut all = Vec::new();
    for one in &profile.credentials {
        let Some(holding) = yes(&one.answer) else { continue };
        let met = asked.iter().filter_map(|what| match what {
            What::Credential { credential } if one.credential.includes(credential) => {
                Some(credential)
            }
            _ => None,
        });
        let told: Vec<&Credential> = match extent {
            Extent::Usual => met.take(1).map(|_| &one.credential).collect(),
            Extent::AskedFor => met.collect(),
        };
        let evidence = holding.evidence;
        let merit =
            |credential: &Credential| CredentialMerit { credential: credential.clone(), evidence };
        all.extend(told.into_iter().map(merit));
    }
    all.sort_unstable();
    all.dedup();
    all
}

fn languages(profile: &Participant, asked: &[&What], extent: Extent) -> Vec<LanguageMerit> {
    let told = profile.languages.iter().filter_map(|one| {
        let known = yes(&one.answer)?;
        let most = asked.iter().filter_map(|what| match what {
            What::Language { language, skill, level }
                if (*language, *skill) == (one.language, one.skill) =>
            {
                Some(*level)
            }
            _ => None,
        });
        let (level, source) = (capped(known.level, most.max()?, extent), known.source);
        Some(LanguageMerit { language: one.language, skill: one.skill, level, source })
    });
    let mut all: Vec<LanguageMerit> = told.collect();
    all.sort_unstable();
    all
}

/// What somebody holds, or no more of it than the need asks for.
fn capped<L: Ord>(held: L, most: L, extent: Extent) -> L {
    match extent {
        Extent::Usual => held,
        Extent::AskedFor => held.min(most),
    }
}

fn yes<T>(answer: &Answer<T>) -> Option<&T> {
    match answer {
        Answer::Yes(known) => Some(known),
        Answer::No => None,
    }
}

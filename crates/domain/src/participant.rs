//! A participant, as far as matching is concerned.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::availability::{self, Shift, Stance, WeeklyHours};
use crate::claim::{CompetenceClaim, ExperienceClaim};
use crate::credential::CredentialClaim;
use crate::date;
use crate::education::EducationClaim;
use crate::id::ParticipantId;
use crate::language::LanguageClaim;
use crate::place::{Place, Reach};
use crate::wish::Wishes;

/// What is known about what a person can do, wants, and when.
///
/// Everything but the id may be unknown, and what is unknown is absent: there
/// is no default answer to a question that nobody asked. Who the person is
/// stands elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Participant {
    /// Names the participant.
    pub id: ParticipantId,
    /// Competences, in any order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub competences: Vec<CompetenceClaim>,
    /// Past occupations, each once, with the time in all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub occupations: Vec<ExperienceClaim>,
    /// Languages, skill by skill.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<LanguageClaim>,
    /// Licences and certificates.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub credentials: Vec<CredentialClaim>,
    /// Completed education, at least the highest.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub education: Vec<EducationClaim>,
    /// Where they live.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub home: Option<Place>,
    /// How far they can go.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reach: Option<Reach>,
    /// How many hours a week they can work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<WeeklyHours>,
    /// Which shifts they can work.
    #[serde(
        default,
        skip_serializing_if = "BTreeMap::is_empty",
        deserialize_with = "availability::stances"
    )]
    pub shifts: BTreeMap<Shift, Stance>,
    /// The first day they can start.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "date::optional_day"
    )]
    pub available_from: Option<NaiveDate>,
    /// What they want.
    #[serde(default, skip_serializing_if = "is_empty")]
    pub wishes: Wishes,
}

fn is_empty(wishes: &Wishes) -> bool {
    wishes == &Wishes::default()
}

/// The same occupation is claimed twice: months would count twice.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("occupation `{0}` is claimed twice: expected one claim with the months in all")]
pub struct DuplicateClaim(String);

impl Participant {
    /// A participant of whom nothing is known.
    #[must_use]
    pub fn new(id: ParticipantId) -> Self {
        Self {
            id,
            competences: Vec::new(),
            occupations: Vec::new(),
            languages: Vec::new(),
            credentials: Vec::new(),
            education: Vec::new(),
            home: None,
            reach: None,
            hours: None,
            shifts: BTreeMap::new(),
            available_from: None,
            wishes: Wishes::default(),
        }
    }

    /// Checks what no single field shows.
    ///
    /// # Errors
    ///
    /// When an occupation is claimed twice.
    pub fn check(&self) -> Result<(), DuplicateClaim> {
        let mut seen = BTreeSet::new();
        match self.occupations.iter().find(|claim| !seen.insert(claim.concept)) {
            Some(twice) => Err(DuplicateClaim(twice.concept.to_string())),
            None => Ok(()),
        }
    }
}

//! Which professions are regulated where.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use etablera_domain::event::Code;
use etablera_taxonomy::{ConceptId, Country, Isco};
use serde::Deserialize;
use toml::value::Datetime;

use crate::rules::{Dated, Reference, Standing};

/// What a country keeps for those with a licence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Protects {
    /// Nothing: anybody may do the work, and call themselves so.
    Nothing,
    /// The title: others may do the work, though not under it.
    Title,
    /// The work itself, and the title with it.
    Activity,
}

/// How a profession is regulated in a country.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Regulation {
    /// What is kept for those with a licence.
    pub protects: Protects,
    /// The title, in the country's language.
    pub title: String,
    /// Who gives the licence.
    pub authority: String,
    /// What is needed.
    pub needs: String,
    /// Whether a licence of any country of the European Economic Area does.
    pub eea: bool,
    /// Who needs none, if that is known of somebody.
    pub unless: Option<String>,
    /// Where it stands.
    pub reference: Reference,
    /// Whether somebody read it there.
    pub standing: Standing,
}

/// A profession, and how it is regulated in which country from when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profession {
    /// Its key in the file.
    pub key: Code,
    /// Its name in English.
    pub name: String,
    /// The groups of ISCO-08 it lies in.
    pub isco: Vec<Isco>,
    /// Occupations of ESCO that are it.
    pub esco: Vec<ConceptId>,
    countries: BTreeMap<Country, Dated<Regulation>>,
}

impl Profession {
    /// How it is regulated in a country on a day, if that is listed.
    #[must_use]
    pub fn on(&self, country: Country, day: NaiveDate) -> Option<&Regulation> {
        self.countries.get(&country)?.on(day)
    }

    /// Whether an occupation is this profession: one of its occupations of
    /// ESCO, or a group of ISCO-08 that is one of its own or lies in one.
    #[must_use]
    pub fn is(&self, occupation: &ConceptId) -> bool {
        match occupation {
            ConceptId::Isco(code) => self.isco.iter().any(|group| group.contains(*code)),
            other => self.esco.contains(other),
        }
    }
}

/// A profession in a country on a day, whether listed or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Regulated<'p> {
    pub(super) profession: Option<&'p Profession>,
    pub(super) country: Country,
    pub(super) day: NaiveDate,
    pub(super) regulation: Option<&'p Regulation>,
}

/// Regulated professions by key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Professions(BTreeMap<Code, Profession>);

/// A text is no list of professions.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ProfessionError {
    /// It is no TOML, or a field is missing, unknown or of another kind.
    #[error("{0}")]
    Text(String),
    /// Two of one key.
    #[error("profession `{0}` is there twice")]
    Twice(Code),
    /// What is said of a country cannot be.
    #[error("profession `{key}` in `{country}`: {why}")]
    Country {
        /// Which profession.
        key: Code,
        /// In which country.
        country: Country,
        /// What is wrong, and what was expected.
        why: String,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default, rename = "profession")]
    professions: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    key: Code,
    name: String,
    isco: Vec<Isco>,
    #[serde(default)]
    esco: Vec<ConceptId>,
    countries: BTreeMap<Country, Vec<Change>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    from: Datetime,
    protects: Protects,
    title: String,
    authority: String,
    needs: String,
    #[serde(default)]
    eea: bool,
    unless: Option<String>,
    reference: Reference,
    verified: bool,
}

impl Professions {
    /// Reads a list from TOML.
    ///
    /// # Errors
    /// The first thing wrong.
    pub fn parse(text: &str) -> Result<Self, ProfessionError> {
        let file: File =
            toml::from_str(text).map_err(|error| ProfessionError::Text(error.to_string()))?;
        let mut all = BTreeMap::new();
        for row in file.professions {
            let profession = row.read()?;
            if let Some(first) = all.insert(profession.key.clone(), profession) {
                return Err(ProfessionError::Twice(first.key));
            }
        }
        Ok(Self(all))
    }

    /// The list that comes with the crate: what was read in its source, and
    /// what is only heard of, marked as not verified.
    ///
    /// # Panics
    /// Never: a test reads it.
    #[must_use]
    pub fn shipped() -> Self {
        match Self::parse(include_str!("../../rules/regulated.toml")) {
            Ok(professions) => professions,
            Err(error) => unreachable!("`regulated.toml`: {error}"),
        }
    }

    /// These, and over them those of another list: of one key the other's
    /// counts.
    #[must_use]
    pub fn with(mut self, others: Self) -> Self {
        self.0.extend(others.0);
        self
    }

    /// A profession by its key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Profession> {
        self.0.get(key)
    }

    /// The professions of an occupation, by key.
    pub fn of<'p>(&'p self, occupation: &'p ConceptId) -> impl Iterator<Item = &'p Profession> {
        self.iter().filter(move |profession| profession.is(occupation))
    }

    /// How a profession is regulated in a country on a day.
    #[must_use]
    pub fn on(&self, profession: &str, country: Country, day: NaiveDate) -> Regulated<'_> {
        let profession = self.get(profession);
        let regulation = profession.and_then(|profession| profession.on(country, day));
        Regulated { profession, country, day, regulation }
    }

    /// Every profession, by key.
    pub fn iter(&self) -> impl Iterator<Item = &Profession> {
        self.0.values()
    }
}

impl Row {
    fn read(self) -> Result<Profession, ProfessionError> {
        let Self { key, name, isco, esco, countries } = self;
        let mut read = BTreeMap::new();
        for (country, changes) in countries {
            let wrong = |why| ProfessionError::Country { key: key.clone(), country, why };
            let changes: Result<Vec<_>, String> = changes.into_iter().map(Change::read).collect();
            let dated = Dated::new(changes.map_err(wrong)?);
            read.insert(country, dated.map_err(|error| wrong(error.to_string()))?);
        }
        Ok(Profession { key, name, isco, esco, countries: read })
    }
}

impl Change {
    fn read(self) -> Result<(NaiveDate, Option<Regulation>), String> {
        let text = self.from.to_string();
        let from = crate::read::day_of(&text)?;
        if self.reference.as_str().trim().is_empty() {
            return Err(format!(
                "what holds from {from} has no reference: expected where it stands"
            ));
        }
        let standing = if self.verified { Standing::Verified } else { Standing::Unverified };
        let Self { protects, title, authority, needs, eea, unless, reference, .. } = self;
        let regulation =
            Regulation { protects, title, authority, needs, eea, unless, reference, standing };
        Ok((from, Some(regulation)))
    }
}

//! The rules of some files.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::file::File;
use super::held::Held;
use super::rule::{Rule, RuleName};
use crate::text::line;

/// Rules by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rules {
    rules: BTreeMap<RuleName, Rule>,
}

/// Why a text is no set of rules, or a rule cannot be asked for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RulesError {
    /// The text is no TOML, or a field is missing, unknown or of another kind.
    #[error("line {line}: {message}")]
    Text {
        /// From 1.
        line: usize,
        /// What was found, and what was expected.
        message: String,
    },
    /// Two rules of one name.
    #[error("line {line}: `{name}` is there twice")]
    Twice {
        /// Of the second, from 1.
        line: usize,
        /// Of both.
        name: RuleName,
    },
    /// No rule of this name.
    #[error("there is no rule `{0}`")]
    Unknown(String),
}

impl Rules {
    /// Reads rules from TOML.
    ///
    /// # Errors
    /// The first thing wrong, with its line.
    pub fn parse(text: &str) -> Result<Self, RulesError> {
        let file: File = toml::from_str(text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            RulesError::Text { line: line(text, at), message: error.message().to_owned() }
        })?;
        let mut rules = BTreeMap::new();
        for row in file.rules {
            let line = line(text, row.span().start);
            let rule = row.into_inner().rule();
            let rule = rule.map_err(|message| RulesError::Text { line, message })?;
            if let Some(first) = rules.insert(rule.name.clone(), rule) {
                return Err(RulesError::Twice { line, name: first.name });
            }
        }
        Ok(Self { rules })
    }

    /// These rules, and over them those of another set: of one name the
    /// other's counts.
    #[must_use]
    pub fn with(mut self, others: Self) -> Self {
        self.rules.extend(others.rules);
        self
    }

    /// What a rule holds on a day.
    ///
    /// # Errors
    /// There is no such rule.
    pub fn on(&self, name: &str, day: NaiveDate) -> Result<Held, RulesError> {
        let rule = self.get(name).ok_or_else(|| RulesError::Unknown(name.to_owned()))?;
        Ok(Held::of(rule, day))
    }

    /// A rule by name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Rule> {
        self.rules.get(name)
    }

    /// Every rule, by name.
    pub fn iter(&self) -> impl Iterator<Item = &Rule> {
        self.rules.values()
    }
}

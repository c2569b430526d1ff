//! A story as it is told.

use serde::Serialize;

use super::cell::Table;
use super::error::StoryError;
use super::quote::{Counted, Quote, quotes};
use super::read::Story;
use super::way::Way;
use super::{borders, competence, hidden, workplace};
use crate::template::Names;

/// A story: whose it is, what became of each person, and what was counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Told {
    /// What the programme is called.
    pub name: Names,
    /// Where it is described.
    pub sources: Vec<String>,
    /// The ways of all persons, by id.
    pub ways: Vec<Way>,
    /// The facts.
    pub tables: Vec<Table>,
    /// What the source says in numbers, beside what was counted.
    pub quotes: Vec<Quote>,
}

impl Told {
    /// The facts of one kind.
    #[must_use]
    pub fn table(&self, id: &str) -> Option<&Table> {
        self.tables.iter().find(|table| table.id == id)
    }
}

/// Facts, and what of them the source may be quoted on.
pub(super) type Facts = (Vec<Table>, Counted);

impl Story {
    /// Folds every journey and counts the facts.
    ///
    /// # Errors
    /// An event is refused, a fact cannot be counted, or the source is quoted
    /// on what nobody counts.
    pub fn told(&self) -> Result<Told, StoryError> {
        let ways = self.ways()?;
        self.supervised()?;
        let (tables, counted) = self.facts()?;
        let quotes = quotes(&self.inputs.quotes, &counted)?;
        let (name, sources) = (self.template.name.clone(), self.template.sources.clone());
        Ok(Told { name, sources, ways, tables, quotes })
    }

    fn facts(&self) -> Result<Facts, StoryError> {
        let inputs = &self.inputs;
        let (mut tables, mut counted) = (Vec::new(), Counted::new());
        let mut add = |(more, numbers): Facts| {
            tables.extend(more);
            counted.extend(numbers);
        };
        if let Some(of) = &inputs.workplace {
            add(workplace::facts(self, of)?);
        }
        if let Some(of) = &inputs.borders {
            add(borders::facts(self, of)?);
        }
        if let Some(of) = &inputs.hidden {
            add(hidden::facts(self, of)?);
        }
        if let Some(of) = &inputs.competence {
            add(competence::facts(self, of)?);
        }
        Ok((tables, counted))
    }
}

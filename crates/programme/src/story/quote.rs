//! What the source says beside what was counted.

use std::collections::BTreeMap;

use etablera_domain::event::Code;
use serde::Serialize;

use super::error::StoryError;
use super::inputs::{Quoted, Relation};

/// What was counted, by what the source is quoted on.
pub(super) type Counted = BTreeMap<&'static str, i64>;

/// A number that the source says, and the same as the story has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Quote {
    /// What it counts.
    pub id: Code,
    /// What the source says.
    pub said: i64,
    /// How the count is to stand to that.
    pub relation: Relation,
    /// What was counted, in the same unit.
    pub counted: i64,
}

impl Quote {
    /// Whether the story is as the source says.
    #[must_use]
    pub fn holds(&self) -> bool {
        match self.relation {
            Relation::Equal => self.counted == self.said,
            Relation::Over => self.counted > self.said,
            Relation::AtMost => self.counted <= self.said,
        }
    }
}

pub(super) fn quotes(all: &[Quoted], counted: &Counted) -> Result<Vec<Quote>, StoryError> {
    let quote = |one: &Quoted| {
        let (id, said, relation) = (one.id.clone(), one.said, one.relation);
        match counted.get(id.as_str()) {
            Some(counted) => Ok(Quote { id, said, relation, counted: *counted }),
            None => Err(StoryError::Quote(id)),
        }
    };
    all.iter().map(quote).collect()
}

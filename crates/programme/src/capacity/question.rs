//! A question about capacity as it stands in a file.

use serde::Deserialize;

use super::model::{Goal, Model, ModelError, Programme};
use super::report::Resources;
use super::search::Wanted;

/// What is asked, before it is checked: a programme and a goal, and either what
/// there is or between what to look.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// The programme.
    pub programme: Programme,
    /// The goal.
    pub goal: Goal,
    /// What there is: what comes of it?
    #[serde(default)]
    pub resources: Option<Resources>,
    /// Between what to look: how little is enough?
    #[serde(default)]
    pub wanted: Option<Wanted>,
}

/// What is asked of a model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// What comes of so much.
    With(Resources),
    /// How little is enough.
    Within(Wanted),
}

/// Why nothing can be asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum QuestionError {
    /// The programme and the goal do not fit.
    #[error(transparent)]
    Model(#[from] ModelError),
    /// Nothing is asked, or two things are.
    #[error("expected one of `resources` and `wanted`")]
    Asked,
}

impl Question {
    /// Checks it.
    ///
    /// # Errors
    /// The first thing that does not fit.
    pub fn check(self) -> Result<(Model, Asked), QuestionError> {
        let asked = match (self.resources, self.wanted) {
            (Some(resources), None) => Asked::With(resources),
            (None, Some(wanted)) => Asked::Within(wanted),
            _ => return Err(QuestionError::Asked),
        };
        Ok((Model::new(self.programme, self.goal)?, asked))
    }
}

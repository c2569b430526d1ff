//! One requirement of one task.

use std::fmt;

use etablera_taxonomy::Cefr;
use serde::{Deserialize, Serialize};

use crate::id::{ModuleId, RequirementId};
use crate::level::{Evidence, Level};
use crate::what::What;

/// How much a *should* weighs, 1 to 5.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "u64", into = "u8")]
#[cfg_attr(feature = "schema", schemars(extend("minimum" = 1, "maximum" = 5)))]
pub struct Weight(u8);

impl Weight {
    /// The weight as a number, 1 to 5.
    #[must_use]
    pub fn number(self) -> u8 {
        self.0
    }
}

impl TryFrom<u64> for Weight {
    type Error = String;

    fn try_from(number: u64) -> Result<Self, Self::Error> {
        match number {
            1..=5 => Ok(Self(number as u8)),
            _ => Err(format!("`{number}` is not a weight: expected 1 to 5")),
        }
    }
}

impl From<Weight> for u8 {
    fn from(weight: Weight) -> Self {
        weight.0
    }
}

/// Whether the work cannot be done without it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Strength {
    /// The work cannot be done without it.
    Must,
    /// It is good to have, so much.
    Should(Weight),
}

/// Why a requirement is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// A law or regulation says so.
    Law,
    /// Someone could be hurt.
    Safety,
    /// A collective or other agreement says so.
    Agreement,
    /// The task cannot be done otherwise.
    Task,
    /// The employer wishes it.
    Wish,
    /// Nobody has said: only from an import, and to be asked.
    NotStated,
}

impl Reason {
    /// Whether only the thing itself will do, and nothing like it.
    #[must_use]
    pub fn is_strict(self) -> bool {
        matches!(self, Self::Law | Self::Safety)
    }
}

/// A step on a ladder of levels: of a competence or of a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged, expecting = "expected a level 1 to 4, or a CEFR level such as `A2`")]
pub enum Rung {
    /// A level of competence.
    Level(Level),
    /// A level of language.
    Cefr(Cefr),
}

impl fmt::Display for Rung {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Level(level) => level.fmt(f),
            Self::Cefr(level) => level.fmt(f),
        }
    }
}

/// How something can be learnt in time.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum LearnBy {
    /// At the workplace, during the trial.
    Workplace,
    /// By a training module.
    Module(ModuleId),
}

/// That a requirement can be learnt, and between which levels.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Learnable {
    /// Where.
    pub by: LearnBy,
    /// The level one must have to begin; `None` to begin from nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Rung>,
    /// The level it leads to; `None` for the level that is asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Rung>,
}

/// One thing that a task asks for, how strongly and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Requirement {
    /// Names it inside the need.
    pub id: RequirementId,
    /// What is asked for.
    pub what: What,
    /// How strongly.
    pub strength: Strength,
    /// Why.
    pub reason: Reason,
    /// The least evidence that counts, where any does not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_evidence: Option<Evidence>,
    /// How it can be learnt in time, if it can.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub learnable: Option<Learnable>,
    /// The words it was taken from, for imported needs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
}

/// Why a requirement makes no sense.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RequirementError {
    /// What is asked for has no levels, or other ones.
    #[error("`learnable.{field}` is `{rung}`: {expected}")]
    WrongLadder {
        /// `from` or `to`.
        field: &'static str,
        /// What stands there.
        rung: Rung,
        /// What should.
        expected: &'static str,
    },
    /// The learning ends below what is asked, or where it begins.
    #[error("`learnable` leads from {from} to {to}: expected to reach {asked}, from below it")]
    DoesNotReach {
        /// Where it begins.
        from: String,
        /// Where it ends.
        to: Rung,
        /// What is asked.
        asked: Rung,
    },
}

impl Requirement {
    /// The level that is asked, where there is one.
    #[must_use]
    pub fn asked(&self) -> Option<Rung> {
        match self.what {
            What::Competence { level, .. } => Some(Rung::Level(level)),
            What::Language { level, .. } => Some(Rung::Cefr(level)),
            _ => None,
        }
    }

    /// What learning leads to: what is asked, at the level that `learnable`
    /// names.
    #[must_use]
    pub fn promised(&self) -> What {
        let mut promised = self.what.clone();
        let to = self.learnable.as_ref().and_then(|learnable| learnable.to);
        match (&mut promised, to) {
            (What::Competence { level, .. }, Some(Rung::Level(to))) => *level = to,
            (What::Language { level, .. }, Some(Rung::Cefr(to))) => *level = to,
            _ => {}
        }
        promised
    }

    /// Checks that what can be learnt fits what is asked.
    ///
    /// # Errors
    ///
    /// When the levels are of another kind, or learning does not lead from
    /// below the asked level to it.
    pub fn check(&self) -> Result<(), RequirementError> {
        let Some(learnable) = &self.learnable else { return Ok(()) };
        let rungs = [("from", learnable.from), ("to", learnable.to)];
        for (field, rung) in rungs.into_iter().filter_map(|(f, r)| r.map(|r| (f, r))) {
            let expected = match (self.asked(), rung) {
                (Some(Rung::Level(_)), Rung::Level(_)) | (Some(Rung::Cefr(_)), Rung::Cefr(_)) => {
                    continue;
                }
                (Some(Rung::Level(_)), _) => "expected a level, 1 to 4",
                (Some(Rung::Cefr(_)), _) => "expected a CEFR level, A1 to C2",
                (None, _) => "expected none, for what is asked has no levels",
            };
            return Err(RequirementError::WrongLadder { field, rung, expected });
        }
        let Some(asked) = self.asked() else { return Ok(()) };
        let to = learnable.to.unwrap_or(asked);
        if to < asked || learnable.from.is_some_and(|from| from >= asked) {
            let from = learnable.from.map_or("nothing".to_owned(), |from| from.to_string());
            return Err(RequirementError::DoesNotReach { from, to, asked });
        }
        Ok(())
    }
}

//! What a reader gets.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::clause::{Clause, Finding};
use super::condition::Condition;
use crate::rules::RuleName;

/// An answer about a rule; never a promise, since an authority decides.
// In this order `min` is "any" and `max` is "all".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// Everything the rule asks for is known and met.
    MayApply,
    /// Something that decides is not known, or not verified.
    TooLittleData,
    /// Something known rules it out.
    ProbablyNot,
}

impl Answer {
    /// Of the opposite question.
    #[must_use]
    pub fn opposite(self) -> Self {
        match self {
            Self::MayApply => Self::ProbablyNot,
            Self::TooLittleData => Self::TooLittleData,
            Self::ProbablyNot => Self::MayApply,
        }
    }
}

/// An answer with its grounds, made from a [`Condition`] only.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Decision {
    /// The answer.
    pub answer: Answer,
    /// The clauses that it follows from.
    pub because: Vec<Clause>,
    /// The facts that could still decide it.
    pub missing: BTreeSet<&'static str>,
    /// The rules that somebody must read in their source first.
    pub unverified: BTreeSet<RuleName>,
}

impl From<Condition> for Decision {
    fn from(condition: Condition) -> Self {
        let because: Vec<Clause> = condition.decisive().into_iter().cloned().collect();
        let unverified = because.iter().filter(|one| one.finding() == Finding::NotVerified);
        Self {
            answer: condition.answer(),
            missing: because
                .iter()
                .filter(|clause| clause.is_fact_missing())
                .map(Clause::fact)
                .collect(),
            unverified: unverified.map(|one| one.ground().rule.clone()).collect(),
            because,
        }
    }
}

//! Clauses joined by and, or, and not.

use super::answer::Answer;
use super::clause::{Clause, Finding};

/// What must be so for an answer to be yes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// One clause.
    Clause(Box<Clause>),
    /// Each of these; yes if there are none.
    All(Vec<Condition>),
    /// At least one of these; no if there are none.
    Any(Vec<Condition>),
    /// That this is not so.
    Not(Box<Condition>),
}

impl From<Clause> for Condition {
    fn from(clause: Clause) -> Self {
        Self::Clause(Box::new(clause))
    }
}

impl Condition {
    /// Each of these.
    pub fn all<C: Into<Self>>(conditions: impl IntoIterator<Item = C>) -> Self {
        Self::All(conditions.into_iter().map(Into::into).collect())
    }

    /// At least one of these.
    pub fn any<C: Into<Self>>(conditions: impl IntoIterator<Item = C>) -> Self {
        Self::Any(conditions.into_iter().map(Into::into).collect())
    }

    /// That this is not so.
    pub fn not(condition: impl Into<Self>) -> Self {
        Self::Not(Box::new(condition.into()))
    }

    /// The answer by three-valued logic: what is open decides nothing, and
    /// keeps nothing from being decided by the rest.
    #[must_use]
    pub fn answer(&self) -> Answer {
        match self {
            Self::Clause(clause) => match clause.finding() {
                Finding::Met => Answer::MayApply,
                Finding::Unmet => Answer::ProbablyNot,
                Finding::NotKnown | Finding::NotVerified => Answer::TooLittleData,
            },
            Self::All(all) => all.iter().map(Self::answer).max().unwrap_or(Answer::MayApply),
            Self::Any(any) => any.iter().map(Self::answer).min().unwrap_or(Answer::ProbablyNot),
            Self::Not(not) => not.answer().opposite(),
        }
    }

    /// The clauses that the answer follows from, whatever the others are: of
    /// a yes those that together suffice, of a no those that rule it out, and
    /// otherwise those that could still change it.
    #[must_use]
    pub fn decisive(&self) -> Vec<&Clause> {
        let mut clauses = Vec::new();
        self.collect(&mut clauses);
        clauses
    }

    /// Every clause, decisive or not.
    #[must_use]
    pub fn clauses(&self) -> Vec<&Clause> {
        match self {
            Self::Clause(clause) => vec![clause],
            Self::Not(not) => not.clauses(),
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::clauses).collect(),
        }
    }

    fn collect<'c>(&'c self, into: &mut Vec<&'c Clause>) {
        let answer = self.answer();
        match self {
            Self::Clause(clause) => into.push(clause),
            Self::Not(not) => not.collect(into),
            Self::All(parts) | Self::Any(parts) => {
                let decides = parts.iter().filter(|part| part.answer() == answer);
                // One part that rules out an "all", or meets an "any", is enough.
                let one_is_enough = match self {
                    Self::All(_) => answer == Answer::ProbablyNot,
                    _ => answer == Answer::MayApply,
                };
                let enough = if one_is_enough { 1 } else { usize::MAX };
                decides.take(enough).for_each(|part| part.collect(into));
            }
        }
    }
}

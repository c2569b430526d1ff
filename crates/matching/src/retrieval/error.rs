//! What retrieval refuses.

use super::{MAX_STRENGTHS, MAX_WEIGHT, TERMS};

/// Why a document or a query is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RetrievalError {
    /// A term that is not below [`TERMS`].
    #[error("term {term} is too high: expected less than {TERMS}")]
    Term {
        /// The term.
        term: u32,
    },
    /// A term that a row has twice.
    #[error("term {term} stands twice in a row: expected once")]
    Duplicate {
        /// The term.
        term: u32,
    },
    /// A weight in a document that is 0 or above [`MAX_WEIGHT`].
    #[error("term {term} has weight {weight}: expected 1 to {MAX_WEIGHT}")]
    Weight {
        /// The term.
        term: u32,
        /// Its weight.
        weight: u32,
    },
    /// A strength of 0 in a query.
    #[error("term {term} has strength 0: expected at least 1")]
    Strength {
        /// The term.
        term: u32,
    },
    /// Strengths of a query whose sum is above [`MAX_STRENGTHS`].
    #[error("the strengths of a query sum to {sum}: expected at most {MAX_STRENGTHS}")]
    Strengths {
        /// Their sum.
        sum: u64,
    },
    /// More documents than there are ids.
    #[error("too many documents: expected at most {most}")]
    TooMany {
        /// How many there may be.
        most: u32,
    },
    /// An id that was never given out.
    #[error("there is no document {id}: expected less than {ids}")]
    NoSuchDocument {
        /// The id.
        id: u32,
        /// How many ids have been given out.
        ids: u32,
    },
}

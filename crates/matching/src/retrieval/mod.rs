//! The best k of many documents for a query, exactly and fast.
//!
//! A *document* is a row of terms, each with a weight; a *query* is a row of
//! terms, each with a strength. A pair's score is the sum of strength times
//! weight over the terms that both have. Found are the k documents of highest
//! score, and of those that tie the ones with the lower ids; a document that
//! scores 0 is never found. Everything is a number: whoever calls knows that
//! a term is a competence, and a document a need or a person.
//!
//! Documents stand behind [`Gate`]s and queries have [`Key`]s, so that what a
//! query may not have costs little and never takes the place of what it may:
//! a *shard* such as a region, of which a query opens some; a *level* and
//! *bits* that a query must have at least. This is two-valued: what is not
//! known about a gate is for the caller to decide.
//!
//! ```
//! use etablera_matching::retrieval::{Documents, Gate, Hit, Index, Key, Opens};
//!
//! let (north, south) = (3, 8);
//! let mut needs = Documents::new();
//! let at = |shard, level| Gate { shard, level, bits: 0 };
//! needs.push(&[(1, 600), (2, 400)], at(north, 0))?;
//! needs.push(&[(2, 1000)], at(north, 4))?;
//! needs.push(&[(2, 500), (7, 500)], at(south, 0))?;
//! let mut index = Index::build(&needs);
//!
//! let key = Key { opens: Opens::Shards(vec![north]), level: 2, bits: 0 };
//! let person = [(1, 50), (2, 80)];
//! assert_eq!(index.search(&person, &key, 10)?, [Hit { score: 62_000, id: 0 }]);
//! let all: Vec<u32> = index.search(&person, &Key::MASTER, 10)?.iter().map(|h| h.id).collect();
//! assert_eq!(all, [1, 0, 2]);
//!
//! let new = index.insert(&[(1, 1000)], at(north, 0))?;
//! index.remove(0);
//! assert_eq!(index.search(&person, &key, 10)?, [Hit { score: 50_000, id: new }]);
//! # Ok::<(), etablera_matching::retrieval::RetrievalError>(())
//! ```
//!
//! # How it works, and what it costs
//!
//! Each shard is cut into blocks of at most 4,096 documents, alike gates
//! together, and a block has its postings by term. A query adds up its terms'
//! postings in an array that stays in the first-level cache, and then looks
//! only at sums that can still enter its list. [`Index::search_all`] takes a
//! block and lets thousands of queries through before the next.
//!
//! Time grows with the postings that a query reads: those of its terms in the
//! blocks that it opens; plus a fraction for each document there, and a
//! look-up for each term and block. Memory is four bytes a posting; in each
//! block four bytes for a term that occurs and half a byte for each below the
//! highest that does; 16 bytes a document in its block, and 16 for where it
//! is. A change rewrites one or two blocks, which is time in proportion to
//! their postings; its place is given to the next document of that shard.
//!
//! Blocks are not bounded and passed over by score. Counted on 150,000 needs,
//! like needs together, and people with 68 terms: blocks of 256 whose bound
//! reaches the tenth score still have 96 % of the postings; of blocks of 64 it
//! is 42 %, but their bounds take another 36 % as many additions, in runs too
//! short to be fast.
//!
//! # Limits
//!
//! A term is below [`TERMS`], a weight at most [`MAX_WEIGHT`], and a query's
//! strengths sum to at most [`MAX_STRENGTHS`]: so a score is below 2^31
//! whatever meets, and what could overflow is refused when it is handed in.

mod accumulators;
mod block;
mod directory;
mod documents;
mod error;
mod gate;
mod hit;
mod index;
mod posting;
mod queries;
mod rows;
mod search;
mod top;

#[cfg(test)]
mod tests;

pub use documents::Documents;
pub use error::RetrievalError;
pub use gate::{Gate, Key, Opens};
pub use hit::{Hit, Lists};
pub use index::Index;
pub use queries::Queries;

/// A term is below this. Tables have room for every term up to the highest
/// that occurs, so number them without gaps.
pub const TERMS: u32 = 1_000_000;

/// The highest weight of a term in a document.
pub const MAX_WEIGHT: u32 = (1 << 15) - 1;

/// The highest sum of a query's strengths.
pub const MAX_STRENGTHS: u32 = (1 << 16) - 1;

//! Answers with their grounds.
//!
//! `clause` is one condition of a rule, judged; `condition` joins clauses by
//! and and or, in three-valued logic; `answer` is what a reader gets, and
//! `asked` puts the questions of one statute.

mod answer;
mod asked;
mod clause;
mod condition;

pub(crate) use asked::{Asked, is_of_age, whole};

pub use answer::{Answer, Decision};
pub use clause::{Clause, Fact, Finding, Ground};
pub use condition::Condition;

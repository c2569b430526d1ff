//! Answers with their grounds.
//!
//! `clause` is one condition of a rule, judged; `condition` joins clauses by
//! and and or, in three-valued logic; `answer` is what a reader gets.

mod answer;
mod clause;
mod condition;

pub use answer::{Answer, Decision};
pub use clause::{Clause, Fact, Finding, Ground};
pub use condition::Condition;

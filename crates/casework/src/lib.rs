//! The use cases that the command line and the server share: load, match,
//! explain, generate, import, report.
//!
//! Matching decides; this crate reads the files, calls it, and puts the
//! answer into words.

pub mod assign;
pub mod experiment;
pub mod explain;
pub mod generate;
pub mod import;
pub mod load;
pub mod office;
pub mod papers;
pub mod plan;
pub mod policy;
pub mod receipt;
pub mod report;
pub mod shortlist;
pub mod town;
pub mod words;

mod parallel;

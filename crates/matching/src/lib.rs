//! Ranks people for employers' needs and needs for people, with the reasons.
//!
//! One requirement against one profile gives a [`Verdict`]; the verdicts of a
//! pair give its [`Tier`] and score; pairs in order are a list. What is not
//! known is [`Verdict::Unknown`], never a guess. Same input, same output, on
//! any machine and any number of threads.
//!
//! ```
//! use etablera_domain::{Need, Participant, jsonl};
//! use etablera_matching::{Matcher, Parameters, Tier};
//! use etablera_taxonomy::starter;
//!
//! let need: Need = jsonl::parse(
//!     r#"{"id":"N1","employer":"E1","origin":{"visit":"V1"},"title":"Lagerarbetare","seats":1,
//!     "tasks":[{"title":"Truck","share_permille":1000,"requirements":[{"id":"truck",
//!     "what":{"kind":"credential","credential":{"kind":"forklift","class":"B"}},
//!     "strength":"must","reason":"safety"}]}]}"#,
//! )?;
//! let silent: Participant = jsonl::parse(r#"{"id":"P1"}"#)?;
//! let trained: Participant = jsonl::parse(
//!     r#"{"id":"P2","credentials":[{"credential":{"kind":"forklift","class":"B"},
//!     "evidence":"documented"}]}"#,
//! )?;
//!
//! let day = "2026-12-01".parse()?;
//! let matcher = Matcher::new(starter(), Parameters::default(), day);
//! let need = matcher.prepare(&need)?;
//! let tier = |participant| matcher.profile(participant).map(|p| matcher.appraise(&need, &p).tier);
//! assert_eq!(tier(&silent)?, Tier::ToClarify);
//! assert_eq!(tier(&trained)?, Tier::Ready);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod parameters;
mod verdict;

mod catalogue;
mod held;
mod mentions;
mod prepare;
mod profile;
mod rule;
mod weight;

mod cause;
mod judge;
mod judgement;
mod lots;
mod matcher;
mod rank;
mod search;
mod wish;

pub mod assignment;
pub mod experiment;
pub mod outcome;
pub mod retrieval;
pub mod stability;
pub mod strategy;
pub mod surplus;

pub use catalogue::{Catalogue, CatalogueError};
pub use judgement::{Appraisal, Cause, Change, Cited, Finding, Judgement};
pub use matcher::{Matcher, UnknownConcept};
pub use parameters::{Parameters, ParametersError};
pub use prepare::PreparedNeed;
pub use profile::Profile;
pub use rank::{Entry, Rank, Whose};
pub use search::{Index, NoSuchNeed};
pub use verdict::{Tier, Verdict};

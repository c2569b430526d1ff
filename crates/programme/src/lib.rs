//! Programme rules as dated data: what held on a day, what follows from it,
//! and why.
//!
//! Nothing here reads a clock, a file or a store. The day is an argument, and
//! every decision carries its grounds. A rule that nobody has checked against
//! its source can never give a firm yes or no: the types leave no way to.
//!
//! ```
//! use etablera_programme::decision::{Answer, Condition, Decision, Fact};
//! use etablera_programme::rules::{Amount, Rules};
//!
//! let rules = Rules::parse(r#"
//!     [[rule]]
//!     name = "trial.longest"
//!     description = "Longest trial"
//!     unit = "month"
//!     [[rule.value]]
//!     from = 2020-01-01
//!     amount = 1
//!     reference = "made up for this example"
//!     verified = true
//! "#)?;
//! let day = "2026-12-01".parse()?;
//! let longest = rules.on("trial.longest", day)?;
//! let asked = longest.judge(Fact::known("months", 2), |most, asked| Amount::from(asked) <= most);
//! assert_eq!(Decision::from(Condition::from(asked)).answer, Answer::ProbablyNot);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod agreement;
pub mod calendar;
pub mod capacity;
pub mod competence_plan;
pub mod cross_border;
pub mod decision;
pub mod forecast;
pub mod housing;
pub mod introduction;
pub mod journey;
pub mod project;
mod read;
pub mod rights;
pub mod rules;
pub mod split;
pub mod story;
pub mod support;
pub mod template;
mod text;
pub mod training;
pub mod week;

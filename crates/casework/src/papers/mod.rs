//! Reports as documents: what a use case answered, put into the words of its
//! reader.
//!
//! One file a report. Words are in `messages/report/`; nothing is counted
//! here.

pub mod audit;
mod freeze;
mod indicators;
mod model;
mod monthly;
mod outcomes;
mod project;

use etablera_reporting::document::Language;

pub use freeze::{corrections, frozen};
pub use indicators::indicators;
pub use model::{model, model_check, model_pair};
pub use monthly::{monthly, series};
pub use outcomes::{borders, costs, funnel, orientation, outcomes};
pub use project::{Publicity, project, project_head, publicity};

use crate::words::Tongue;

/// The word of a value in files and answers, as messages are named by it;
/// nothing where it is written as more than a word.
fn word(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

/// The language that a document is written in.
fn language(tongue: Tongue) -> Language {
    match tongue {
        Tongue::Swedish | Tongue::PlainSwedish => Language::Swedish,
        Tongue::English => Language::English,
    }
}

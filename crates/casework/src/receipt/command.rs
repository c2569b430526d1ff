//! What was asked, and how the answer was written.

use etablera_matching::Tier;
use serde::{Deserialize, Serialize};

use crate::words::Tongue;

/// What was asked, with every argument that changes the answer. The number
/// of threads is none of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Command {
    /// Ranked lists.
    Ranking {
        /// Whose.
        whose: Lists,
        /// Rows a list at most.
        top: u64,
        /// With pairs that are not eligible.
        all: bool,
    },
    /// One pair in full.
    Explanation {
        /// The need's id.
        need: String,
        /// The participant's id.
        participant: String,
    },
    /// A round's plan.
    Plan {
        /// The strategy's name, as the command line has it.
        strategy: String,
        /// How far down the pairs go.
        tiers: Tier,
        /// What tells one random plan from another.
        seed: u64,
        /// The participant, or participant and need, who alone were asked
        /// about.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        why: Option<String>,
    },
}

/// Whose lists there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lists {
    /// For each need, people.
    Needs,
    /// For each participant, needs.
    Participants,
    /// Both, those of needs first.
    Both,
}

/// How an answer was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shown {
    /// The form.
    pub format: Format,
    /// The language of texts.
    pub language: Tongue,
    /// The columns that a table was set in, without colours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width: Option<u16>,
}

/// The form of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// For reading.
    Table,
    /// One JSON document.
    Json,
    /// One JSON object a line.
    Jsonl,
    /// Comma-separated values.
    Csv,
}

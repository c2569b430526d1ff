//! Receipts: what an answer was made from, so that its bytes can be made
//! again and anybody can check that they are the same.
//!
//! A receipt pins the engine, the numbers, the taxonomy, every input and
//! every argument that changes the bytes, and the hash of the bytes. It may
//! hold ids of people, and never their names or a text about them.
//!
//! ```
//! use etablera_casework::receipt::{Command, Pinned, Source};
//! use etablera_matching::Parameters;
//!
//! let pinned = Pinned::parameters(&Parameters::default());
//! assert_eq!(pinned.read().unwrap(), Parameters::default());
//! assert_eq!(Source::town(), Source::town());
//! ```

mod command;
mod counts;
mod error;
mod pinned;
mod source;

use chrono::NaiveDate;
use etablera_domain::event::{Moment, ReceiptId};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

pub use command::{Command, Format, Lists, Shown};
pub use counts::{Counts, ListCounts, not_eligible};
pub use error::ReceiptError;
pub use etablera_storage::Hash;
pub use pinned::{Pinned, PinnedTaxonomy};
pub use source::{Input, Role, Source};

use pinned::canonical;

/// The version of the form that is written and read.
const VERSION: u64 = 1;

/// The version of the engine that this is.
pub const ENGINE: &str = env!("CARGO_PKG_VERSION");

/// What an answer was made from.
///
/// Two receipts of the same answer from the same inputs differ only in when
/// they were made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// The version of the form: 1.
    pub v: u64,
    /// Follows from everything else but when it was made.
    pub id: ReceiptId,
    /// When the answer was made.
    pub made_at: Moment,
    /// The version of the engine that made it.
    pub engine: String,
    /// What was asked.
    pub command: Command,
    /// The day that was judged on.
    pub as_of: NaiveDate,
    /// The numbers that matching went by.
    pub parameters: Pinned,
    /// The taxonomy.
    pub taxonomy: PinnedTaxonomy,
    /// Where people, needs and training came from.
    pub source: Source,
    /// Tables beside them: overrides, limits, groups.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tables: Vec<Input>,
    /// The policies that decided who may see the answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policy: Option<Hash>,
    /// How the answer was written.
    pub shown: Shown,
    /// What was looked at, and how much of it the answer shows.
    pub counts: Counts,
    /// The answer.
    pub answer: Answer,
}

/// The bytes of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// How many there are.
    pub bytes: u64,
    /// Their SHA-256 hash.
    pub hash: Hash,
}

impl Answer {
    /// Pins the bytes of an answer.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self { bytes: bytes.len() as u64, hash: Hash::of(bytes) }
    }
}

/// Everything about an answer that its maker knows; the rest of a receipt
/// follows.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the fields of `Receipt`")]
pub struct Made {
    pub command: Command,
    pub as_of: NaiveDate,
    pub parameters: Pinned,
    pub taxonomy: PinnedTaxonomy,
    pub source: Source,
    pub tables: Vec<Input>,
    pub policy: Option<Hash>,
    pub shown: Shown,
    pub counts: Counts,
    pub answer: Answer,
}

impl Receipt {
    /// The receipt of an answer that this engine made.
    #[must_use]
    pub fn new(made_at: Moment, made: Made) -> Self {
        let mut receipt = Self {
            v: VERSION,
            id: ReceiptId::new(Uuid::nil()),
            made_at,
            engine: ENGINE.to_owned(),
            command: made.command,
            as_of: made.as_of,
            parameters: made.parameters,
            taxonomy: made.taxonomy,
            source: made.source,
            tables: made.tables,
            policy: made.policy,
            shown: made.shown,
            counts: made.counts,
            answer: made.answer,
        };
        receipt.id = receipt.id_of_content();
        receipt
    }

    /// Reads a receipt.
    ///
    /// # Errors
    ///
    /// When the text is none, or one of another version of the form.
    pub fn parse(text: &[u8]) -> Result<Self, ReceiptError> {
        let value: Value = serde_json::from_slice(text)?;
        match value.get("v").and_then(Value::as_u64) {
            Some(VERSION) => Ok(serde_json::from_slice(text)?),
            Some(found) => Err(ReceiptError::Version { found, expected: VERSION }),
            None => Err(ReceiptError::NotAReceipt),
        }
    }

    /// The receipt as it is kept in a file: JSON, with a line break at its
    /// end.
    ///
    /// # Panics
    ///
    /// Never: every field has a form in JSON.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).expect("a receipt is plain data");
        text.push('\n');
        text
    }

    /// The id that the content gives: a UUID of version 8 from the SHA-256
    /// hash of everything but the id itself and when the receipt was made.
    ///
    /// # Panics
    ///
    /// Never: every field has a form in JSON.
    #[must_use]
    pub fn id_of_content(&self) -> ReceiptId {
        let mut value = serde_json::to_value(self).expect("a receipt is plain data");
        if let Value::Object(fields) = &mut value {
            fields.remove("id");
            fields.remove("made_at");
        }
        let hash = Hash::of(canonical(&value).as_bytes());
        let mut first = [0; 16];
        first.copy_from_slice(&hash.bytes()[..16]);
        ReceiptId::new(uuid::Builder::from_custom_bytes(first).into_uuid())
    }

    /// Whether the id is that of the content. Somebody who changes both goes
    /// unnoticed here; a log that keeps the id notices.
    #[must_use]
    pub fn is_intact(&self) -> bool {
        self.id == self.id_of_content()
    }

    /// The files that the answer was made from, other than the taxonomy.
    pub fn inputs(&self) -> impl Iterator<Item = &Input> {
        let files = match &self.source {
            Source::Files { inputs, .. } => inputs.as_slice(),
            Source::Town { .. } | Source::Log { .. } => &[],
        };
        files.iter().chain(&self.tables)
    }
}

#[cfg(test)]
mod tests;

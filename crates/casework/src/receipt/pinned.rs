//! The numbers and the taxonomy, pinned.

use etablera_matching::Parameters;
use etablera_storage::Hash;
use etablera_taxonomy::Taxonomy;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::error::ReceiptError;

/// Parameters with their hash. They are kept whole, so that a later engine
/// with other defaults still answers as this one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pinned {
    /// The SHA-256 hash of the values as JSON without spaces, keys sorted.
    pub hash: Hash,
    /// The values, by name. Kept as they were written: a later engine may
    /// know more of them.
    pub values: Value,
}

impl Pinned {
    /// Pins parameters.
    ///
    /// # Panics
    ///
    /// Never: parameters are numbers and words.
    #[must_use]
    pub fn parameters(parameters: &Parameters) -> Self {
        let values = serde_json::to_value(parameters).expect("parameters are plain data");
        Self { hash: Hash::of(canonical(&values).as_bytes()), values }
    }

    /// The parameters.
    ///
    /// # Errors
    ///
    /// When they do not have the hash, or are none.
    pub fn read(&self) -> Result<Parameters, ReceiptError> {
        let found = Hash::of(canonical(&self.values).as_bytes());
        if found != self.hash {
            return Err(ReceiptError::Parameters { expected: self.hash, found });
        }
        let parameters = Parameters::deserialize(&self.values)?;
        parameters.check()?;
        Ok(parameters)
    }
}

/// A taxonomy by its hash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PinnedTaxonomy {
    /// What it was made from, such as `ESCO 1.2.0 + JobTech`.
    pub edition: String,
    /// The SHA-256 hash of the compiled form.
    pub hash: Hash,
    /// The file it was read from; none for the starter taxonomy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
}

impl PinnedTaxonomy {
    /// Pins a taxonomy, read from a file or compiled in.
    #[must_use]
    pub fn of(taxonomy: &Taxonomy, path: Option<String>) -> Self {
        let hash = Hash::of(&taxonomy.to_bytes());
        Self { edition: taxonomy.edition().name, hash, path }
    }

    /// Checks that a taxonomy is the one that was pinned.
    ///
    /// # Errors
    ///
    /// When it is another.
    pub fn check(&self, taxonomy: &Taxonomy) -> Result<(), ReceiptError> {
        let found = Self::of(taxonomy, None);
        if found.hash == self.hash {
            return Ok(());
        }
        Err(ReceiptError::Taxonomy {
            expected_edition: self.edition.clone(),
            expected: self.hash,
            found_edition: found.edition,
            found: found.hash,
        })
    }
}

/// JSON without spaces, keys sorted: one text for one value, whatever order
/// its keys were written in.
pub(super) fn canonical(value: &Value) -> String {
    match value {
        Value::Object(fields) => {
            let mut fields: Vec<_> = fields.iter().collect();
            fields.sort_by_key(|(key, _)| *key);
            let field = |(key, value): (&String, &Value)| {
                format!("{}:{}", Value::from(key.as_str()), canonical(value))
            };
            format!("{{{}}}", fields.into_iter().map(field).collect::<Vec<_>>().join(","))
        }
        Value::Array(items) => {
            format!("[{}]", items.iter().map(canonical).collect::<Vec<_>>().join(","))
        }
        plain => plain.to_string(),
    }
}

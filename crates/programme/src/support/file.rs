//! Facts as they stand in files.

use serde::de::DeserializeOwned;

use crate::text::line;

/// Why a text holds no facts.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {message}")]
pub struct FactsError {
    /// From 1.
    pub line: usize,
    /// What was found, and what was expected.
    pub message: String,
}

/// Reads facts from TOML: a key each, days as `"YYYY-MM-DD"`.
///
/// # Errors
/// A key that is no fact, or a value of another kind, by its line.
pub fn read_facts<T: DeserializeOwned>(text: &str) -> Result<T, FactsError> {
    toml::from_str(text).map_err(|error: toml::de::Error| {
        let at = error.span().map_or(0, |span| span.start);
        FactsError { line: line(text, at), message: error.message().to_owned() }
    })
}

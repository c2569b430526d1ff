//! Facts as they stand in files.

use serde::de::DeserializeOwned;

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
        let line = text.as_bytes().iter().take(at).filter(|byte| **byte == b'\n').count() + 1;
        FactsError { line, message: error.message().to_owned() }
    })
}

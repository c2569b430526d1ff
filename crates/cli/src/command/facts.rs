//! Files of facts: TOML, or JSON.

use std::path::Path;

use etablera_casework::load::InputError;
use etablera_programme::support::read_facts;
use serde::de::DeserializeOwned;

use crate::error::CommandError;

/// The text of a file.
pub(super) fn text(file: &Path) -> Result<String, CommandError> {
    std::fs::read_to_string(file)
        .map_err(|source| InputError::Unreadable { file: file.to_owned(), source }.into())
}

/// What is wrong with a file.
pub(super) fn wrong(file: &Path, why: impl std::fmt::Display) -> CommandError {
    CommandError::Use(format!("{}: {why}", file.display()))
}

/// Facts from a TOML file.
pub(super) fn facts<T: DeserializeOwned>(file: &Path) -> Result<T, CommandError> {
    read_facts(&text(file)?).map_err(|error| wrong(file, error))
}

/// Facts from a file, JSON where its name ends so, else TOML.
pub(super) fn facts_or_json<T: DeserializeOwned>(file: &Path) -> Result<T, CommandError> {
    if file.extension().is_none_or(|end| end != "json") {
        return facts(file);
    }
    serde_json::from_str(&text(file)?).map_err(|error| {
        let (line, message) = (error.line(), error.to_string());
        let place = format!(" at line {line} column {}", error.column());
        let message = message.strip_suffix(&place).unwrap_or(&message);
        wrong(file, format_args!("line {line}: {message}"))
    })
}

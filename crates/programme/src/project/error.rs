//! What can be wrong with a record.

use std::fmt;

/// Something wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FieldError {
    /// The text is no object of JSON.
    #[error("the record cannot be read: {0}")]
    Json(String),
    /// A field that every record has is not there.
    #[error("`{0}` is missing")]
    Missing(&'static str),
    /// A field that no record has.
    #[error("`{0}` is not a field: expected those of the open record")]
    Unknown(String),
    /// A field that is there twice.
    #[error("`{0}` is there twice: expected it once")]
    Twice(String),
    /// A value that the field cannot have.
    #[error("`{field}` is `{value}`: expected {expected}")]
    Value {
        /// The field.
        field: &'static str,
        /// What stands there, the first characters.
        value: String,
        /// What may stand there.
        expected: String,
    },
    /// A number that is no organisation number. What it was is not repeated
    /// where it may be a person's.
    #[error("`{field}`: {why}")]
    Organisation {
        /// The field.
        field: &'static str,
        /// What is wrong, and what was expected.
        why: String,
    },
}

impl FieldError {
    /// The field, if it is one's.
    #[must_use]
    pub fn field(&self) -> Option<&str> {
        match self {
            Self::Json(_) => None,
            Self::Missing(field) | Self::Value { field, .. } | Self::Organisation { field, .. } => {
                Some(field)
            }
            Self::Unknown(field) | Self::Twice(field) => Some(field),
        }
    }
}

/// Everything wrong with a record: at least one error, in the order of its
/// fields, and those that are no fields last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordErrors(pub(super) Vec<FieldError>);

impl RecordErrors {
    /// The errors.
    #[must_use]
    pub fn all(&self) -> &[FieldError] {
        &self.0
    }
}

impl fmt::Display for RecordErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, error) in self.0.iter().enumerate() {
            write!(f, "{}{error}", if at == 0 { "" } else { "\n" })?;
        }
        Ok(())
    }
}

impl std::error::Error for RecordErrors {}

/// What an error repeats of a text: the first characters, on one line.
pub(super) fn shown(text: &str) -> String {
    let escaped =
        |c: char| if c.is_control() { c.escape_default().collect() } else { c.to_string() };
    text.chars().take(80).map(escaped).collect()
}

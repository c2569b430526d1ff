//! Codes of the classification systems: one system a file.

mod ascii;
mod cefr;
mod country;
mod digits;
mod isced;
mod jobtech;
mod language;
mod municipality;
mod nuts;
mod seqf;

pub use cefr::Cefr;
pub use country::Country;
pub use digits::{Isco, Ssyk, Styrk};
pub use isced::{IscedField, IscedLevel};
pub use jobtech::JobTechId;
pub use language::Language;
pub use municipality::Municipality;
pub use nuts::Nuts;
pub use seqf::SeqfLevel;

/// The text is not a code of the system that was asked for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not {expected}")]
pub struct ParseCodeError {
    text: String,
    expected: &'static str,
}

impl ParseCodeError {
    pub(crate) fn new(text: &str, expected: &'static str) -> Self {
        // A cell can hold a whole page; the message need not.
        let text = text.chars().take(80).collect();
        Self { text, expected }
    }
}

/// Gives a type with `FromStr` and `Display` its text form in files: `Debug`,
/// serde and, with the feature `schema`, JSON Schema.
#[doc(hidden)]
#[macro_export]
macro_rules! text_form {
    ($name:ident, $pattern:literal, $example:literal) => {
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Display::fmt(self, f)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({
                    "type": "string", "pattern": $pattern, "examples": [$example]
                })
            }
        }
    };
}

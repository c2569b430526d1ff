//! A claim's answer: yes and how, or a plain no.

/// What a person answers when asked about one thing. Not having been asked is
/// the absence of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Answer<T> {
    /// They can, and this much is known about it.
    Yes(T),
    /// They cannot.
    No,
}

impl<T> Answer<T> {
    /// What is known about a yes.
    pub fn yes(&self) -> Option<&T> {
        match self {
            Self::Yes(known) => Some(known),
            Self::No => None,
        }
    }
}

/// The word for the answer in files; yes is left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(crate) enum Word {
    #[default]
    Yes,
    No,
}

impl Word {
    pub(crate) fn is_yes(&self) -> bool {
        *self == Self::Yes
    }
}

/// Why a claim's fields do not fit its answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum AnswerError {
    #[error("missing field `{0}`: expected it, or `\"answer\": \"no\"`")]
    Missing(&'static str),
    #[error("field `{0}` together with `\"answer\": \"no\"`: expected one or the other")]
    Needless(&'static str),
}

/// Refuses details beside a plain no.
pub(crate) fn nothing_else(given: &[(&'static str, bool)]) -> Result<(), AnswerError> {
    match given.iter().find(|(_, present)| *present) {
        Some((field, _)) => Err(AnswerError::Needless(field)),
        None => Ok(()),
    }
}

//! What is known of one person's time in one operation.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use chrono::NaiveDate;
use etablera_domain::ParticipantId;
use serde::{Serialize, Serializer};

use super::identity::Identity;
use super::year_month::Month;

/// The text cannot name an operation.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the name of an operation: expected 1 to 80 characters with no space around them")]
pub struct ParseOperationError;

/// What the funder calls the operation, such as its number in the funder's
/// journal: 1 to 80 characters on one line.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Operation(Arc<str>);

impl Operation {
    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Operation {
    type Err = ParseOperationError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let length = text.chars().count();
        let plain = text.trim() == text && !text.chars().any(char::is_control);
        if plain && (1..=80).contains(&length) {
            Ok(Self(text.into()))
        } else {
            Err(ParseOperationError)
        }
    }
}

impl Serialize for Operation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// Names a participation in our own house; it is in no file. Orders the rows.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Key {
    /// The operation.
    pub operation: Operation,
    /// The person.
    pub person: ParticipantId,
    /// Which of the person's times in the operation; it stays when days are
    /// corrected.
    pub number: u16,
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} in {}, no. {}", self.person, self.operation, self.number)
    }
}

/// One person's time in one operation. What is not known is absent, which is
/// not the same as none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Participation {
    /// Which it is.
    pub key: Key,
    /// Who it is, if that is known.
    pub identity: Option<Identity>,
    /// The first day, if it is known.
    pub entry: Option<NaiveDate>,
    /// The last day, if there is one.
    pub leaving: Option<NaiveDate>,
    /// The minutes of each month; 0 is a month that somebody reported as empty.
    pub minutes: BTreeMap<Month, u32>,
}

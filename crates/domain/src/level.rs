//! How well, and how surely: levels of competence and of evidence.

use std::fmt;

use serde::{Deserialize, Serialize};

/// How well somebody masters a competence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u64", into = "u8")]
pub enum Level {
    /// 1: knows what it is about.
    Aware = 1,
    /// 2: does it with support.
    WithSupport = 2,
    /// 3: does it alone.
    Independent = 3,
    /// 4: can teach it.
    CanTeach = 4,
}

impl Level {
    /// Every level, lowest first.
    pub const ALL: [Self; 4] = [Self::Aware, Self::WithSupport, Self::Independent, Self::CanTeach];

    /// The level as a number, 1 to 4.
    #[must_use]
    pub fn number(self) -> u8 {
        self as u8
    }
}

impl From<Level> for u8 {
    fn from(level: Level) -> Self {
        level.number()
    }
}

impl TryFrom<u64> for Level {
    type Error = String;

    fn try_from(number: u64) -> Result<Self, Self::Error> {
        Self::ALL.into_iter().find(|level| u64::from(level.number()) == number).ok_or_else(|| {
            format!(
                "`{number}` is not a level: expected 1 (aware), 2 (with support), 3 (independent) \
                 or 4 (can teach)"
            )
        })
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.number().fmt(f)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Level {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Level".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "integer", "minimum": 1, "maximum": 4 })
    }
}

/// How a claim is known, weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// The person says so.
    Stated,
    /// A paper says so.
    Documented,
    /// Staff have seen it.
    Observed,
    /// Someone competent has tested it.
    Validated,
}

impl Evidence {
    /// Every kind, weakest first.
    pub const ALL: [Self; 4] = [Self::Stated, Self::Documented, Self::Observed, Self::Validated];
}

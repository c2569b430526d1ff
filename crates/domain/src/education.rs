//! Education: level, field, where, and what has been said of it here.

use chrono::NaiveDate;
use etablera_taxonomy::{Country, IscedField, IscedLevel, SeqfLevel};
use serde::{Deserialize, Deserializer, Serialize};

use crate::date;
use crate::level::Evidence;
use crate::tagged::Tagged;

/// What the authority has said about an education from another country.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "status", rename_all = "snake_case", deny_unknown_fields)]
pub enum Recognition {
    /// Nobody has asked for a statement, or nobody knows whether.
    #[default]
    NotApplied,
    /// An application is with the authority.
    Applied {
        /// The day it was sent.
        on: NaiveDate,
    },
    /// There is a statement (utlåtande).
    Stated {
        /// The day of the statement.
        on: NaiveDate,
    },
}

/// [`Recognition`] as [`Tagged`] reads it.
#[derive(Deserialize)]
#[serde(remote = "Recognition", rename_all = "snake_case", deny_unknown_fields)]
enum RawRecognition {
    NotApplied,
    Applied {
        #[serde(deserialize_with = "date::day")]
        on: NaiveDate,
    },
    Stated {
        #[serde(deserialize_with = "date::day")]
        on: NaiveDate,
    },
}

impl<'de> Deserialize<'de> for Recognition {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        RawRecognition::deserialize(Tagged { tag: "status", inner: deserializer })
    }
}

/// An education that a person has completed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EducationClaim {
    /// The level in ISCED 2011.
    pub level: IscedLevel,
    /// The level in SeQF, where somebody has said so; it does not follow from
    /// ISCED.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seqf: Option<SeqfLevel>,
    /// The field in ISCED-F 2013.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<IscedField>,
    /// The country it was completed in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<Country>,
    /// What the Swedish authority has said of it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub recognition: Recognition,
    /// How surely it is known.
    pub evidence: Evidence,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

impl EducationClaim {
    /// Whether it stands here as it is: completed in Sweden, or with a
    /// statement.
    #[must_use]
    pub fn is_recognised(&self) -> bool {
        self.country == Some(Country::SWEDEN)
            || matches!(self.recognition, Recognition::Stated { .. })
    }
}

/// An education that a task asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EducationRequirement {
    /// At least this level of ISCED 2011.
    pub level: IscedLevel,
    /// At least this level of SeQF besides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seqf: Option<SeqfLevel>,
    /// In this field or inside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<IscedField>,
    /// Whether an education from abroad needs a statement to count.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub recognised: bool,
}

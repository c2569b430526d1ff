//! A learnt model as a file: the coefficients, what they were learnt from, and
//! a checksum over both.
//!
//! The checksum finds a file that was cut off or touched by accident, and names
//! the file in the access log. It is no proof against change: whoever changes a
//! file can write the checksum that goes with it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use etablera_domain::{Need, OperationId};
use etablera_matching::outcome::{Features, Model, Prediction, Reliability};
use etablera_matching::surplus::SurplusError;
use etablera_storage::Hash;
use serde::{Deserialize, Serialize};

use super::cells::Kinds;
use super::trials::LeftOut;
use crate::office::matching::{CellCounts, EnginePins};

/// What a model was learnt from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LearntFrom {
    /// The operation; none for all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operation: Option<OperationId>,
    /// The last day that it knows of.
    pub until: NaiveDate,
    /// Employment counts when it began at most so many days after a trial.
    pub job_days: u16,
    /// The place in the log.
    pub seq: u64,
    /// What judged the pairs.
    pub engine: EnginePins,
}

/// A model with what it was learnt from. It holds coefficients and counts, and
/// nobody: of occupations and employers only where so many were tried that no
/// single trial can be told apart.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LearntModel {
    /// From what.
    pub from: LearntFrom,
    /// The coefficients.
    pub model: Model,
    /// What it is worth on trials that it was not fitted to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held_out: Option<Reliability>,
    /// How many trials were left out, by clause.
    pub left_out: BTreeMap<LeftOut, u32>,
    /// How the trials went by occupation and employer, where 5 were tried and
    /// no fewer than 5 are left over.
    pub cells: Vec<CellCounts>,
}

/// Why a file is no learnt model.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ModelFileError {
    /// It does not begin and end as one.
    #[error(
        "not a learnt model: expected `{{\"hash\":…` and `\"learnt\":…` as `report model train` writes them"
    )]
    Form,
    /// It is not what was written.
    #[error(
        "the model is not what was written: expected the checksum `{expected}`, found `{found}`"
    )]
    Hash {
        /// The checksum that stands in it.
        expected: String,
        /// The one that it has.
        found: Hash,
    },
    /// What it holds is no model.
    #[error("the model cannot be read")]
    Json(#[source] serde_json::Error),
}

/// What a model was learnt with is not what it is to be used with.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the model was learnt with {what} `{expected}`: expected the same, found `{found}`")]
pub struct OtherEngine {
    /// What differs: the taxonomy, the parameters or the training modules.
    pub what: &'static str,
    /// The hash of what it was learnt with, or `none`.
    pub expected: String,
    /// The hash of what it is to be used with, or `none`.
    pub found: String,
}

const BEGIN: &str = "{\"hash\":\"";
const MIDDLE: &str = "\",\n\"learnt\":";
const END: &str = "}\n";

impl LearntModel {
    /// The file: JSON whose checksum is over the bytes of `learnt`.
    ///
    /// # Panics
    ///
    /// Never: a model is plain data.
    #[must_use]
    pub fn text(&self) -> String {
        let learnt = serde_json::to_string(self).expect("a model is plain data");
        let hash = Hash::of(learnt.as_bytes());
        format!("{BEGIN}{hash}{MIDDLE}{learnt}{END}")
    }

    /// Reads a file, and its checksum.
    ///
    /// # Errors
    ///
    /// When it was not written by [`LearntModel::text`], or is damaged.
    pub fn parse(text: &str) -> Result<(Self, Hash), ModelFileError> {
        let inner = text.strip_prefix(BEGIN).and_then(|rest| rest.strip_suffix(END));
        let (expected, learnt) =
            inner.and_then(|rest| rest.split_once(MIDDLE)).ok_or(ModelFileError::Form)?;
        let found = Hash::of(learnt.as_bytes());
        if found.to_string() != expected {
            return Err(ModelFileError::Hash { expected: expected.to_owned(), found });
        }
        Ok((serde_json::from_str(learnt).map_err(ModelFileError::Json)?, found))
    }

    /// How trials of each kind went.
    ///
    /// # Errors
    ///
    /// When the counts of the file make no chance.
    pub fn kinds(&self) -> Result<Kinds, SurplusError> {
        Kinds::of(&self.cells)
    }

    /// What it says of a pair.
    ///
    /// # Errors
    ///
    /// As [`LearntModel::kinds`].
    pub fn foresee(&self, features: Features, need: &Need) -> Result<Prediction, SurplusError> {
        Ok(self.model.predict(&features.with_earlier(&self.kinds()?.earlier(need)?)))
    }

    /// Goes on only with the taxonomy, the numbers and the training modules
    /// that the model was learnt with: with others the same pair has other
    /// features, and the coefficients say nothing of them.
    ///
    /// # Errors
    ///
    /// When one of them is another, by its name.
    pub fn fits(&self, engine: &EnginePins) -> Result<(), OtherEngine> {
        let learnt = &self.from.engine;
        let none = || "none".to_owned();
        let training = |pins: &EnginePins| pins.training.map_or_else(none, |hash| hash.to_string());
        for (what, expected, found) in [
            ("the taxonomy", learnt.taxonomy.hash.to_string(), engine.taxonomy.hash.to_string()),
            (
                "the parameters",
                learnt.parameters.hash.to_string(),
                engine.parameters.hash.to_string(),
            ),
            ("the training modules", training(learnt), training(engine)),
        ] {
            if expected != found {
                return Err(OtherEngine { what, expected, found });
            }
        }
        Ok(())
    }
}

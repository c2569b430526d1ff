//! A model as a file has it, and what is wrong with one.

use serde::{Deserialize, Serialize};

use super::calibration::Calibration;
use super::feature::Feature;
use super::matrix::Symmetric;
use super::model::{Basis, Model, Term};
use crate::surplus::{Chance, Counts, SurplusError};

/// The version of the form that models are written in.
pub const MODEL_VERSION: u32 = 1;

/// Why a file is no model.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum ModelError {
    /// It is of another version.
    #[error("a model of version {found}: expected {MODEL_VERSION}")]
    Version {
        /// The version it has.
        found: u32,
    },
    /// It names something that is no feature.
    #[error(
        "`{0}` is not a feature of a pair: expected one of {known}",
        known = Feature::ALL.map(Feature::name).join(", ")
    )]
    UnknownFeature(String),
    /// A feature has two coefficients, or stands out of order.
    #[error("`{feature}` stands twice or out of order: expected each once, in the order of the list", feature = .0.name())]
    Order(Feature),
    /// A number that is none.
    #[error("{what} is {value}: expected {expected}")]
    Number {
        /// Of what.
        what: String,
        /// The value given.
        value: f64,
        /// What was expected.
        expected: &'static str,
    },
    /// The covariance is not one of the intercept and the coefficients.
    #[error(
        "a covariance of {found} numbers: expected {expected}, the lower triangle of the intercept and the coefficients"
    )]
    Covariance {
        /// How many there are.
        found: usize,
        /// How many there should be.
        expected: usize,
    },
    /// The calibration falls somewhere.
    #[error("the calibration does not rise: expected points in order, and chances from 0 to 1")]
    Falls,
    /// Coefficients with a basis that has none.
    #[error("coefficients beside `base_rate`: expected none")]
    Needless,
    /// The counts make no chance.
    #[error(transparent)]
    Counts(#[from] SurplusError),
}

/// A model as a file has it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct Raw {
    version: u32,
    trials: u32,
    employed: u32,
    strength: f64,
    basis: Basis,
    penalty: f64,
    intercept: f64,
    coefficients: Vec<RawTerm>,
    covariance: Vec<f64>,
    calibration: Calibration,
}

/// A coefficient as a file has it. The name is read as text, so that a name
/// that is no feature is refused as such.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct RawTerm {
    feature: String,
    mean: f64,
    deviation: f64,
    value: f64,
}

impl From<Model> for Raw {
    fn from(model: Model) -> Self {
        let Model { counts, strength, basis, penalty, intercept, terms, covariance, calibration } =
            model;
        let term = |term: Term| RawTerm {
            feature: term.feature.name().to_owned(),
            mean: term.mean,
            deviation: term.deviation,
            value: term.value,
        };
        let below = (0..covariance.size).flat_map(|row| (0..=row).map(move |column| (row, column)));
        Self {
            version: MODEL_VERSION,
            trials: counts.trials(),
            employed: counts.employed(),
            strength,
            basis,
            penalty,
            intercept,
            coefficients: terms.into_iter().map(term).collect(),
            covariance: below.map(|(row, column)| covariance.at(row, column)).collect(),
            calibration,
        }
    }
}

impl Raw {
    pub(super) fn checked(self) -> Result<Model, ModelError> {
        if self.version != MODEL_VERSION {
            return Err(ModelError::Version { found: self.version });
        }
        let counts = Counts::new(self.trials, self.employed)?;
        Chance::from_cells(&[counts], self.strength)?;
        number("penalty", self.penalty, self.penalty >= 0.0, "a number from 0 on")?;
        number("intercept", self.intercept, true, "a finite number")?;
        let terms: Vec<Term> =
            self.coefficients.iter().map(RawTerm::checked).collect::<Result<_, _>>()?;
        let out_of_order = terms.windows(2).find(|two| two[0].feature >= two[1].feature);
        if let Some(two) = out_of_order {
            return Err(ModelError::Order(two[1].feature));
        }
        if self.basis != Basis::Coefficients && !terms.is_empty() {
            return Err(ModelError::Needless);
        }
        let covariance = covariance(&self.covariance, terms.len() + 1)?;
        rises(&self.calibration)?;
        Ok(Model {
            counts,
            strength: self.strength,
            basis: self.basis,
            penalty: self.penalty,
            intercept: self.intercept,
            terms,
            covariance,
            calibration: self.calibration,
        })
    }
}

impl RawTerm {
    fn checked(&self) -> Result<Term, ModelError> {
        let Self { feature: name, mean, deviation, value } = self;
        let feature =
            Feature::by_name(name).ok_or_else(|| ModelError::UnknownFeature(name.clone()))?;
        number(&format!("the mean of `{name}`"), *mean, true, "a finite number")?;
        let is_above = *deviation > 0.0;
        number(&format!("the deviation of `{name}`"), *deviation, is_above, "a number above 0")?;
        number(&format!("the coefficient of `{name}`"), *value, true, "a finite number")?;
        Ok(Term { feature, mean: *mean, deviation: *deviation, value: *value })
    }
}

fn number(
    what: &str,
    value: f64,
    is_right: bool,
    expected: &'static str,
) -> Result<(), ModelError> {
    if value.is_finite() && is_right {
        return Ok(());
    }
    Err(ModelError::Number { what: what.to_owned(), value, expected })
}

fn covariance(below: &[f64], size: usize) -> Result<Symmetric, ModelError> {
    let expected = size * (size + 1) / 2;
    if below.len() != expected {
        return Err(ModelError::Covariance { found: below.len(), expected });
    }
    let mut covariance = Symmetric::zero(size);
    let places = (0..size).flat_map(|row| (0..=row).map(move |column| (row, column)));
    for ((row, column), value) in places.zip(below) {
        let is_right = row != column || *value >= 0.0;
        number("a covariance", *value, is_right, "a finite number, a variance from 0 on")?;
        covariance.add(row, column, *value);
    }
    covariance.mirror();
    Ok(covariance)
}

fn rises(calibration: &Calibration) -> Result<(), ModelError> {
    match calibration {
        Calibration::Nothing => Ok(()),
        Calibration::Platt { intercept, slope } => {
            number("the calibration's intercept", *intercept, true, "a finite number")?;
            number("the calibration's slope", *slope, *slope > 0.0, "a number above 0")
        }
        Calibration::Isotonic { points } => {
            let is_in = |[x, y]: &[f64; 2]| x.is_finite() && (0.0..=1.0).contains(y);
            let is_up =
                points.windows(2).all(|two| two[0][0] < two[1][0] && two[0][1] <= two[1][1]);
            if !points.is_empty() && points.iter().all(is_in) && is_up {
                Ok(())
            } else {
                Err(ModelError::Falls)
            }
        }
    }
}

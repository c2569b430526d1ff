//! A model: coefficients, what they rest on, and what they say of a pair.

use serde::{Deserialize, Serialize};

use super::calibration::Calibration;
use super::feature::{Feature, Features};
use super::file::ModelError;
use super::file::Raw;
use super::matrix::Symmetric;
use crate::surplus::{Chance, Counts, SurplusError};

/// What an interval of a chance holds: nine in ten, so that one in twenty lies
/// on either side.
const INTERVAL: f64 = 0.9;

/// Below this lie 95 of a hundred draws of a normal variable.
const Z: f64 = 1.644_853_626_951_472_7;

/// Why a model knows no pair from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum WhyBase {
    /// There were too few trials.
    FewTrials,
    /// Too few trials led to employment, or too few did not.
    OneSided,
    /// All trials looked the same.
    AllAlike,
    /// On trials that it was not fitted to, what it said was worth nothing.
    NothingLearnt,
}

/// What the chances of a model rest on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "ModelBasis"))]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// The coefficients.
    Coefficients,
    /// The share of all trials, drawn towards one half.
    BaseRate(WhyBase),
}

/// One coefficient.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// Of what.
    pub feature: Feature,
    /// Its mean over the trials.
    pub mean: f64,
    /// Its standard deviation over the trials.
    pub deviation: f64,
    /// What one standard deviation more adds to the log-odds.
    pub value: f64,
}

/// A learnt model of how likely a placement leads to employment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "Raw", into = "Raw")]
pub struct Model {
    pub(super) counts: Counts,
    pub(super) strength: f64,
    pub(super) basis: Basis,
    pub(super) penalty: f64,
    pub(super) intercept: f64,
    pub(super) terms: Vec<Term>,
    /// Of the intercept and the terms, in that order.
    pub(super) covariance: Symmetric,
    pub(super) calibration: Calibration,
}

/// What one feature adds to the log-odds of a pair, against the mean pair.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Contribution {
    /// Which.
    pub feature: Feature,
    /// Its value for the pair.
    pub value: f64,
    /// What it adds, before calibration.
    pub log_odds: f64,
}

/// What a model says of a pair.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Prediction {
    /// How likely a placement of the pair leads to employment, 0 to 1.
    pub chance: f64,
    /// Nineteen in twenty lie above this, as far as the coefficients are
    /// uncertain.
    pub low: f64,
    /// Nineteen in twenty lie below this.
    pub high: f64,
    /// What it rests on.
    pub basis: Basis,
    /// What moves it away from the mean pair, the most first; equal ones in
    /// the order of [`Feature::ALL`]. What moves nothing is left out.
    pub reasons: Vec<Contribution>,
}

impl Model {
    /// One that gives each pair the same chance.
    pub(super) fn base(
        counts: Counts,
        (strength, penalty): (f64, f64),
        why: WhyBase,
    ) -> Result<Self, SurplusError> {
        Chance::from_cells(&[counts], strength)?;
        Ok(Self {
            counts,
            strength,
            basis: Basis::BaseRate(why),
            penalty,
            intercept: 0.0,
            terms: Vec::new(),
            covariance: Symmetric::zero(1),
            calibration: Calibration::Nothing,
        })
    }

    /// How many trials it was learnt from, and how many led to employment.
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// What its chances rest on.
    #[must_use]
    pub fn basis(&self) -> Basis {
        self.basis
    }

    /// What half the square of a coefficient cost when it was learnt.
    #[must_use]
    pub fn penalty(&self) -> f64 {
        self.penalty
    }

    /// The log-odds of the mean pair, before calibration.
    #[must_use]
    pub fn intercept(&self) -> f64 {
        self.intercept
    }

    /// The coefficients, in the order of [`Feature::ALL`].
    #[must_use]
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// The standard errors of the coefficients, in their order: of the
    /// penalised fit, so that they are a little small.
    pub fn standard_errors(&self) -> impl Iterator<Item = f64> {
        (1..=self.terms.len()).map(|at| self.covariance.at(at, at).max(0.0).sqrt())
    }

    /// How it was calibrated.
    #[must_use]
    pub fn calibration(&self) -> &Calibration {
        &self.calibration
    }

    /// The share of all trials, drawn towards one half.
    ///
    /// # Panics
    ///
    /// Never: a model has counts and a strength that make a chance.
    #[must_use]
    pub fn base_rate(&self) -> Chance {
        Chance::from_cells(&[self.counts], self.strength).expect("checked when it was made")
    }

    /// How likely a placement leads to employment, above 0 and below 1.
    #[must_use]
    pub fn chance(&self, features: &Features) -> f64 {
        match self.basis {
            Basis::BaseRate(_) => self.base_rate().mean(),
            Basis::Coefficients => open(self.calibration.chance(self.log_odds(features))),
        }
    }

    pub(super) fn log_odds(&self, features: &Features) -> f64 {
        let parts = self.terms.iter().map(|term| term.log_odds(features));
        parts.fold(self.intercept, |sum, part| sum + part)
    }

    /// What it says of a pair, with an interval and the reasons.
    #[must_use]
    pub fn predict(&self, features: &Features) -> Prediction {
        let chance = self.chance(features);
        let (low, high) = match self.basis {
            Basis::BaseRate(_) => self.base_rate().interval(INTERVAL).unwrap_or((0.0, 1.0)),
            Basis::Coefficients => {
                let scaled = self.terms.iter().map(|term| term.scaled(features));
                let x: Vec<f64> = std::iter::once(1.0).chain(scaled).collect();
                let (odds, half) = (self.log_odds(features), self.half_width(&x));
                let end = |odds: f64| open(self.calibration.chance(odds));
                (end(odds - half), end(odds + half))
            }
        };
        let parts = self.terms.iter().map(|term| Contribution {
            feature: term.feature,
            value: features.get(term.feature),
            log_odds: term.log_odds(features),
        });
        let mut reasons: Vec<Contribution> = parts.filter(|part| part.log_odds != 0.0).collect();
        reasons.sort_by(|a, b| {
            b.log_odds.abs().total_cmp(&a.log_odds.abs()).then(a.feature.cmp(&b.feature))
        });
        Prediction {
            chance,
            low: low.min(chance),
            high: high.max(chance),
            basis: self.basis,
            reasons,
        }
    }

    fn half_width(&self, x: &[f64]) -> f64 {
        Z * self.covariance.quadratic(x).max(0.0).sqrt()
    }

    /// How far the mean of some pairs lies from that of the trials it was
    /// learnt from, in standard deviations of the trials, by coefficient.
    #[must_use]
    pub fn shift(&self, pairs: &[Features]) -> Vec<(Feature, f64)> {
        let mean = |term: &Term| {
            pairs.iter().map(|one| term.scaled(one)).sum::<f64>() / pairs.len().max(1) as f64
        };
        self.terms.iter().map(|term| (term.feature, mean(term))).collect()
    }
}

/// A chance kept off 0 and 1: no count makes anybody certain.
fn open(chance: f64) -> f64 {
    chance.clamp(1e-6, 1.0 - 1e-6)
}

impl Term {
    fn scaled(&self, features: &Features) -> f64 {
        (features.get(self.feature) - self.mean) / self.deviation
    }

    fn log_odds(&self, features: &Features) -> f64 {
        self.value * self.scaled(features)
    }

    /// What one standard deviation more multiplies the odds by.
    #[must_use]
    pub fn odds_ratio(&self) -> f64 {
        self.value.exp()
    }

    /// What one more in the feature's own unit adds to the log-odds.
    #[must_use]
    pub fn slope(&self) -> f64 {
        self.value / self.deviation
    }
}

impl TryFrom<Raw> for Model {
    type Error = ModelError;

    fn try_from(raw: Raw) -> Result<Self, ModelError> {
        raw.checked()
    }
}

//! Learns a model from past trials.

use super::calibration::{Calibration, Calibrator, Told, learn};
use super::fit::{Fitted, Problem, dot};
use super::matrix::Symmetric;
use super::model::{Basis, Model, Term, WhyBase};
use super::reliability::{Reliability, Seen};
use super::row::{Columns, Counted, Dealt, Row};
use crate::surplus::{Counts, SurplusError};

/// How a model is learnt.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Training {
    /// What half the square of a coefficient costs, each on the scale of its
    /// standard deviation: 1 unless said otherwise.
    pub penalty: f64,
    /// With fewer trials there is only the share of all: 40 unless said
    /// otherwise.
    pub least_trials: u32,
    /// With fewer trials of either outcome there is only the share of all: 5
    /// unless said otherwise, and at least 2.
    pub least_each: u32,
    /// How many trials the belief in one half counts as, beside the share of
    /// all: 10 unless said otherwise.
    pub strength: f64,
    /// How it is calibrated.
    pub calibrator: Calibrator,
    /// In how many parts trials are dealt, each foreseen from the others: 5
    /// unless said otherwise, and at least 3, for without two there must be
    /// one. One person's trials are in one part.
    pub folds: u32,
}

impl Default for Training {
    fn default() -> Self {
        Self {
            penalty: 1.0,
            least_trials: 40,
            least_each: 5,
            strength: 10.0,
            calibrator: Calibrator::Platt,
            folds: 5,
        }
    }
}

/// Why no model is learnt.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum TrainingError {
    /// The penalty is no number above 0.
    #[error("a penalty of {0}: expected a number from 0.000001 to 1000000")]
    Penalty(f64),
    /// There are too few parts.
    #[error("{0} parts: expected 3 to 20")]
    Folds(u32),
    /// The counts make no chance.
    #[error(transparent)]
    Counts(#[from] SurplusError),
    /// More trials than can be counted.
    #[error("too many trials: expected fewer than 4294967296")]
    TooMany,
}

/// A model, and what it is worth on trials that it was not fitted to.
#[derive(Clone, Debug, PartialEq)]
pub struct Trained {
    /// The model, learnt from all trials.
    pub model: Model,
    /// Each trial foreseen, calibration and all, from the parts that it is
    /// not in: neither the coefficients nor what they are calibrated on knows
    /// of any trial in its part. None where there are no trials. Of the share
    /// of all, what it says of its own trials.
    pub held_out: Option<Reliability>,
}

/// Learns a model from past trials.
///
/// The answer follows from the set of rows: their order makes no difference,
/// and a row that is there twice weighs twice. Takes O(n log n) to order n
/// rows and O(n k²) a step of Newton's method for k columns that vary, some
/// ten steps, once for all rows, once without each part, and once without each
/// two.
///
/// # Errors
///
/// When the penalty, the parts or the strength are out of range. Too few
/// trials are no error: the model is then the share of all, and says why.
pub fn train(rows: &[Row], how: &Training) -> Result<Trained, TrainingError> {
    if !(1e-6..=1e6).contains(&how.penalty) {
        return Err(TrainingError::Penalty(how.penalty));
    }
    if !(3..=20).contains(&how.folds) {
        return Err(TrainingError::Folds(how.folds));
    }
    let trials = u32::try_from(rows.len()).map_err(|_| TrainingError::TooMany)?;
    let employed = rows.iter().filter(|row| row.employed).count() as u32;
    let counts = Counts::new(trials, employed)?;
    let base = |why| {
        let model = Model::base(counts, (how.strength, how.penalty), why)?;
        let chance = model.base_rate().mean();
        let seen = [(chance, false, trials - employed), (chance, true, employed)];
        let held_out = seen.into_iter().filter(|one| one.2 > 0).collect();
        Ok(Trained { model, held_out: Reliability::counted(held_out) })
    };
    if trials < how.least_trials {
        return base(WhyBase::FewTrials);
    }
    if employed.min(trials - employed) < how.least_each.max(2) {
        return base(WhyBase::OneSided);
    }
    let dealt = Dealt::of(rows, how.folds as usize);
    if Columns::of(&dealt.rows).0.is_empty() {
        return base(WhyBase::AllAlike);
    }
    match fitted(&dealt, how) {
        None => base(WhyBase::NothingLearnt),
        Some((whole, calibration, held_out)) => {
            // Refuses a strength out of range.
            Model::base(counts, (how.strength, how.penalty), WhyBase::FewTrials)?;
            Ok(Trained { model: whole.model(counts, how, calibration), held_out })
        }
    }
}

/// The fit of all rows, its calibration, and what it is worth.
fn fitted(dealt: &Dealt, how: &Training) -> Option<(Part, Calibration, Option<Reliability>)> {
    let whole = Part::without(dealt, &[], how)?;
    let apart: Vec<Vec<Told>> = (0..dealt.folds)
        .map(|fold| Some(foreseen(dealt, fold, &Part::without(dealt, &[fold], how)?)))
        .collect::<Option<_>>()?;
    let calibration = learn(how.calibrator, &apart.concat())?;
    let calibrations = calibrations(dealt, how);
    let mut seen: Vec<Seen> = Vec::with_capacity(dealt.rows.len());
    for (fold, own) in apart.iter().enumerate() {
        // Where nothing was learnt without it, the share of the others is said.
        let share = share(dealt, fold, how.strength);
        let chance = |odds| calibrations[fold].as_ref().map_or(share, |one| one.chance(odds));
        seen.extend(own.iter().map(|one| (chance(one.odds), one.employed, one.weight as u32)));
    }
    Some((whole, calibration, Reliability::counted(seen)))
}

/// What a fit says of the rows of a part.
fn foreseen(dealt: &Dealt, fold: usize, part: &Part) -> Vec<Told> {
    let rows = dealt.rows.iter().enumerate();
    let own = rows.map(|(at, row)| (row, dealt.own(at, fold))).filter(|(_, own)| *own > 0.0);
    let told =
        own.map(|(row, weight)| Told { odds: part.log_odds(row), employed: row.employed, weight });
    told.collect()
}

/// For each part the calibration that is learnt without it: on what is said of
/// the rows of each other part from a fit without either. None where nothing
/// is learnt.
fn calibrations(dealt: &Dealt, how: &Training) -> Vec<Option<Calibration>> {
    let folds = dealt.folds;
    let mut told: Vec<Vec<Told>> = vec![Vec::new(); folds];
    let mut is_fitted = vec![true; folds];
    for one in 0..folds {
        for other in one + 1..folds {
            // One fit serves both.
            let part = Part::without(dealt, &[one, other], how);
            for (own, held) in [(one, other), (other, one)] {
                match &part {
                    Some(part) => told[held].extend(foreseen(dealt, own, part)),
                    None => is_fitted[held] = false,
                }
            }
        }
    }
    let learnt = |(told, is_fitted): (&Vec<Told>, &bool)| {
        is_fitted.then(|| learn(how.calibrator, told)).flatten()
    };
    told.iter().zip(&is_fitted).map(learnt).collect()
}

/// The share that led to employment outside a part, drawn towards one half.
fn share(dealt: &Dealt, fold: usize, strength: f64) -> f64 {
    let weights = dealt.without(&[fold]);
    let all: f64 = weights.iter().sum();
    let employed = dealt.rows.iter().zip(&weights).filter(|(row, _)| row.employed);
    let yes: f64 = employed.map(|(_, weight)| weight).sum();
    (yes + strength / 2.0) / (all + strength)
}

/// Coefficients of some of the rows.
struct Part {
    columns: Columns,
    fitted: Fitted,
}

impl Part {
    /// Of the rows outside some parts.
    fn without(dealt: &Dealt, parts: &[usize], how: &Training) -> Option<Self> {
        Self::of(&dealt.rows, &dealt.without(parts), how.penalty)
    }

    fn of(rows: &[Counted], weights: &[f64], penalty: f64) -> Option<Self> {
        let some: Vec<Counted> = rows
            .iter()
            .zip(weights)
            .filter(|(_, weight)| **weight > 0.0)
            .map(|(row, weight)| Counted { weight: *weight, ..*row })
            .collect();
        // Where all are of one outcome, no odds are the best.
        if some.windows(2).all(|two| two[0].employed == two[1].employed) {
            return None;
        }
        let columns = Columns::of(&some);
        let width = columns.0.len() + 1;
        let mut values = Vec::with_capacity(some.len() * width);
        some.iter().for_each(|row| values.extend(columns.scaled(&row.features)));
        let targets: Vec<f64> = some.iter().map(|row| f64::from(u8::from(row.employed))).collect();
        let weights: Vec<f64> = some.iter().map(|row| row.weight).collect();
        let (values, targets, weights) = (&values[..], &targets[..], &weights[..]);
        let fitted = Problem { width, values, targets, weights, penalty }.fit()?;
        Some(Self { columns, fitted })
    }

    fn log_odds(&self, row: &Counted) -> f64 {
        let scaled: Vec<f64> = self.columns.scaled(&row.features).collect();
        dot(&scaled, &self.fitted.coefficients)
    }

    fn model(self, counts: Counts, how: &Training, calibration: Calibration) -> Model {
        let Self { columns, fitted: Fitted { coefficients, covariance } } = self;
        let terms = columns.0.iter().zip(&coefficients[1..]).map(|(column, value)| Term {
            feature: column.feature,
            mean: column.mean,
            deviation: column.deviation,
            value: *value,
        });
        let covariance: Symmetric = covariance;
        Model {
            counts,
            strength: how.strength,
            basis: Basis::Coefficients,
            penalty: how.penalty,
            intercept: coefficients[0],
            terms: terms.collect(),
            covariance,
            calibration,
        }
    }
}

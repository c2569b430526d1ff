//! From what a model says to what came: Platt's curve, or a rising staircase.

use serde::{Deserialize, Serialize};

use super::fit::{Problem, logistic};

/// How a model is calibrated, on trials that its coefficients were not fitted
/// to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Calibrator {
    /// Not at all.
    Nothing,
    /// A logistic curve of the log-odds (Platt 1999): two numbers, for few
    /// trials.
    #[default]
    Platt,
    /// The rising function that fits best, by pooling adjacent violators: for
    /// a thousand trials and more.
    Isotonic,
}

/// What a calibrator learnt: a function of log-odds that never falls.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Calibration {
    /// The logistic function itself.
    Nothing,
    /// `logistic(intercept + slope × log-odds)`, the slope above 0.
    Platt {
        /// Added.
        intercept: f64,
        /// Multiplied with.
        slope: f64,
    },
    /// Straight lines between points `[log-odds, chance]`, and level beyond
    /// the first and last.
    Isotonic {
        /// In order.
        points: Vec<[f64; 2]>,
    },
}

impl Calibration {
    /// The chance, 0 to 1, for log-odds.
    #[must_use]
    pub fn chance(&self, odds: f64) -> f64 {
        match self {
            Self::Nothing => logistic(odds),
            Self::Platt { intercept, slope } => logistic(intercept + slope * odds),
            Self::Isotonic { points } => between(points, odds),
        }
    }
}

fn between(points: &[[f64; 2]], odds: f64) -> f64 {
    let after = points.partition_point(|[x, _]| *x <= odds);
    match (after.checked_sub(1).map(|at| points[at]), points.get(after).copied()) {
        (None, None) => 0.5,
        (None, Some([_, only])) | (Some([_, only]), None) => only,
        (Some([x0, y0]), Some([x1, y1])) => {
            let part = (odds - x0) / (x1 - x0);
            (y0 + (y1 - y0) * part).clamp(y0, y1)
        }
    }
}

/// What a model said of a trial that it was not fitted to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Told {
    pub(super) odds: f64,
    pub(super) employed: bool,
    pub(super) weight: f64,
}

/// Learns a calibration; none where higher odds do not go with more
/// employment, so that there is nothing to go by.
pub(super) fn learn(how: Calibrator, told: &[Told]) -> Option<Calibration> {
    match how {
        Calibrator::Nothing => Some(Calibration::Nothing),
        Calibrator::Platt => platt(told),
        Calibrator::Isotonic => isotonic(told),
    }
}

/// The two counts of trials, those that did not first.
fn sides(told: &[Told]) -> [f64; 2] {
    let weight = |employed| {
        let those = told.iter().filter(move |one| one.employed == employed);
        those.map(|one| one.weight).sum::<f64>()
    };
    [weight(false), weight(true)]
}

/// Platt's targets lie a little inside 0 and 1, so that trials that the odds
/// separate have a finite curve.
fn platt(told: &[Told]) -> Option<Calibration> {
    let [no, yes] = sides(told);
    let (low, high) = (1.0 / (no + 2.0), (yes + 1.0) / (yes + 2.0));
    // On one scale, so that large odds cost no digits.
    let largest = told.iter().map(|one| one.odds.abs()).fold(0.0, f64::max);
    if largest == 0.0 || no == 0.0 || yes == 0.0 {
        return None;
    }
    let values: Vec<f64> = told.iter().flat_map(|one| [1.0, one.odds / largest]).collect();
    let targets: Vec<f64> = told.iter().map(|one| if one.employed { high } else { low }).collect();
    let weights: Vec<f64> = told.iter().map(|one| one.weight).collect();
    let (values, targets, weights) = (&values[..], &targets[..], &weights[..]);
    let fitted = Problem { width: 2, values, targets, weights, penalty: 0.0 }.fit()?;
    let (intercept, slope) = (fitted.coefficients[0], fitted.coefficients[1] / largest);
    (slope > 1e-9).then_some(Calibration::Platt { intercept, slope })
}

fn isotonic(told: &[Told]) -> Option<Calibration> {
    let [no, yes] = sides(told);
    let mut points: Vec<(f64, f64, f64)> =
        told.iter().map(|one| (one.odds, f64::from(u8::from(one.employed)), one.weight)).collect();
    points.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let blocks = pav(&points);
    if blocks.len() < 2 {
        return None;
    }
    // Nobody is certain: as if there had been one more of either kind.
    let edge = 1.0 / (no + yes + 2.0);
    let mut line: Vec<[f64; 2]> = Vec::new();
    for block in blocks {
        let value = block.value.clamp(edge, 1.0 - edge);
        for x in [block.from, block.to] {
            if line.last().is_none_or(|last| last[0] < x) {
                line.push([x, value]);
            }
        }
    }
    Some(Calibration::Isotonic { points: line })
}

/// A stretch of a staircase.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Block {
    /// Where it begins.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
    /// Its height.
    pub value: f64,
    /// What the points on it weigh.
    pub weight: f64,
}

/// The staircase that never falls and is nearest to points `(x, y, weight)` in
/// weighted squares, by pooling adjacent violators; equal `x` lie on one step.
///
/// # Panics
///
/// When the points are not ordered by `x`.
#[must_use]
pub fn pav(points: &[(f64, f64, f64)]) -> Vec<Block> {
    assert!(points.is_sorted_by(|a, b| a.0 <= b.0), "points are ordered by x");
    let mut blocks: Vec<Block> = Vec::new();
    // First one height for each x, for the points there share it whatever they are.
    for same in points.chunk_by(|a, b| a.0 == b.0) {
        let at = |&(x, y, weight): &(f64, f64, f64)| Block { from: x, to: x, value: y, weight };
        let Some(mut block) = same.iter().map(at).reduce(pooled) else { continue };
        while let Some(last) = blocks.pop_if(|last| last.value >= block.value) {
            block = pooled(last, block);
        }
        blocks.push(block);
    }
    blocks
}

fn pooled(a: Block, b: Block) -> Block {
    let weight = a.weight + b.weight;
    let value = a.value + (b.value - a.value) * (b.weight / weight);
    Block { from: a.from, to: b.to, value, weight }
}

//! How many times as large one share is as another.

use serde::Serialize;

use super::confidence::{Confidence, halve};
use super::share::Share;

/// The ratio of two shares.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Ratio {
    /// The first divided by the second; `None` where that is 0, or either is
    /// of nobody.
    pub value: Option<f64>,
    /// The lower end.
    pub low: f64,
    /// The upper end; `None` if nothing bounds it.
    pub high: Option<f64>,
}

/// Beyond e^60 or below e^-60 no ratio of two counts can be told from none.
const FAR: f64 = 60.0;

/// The ratio of the first share to the second, of people who are not the same,
/// with the score interval of Koopman (1984): the ratios that a test of the
/// counts does not rule out.
#[must_use]
pub fn ratio(first: Share, second: Share, confidence: Confidence) -> Ratio {
    let (Some(one), Some(other)) = (first.value(), second.value()) else {
        return Ratio { value: None, low: 0.0, high: None };
    };
    let at = |bound: f64| halve((-FAR, FAR), |ln| score(first, second, ln.exp()) > bound).exp();
    Ratio {
        value: (other > 0.0).then(|| one / other),
        low: if first.counted() == 0 { 0.0 } else { at(confidence.z()) },
        high: (second.counted() > 0).then(|| at(-confidence.z())),
    }
}

/// By how many standard deviations the counts are above what they would be if
/// the ratio were `ratio`, at the shares that are then most likely.
fn score(first: Share, second: Share, ratio: f64) -> f64 {
    let [n1, n2] = [first, second].map(|share| f64::from(share.of()));
    let [x1, x2] = [first, second].map(|share| f64::from(share.counted()));
    // The most likely second share solves a p² - b p + c = 0; of its two
    // solutions the lesser is a share. In this form it loses no digits.
    let (a, b, c) = ((n1 + n2) * ratio, n1 * ratio + x1 + n2 + x2 * ratio, x1 + x2);
    let second = 2.0 * c / (b + (b * b - 4.0 * a * c).max(0.0).sqrt());
    let first = (ratio * second).min(1.0);
    let variance =
        first * (1.0 - first) / n1 + ratio * ratio * second * (1.0 - second).max(0.0) / n2;
    let off = x1 / n1 - ratio * x2 / n2;
    if off == 0.0 { 0.0 } else { off / variance.sqrt() }
}

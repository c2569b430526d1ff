//! By how much two shares differ.

use super::confidence::Confidence;
use super::share::{Interval, Share};

/// The interval of the first share less the second, of people who are not the
/// same, after Newcombe (1998, method 10): from the two intervals of Wilson.
/// From -1 to 1 if either is of nobody.
#[must_use]
pub fn difference(first: Share, second: Share, confidence: Confidence) -> Interval {
    let (Some(one), Some(other)) = (first.value(), second.value()) else {
        return Interval { low: -1.0, high: 1.0 };
    };
    let (of_one, of_other) = (first.wilson(confidence), second.wilson(confidence));
    let below = (one - of_one.low).hypot(of_other.high - other);
    let above = (of_one.high - one).hypot(other - of_other.low);
    Interval { low: one - other - below, high: one - other + above }
}

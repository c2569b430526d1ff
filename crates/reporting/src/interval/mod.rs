//! How sure a number is.
//!
//! Shares have the interval of Wilson, or the exact one of Clopper and
//! Pearson, which is wider and never covers less than it says. Differences are
//! after Newcombe (his method 10), ratios after Koopman, both of which also
//! answer when nobody, or everybody, is counted. Times to something that not
//! everybody lives to see in the time watched are after Kaplan and Meier with
//! Greenwood's variance.
//!
//! Bounds are floats and may differ in the last digits between machines:
//! publish them rounded, and keep the counts.

mod confidence;
mod difference;
mod exact;
mod ratio;
mod share;
mod survival;

pub use confidence::{Confidence, ConfidenceError};
pub use difference::difference;
pub use ratio::{Ratio, ratio};
pub use share::{Interval, Share, ShareError};
pub use survival::{Curve, Median, Step, Watched};

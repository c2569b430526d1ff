//! A share of people, and Wilson's interval.

use serde::Serialize;

use super::confidence::Confidence;
use super::exact::exact;

/// The counts are no share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{counted}` of `{of}` is not a share: expected at most `{of}`")]
pub struct ShareError {
    counted: u32,
    of: u32,
}

/// Some of so many.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Share {
    counted: u32,
    of: u32,
}

/// From where to where something is, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Share {
    /// `counted` of `of`.
    ///
    /// # Errors
    ///
    /// When more are counted than there are.
    pub fn new(counted: u32, of: u32) -> Result<Self, ShareError> {
        if counted <= of { Ok(Self { counted, of }) } else { Err(ShareError { counted, of }) }
    }

    /// Some of these and the others.
    pub(crate) fn of_two(counted: usize, others: usize) -> Self {
        let count = |of: usize| u32::try_from(of).unwrap_or(u32::MAX);
        Self { counted: count(counted), of: count(counted.saturating_add(others)) }
    }

    /// How many are counted.
    #[must_use]
    pub fn counted(self) -> u32 {
        self.counted
    }

    /// Of how many.
    #[must_use]
    pub fn of(self) -> u32 {
        self.of
    }

    /// From 0 to 1; `None` of nobody.
    #[must_use]
    pub fn value(self) -> Option<f64> {
        (self.of > 0).then(|| f64::from(self.counted) / f64::from(self.of))
    }

    /// The interval of Wilson, which is right on average. Of nobody it is all
    /// from 0 to 1.
    #[must_use]
    pub fn wilson(self, confidence: Confidence) -> Interval {
        let Some(share) = self.value() else { return Interval { low: 0.0, high: 1.0 } };
        let (n, z) = (f64::from(self.of), confidence.z());
        let square = z * z / n;
        let centre = share + square / 2.0;
        let reach = z * (share * (1.0 - share) / n + square / (4.0 * n)).sqrt();
        // The ends are 0 and 1 where nobody or everybody is counted, and
        // floats would miss them by a little.
        let low = if self.counted == 0 { 0.0 } else { (centre - reach) / (1.0 + square) };
        let all = self.counted == self.of;
        let high = if all { 1.0 } else { (centre + reach) / (1.0 + square) };
        Interval { low, high }
    }

    /// The exact interval of Clopper and Pearson, which is right at least as
    /// often as it says. Of nobody it is all from 0 to 1.
    #[must_use]
    pub fn exact(self, confidence: Confidence) -> Interval {
        let others = Self { counted: self.of - self.counted, of: self.of };
        let low = |share: Self| exact(share.counted, share.of, confidence.tail());
        Interval { low: low(self), high: 1.0 - low(others) }
    }
}

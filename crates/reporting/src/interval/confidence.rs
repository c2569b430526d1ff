//! How often an interval is to be right.

/// The confidence is none.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[error("`{0}` is not a confidence: expected a share from 0.5 to 0.9999, such as 0.95")]
pub struct ConfidenceError(f64);

/// In what share of all samples an interval is to contain the truth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Confidence {
    share: f64,
    z: f64,
}

impl Confidence {
    /// A share from 0.5 to 0.9999.
    ///
    /// # Errors
    ///
    /// When it is another number, or none.
    pub fn new(share: f64) -> Result<Self, ConfidenceError> {
        if (0.5..=0.9999).contains(&share) {
            Ok(Self { share, z: quantile(share + (1.0 - share) / 2.0) })
        } else {
            Err(ConfidenceError(share))
        }
    }

    /// 95 per cent, as is usual.
    #[must_use]
    pub fn usual() -> Self {
        Self { share: 0.95, z: quantile(0.975) }
    }

    /// The share that is missed on each side.
    pub(super) fn tail(self) -> f64 {
        (1.0 - self.share) / 2.0
    }

    /// How many standard deviations of a normal distribution leave that share
    /// out on each side: 1.96 for 95 per cent.
    #[must_use]
    pub fn z(self) -> f64 {
        self.z
    }
}

/// Where a standard normal distribution has the share `p` below, for `p` from
/// 0.5 to 0.99995: halves until two numbers are neighbours.
fn quantile(p: f64) -> f64 {
    halve((0.0, 8.0), |x| below(x) < p)
}

/// The share of a standard normal distribution below `x`, from 0 to 8, by its
/// series.
fn below(x: f64) -> f64 {
    let (mut term, mut sum, mut odd) = (x, x, 1.0);
    while term > sum * 1e-17 {
        odd += 2.0;
        term *= x * x / odd;
        sum += term;
    }
    0.5 + sum * (-x * x / 2.0).exp() / std::f64::consts::TAU.sqrt()
}

/// The number between two at which `before` turns from true to false.
pub(super) fn halve((mut low, mut high): (f64, f64), before: impl Fn(f64) -> bool) -> f64 {
    loop {
        let middle = low + (high - low) / 2.0;
        if middle <= low || middle >= high {
            return middle;
        }
        if before(middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
}

//! A part of the time.

use serde::Serialize;

use crate::rules::Amount;

/// The part of all time that is training, such as a fifth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct Share(Amount);

/// The amount is no share.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no share: expected 0 to 1, in parts no finer than a thousandth")]
pub struct ShareError(Amount);

impl TryFrom<Amount> for Share {
    type Error = ShareError;

    fn try_from(amount: Amount) -> Result<Self, ShareError> {
        let legal = (0..=amount.denominator()).contains(&amount.numerator());
        if legal && amount.denominator() <= 1000 {
            Ok(Self(amount))
        } else {
            Err(ShareError(amount))
        }
    }
}

impl Share {
    /// As an amount.
    #[must_use]
    pub fn amount(self) -> Amount {
        self.0
    }

    /// This part of so many minutes.
    pub(super) fn of(self, minutes: i64) -> Amount {
        self.minutes(minutes.saturating_mul(self.0.numerator()))
    }

    /// How much more training there is than this part of work and training
    /// together, in parts of a minute as fine as the share's denominator.
    pub(super) fn excess(self, work: i64, training: i64) -> i64 {
        training * self.0.denominator() - (work + training) * self.0.numerator()
    }

    /// Those parts in minutes.
    pub(super) fn minutes(self, parts: i64) -> Amount {
        Amount::fraction(parts, self.0.denominator()).expect("a denominator above 0")
    }

    /// Minutes in those parts.
    pub(super) fn parts(self, minutes: i64) -> i64 {
        minutes * self.0.denominator()
    }
}

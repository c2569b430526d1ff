//! People in the mean.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Sub};

use serde::Serialize;

/// A number of people in the mean, in thousandths of one: half a retirement a
/// year is one every other year. Sums are exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize)]
#[serde(transparent)]
pub struct People(i64);

impl People {
    /// So many whole ones.
    #[must_use]
    pub fn whole(count: u32) -> Self {
        Self(i64::from(count) * 1000)
    }

    /// In thousandths.
    #[must_use]
    pub fn thousandths(self) -> i64 {
        self.0
    }

    /// To the nearest whole, halves up.
    #[must_use]
    pub fn rounded(self) -> i64 {
        (self.0 + 500).div_euclid(1000)
    }

    /// A share of them in ten-thousandths, to the nearest thousandth of one,
    /// halves up.
    pub(super) fn share(self, ten_thousandths: i64) -> Self {
        let product = i128::from(self.0) * i128::from(ten_thousandths);
        Self((product + 5000).div_euclid(10_000) as i64)
    }

    pub(super) fn of(people: f64) -> Self {
        Self((people * 1000.0).round() as i64)
    }
}

impl fmt::Display for People {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let all = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:03}", all / 1000, all % 1000)
    }
}

impl Add for People {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for People {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Sum for People {
    fn sum<I: Iterator<Item = Self>>(people: I) -> Self {
        people.fold(Self::default(), Add::add)
    }
}

//! What a pair is expected to be worth, from how earlier trials ended.
//!
//! Off unless somebody asks: matching scores fit, and this weighs money
//! against chance. The chance that a trial becomes employment is counted in
//! cells, from the whole down to the small one that a pair falls in (all
//! trials, an occupation's, an employer's in it). A small cell says little,
//! so that each one is drawn towards the one above it (an empirical Bayes
//! estimate with a beta prior): with `m` for the prior's strength in trials,
//!
//! ```text
//! p = (employed + m × p of the cell above) / (trials + m)
//! ```
//!
//! The only module of this crate whose fractions can reach a plan: what they give is rounded to
//! points once, by [`Surplus::points`], before anything is planned with it.
//!
//! ```
//! use etablera_matching::surplus::{Chance, Counts, Surplus};
//!
//! let all = Counts::new(200, 90)?;
//! let here = Counts::new(4, 3)?;
//! let chance = Chance::from_cells(&[all, here], 10.0)?;
//! let surplus = Surplus { value: 120_000.0, cost: 30_000.0 };
//! assert!((chance.mean() - (3.0 + 10.0 * (90.0 + 10.0 * 0.5) / 210.0) / 14.0).abs() < 1e-12);
//! assert_eq!(surplus.points(&chance), Ok(34_490));
//! # Ok::<(), etablera_matching::surplus::SurplusError>(())
//! ```

mod beta;

use std::cmp::Ordering;

use crate::assignment::MAX_SCORE;

/// How trials ended in one cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Counts {
    trials: u32,
    employed: u32,
}

/// Why there is no chance or surplus.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum SurplusError {
    /// More trials became employment than there were.
    #[error("{employed} of {trials} trials became employment: expected no more than there were")]
    Counts {
        /// The trials.
        trials: u32,
        /// Those that became employment.
        employed: u32,
    },
    /// The strength of the prior is no number above 0.
    #[error("the prior counts as {strength} trials: expected a number from 0.001 to 1000000")]
    Strength {
        /// The strength given.
        strength: f64,
    },
    /// There is no cell.
    #[error("no cell to count in: expected at least one")]
    NoCell,
    /// A share that is no share.
    #[error("an interval of {share}: expected a share between 0 and 1")]
    Share {
        /// The share given.
        share: f64,
    },
    /// A value or cost that is no number, or below 0.
    #[error("a {what} of {amount}: expected a number from 0 to {MAX_SCORE}")]
    Amount {
        /// Which of the two.
        what: &'static str,
        /// The amount given.
        amount: f64,
    },
}

impl Counts {
    /// `employed` of `trials` trials became employment.
    ///
    /// # Errors
    ///
    /// When more did than there were.
    pub fn new(trials: u32, employed: u32) -> Result<Self, SurplusError> {
        if employed > trials {
            return Err(SurplusError::Counts { trials, employed });
        }
        Ok(Self { trials, employed })
    }

    /// How many trials there were.
    #[must_use]
    pub fn trials(self) -> u32 {
        self.trials
    }

    /// How many of them became employment.
    #[must_use]
    pub fn employed(self) -> u32 {
        self.employed
    }
}

/// How likely a trial becomes employment, as a beta distribution.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Chance {
    /// Trials that did, with the prior's.
    yes: f64,
    /// Trials that did not, with the prior's.
    no: f64,
    counts: Counts,
}

impl Chance {
    /// From cells, the whole first and the smallest last; `strength` is how
    /// many trials of its own a cell needs to count as much as the one above.
    /// Above the first stands one half: nothing is known.
    ///
    /// # Errors
    ///
    /// When there is no cell, and when the strength is not from 0.001 to
    /// 1 000 000 trials.
    pub fn from_cells(cells: &[Counts], strength: f64) -> Result<Self, SurplusError> {
        if !(0.001..=1e6).contains(&strength) {
            return Err(SurplusError::Strength { strength });
        }
        let within = |above: f64, counts: Counts| {
            let (trials, employed) = (f64::from(counts.trials), f64::from(counts.employed));
            let yes = employed + strength * above;
            let no = trials - employed + strength * (1.0 - above);
            Self { yes, no, counts }
        };
        let mut known: Option<Self> = None;
        for &counts in cells {
            known = Some(within(known.map_or(0.5, |chance| chance.mean()), counts));
        }
        known.ok_or(SurplusError::NoCell)
    }

    /// The expected chance, from 0 to 1.
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.yes / (self.yes + self.no)
    }

    /// The counts of the smallest cell, to show beside the chance.
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// The interval that holds the chance with probability `share` (0.9: five
    /// in a hundred lie below it, and five above), by the inverse of the
    /// regularised incomplete beta function, to about ten digits.
    ///
    /// # Errors
    ///
    /// When the share is not above 0 and below 1.
    pub fn interval(&self, share: f64) -> Result<(f64, f64), SurplusError> {
        if !(share > 0.0 && share < 1.0) {
            return Err(SurplusError::Share { share });
        }
        let tail = (1.0 - share) / 2.0;
        let low = beta::quantile(tail, self.yes, self.no);
        // The upper tail is the lower one of the opposite.
        Ok((low, 1.0 - beta::quantile(tail, self.no, self.yes)))
    }
}

/// What a trial is worth: the value of an employment, and what the trial
/// costs whatever comes of it, in one currency.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Surplus {
    /// Of an employment.
    pub value: f64,
    /// Of a trial.
    pub cost: f64,
}

impl Surplus {
    /// Chance × value − cost; below 0 where the trial is expected to lose.
    ///
    /// # Errors
    ///
    /// When value or cost is no number from 0 to [`MAX_SCORE`].
    pub fn expected(&self, chance: &Chance) -> Result<f64, SurplusError> {
        for (what, amount) in [("value", self.value), ("cost", self.cost)] {
            if !(0.0..=f64::from(MAX_SCORE)).contains(&amount) {
                return Err(SurplusError::Amount { what, amount });
            }
        }
        Ok(chance.mean() * self.value - self.cost)
    }

    /// The expected surplus as whole points for [`crate::assignment`]: to the
    /// nearest, halves up. Below 0 is cut to 0, which a plan gains nothing
    /// by: leave such a pair out where it is not to be made.
    ///
    /// # Errors
    ///
    /// As [`Surplus::expected`].
    pub fn points(&self, chance: &Chance) -> Result<u32, SurplusError> {
        let expected = self.expected(chance)?;
        // At most the value, which is at most MAX_SCORE.
        Ok((expected + 0.5).floor().max(0.0) as u32)
    }
}

/// Orders ids by surplus, the highest first, and equal ones by id.
pub fn rank<I: Ord>(rows: &mut [(I, f64)]) {
    rows.sort_by(|a, b| highest_first(a.1, b.1).then_with(|| a.0.cmp(&b.0)));
}

/// `-0.0` and `0.0` are equal here, and what is no number comes last.
fn highest_first(a: f64, b: f64) -> Ordering {
    let is_nan = a.is_nan().cmp(&b.is_nan());
    is_nan.then_with(|| b.partial_cmp(&a).unwrap_or(Ordering::Equal))
}

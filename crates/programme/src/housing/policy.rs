//! The share and the length of a window.

use chrono::NaiveDate;

use crate::decision::whole;
use crate::rules::{Amount, RuleName, Rules, RulesError};

/// What part of the homes newcomers may get, and over how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    share: Amount,
    months: u16,
}

/// Why there is no policy.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PolicyError {
    /// The rules lack one that is asked for.
    #[error(transparent)]
    Rules(#[from] RulesError),
    /// Nobody has verified what a rule sets, or none is known to have held.
    #[error(
        "`{rule}` has no verified value on {day}: expected one that the municipality has decided on"
    )]
    NotVerified {
        /// Which rule.
        rule: RuleName,
        /// On which day.
        day: NaiveDate,
    },
    /// No part of 1.
    #[error("`{0}` is no share of the homes: expected 0 to 1")]
    Share(Amount),
    /// No whole number of months.
    #[error("`{0}` is no number of months: expected a whole one from 1 to 1200")]
    NoMonths(Amount),
    /// No length.
    #[error("`{0}` months is no length of a window: expected 1 to 1200")]
    Months(u16),
}

impl Policy {
    /// A share of the homes, and the months of a rolling window.
    ///
    /// # Errors
    /// The share is not from 0 to 1, or the months not from 1 to 1200.
    pub fn new(share: Amount, months: u16) -> Result<Self, PolicyError> {
        if !(Amount::from(0)..=Amount::from(1)).contains(&share) {
            return Err(PolicyError::Share(share));
        }
        if !(1..=1200).contains(&months) {
            return Err(PolicyError::Months(months));
        }
        Ok(Self { share, months })
    }

    /// What the rules set on a day.
    ///
    /// # Errors
    /// The rules lack one, or nobody has verified what it sets on the day.
    pub fn on(rules: &Rules, day: NaiveDate) -> Result<Self, PolicyError> {
        let verified = |name: &str| {
            let held = rules.on(name, day)?;
            let rule = || held.ground().rule;
            held.verified().ok_or_else(|| PolicyError::NotVerified { rule: rule(), day })
        };
        let window = verified("housing.window")?;
        let months = whole(window).ok_or(PolicyError::NoMonths(window))?;
        Self::new(verified("housing.share")?, months)
    }

    /// The largest part of the homes, from 0 to 1.
    #[must_use]
    pub fn share(&self) -> Amount {
        self.share
    }

    /// The months of a rolling window, at least 1.
    #[must_use]
    pub fn months(&self) -> u16 {
        self.months
    }

    /// How many homes of so many are the share, rounded down.
    pub(super) fn part_of(&self, vacant: u64) -> u64 {
        let part = i128::from(vacant) * i128::from(self.share.numerator())
            / i128::from(self.share.denominator());
        // From 0 to `vacant`, since the share is from 0 to 1.
        u64::try_from(part).unwrap_or(0)
    }
}

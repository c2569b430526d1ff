//! When people retire.

use chrono::NaiveDate;
use serde::Serialize;

use super::staff::{ForecastError, WHOLE};
use crate::rules::{Rules, RulesError, Standing};

/// The rule of the age that retirement is set for.
const TARGET_AGE: &str = "pension.target_age";

/// An age that retirement is set for in a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct TargetAge {
    /// In which.
    pub year: u16,
    /// In years.
    pub age: i64,
    /// Whether somebody has read it in its source.
    pub standing: Standing,
}

/// How people retire around the age that it is set for.
///
/// The age comes from a dated rule, so that those born later retire later once
/// it has changed. It decides nothing: a forecast says on its face whether
/// somebody has verified it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retirement {
    rules: Rules,
    first: i8,
    shares: Vec<u16>,
}

/// The shipped rule on the age that retirement is set for.
///
/// # Panics
/// Never: a test reads it.
#[must_use]
pub fn shipped_rules() -> Rules {
    match Rules::parse(include_str!("../../rules/pension.toml")) {
        Ok(rules) => rules,
        Err(error) => unreachable!("`pension.toml`: {error}"),
    }
}

impl Retirement {
    /// Shares in ten-thousandths of whoever is still there that retire in the
    /// year they turn the target age and `first`, one year older, and so on.
    /// After the last everybody does, and before the first nobody.
    ///
    /// # Errors
    /// No share, more than 60, or one above a whole.
    pub fn new(rules: Rules, first: i8, shares: Vec<u16>) -> Result<Self, ForecastError> {
        let fits = (1..=60).contains(&shares.len()) && shares.iter().all(|share| *share <= WHOLE);
        if fits {
            Ok(Self { rules, first, shares })
        } else {
            Err(ForecastError::Ages(shares.len()))
        }
    }

    /// A spread around the target age, from three years before it to three
    /// after: 5, 10, 20, 50, 50 and 50 % of whoever is left, and then all. A
    /// guess to be replaced by the organisation's own figures.
    #[must_use]
    pub fn guess() -> Self {
        Self::guess_by(shipped_rules())
    }

    /// The same spread, around the age that these rules set.
    #[must_use]
    pub fn guess_by(rules: Rules) -> Self {
        Self { rules, first: -3, shares: vec![500, 1000, 2000, 5000, 5000, 5000, WHOLE] }
    }

    /// The target age of a year: what the rule holds on its first day.
    ///
    /// # Errors
    /// The rule holds nothing then, or no whole years.
    pub fn target_age(&self, year: u16) -> Result<TargetAge, ForecastError> {
        let none = || ForecastError::NoAge(year);
        let day = NaiveDate::from_ymd_opt(year.into(), 1, 1).ok_or_else(none)?;
        let held = self.rules.on(TARGET_AGE, day).map_err(|_: RulesError| none())?;
        let value = held.shown().ok_or_else(none)?;
        let age = value.amount.whole().ok_or_else(none)?;
        Ok(TargetAge { year, age, standing: value.standing })
    }

    /// The chance that somebody born in a year has retired by the end of the
    /// last of the years after `base`, if they work at the end of `base`.
    ///
    /// # Errors
    /// There is no target age in one of the years.
    pub fn retired_by(&self, born: u16, (base, years): (u16, u16)) -> Result<f64, ForecastError> {
        let mut stays = 1.0;
        for year in (base..base.saturating_add(years)).map(|year| year.saturating_add(1)) {
            let target = self.target_age(year)?;
            let share = self.share(target, i64::from(year) - i64::from(born), 0);
            stays *= 1.0 - f64::from(share) / f64::from(WHOLE);
        }
        Ok(1.0 - stays)
    }

    /// The share that retires at an age, if people do so `later` years later.
    pub(super) fn share(&self, target: TargetAge, age: i64, later: i8) -> u16 {
        let place = age - target.age - i64::from(later) - i64::from(self.first);
        match usize::try_from(place) {
            Err(_) => 0,
            Ok(place) => self.shares.get(place).copied().unwrap_or(WHOLE),
        }
    }
}

//! How good a forecast of a series would have been.
//!
//! Each year that has enough years before it is an origin: what was known then
//! forecasts what came `horizon` years later. Beside the own method stand the
//! two that any must beat to be of use.

use serde::Serialize;

/// A count a year, such as posts, ads, pupils or inhabitants.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Series {
    first: u16,
    values: Vec<u32>,
}

/// Why a series cannot be tested.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SeriesError {
    /// A count is nothing, so that no growth follows from it.
    #[error("the count of {0} is 0: expected at least 1")]
    Zero(u16),
    /// Too few years.
    #[error("there are {years} years: expected at least {needed}")]
    Short {
        /// How many there are.
        years: usize,
        /// How many are needed.
        needed: usize,
    },
    /// The horizon is nothing.
    #[error("the horizon is 0 years: expected at least 1")]
    Horizon,
}

impl Series {
    /// Counts of years in a row from `first` on.
    ///
    /// # Errors
    /// One is 0.
    pub fn new(first: u16, values: Vec<u32>) -> Result<Self, SeriesError> {
        match (first..).zip(&values).find(|(_, value)| **value == 0) {
            Some((year, _)) => Err(SeriesError::Zero(year)),
            None => Ok(Self { first, values }),
        }
    }

    /// The first year.
    #[must_use]
    pub fn first(&self) -> u16 {
        self.first
    }

    /// The counts.
    #[must_use]
    pub fn values(&self) -> &[u32] {
        &self.values
    }
}

/// How far off a method was.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Errors {
    /// The mean of how far off, in the series' unit.
    pub absolute: f64,
    /// The same in percent of what came.
    pub percent: f64,
}

/// A method beside the two naive ones.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Backtest {
    /// How many forecasts were made by each.
    pub forecasts: usize,
    /// Growth by the mean rate of the last [`YEARS`].
    pub growth: Errors,
    /// What was last is what comes.
    pub last: Errors,
    /// On along the line from the first year to the last.
    pub drift: Errors,
    /// How many of what came lay in the 90 % interval of the own method.
    pub inside: usize,
}

/// How many years back the rate of growth is taken from.
pub const YEARS: usize = 5;

/// How many years must be known before the first forecast.
const LEAST: usize = 4;

/// A forecast with a 90 % interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Trend {
    /// The mean.
    pub value: f64,
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// Tests forecasts so many years ahead on all of a series.
///
/// # Errors
/// There are too few years, or no horizon.
pub fn backtest(series: &Series, horizon: usize) -> Result<Backtest, SeriesError> {
    if horizon == 0 {
        return Err(SeriesError::Horizon);
    }
    let (years, needed) = (series.values.len(), LEAST.saturating_add(horizon));
    if years < needed {
        return Err(SeriesError::Short { years, needed });
    }
    let values: Vec<f64> = series.values.iter().map(|value| f64::from(*value)).collect();
    let mut errors = [[0.0; 2]; 3];
    let (mut inside, mut forecasts) = (0, 0);
    for known in LEAST..=years - horizon {
        let (past, came) = (&values[..known], values[known + horizon - 1]);
        let trend = trend_of(past, horizon);
        for (sum, said) in errors.iter_mut().zip([trend.value, last(past), drift(past, horizon)]) {
            sum[0] += (said - came).abs();
            sum[1] += (said - came).abs() / came * 100.0;
        }
        inside += usize::from((trend.low..=trend.high).contains(&came));
        forecasts += 1;
    }
    let mean = |[absolute, percent]: [f64; 2]| Errors {
        absolute: absolute / forecasts as f64,
        percent: percent / forecasts as f64,
    };
    let [growth, last, drift] = errors.map(mean);
    Ok(Backtest { forecasts, growth, last, drift, inside })
}

/// The forecast so many years ahead of a whole series, by the method that
/// [`backtest`] tests.
///
/// # Errors
/// There are too few years, or no horizon.
pub fn trend(series: &Series, horizon: usize) -> Result<Trend, SeriesError> {
    let years = series.values.len();
    match horizon {
        0 => Err(SeriesError::Horizon),
        _ if years < LEAST => Err(SeriesError::Short { years, needed: LEAST }),
        _ => {
            let values: Vec<f64> = series.values.iter().map(|value| f64::from(*value)).collect();
            Ok(trend_of(&values, horizon))
        }
    }
}

fn last(past: &[f64]) -> f64 {
    past[past.len() - 1]
}

fn drift(past: &[f64], horizon: usize) -> f64 {
    let step = (last(past) - past[0]) / (past.len() - 1) as f64;
    last(past) + step * horizon as f64
}

/// The mean of the last rates of growth, as a factor a year.
fn rate(past: &[f64]) -> f64 {
    let from = past.len().saturating_sub(YEARS + 1);
    let rates: Vec<f64> = past[from..].windows(2).map(|pair| pair[1] / pair[0]).collect();
    rates.iter().sum::<f64>() / rates.len() as f64
}

/// The interval is Student's quantile times the root mean square of what the
/// same method would have been off by at each year before, one year ahead,
/// taken as a share. A year's error in the rate is carried on to each year that
/// follows: over a horizon of h the squares of 1 to h add up.
fn trend_of(past: &[f64], horizon: usize) -> Trend {
    let ahead = |past: &[f64], years: usize| (0..years).fold(last(past), |on, _| on * rate(past));
    let value = ahead(past, horizon);
    let off: Vec<f64> = (2..past.len())
        .map(|known| (past[known] - ahead(&past[..known], 1)) / ahead(&past[..known], 1))
        .collect();
    let square = off.iter().map(|off| off * off).sum::<f64>() / off.len() as f64;
    let carried: f64 = (1..=horizon).map(|years| (years * years) as f64).sum();
    let half = student(off.len()) * (square * carried).sqrt();
    Trend { value, low: value * (1.0 - half).max(0.0), high: value * (1.0 + half) }
}

/// The 95th percentile of Student's distribution, by degrees of freedom; where
/// the table has none, that of fewer, which is wider.
fn student(freedom: usize) -> f64 {
    const TABLE: [(usize, f64); 13] = [
        (1, 6.314),
        (2, 2.920),
        (3, 2.353),
        (4, 2.132),
        (5, 2.015),
        (6, 1.943),
        (7, 1.895),
        (8, 1.860),
        (9, 1.833),
        (10, 1.812),
        (15, 1.753),
        (20, 1.725),
        (30, 1.697),
    ];
    TABLE.iter().rev().find(|(least, _)| *least <= freedom).map_or(6.314, |(_, value)| *value)
}

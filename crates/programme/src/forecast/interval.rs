//! How far chance may lead from the mean.
//!
//! Each person leaves or stays, independently of others. The number who leave
//! is a sum of such draws (Poisson-binomial). Up to [`EXACT`] people its
//! distribution is computed, and beyond it the normal one takes its place,
//! rounded outwards to whole people.

use serde::Serialize;

/// So many people at most are counted exactly.
pub const EXACT: u32 = 1000;

/// How an interval was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// From the distribution itself.
    Exact,
    /// From the normal one, as there are many people.
    Normal,
}

/// A 90 % interval of whole people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Between {
    /// Below it with a chance of at most one in twenty.
    pub low: i64,
    /// Above it with a chance of at most one in twenty.
    pub high: i64,
    /// How it was found.
    pub method: Method,
}

/// The number who leave out of groups, each of so many people who leave with
/// one chance.
#[must_use]
pub fn leavers(groups: &[(u32, f64)]) -> Between {
    let people = groups.iter().map(|(count, _)| u64::from(*count)).sum::<u64>();
    if people <= u64::from(EXACT) { exact(groups) } else { normal(groups) }
}

fn exact(groups: &[(u32, f64)]) -> Between {
    // The chance of each number of leavers, person by person.
    let mut chances = vec![1.0];
    for (count, chance) in groups {
        for _ in 0..*count {
            chances.push(0.0);
            for at in (1..chances.len()).rev() {
                chances[at] = chances[at] * (1.0 - chance) + chances[at - 1] * chance;
            }
            chances[0] *= 1.0 - chance;
        }
    }
    let at = |share: f64| {
        let mut sum = 0.0;
        let place = chances.iter().position(|chance| {
            sum += chance;
            // Rounding must not carry the end of the interval past a certainty.
            sum >= share - 1e-12
        });
        place.unwrap_or(chances.len() - 1) as i64
    };
    Between { low: at(0.05), high: at(0.95), method: Method::Exact }
}

fn normal(groups: &[(u32, f64)]) -> Between {
    let (mean, variance, people) = moments(groups);
    // 1.645 standard deviations leave out one in twenty at each end.
    let half = 1.645 * variance.sqrt();
    let low = (mean - half).floor().max(0.0) as i64;
    let high = (mean + half).ceil().min(people) as i64;
    Between { low, high, method: Method::Normal }
}

/// Mean, variance and number.
fn moments(groups: &[(u32, f64)]) -> (f64, f64, f64) {
    let add = |sum: (f64, f64, f64), (count, chance): &(u32, f64)| {
        let count = f64::from(*count);
        (sum.0 + count * chance, sum.1 + count * chance * (1.0 - chance), sum.2 + count)
    };
    groups.iter().fold((0.0, 0.0, 0.0), add)
}

/// How many leave in the mean.
pub(super) fn mean(groups: &[(u32, f64)]) -> f64 {
    moments(groups).0
}

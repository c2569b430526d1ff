//! Scales with round numbers.

/// The most steps on a scale.
const STEPS: usize = 20;

/// A stretch of numbers, and those of them that are written along it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Scale {
    from: f64,
    to: f64,
    pub(super) ticks: Vec<f64>,
    /// How many decimals tell the ticks apart.
    pub(super) places: u8,
}

impl Scale {
    /// A scale that has every finite one of these numbers on it, in about so
    /// many steps; from 0 to 1 where there are none.
    pub(super) fn over(numbers: impl Iterator<Item = f64>, steps: u8) -> Self {
        let numbers = numbers.filter(|number| number.is_finite());
        let ends = numbers.fold(None, |ends: Option<(f64, f64)>, number| {
            Some(ends.map_or((number, number), |(low, high)| (low.min(number), high.max(number))))
        });
        let (low, high) = match ends {
            None => (0.0, 1.0),
            // One number is in the middle of what is about as large as it.
            Some((low, high)) if low >= high => {
                let about = (low.abs() / 10.0).max(1.0);
                (low - about, high + about)
            }
            Some(ends) => ends,
        };
        Self::round(low, high, steps).unwrap_or_else(|| Self::bare(low, high))
    }

    /// A scale without steps, for numbers that are too large, too small or too
    /// close to have any.
    fn bare(from: f64, to: f64) -> Self {
        Self { from, to, ticks: vec![from, to], places: 0 }
    }

    fn round(low: f64, high: f64, steps: u8) -> Option<Self> {
        let (step, places) = step((high - low) / f64::from(steps.max(1)))?;
        let (first, last) = ((low / step).floor(), (high / step).ceil());
        // Whole numbers up to here are exact.
        if first.abs().max(last.abs()) > 1e12 {
            return None;
        }
        let numbers = std::iter::successors(Some(first), |number| Some(number + 1.0));
        // Parts of ten have no exact form: a quotient is the nearest.
        let exact =
            |number: f64| if step < 1.0 { number / (1.0 / step).round() } else { number * step };
        let ticks: Vec<f64> =
            numbers.take_while(|number| *number <= last).take(STEPS).map(exact).collect();
        Some(Self { from: exact(first), to: exact(last), ticks, places })
    }

    /// Where a number is, from 0 at the beginning to 1 at the end.
    pub(super) fn at(&self, number: f64) -> f64 {
        // Halves, for the whole may be more than there is.
        let (from, to, number) = (self.from / 2.0, self.to / 2.0, number / 2.0);
        let share = (number - from) / (to - from);
        if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 }
    }
}

/// The least of 1, 2 and 5 with zeros that is not below this, and how many
/// decimals it has.
fn step(least: f64) -> Option<(f64, u8)> {
    if !(1e-6..=1e12).contains(&least) {
        return None;
    }
    let (mut power, mut places) = (1.0, 0_u8);
    let mut parts = 1.0;
    while power * 10.0 <= least {
        power *= 10.0;
    }
    while power > least {
        parts *= 10.0;
        power = 1.0 / parts;
        places += 1;
    }
    let of = |times: f64| if parts > 1.0 { times / parts } else { times * power };
    // Ten times a tenth has no decimals left.
    [(1.0, places), (2.0, places), (5.0, places), (10.0, places.saturating_sub(1))]
        .into_iter()
        .map(|(times, places)| (of(times), places))
        .find(|(step, _)| *step >= least)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_round_and_hold_everything() {
        for (numbers, ticks, places) in [
            (vec![0.0, 100.0], vec![0.0, 20.0, 40.0, 60.0, 80.0, 100.0], 0),
            (vec![0.0, 0.97], vec![0.0, 0.2, 0.4, 0.6, 0.8, 1.0], 1),
            (vec![-3.0, 4.0], vec![-4.0, -2.0, 0.0, 2.0, 4.0], 0),
            (vec![2021.0, 2026.0], vec![2021.0, 2022.0, 2023.0, 2024.0, 2025.0, 2026.0], 0),
            (vec![0.011, 0.048], vec![0.01, 0.02, 0.03, 0.04, 0.05], 2),
            (vec![], vec![0.0, 0.2, 0.4, 0.6, 0.8, 1.0], 1),
            (vec![f64::NAN, f64::INFINITY], vec![0.0, 0.2, 0.4, 0.6, 0.8, 1.0], 1),
        ] {
            let scale = Scale::over(numbers.iter().copied(), 5);
            assert_eq!((scale.ticks, scale.places), (ticks, places), "{numbers:?}");
        }
    }

    #[test]
    fn no_number_is_off_the_scale_or_takes_forever() {
        let odd = [0.0, 1.0, -1.0, 1e308, -1e308, 5e-324, 1e15, 1e15 + 1.0, 0.1, 1.0 / 3.0, 1e-9];
        for low in odd {
            for high in odd {
                let scale = Scale::over([low, high].into_iter(), 5);
                assert!((2..=STEPS).contains(&scale.ticks.len()), "{low} {high}: {scale:?}");
                let (one, other) = (scale.at(low), scale.at(high));
                assert!((0.0..=1.0).contains(&one) && (0.0..=1.0).contains(&other));
                if low < high {
                    assert!(one <= other, "{low} {high}");
                }
                assert!(scale.from <= low.min(high) && scale.to >= low.max(high), "{scale:?}");
            }
        }
    }
}

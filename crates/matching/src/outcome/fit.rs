//! Logistic regression by Newton's method, with a penalty on coefficients.

use super::matrix::Symmetric;

/// What is fitted: rows of one length whose first value is 1, what each came
/// to from 0 to 1, and how much it weighs.
pub(super) struct Problem<'p> {
    pub(super) width: usize,
    /// Row after row.
    pub(super) values: &'p [f64],
    pub(super) targets: &'p [f64],
    pub(super) weights: &'p [f64],
    /// What half the square of each coefficient but the first costs.
    pub(super) penalty: f64,
}

/// The coefficients, and the inverse of the curvature there.
pub(super) struct Fitted {
    pub(super) coefficients: Vec<f64>,
    pub(super) covariance: Symmetric,
}

/// 1 / (1 + e^-x), exact to the last digits on both sides.
pub(super) fn logistic(x: f64) -> f64 {
    if x >= 0.0 {
        1.0 / (1.0 + (-x).exp())
    } else {
        let odds = x.exp();
        odds / (1.0 + odds)
    }
}

/// ln(1 + e^x) without overflow.
fn softplus(x: f64) -> f64 {
    x.max(0.0) + (-x.abs()).exp().ln_1p()
}

impl Problem<'_> {
    /// The coefficients at which the penalised deviance is least.
    ///
    /// Newton's step, halved until it is no worse: the function is convex, so
    /// that this ends at its one lowest point, or as near as numbers allow.
    /// None where the curvature is 0 along some line, which a penalty above 0
    /// rules out while both outcomes are there.
    pub(super) fn fit(&self) -> Option<Fitted> {
        let mut at = vec![0.0; self.width];
        let mut loss = self.loss(&at);
        for _ in 0..200 {
            let (slope, curvature) = self.slope(&at);
            let step = curvature.cholesky()?.solve(&slope);
            let (next, lower) = self.downhill(&at, &step, loss);
            let moved = at.iter().zip(&next).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
            let largest = next.iter().fold(1.0_f64, |most, one| most.max(one.abs()));
            (at, loss) = (next, lower);
            if moved <= 1e-12 * largest {
                break;
            }
        }
        let covariance = self.slope(&at).1.cholesky()?.inverse();
        at.iter().all(|one| one.is_finite()).then_some(Fitted { coefficients: at, covariance })
    }

    /// As far along a step as is no worse than where it begins.
    fn downhill(&self, at: &[f64], step: &[f64], loss: f64) -> (Vec<f64>, f64) {
        let mut length = 1.0;
        for _ in 0..60 {
            let next: Vec<f64> = at.iter().zip(step).map(|(a, s)| a - length * s).collect();
            let there = self.loss(&next);
            if there <= loss {
                return (next, there);
            }
            length /= 2.0;
        }
        (at.to_vec(), loss)
    }

    /// Minus the log-likelihood with the penalty.
    pub(super) fn loss(&self, at: &[f64]) -> f64 {
        let rows = self.values.chunks_exact(self.width).zip(self.targets).zip(self.weights);
        let fit: f64 = rows
            .map(|((row, target), weight)| {
                let odds = dot(row, at);
                weight * (softplus(odds) - target * odds)
            })
            .sum();
        fit + 0.5 * self.penalty * at[1..].iter().map(|one| one * one).sum::<f64>()
    }

    /// The slope of the loss, and its curvature.
    fn slope(&self, at: &[f64]) -> (Vec<f64>, Symmetric) {
        let mut slope = vec![0.0; self.width];
        let mut curvature = Symmetric::zero(self.width);
        let rows = self.values.chunks_exact(self.width).zip(self.targets).zip(self.weights);
        for ((row, target), weight) in rows {
            let chance = logistic(dot(row, at));
            let miss = weight * (chance - target);
            let spread = weight * chance * (1.0 - chance);
            for (j, value) in row.iter().enumerate() {
                slope[j] += miss * value;
                let scaled = spread * value;
                let cells = &mut curvature.cells[j * self.width..j * self.width + j + 1];
                for (cell, other) in cells.iter_mut().zip(row) {
                    *cell += scaled * other;
                }
            }
        }
        for j in 1..self.width {
            slope[j] += self.penalty * at[j];
            curvature.add(j, j, self.penalty);
        }
        curvature.mirror();
        (slope, curvature)
    }
}

pub(super) fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fitted(rows: &[(f64, f64, f64)], penalty: f64) -> Fitted {
        let values: Vec<f64> = rows.iter().flat_map(|(x, ..)| [1.0, *x]).collect();
        let targets: Vec<f64> = rows.iter().map(|(_, y, _)| *y).collect();
        let weights: Vec<f64> = rows.iter().map(|(.., w)| *w).collect();
        let (values, targets, weights) = (&values[..], &targets[..], &weights[..]);
        Problem { width: 2, values, targets, weights, penalty }.fit().unwrap()
    }

    /// By hand: one of four at −1 and three of four at 1, without a penalty:
    /// the log-odds are ∓ln 3, so that the intercept is 0 and the coefficient
    /// ln 3; the curvature is 8 × 3/16 on the diagonal, so that both standard
    /// errors are √(2/3).
    #[test]
    fn four_rows_by_hand() {
        let rows = [(-1.0, 1.0, 1.0), (-1.0, 0.0, 3.0), (1.0, 1.0, 3.0), (1.0, 0.0, 1.0)];
        let Fitted { coefficients, covariance } = fitted(&rows, 0.0);
        assert!(coefficients[0].abs() < 1e-12);
        assert!((coefficients[1] - 3.0_f64.ln()).abs() < 1e-12);
        assert!((covariance.at(0, 0) - 2.0 / 3.0).abs() < 1e-12);
        assert!((covariance.at(1, 1) - 2.0 / 3.0).abs() < 1e-12);
        assert!(covariance.at(0, 1).abs() < 1e-12);
    }

    /// No point of a fine grid around is lower, nor is the slope anything but
    /// 0 by differences.
    #[test]
    fn no_other_point_is_lower() {
        let rows = [(-2.0, 0.0, 1.0), (-0.5, 1.0, 2.0), (0.3, 0.0, 1.0), (1.1, 1.0, 1.0)];
        let values: Vec<f64> = rows.iter().flat_map(|(x, ..)| [1.0, *x]).collect();
        let targets: Vec<f64> = rows.iter().map(|(_, y, _)| *y).collect();
        let weights: Vec<f64> = rows.iter().map(|(.., w)| *w).collect();
        for penalty in [0.01, 1.0, 20.0] {
            let problem = Problem {
                width: 2,
                values: &values,
                targets: &targets,
                weights: &weights,
                penalty,
            };
            let found = problem.fit().unwrap().coefficients;
            let least = problem.loss(&found);
            for a in -100..=100 {
                for b in -100..=100 {
                    let other = [found[0] + f64::from(a) * 0.01, found[1] + f64::from(b) * 0.01];
                    assert!(problem.loss(&other) >= least - 1e-12, "{penalty} {other:?}");
                }
            }
            for j in 0..2 {
                let (mut up, mut down) = (found.clone(), found.clone());
                up[j] += 1e-5;
                down[j] -= 1e-5;
                let slope = (problem.loss(&up) - problem.loss(&down)) / 2e-5;
                assert!(slope.abs() < 1e-8, "{penalty}: {slope}");
            }
        }
    }

    #[test]
    fn what_separates_is_finite_with_a_penalty() {
        let rows = [(-1e6, 0.0, 1e5), (1e6, 1.0, 1e5)];
        let found = fitted(&rows, 1.0);
        assert!(found.coefficients.iter().all(|one| one.is_finite()));
        assert!(found.covariance.cells.iter().all(|one| one.is_finite()));
    }

    #[test]
    fn logistic_keeps_both_ends() {
        assert_eq!(logistic(0.0), 0.5);
        assert_eq!(logistic(1e4), 1.0);
        assert_eq!(logistic(-1e4), 0.0);
        assert!((logistic(-40.0) / (-40.0_f64).exp() - 1.0).abs() < 1e-12);
    }
}

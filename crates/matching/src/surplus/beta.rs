//! The beta distribution: its cumulative function and the inverse.

/// The `x` below which a beta distribution has the share `p`, for `p` in
/// (0, 1) and positive `a` and `b`.
///
/// Halves the interval until its ends are neighbours or it is as narrow as
/// 1e-15 of where it stands: some 60 to 1 100 evaluations, the many only where
/// the answer is next to 0.
pub(super) fn quantile(p: f64, a: f64, b: f64) -> f64 {
    let (mut low, mut high) = (0.0_f64, 1.0_f64);
    loop {
        let middle = low + (high - low) / 2.0;
        if middle <= low || middle >= high || high - low <= 1e-15 * low {
            return middle;
        }
        if cumulative(middle, a, b) < p {
            low = middle;
        } else {
            high = middle;
        }
    }
}

/// The regularised incomplete beta function, by its continued fraction.
pub(super) fn cumulative(x: f64, a: f64, b: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    let front = a * x.ln() + b * (-x).ln_1p() - ln_beta(a, b);
    // The fraction converges fast on the side of the mean that x is on.
    if x < (a + 1.0) / (a + b + 2.0) {
        front.exp() * fraction(x, a, b) / a
    } else {
        1.0 - front.exp() * fraction(1.0 - x, b, a) / b
    }
}

/// The continued fraction of the incomplete beta function, after Lentz.
fn fraction(x: f64, a: f64, b: f64) -> f64 {
    // In place of 0, which Lentz's method cannot divide by.
    const TINY: f64 = 1e-300;
    let away = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut c = 1.0;
    let mut d = 1.0 / away(1.0 - (a + b) * x / (a + 1.0));
    let mut product = d;
    for m in 1..100_000 {
        let m = f64::from(m);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / away(1.0 + even * d);
        c = away(1.0 + even / c);
        product *= c * d;
        d = 1.0 / away(1.0 + odd * d);
        c = away(1.0 + odd / c);
        let step = c * d;
        product *= step;
        if (step - 1.0).abs() < 1e-16 {
            break;
        }
    }
    product
}

fn ln_beta(a: f64, b: f64) -> f64 {
    ln_gamma(a) + ln_gamma(b) - ln_gamma(a + b)
}

/// The logarithm of the gamma function of a positive number: Stirling's
/// series from 12 on, and the recurrence below.
fn ln_gamma(x: f64) -> f64 {
    /// B(2n) / (2n (2n − 1)), from n = 1.
    const SERIES: [f64; 7] = [
        1.0 / 12.0,
        -1.0 / 360.0,
        1.0 / 1_260.0,
        -1.0 / 1_680.0,
        1.0 / 1_188.0,
        -691.0 / 360_360.0,
        1.0 / 156.0,
    ];
    let (mut x, mut product) = (x, 1.0);
    while x < 12.0 {
        product *= x;
        x += 1.0;
    }
    let square = 1.0 / (x * x);
    let series = SERIES.iter().rev().fold(0.0, |sum, term| sum * square + term) / x;
    let half_ln_2_pi = 0.918_938_533_204_672_7;
    (x - 0.5) * x.ln() - x + half_ln_2_pi + series - product.ln()
}

#[cfg(test)]
mod tests {
    use super::{cumulative, ln_gamma, quantile};

    #[track_caller]
    fn close(found: f64, expected: f64) {
        let most = 1e-12 * expected.abs().max(1.0);
        assert!((found - expected).abs() < most, "{found}: expected {expected}");
    }

    #[test]
    fn gamma_is_the_factorial() {
        let mut ln = 0.0;
        for n in 1..60 {
            close(ln_gamma(f64::from(n)), ln);
            ln += f64::from(n).ln();
        }
        close(ln_gamma(0.5), std::f64::consts::PI.sqrt().ln());
    }

    /// Sums of binomial probabilities, which the function is for whole a, b.
    #[test]
    fn the_function_is_a_binomial_tail() {
        for (a, b) in [(1, 1), (2, 5), (9, 3), (40, 60)] {
            for x in [0.01_f64, 0.2, 0.5, 0.77, 0.999] {
                let n = a + b - 1;
                let mut term = (1.0 - x).powi(n);
                let mut below = 0.0;
                for k in 0..a {
                    below += term;
                    term *= f64::from(n - k) / f64::from(k + 1) * x / (1.0 - x);
                }
                close(cumulative(x, f64::from(a), f64::from(b)), 1.0 - below);
            }
        }
    }

    #[test]
    fn the_quantile_undoes_it() {
        for (a, b) in [(0.01, 0.01), (0.5, 0.5), (3.2, 7.9), (0.3, 900.0), (5e5, 7e5)] {
            for p in [0.001, 0.05, 0.5, 0.95] {
                let x = quantile(p, a, b);
                assert!((cumulative(x, a, b) - p).abs() < 1e-8, "{p} {a} {b}: {x}");
            }
        }
        close(quantile(0.05, 1.0, 1.0), 0.05);
        close(quantile(0.25, 2.0, 1.0), 0.5);
        // The arcsine law.
        close(quantile(0.25, 0.5, 0.5), (std::f64::consts::PI / 8.0).sin().powi(2));
    }
}

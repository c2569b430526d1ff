//! Sums of binomial probabilities, and where they reach a tail.

use super::confidence::halve;

/// The probability with which `counted` or more of `of` happen as rarely as
/// `tail`; 0 if `counted` is 0.
pub(super) fn exact(counted: u32, of: u32, tail: f64) -> f64 {
    if counted == 0 {
        return 0.0;
    }
    let ways = ln_ways(of, counted);
    let mean = f64::from(counted) / f64::from(of);
    halve((0.0, mean), |p| at_least(counted, of, (p, ways)) < tail)
}

/// The probability that `counted` or more of `of` happen if each does with
/// `p`, at most `counted / of`. `ways` is the logarithm of the number of ways
/// to choose them. From there on terms only shrink, so they are added up until
/// they no longer count.
fn at_least(counted: u32, of: u32, (p, ways): (f64, f64)) -> f64 {
    let others = f64::from(of - counted);
    let first = ways + f64::from(counted) * p.ln() + others * (-p).ln_1p();
    let (mut term, mut sum) = (1.0, 1.0);
    for happen in counted..of {
        term *= f64::from(of - happen) / f64::from(happen + 1) * p / (1.0 - p);
        sum += term;
        if term < sum * 1e-17 {
            break;
        }
    }
    first.exp() * sum
}

/// The logarithm of the number of ways to choose some of many.
fn ln_ways(of: u32, some: u32) -> f64 {
    ln_factorial(of) - ln_factorial(some) - ln_factorial(of - some)
}

/// The logarithm of a factorial, by Stirling's series from 32 on.
fn ln_factorial(n: u32) -> f64 {
    if n < 32 {
        return (1..=n).map(|k| f64::from(k).ln()).sum();
    }
    let n = f64::from(n);
    let square = n * n;
    let series = (1.0 / 12.0
        - (1.0 / 360.0 - (1.0 / 1260.0 - 1.0 / (1680.0 * square)) / square) / square)
        / n;
    n * n.ln() - n + (std::f64::consts::TAU * n).ln() / 2.0 + series
}

//! Figures in text.

use etablera_matching::experiment::{Estimate, Measure};

/// A figure with the digits that its measure is worth, thousands apart by a
/// no-break space.
#[must_use]
pub fn figure(measure: Measure, value: f64) -> String {
    let text = format!("{value:.*}", measure.decimals());
    let (whole, rest) = text.split_at(text.find('.').unwrap_or(text.len()));
    let (sign, digits) = whole.split_at(whole.len() - whole.trim_start_matches('-').len());
    let is_zero = text.bytes().all(|b| !b.is_ascii_digit() || b == b'0');
    let mut spaced = if is_zero { String::new() } else { sign.to_owned() };
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            spaced.push('\u{a0}');
        }
        spaced.push(digit);
    }
    spaced + rest
}

/// The mean, and half the interval where there is one; a dash for both where
/// there is nothing.
#[must_use]
pub fn mean_and_half(measure: Measure, estimate: Option<Estimate>) -> (String, Option<String>) {
    match estimate {
        Some(of) => (figure(measure, of.mean), of.half.map(|half| figure(measure, half))),
        None => ("–".to_owned(), None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_have_the_digits_they_are_worth() {
        for (measure, value, text) in [
            (Measure::Total, 1_234_567.4, "1\u{a0}234\u{a0}567"),
            (Measure::Total, 999.6, "1\u{a0}000"),
            (Measure::RegretShare, 1.456, "1.46"),
            (Measure::RegretShare, -0.001, "0.00"),
            (Measure::Regret, -1234.0, "-1\u{a0}234"),
            (Measure::Milliseconds, 0.04, "0.0"),
        ] {
            assert_eq!(figure(measure, value), text);
        }
        assert_eq!(mean_and_half(Measure::Total, None), ("–".to_owned(), None));
    }
}

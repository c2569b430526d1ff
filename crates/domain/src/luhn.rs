//! The check digit of Swedish identity and organisation numbers.

/// Whether the last digit checks the others (Luhn, modulus 10).
///
/// `digits` are ASCII digits. Any one wrong digit is found; of two neighbours
/// that changed places, all but `0` and `9`.
pub(crate) fn luhn(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(at, digit)| {
            let value = u32::from(digit - b'0') * if at % 2 == 1 { 2 } else { 1 };
            value / 10 + value % 10
        })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_numbers_check() {
        for right in ["8112289874", "6709199530", "7010632391", "8112789873", "2120002742"] {
            assert!(luhn(right.as_bytes()), "{right}");
        }
        assert!(!luhn(b"8112789876"));
    }

    #[test]
    fn swapped_neighbours_are_found_but_for_0_and_9() {
        for (a, b) in (0..10_u8).flat_map(|a| (0..a).map(move |b| (a, b))) {
            for at in 0..9 {
                let mut digits = *b"0000000000";
                (digits[at], digits[at + 1]) = (b'0' + a, b'0' + b);
                let mut swapped = digits;
                swapped.swap(at, at + 1);
                // Equal sums are both right or both wrong, whatever else stands there.
                let free = if at == 0 { 9 } else { 0 };
                let same = (b'0'..=b'9').all(|digit| {
                    digits[free] = digit;
                    swapped[free] = digit;
                    luhn(&digits) == luhn(&swapped)
                });
                assert_eq!(same, (a, b) == (9, 0), "{a} {b} at {at}");
            }
        }
    }
}

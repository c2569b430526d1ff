//! Weights of requirements, scaled to thousandths.

/// What weights are scaled to, so that a full score is 1000 × 100 points.
pub(crate) const WHOLE: u32 = 1000;

/// Scales weights so that they sum to [`WHOLE`], by largest remainder; of
/// equal remainders the one with the smaller key gets more. All zero stays
/// all zero.
pub(crate) fn scale<K: Ord>(raw: &[(u32, K)]) -> Vec<u32> {
    let sum: u64 = raw.iter().map(|(weight, _)| u64::from(*weight)).sum();
    if sum == 0 {
        return vec![0; raw.len()];
    }
    let scaled = |weight: u32| u64::from(weight) * u64::from(WHOLE);
    let mut weights: Vec<u32> = raw.iter().map(|(w, _)| (scaled(*w) / sum) as u32).collect();
    let missing = WHOLE - weights.iter().sum::<u32>();
    let mut order: Vec<usize> = (0..raw.len()).collect();
    order.sort_by(|&a, &b| {
        let remainder = |at: usize| scaled(raw[at].0) % sum;
        remainder(b).cmp(&remainder(a)).then_with(|| raw[a].1.cmp(&raw[b].1))
    });
    for &at in order.iter().take(missing as usize) {
        weights[at] += 1;
    }
    weights
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(raw: &[(u32, &str)], expected: &[u32]) {
        assert_eq!(scale(raw), expected);
    }

    #[test]
    fn largest_remainders_get_what_is_left() {
        check(&[(1, "a"), (1, "b"), (1, "c")], &[334, 333, 333]);
        check(&[(1, "c"), (1, "b"), (1, "a")], &[333, 333, 334]);
        check(&[(5000, "a"), (3000, "b")], &[625, 375]);
        check(&[(2, "a"), (1, "b")], &[667, 333]);
        check(&[(7, "a"), (0, "b")], &[1000, 0]);
    }

    #[test]
    fn nothing_weighs_nothing() {
        check(&[], &[]);
        check(&[(0, "a"), (0, "b")], &[0, 0]);
    }
}

//! Teaching of Swedish for immigrants, on average over four weeks.
//!
//! Whether there is enough of it is for [`sfi_volume`](crate::rights::sfi_volume)
//! to say, since a learner may ask for less.

use crate::rules::Held;

/// How many minutes the fourth week must have after three others, in whole
/// steps of five, by the rule `sfi.24.volume`; none where no rule is known.
#[must_use]
pub fn sfi_needed(rule: &Held, before: [u32; 3]) -> Option<u32> {
    let hours = rule.shown()?.amount;
    let asked = (i128::from(hours.numerator()) * 4 * 60 + i128::from(hours.denominator()) - 1)
        / i128::from(hours.denominator());
    let taught: i128 = before.into_iter().map(i128::from).sum();
    let missing = (asked - taught).max(0);
    u32::try_from((missing + 4) / 5 * 5).ok()
}

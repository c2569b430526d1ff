//! Teaching of Swedish for immigrants, on average over four weeks.

use crate::decision::{Clause, Fact};
use crate::rules::Held;

/// Whether four weeks have the teaching that the rule `week.sfi` asks for;
/// minutes a week.
#[must_use]
pub fn sfi_clause(rule: &Held, weeks: [u32; 4]) -> Clause {
    let taught: i128 = weeks.into_iter().map(i128::from).sum();
    rule.judge(Fact::known("sfi_minutes_of_four_weeks", taught), |hours, taught| {
        taught * i128::from(hours.denominator()) >= i128::from(hours.numerator()) * 4 * 60
    })
}

/// How many minutes the fourth week must have after three others, in whole
/// steps of five; none where no rule is known.
#[must_use]
pub fn sfi_needed(rule: &Held, before: [u32; 3]) -> Option<u32> {
    let hours = rule.shown()?.amount;
    let asked = (i128::from(hours.numerator()) * 4 * 60 + i128::from(hours.denominator()) - 1)
        / i128::from(hours.denominator());
    let taught: i128 = before.into_iter().map(i128::from).sum();
    let missing = (asked - taught).max(0);
    u32::try_from((missing + 4) / 5 * 5).ok()
}

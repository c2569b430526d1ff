//! Who leaves before the end.

use chrono::NaiveDate;

use super::followed::{Cohort, Ending};
use super::proof::{Measure, Verdict, Why};

/// Who dropped out, of those who had left on a day. Who moved away or died, and
/// of whom nobody knows how they left, is outside.
#[must_use]
pub fn dropout(cohort: &Cohort, on: NaiveDate) -> Measure {
    Measure::of(cohort, |one| {
        if on < one.received {
            return Verdict::Outside(Why::NotReceived);
        }
        match one.left(on) {
            None => Verdict::Outside(Why::NotLeft),
            Some((_, Ending::Dropped)) => Verdict::Yes,
            Some((_, Ending::Completed)) => Verdict::No(Why::Completed),
            Some((_, Ending::Gone)) => Verdict::Outside(Why::Gone),
            Some((_, Ending::Unknown)) => Verdict::Outside(Why::Unknown),
        }
    })
}

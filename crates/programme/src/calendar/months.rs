//! Lengths in months.

use chrono::{Datelike, Days, Months, NaiveDate};

/// The same day number some months later, or the last day of that month where
/// it has no such day.
///
/// # Panics
/// Beyond the year 262 000.
#[must_use]
pub fn add_months(day: NaiveDate, months: u16) -> NaiveDate {
    day + Months::new(months.into())
}

/// The same day number some months earlier, or the last day of that month
/// where it has no such day.
///
/// # Panics
/// Beyond the year -262 000.
#[must_use]
pub fn months_before(day: NaiveDate, months: u16) -> NaiveDate {
    day - Months::new(months.into())
}

/// The last day of a stage that begins on `start` and lasts so many months, at
/// least one: the day before the same day number, or the last day of the month
/// where it has no such day. A month from 31 January ends on 28 or 29
/// February, as does one from 1 February.
///
/// # Panics
/// Of no months, and beyond the year 262 000.
#[must_use]
pub fn last_day(start: NaiveDate, months: u16) -> NaiveDate {
    assert!(months > 0, "a stage lasts");
    let after = add_months(start, months);
    if after.day() == start.day() { after - Days::new(1) } else { after }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_ends_the_day_before_or_with_the_month() {
        let ends = [
            ("2026-01-01", "2026-01-31"),
            ("2026-01-15", "2026-02-14"),
            ("2026-01-28", "2026-02-27"),
            ("2026-01-29", "2026-02-28"),
            ("2026-01-30", "2026-02-28"),
            ("2026-01-31", "2026-02-28"),
            ("2028-01-29", "2028-02-28"),
            ("2028-01-30", "2028-02-29"),
            ("2028-01-31", "2028-02-29"),
            ("2026-02-01", "2026-02-28"),
            ("2026-02-28", "2026-03-27"),
            ("2026-03-31", "2026-04-30"),
            ("2026-12-31", "2027-01-30"),
        ];
        for (start, end) in ends {
            let start: NaiveDate = start.parse().expect("a day");
            assert_eq!(last_day(start, 1).to_string(), end, "from {start}");
        }
    }
}

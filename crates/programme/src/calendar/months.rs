//! Lengths in months, and days beside them.
//!
//! Every day has an answer: what would lie beyond the days that can be told is
//! the last of them, or the first.

use chrono::{Datelike, Days, Months, NaiveDate};

/// The same day number some months later, or the last day of that month where
/// it has no such day; [`NaiveDate::MAX`] if that is beyond it.
#[must_use]
pub fn add_months(day: NaiveDate, months: u16) -> NaiveDate {
    day.checked_add_months(Months::new(months.into())).unwrap_or(NaiveDate::MAX)
}

/// The same day number some months earlier, or the last day of that month
/// where it has no such day; [`NaiveDate::MIN`] if that is before it.
#[must_use]
pub fn months_before(day: NaiveDate, months: u16) -> NaiveDate {
    day.checked_sub_months(Months::new(months.into())).unwrap_or(NaiveDate::MIN)
}

/// The day some days later; [`NaiveDate::MAX`] if that is beyond it.
#[must_use]
pub fn add_days(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap_or(NaiveDate::MAX)
}

/// The day some days earlier; [`NaiveDate::MIN`] if that is before it.
#[must_use]
pub fn days_before(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_sub_days(Days::new(days)).unwrap_or(NaiveDate::MIN)
}

/// The last day of a stage that begins on `start` and lasts so many months:
/// the day before the same day number, or the last day of the month where it
/// has no such day. A month from 31 January ends on 28 or 29 February, as does
/// one from 1 February. What lasts no month ends the day before it begins.
#[must_use]
pub fn last_day(start: NaiveDate, months: u16) -> NaiveDate {
    match start.checked_add_months(Months::new(months.into())) {
        Some(after) if after.day() == start.day() => days_before(after, 1),
        Some(last) => last,
        None => NaiveDate::MAX,
    }
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
    #[test]
    fn what_is_beyond_all_days_is_the_last_or_first_of_them() {
        let (first, last) = (NaiveDate::MIN, NaiveDate::MAX);
        for most in [1, u16::MAX] {
            assert_eq!(add_months(last, most), last);
            assert_eq!(last_day(last, most), last);
            assert_eq!(months_before(first, most), first);
        }
        for most in [1, u64::MAX] {
            assert_eq!((add_days(last, most), days_before(first, most)), (last, first));
        }
        assert!(last_day(first, u16::MAX) > first && months_before(last, u16::MAX) < last);
        assert_eq!(last_day(first, 0), first, "nothing is before the first");
        let day: NaiveDate = "2026-03-01".parse().expect("a day");
        assert_eq!(last_day(day, 0), days_before(day, 1), "no month has no day");
    }
}

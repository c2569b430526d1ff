//! Days in a row, and how long they are in months.
//!
//! An unbroken time is counted by the calendar: whole months from its first
//! day, and days over. Of several, months are added up, and of the days over
//! thirty make a month.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::months::last_day;

/// Months, and days over.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Time {
    /// Whole months.
    pub months: u32,
    /// Days over; after an unbroken time up to 30.
    pub days: u32,
}

/// Days in a row, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) from: NaiveDate,
    pub(crate) to: NaiveDate,
}

impl Span {
    pub(crate) fn new(from: NaiveDate, to: NaiveDate) -> Option<Self> {
        (from <= to).then_some(Self { from, to })
    }

    /// What of it lies in another.
    pub(crate) fn within(self, other: Self) -> Option<Self> {
        Self::new(self.from.max(other.from), self.to.min(other.to))
    }

    pub(crate) fn days(self) -> u64 {
        (self.to - self.from).num_days().unsigned_abs() + 1
    }

    /// By the calendar: whole months from the first day, up to 65 535, and days
    /// over.
    pub(crate) fn time(self) -> Time {
        let of_year = |day: NaiveDate| i64::from(day.year()) * 12 + i64::from(day.month0());
        let touched = of_year(self.to) - of_year(self.from) + 1;
        let touched = u16::try_from(touched).unwrap_or(u16::MAX);
        // The months touched are as many as are whole, or one or two more.
        let months = (touched.saturating_sub(2).max(1)..=touched)
            .rev()
            .find(|months| last_day(self.from, *months) <= self.to);
        let over = months.map_or_else(
            || (self.to - self.from).num_days() + 1,
            |months| (self.to - last_day(self.from, months)).num_days(),
        );
        let months = months.unwrap_or(0).into();
        Time { months, days: over.try_into().unwrap_or(0) }
    }
}

/// The sum of several times.
pub(crate) fn sum(spans: &[Span]) -> Time {
    let times = spans.iter().map(|span| span.time());
    let added = times
        .reduce(|sum, time| Time { months: sum.months + time.months, days: sum.days + time.days });
    match added.unwrap_or_default() {
        Time { months, days } if spans.len() > 1 => {
            Time { months: months + days / 30, days: days % 30 }
        }
        unbroken => unbroken,
    }
}

/// Spans in order, with those that touch made one.
pub(crate) fn apart(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable_by_key(|span| (span.from, span.to));
    let mut joined: Vec<Span> = Vec::new();
    for span in spans {
        match joined.last_mut() {
            Some(last) if last.to.succ_opt().is_none_or(|after| span.from <= after) => {
                last.to = last.to.max(span.to);
            }
            _ => joined.push(span),
        }
    }
    joined
}

/// What of some spans lies in none of others; both apart and in order.
pub(crate) fn without(spans: &[Span], others: &[Span]) -> Vec<Span> {
    let mut left = Vec::new();
    for span in spans {
        let mut rest = Some(*span);
        for other in others {
            let Some(here) = rest else { break };
            let before = other.from.pred_opt().and_then(|to| Span::new(here.from, here.to.min(to)));
            left.extend(before.filter(|_| here.within(*other).is_some()));
            if here.within(*other).is_some() {
                rest = other.to.succ_opt().and_then(|from| Span::new(here.from.max(from), here.to));
            }
        }
        left.extend(rest);
    }
    left
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(from: &str, to: &str) -> Span {
        let day = |text: &str| text.parse().expect("a day");
        Span::new(day(from), day(to)).expect("days in a row")
    }

    #[test]
    fn a_stretch_is_as_long_as_the_stage_that_ends_with_it() {
        let cases = [
            ("2026-01-31", "2026-02-27", (0, 28)),
            ("2026-01-31", "2026-02-28", (1, 0)),
            ("2026-01-31", "2026-03-01", (1, 1)),
            ("2026-01-31", "2026-03-30", (2, 0)),
            ("2026-01-15", "2026-02-14", (1, 0)),
            ("2026-02-01", "2026-02-28", (1, 0)),
            ("2026-03-01", "2026-03-30", (0, 30)),
            ("2026-03-01", "2026-03-01", (0, 1)),
        ];
        for (from, to, (months, days)) in cases {
            assert_eq!(span(from, to).time(), Time { months, days }, "{from} to {to}");
        }
    }

    #[test]
    fn every_stretch_of_three_years_is_as_counted_month_by_month() {
        let first: NaiveDate = "2027-01-01".parse().expect("a day");
        for from in first.iter_days().take(366 + 365) {
            for to in from.iter_days().take(1100).step_by(7) {
                let whole = |months: &u16| last_day(from, *months) <= to;
                let months = (1..100).take_while(whole).last().unwrap_or(0);
                assert_eq!(Span { from, to }.time().months, u32::from(months), "{from} to {to}");
            }
        }
        let ages = Span { from: NaiveDate::MIN, to: first };
        assert_eq!(ages.time().months, u32::from(u16::MAX));
    }

    #[test]
    fn what_is_taken_away_leaves_the_rest_day_by_day() {
        let days = |spans: &[Span]| -> Vec<NaiveDate> {
            spans
                .iter()
                .flat_map(|span| span.from.iter_days().take_while(|d| *d <= span.to))
                .collect()
        };
        let spans = [span("2026-01-01", "2026-01-10"), span("2026-01-15", "2026-01-16")];
        for from in 1..=18 {
            for to in from..=18 {
                let other = [span(&format!("2026-01-{from:02}"), &format!("2026-01-{to:02}"))];
                let taken = days(&other);
                let kept: Vec<_> =
                    days(&spans).into_iter().filter(|day| !taken.contains(day)).collect();
                assert_eq!(days(&without(&spans, &other)), kept, "{from} to {to}");
            }
        }
    }
}

//! Values that change on given days.

use chrono::NaiveDate;

/// A value that changes on given days, such as an amount set by regulation.
///
/// Each value holds from its day, inclusive, until the next one. Before the
/// first there is none, and `None` ends what held before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated<T> {
    changes: Vec<(NaiveDate, Option<T>)>,
}

/// Why changes are no dated value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DatedError {
    /// Two changes of one day.
    #[error("two values from {0}: expected one a day")]
    Twice(NaiveDate),
    /// No value at all.
    #[error("no value: expected at least one")]
    Empty,
}

impl<T> Dated<T> {
    /// Takes changes in any order.
    ///
    /// # Errors
    /// Two of one day, or none at all.
    pub fn new(mut changes: Vec<(NaiveDate, Option<T>)>) -> Result<Self, DatedError> {
        changes.sort_by_key(|&(from, _)| from);
        if let Some(pair) = changes.windows(2).find(|pair| pair[0].0 == pair[1].0) {
            return Err(DatedError::Twice(pair[0].0));
        }
        if changes.is_empty() { Err(DatedError::Empty) } else { Ok(Self { changes }) }
    }

    /// The value in force on `day`, if there is one.
    #[must_use]
    pub fn on(&self, day: NaiveDate) -> Option<&T> {
        let past = self.changes.partition_point(|&(from, _)| from <= day);
        self.changes[..past].last()?.1.as_ref()
    }

    /// The first day of the value in force on `day`, if there is one.
    #[must_use]
    pub fn since(&self, day: NaiveDate) -> Option<NaiveDate> {
        let past = self.changes.partition_point(|&(from, _)| from <= day);
        let (from, value) = self.changes[..past].last()?;
        value.as_ref().map(|_| *from)
    }

    /// Every change, by its first day; `None` ends.
    pub fn changes(&self) -> impl Iterator<Item = (NaiveDate, Option<&T>)> {
        self.changes.iter().map(|(from, value)| (*from, value.as_ref()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn a_value_holds_from_its_day_until_the_next() {
        let changes = vec![
            (day("2021-01-01"), Some(2)),
            (day("2020-01-01"), Some(1)),
            (day("2022-01-01"), None),
        ];
        let dated = Dated::new(changes).expect("days apart");
        let on = |text| dated.on(day(text)).copied();
        assert_eq!(on("2019-12-31"), None);
        assert_eq!(on("2020-01-01"), Some(1));
        assert_eq!(on("2020-12-31"), Some(1));
        assert_eq!(on("2021-01-01"), Some(2));
        assert_eq!(on("2022-01-01"), None);
        assert_eq!(dated.since(day("2021-12-31")), Some(day("2021-01-01")));
        assert_eq!(dated.since(day("2022-01-01")), None);
    }

    #[test]
    fn two_values_from_one_day_are_refused() {
        let first = day("2020-01-01");
        let twice = Dated::new(vec![(first, Some(1)), (first, None)]);
        assert_eq!(twice, Err(DatedError::Twice(first)));
        assert_eq!(Dated::<u8>::new(Vec::new()), Err(DatedError::Empty));
    }
}

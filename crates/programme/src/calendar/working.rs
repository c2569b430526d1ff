//! Working days of a country.

use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use super::holiday::{Country, Holiday};

/// The days off in one country.
///
/// The rules are those of the years from 2005 on. Before them Sweden had
/// others, and nobody knows the laws of 2200: [`covers`](Calendar::covers)
/// tells, and outside it answers are what today's rules would have given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Calendar {
    /// Whose holidays.
    pub country: Country,
    /// Whether the eves of Midsummer, Christmas and New Year are days off too:
    /// no law says so, and most agreements do.
    pub eves: bool,
}

/// Monday of the first week of the common era.
const MONDAY: NaiveDate = NaiveDate::from_ymd_opt(1, 1, 1).expect("a day");

impl Calendar {
    /// The years whose holidays the rules are about.
    pub const YEARS: RangeInclusive<i32> = 2005..=2199;

    /// With public holidays only.
    #[must_use]
    pub fn of(country: Country) -> Self {
        Self { country, eves: false }
    }

    /// With eves as days off too.
    #[must_use]
    pub fn with_eves(self) -> Self {
        Self { eves: true, ..self }
    }

    /// Whether the rules are about the year of this day.
    #[must_use]
    pub fn covers(&self, day: NaiveDate) -> bool {
        Self::YEARS.contains(&day.year())
    }

    /// What this day is, if it is a holiday with a name or, where they count,
    /// an eve. Of two on one day the one that comes first in the law. That
    /// every Sunday is a holiday too is left out: it has no name.
    #[must_use]
    pub fn is_holiday(&self, day: NaiveDate) -> Option<Holiday> {
        // No rule reaches these months, and most questions are about working days.
        if matches!(day.month(), 2 | 7..=9) {
            return None;
        }
        let mut off = self.country.days_off(day.year(), self.eves);
        off.find_map(|(on, holiday)| (on == day).then_some(holiday))
    }

    /// The holidays of a year, and where they count its eves, by day; two may
    /// fall on one.
    #[must_use]
    pub fn holidays(&self, year: i32) -> Vec<(NaiveDate, Holiday)> {
        let mut off: Vec<_> = self.country.days_off(year, self.eves).collect();
        off.sort_by_key(|&(on, _)| on);
        off
    }

    /// Whether this is a day from Monday to Friday that is not off.
    #[must_use]
    pub fn is_working_day(&self, day: NaiveDate) -> bool {
        is_weekday(day) && self.is_holiday(day).is_none()
    }

    /// How many working days there are, both ends included; none if the last
    /// comes before the first. Takes time by the years, not by the days.
    #[must_use]
    pub fn working_days(&self, days: RangeInclusive<NaiveDate>) -> u32 {
        let (first, last) = days.into_inner();
        if last < first {
            return 0;
        }
        let mut count =
            weekdays_before(last) + i64::from(is_weekday(last)) - weekdays_before(first);
        for year in first.year()..=last.year() {
            let mut off = self.holidays(year);
            off.dedup_by_key(|(on, _)| *on);
            let inside = |on: NaiveDate| (first..=last).contains(&on) && is_weekday(on);
            count -= off.into_iter().map(|(on, _)| i64::from(inside(on))).sum::<i64>();
        }
        // Between none and all days, which are fewer than 2^28.
        u32::try_from(count).unwrap_or(0)
    }

    /// The working day so many working days after `day`, which itself does not
    /// count; `day` if 0, and the last of all days if there are too few.
    #[must_use]
    pub fn add_working_days(&self, day: NaiveDate, count: u16) -> NaiveDate {
        self.step(day, count, |day| day.succ_opt())
    }

    /// The working day so many working days before `day`, which itself does
    /// not count; `day` if 0. A warning five working days before a Thursday
    /// without holidays near it is on the Thursday before. The first of all days
    /// if there are too few.
    #[must_use]
    pub fn working_days_before(&self, day: NaiveDate, count: u16) -> NaiveDate {
        self.step(day, count, |day| day.pred_opt())
    }

    fn step(
        &self,
        from: NaiveDate,
        count: u16,
        next: fn(NaiveDate) -> Option<NaiveDate>,
    ) -> NaiveDate {
        let (mut day, mut left) = (from, count);
        while left > 0 {
            let Some(further) = next(day) else { return day };
            day = further;
            left -= u16::from(self.is_working_day(day));
        }
        day
    }
}

fn is_weekday(day: NaiveDate) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// Days from Monday to Friday from the first week of the common era until
/// before `day`.
fn weekdays_before(day: NaiveDate) -> i64 {
    let days = day.signed_duration_since(MONDAY).num_days();
    days.div_euclid(7) * 5 + days.rem_euclid(7).min(5)
}

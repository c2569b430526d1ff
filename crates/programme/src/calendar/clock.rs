//! Clock times of a country in UTC.

use chrono::{Datelike, Days, Duration, NaiveDate, NaiveDateTime};

use super::holiday::Country;

/// The moment in UTC at which clocks in a country show so many minutes after
/// midnight of a day; 1440 and more is the next day.
///
/// Summer time is as in the European Union since 1996, which Norway follows:
/// from the last Sunday of March to that of October, both at 01:00 UTC. A time
/// that the clocks leap over in March is read as if they had not leapt, and of
/// one that they show twice in October the first counts.
///
/// Where UTC would show a moment beyond all days, it is the last or first that
/// it can show.
#[must_use]
pub fn utc(country: Country, day: NaiveDate, minutes: u16) -> NaiveDateTime {
    let winter = match country {
        Country::Sweden | Country::Norway => Duration::hours(1),
        Country::Finland => Duration::hours(2),
    };
    let ahead = Duration::minutes(minutes.into()) - winter;
    let in_winter = later(day.and_time(chrono::NaiveTime::MIN), ahead);
    let in_summer = later(in_winter, -Duration::hours(1));
    match in_winter.month() {
        4..=9 => in_summer,
        // The clocks change in these two.
        3 if in_summer >= last_sunday(in_winter.year(), 3) => in_summer,
        10 if in_summer < last_sunday(in_winter.year(), 10) => in_summer,
        _ => in_winter,
    }
}

fn later(moment: NaiveDateTime, by: Duration) -> NaiveDateTime {
    let beyond = if by < Duration::zero() { NaiveDateTime::MIN } else { NaiveDateTime::MAX };
    moment.checked_add_signed(by).unwrap_or(beyond)
}

/// 01:00 UTC of the last Sunday of a month with 31 days.
fn last_sunday(year: i32, month: u32) -> NaiveDateTime {
    let last = NaiveDate::from_ymd_opt(year, month, 31).expect("a month with 31 days");
    let sunday = last - Days::new(last.weekday().num_days_from_sunday().into());
    sunday.and_hms_opt(1, 0, 0).expect("a time")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(country: Country, shown: (&str, u16), expected: &str) {
        let day = shown.0.parse().expect("a day");
        assert_eq!(utc(country, day, shown.1).to_string(), expected, "{shown:?}");
    }

    #[test]
    fn clocks_change_on_the_last_sundays_of_march_and_october() {
        use Country::{Finland, Norway, Sweden};
        check(Sweden, ("2026-01-15", 8 * 60), "2026-01-15 07:00:00");
        check(Norway, ("2026-07-15", 8 * 60), "2026-07-15 06:00:00");
        check(Finland, ("2026-01-15", 8 * 60), "2026-01-15 06:00:00");
        check(Finland, ("2026-07-15", 8 * 60), "2026-07-15 05:00:00");
        // 29 March and 25 October.
        check(Sweden, ("2026-03-29", 119), "2026-03-29 00:59:00");
        check(Sweden, ("2026-03-29", 150), "2026-03-29 01:30:00");
        check(Sweden, ("2026-03-29", 180), "2026-03-29 01:00:00");
        check(Sweden, ("2026-10-25", 120), "2026-10-25 00:00:00");
        check(Sweden, ("2026-10-25", 179), "2026-10-25 00:59:00");
        check(Sweden, ("2026-10-25", 180), "2026-10-25 02:00:00");
        check(Finland, ("2026-03-29", 179), "2026-03-29 00:59:00");
        check(Finland, ("2026-10-25", 239), "2026-10-25 00:59:00");
        check(Finland, ("2026-10-25", 240), "2026-10-25 02:00:00");
    }

    #[test]
    fn midnight_may_belong_to_another_year() {
        check(Country::Finland, ("2027-01-01", 0), "2026-12-31 22:00:00");
        check(Country::Sweden, ("2026-12-31", 1500), "2027-01-01 00:00:00");
    }
    /// The rule itself, of every hour: summer time from one last Sunday to the
    /// other.
    #[test]
    fn every_hour_of_twelve_years_is_by_the_rule() {
        let first = NaiveDate::from_ymd_opt(2019, 1, 1).expect("a day");
        for (country, winter) in [(Country::Norway, 1), (Country::Finland, 2)] {
            for day in first.iter_days().take_while(|day| day.year() < 2031) {
                let (begins, ends) = (last_sunday(day.year(), 3), last_sunday(day.year(), 10));
                for hour in 3..24_u16 {
                    let shown = day.and_time(chrono::NaiveTime::MIN) + Duration::hours(hour.into());
                    let in_winter = shown - Duration::hours(winter);
                    let in_summer = in_winter - Duration::hours(1);
                    let is_summer = in_summer >= begins && in_summer < ends;
                    let expected = if is_summer { in_summer } else { in_winter };
                    assert_eq!(utc(country, day, hour * 60), expected, "{day} {hour}");
                }
            }
        }
    }
}

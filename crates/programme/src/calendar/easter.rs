//! The date of Easter.

use chrono::{Days, NaiveDate};

/// Easter Sunday by the Gregorian calendar: the Sunday after the full moon,
/// as the church reckons it, on or after 21 March.
///
/// # Panics
/// Beyond the year 262 000.
#[must_use]
pub fn easter(year: i32) -> NaiveDate {
    let golden = year.rem_euclid(19);
    let century = year.div_euclid(100);
    // Leap days that centuries leave out move the moon one way, and the error
    // of the nineteen-year cycle the other.
    let drift = century - century.div_euclid(4) - (8 * century + 13).div_euclid(25);
    let age = (drift + 19 * golden + 15).rem_euclid(30);
    // The cycle has 29 moons: its last two would fall a day late.
    let late = age == 29 || (age == 28 && golden > 10);
    let moon = age - i32::from(late);
    let leap_days = year.div_euclid(4) - century + century.div_euclid(4);
    let weekday = (year + leap_days + moon + 2).rem_euclid(7);
    // Days after 21 March, always between 1 and 35.
    let after = u64::from((moon + 7 - weekday).unsigned_abs());
    NaiveDate::from_ymd_opt(year, 3, 21).expect("a year chrono knows") + Days::new(after)
}

#[cfg(test)]
mod tests {
    use chrono::{Datelike, Weekday};

    use super::*;

    /// Another way: the tables of the church, by Gauss's numbers in their
    /// usual form for the centuries from 1900 to 2199.
    fn by_gauss(year: i32) -> NaiveDate {
        let (m, n) = match year {
            1900..=2099 => (24, 5),
            2100..=2199 => (24, 6),
            _ => unreachable!("of another century"),
        };
        let d = (19 * (year % 19) + m) % 30;
        let e = (2 * (year % 4) + 4 * (year % 7) + 6 * d + n) % 7;
        let mut after = d + e;
        if (d, e) == (29, 6) || ((d, e) == (28, 6) && year % 19 > 10) {
            after -= 7;
        }
        let first = NaiveDate::from_ymd_opt(year, 3, 22).expect("a day");
        first + Days::new(u64::from(after.unsigned_abs()))
    }

    #[test]
    fn easter_is_as_gauss_has_it() {
        for year in 1900..=2199 {
            assert_eq!(easter(year), by_gauss(year), "{year}");
            assert_eq!(easter(year).weekday(), Weekday::Sun);
        }
    }

    #[test]
    fn easter_is_on_its_known_days() {
        let known = ["1818-03-22", "1943-04-25", "2008-03-23", "2026-04-05", "2027-03-28"];
        let later = ["2038-04-25", "2049-04-18", "2076-04-19", "2160-03-23", "2199-04-14"];
        for day in known.into_iter().chain(later) {
            let day: NaiveDate = day.parse().expect("a day");
            assert_eq!(easter(day.year()), day);
        }
    }
}

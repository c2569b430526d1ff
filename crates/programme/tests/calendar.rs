//! Holidays and working days against the cases, the known tables and a slow
//! definition of its own.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use etablera_programme::calendar::{Calendar, Country, DayOff, add_months, easter, last_day};
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn country(code: &str) -> Country {
    match code {
        "SE" => Country::Sweden,
        "NO" => Country::Norway,
        "FI" => Country::Finland,
        other => panic!("no case is about {other}"),
    }
}

#[test]
fn holidays_are_those_of_the_cases() {
    let mut reader = csv::Reader::from_path("tests/cases/holidays.csv").unwrap();
    let rows = reader.deserialize::<(String, String, String)>().map(Result::unwrap);
    let expected: BTreeSet<_> =
        rows.map(|(on, code, name)| (country(&code), day(&on), name)).collect();
    let mut ours = BTreeSet::new();
    for country in Country::ALL {
        for year in 2019..=2035 {
            let holidays = Calendar::of(country).holidays(year);
            ours.extend(holidays.iter().map(|(on, one)| (country, *on, one.name.to_owned())));
        }
    }
    assert_eq!(expected.len(), 646);
    let missing: Vec<_> = expected.difference(&ours).collect();
    let invented: Vec<_> = ours.difference(&expected).collect();
    assert!(missing.is_empty() && invented.is_empty(), "{missing:?} {invented:?}");
}

#[test]
fn warnings_of_the_path_are_five_working_days_before_the_trial_ends() {
    let mut reader = csv::Reader::from_path("tests/cases/path-1-4.csv").unwrap();
    let sweden = Calendar::of(Country::Sweden);
    let mut count = 0;
    for row in reader.deserialize::<Vec<NaiveDate>>().map(Result::unwrap) {
        let [start, trial_end, warning, employed, ends, leaving, after_28, after_6, after_24] =
            row[..]
        else {
            panic!("nine days: {row:?}");
        };
        assert_eq!(last_day(start, 1), trial_end, "{start}");
        assert_eq!(sweden.working_days_before(trial_end, 5), warning, "{start}");
        assert_eq!(trial_end + Days::new(1), employed, "{start}");
        assert_eq!(last_day(employed, 4), ends, "{start}");
        assert_eq!(leaving, ends, "{start}");
        assert_eq!(ends + Days::new(28), after_28, "{start}");
        assert_eq!(add_months(ends, 6), after_6, "{start}");
        assert_eq!(add_months(ends, 24), after_24, "{start}");
        count += 1;
    }
    assert_eq!(count, 400);
}

#[test]
fn moving_holidays_are_on_their_known_days() {
    let known = [
        ("2019", ["04-19", "04-22", "05-30", "06-22", "11-02"]),
        ("2026", ["04-03", "04-06", "05-14", "06-20", "10-31"]),
        ("2027", ["03-26", "03-29", "05-06", "06-26", "11-06"]),
        ("2028", ["04-14", "04-17", "05-25", "06-24", "11-04"]),
    ];
    let names = [
        "Långfredagen",
        "Annandag påsk",
        "Kristi himmelsfärdsdag",
        "Midsommardagen",
        "Alla helgons dag",
    ];
    for (year, days) in known {
        for (name, on) in names.into_iter().zip(days) {
            let holiday = Calendar::of(Country::Sweden).is_holiday(day(&format!("{year}-{on}")));
            assert_eq!(holiday.map(|holiday| holiday.name), Some(name));
        }
    }
}

#[test]
fn the_national_day_took_the_place_of_whit_monday_in_2005() {
    let sweden = Calendar::of(Country::Sweden);
    assert!(sweden.is_working_day(day("2005-05-16")));
    assert!(!sweden.is_working_day(day("2005-06-06")));
    assert!(!Calendar::of(Country::Norway).is_working_day(day("2005-05-16")));
    assert!(Calendar::of(Country::Finland).is_working_day(day("2005-05-16")));
}

#[test]
fn working_days_of_the_months_are_as_computed_elsewhere() {
    let known = [
        (2026, [20, 20, 22, 20, 19, 22, 23, 21, 22, 22, 21, 22]),
        (2027, [19, 20, 21, 22, 20, 22, 22, 22, 22, 21, 22, 23]),
    ];
    let sweden = Calendar::of(Country::Sweden);
    for (year, months) in known {
        for (month, count) in (1..).zip(months) {
            let first = NaiveDate::from_ymd_opt(year, month, 1).unwrap();
            assert_eq!(sweden.working_days(first..=last_day(first, 1)), count, "{first}");
        }
    }
}

/// Whether a day is off by a definition that shares nothing with the rules: it
/// looks at the day and at the Easter nearest to it, not at a year's list.
fn off_by_definition(country: Country, eves: bool, on: NaiveDate) -> bool {
    let from_easter = on.signed_duration_since(easter(on.year())).num_days();
    let (month, number, weekday) = (on.month(), on.day(), on.weekday());
    let fixed = match country {
        Country::Sweden => matches!((month, number), (1, 1 | 6) | (5, 1) | (6, 6) | (12, 25 | 26)),
        Country::Norway => matches!((month, number), (1, 1) | (5, 1 | 17) | (12, 25 | 26)),
        Country::Finland => {
            matches!((month, number), (1, 1 | 6) | (5, 1) | (12, 6 | 25 | 26))
        }
    };
    let moving = match country {
        Country::Sweden | Country::Finland => matches!(from_easter, -2 | 0 | 1 | 39 | 49),
        Country::Norway => matches!(from_easter, -3 | -2 | 0 | 1 | 39 | 49 | 50),
    };
    let between =
        |from: (u32, u32), to: (u32, u32)| from <= (month, number) && (month, number) <= to;
    let nordic = country != Country::Norway;
    let saturday = nordic
        && weekday == Weekday::Sat
        && (between((6, 20), (6, 26)) || between((10, 31), (11, 6)));
    let midsummer_eve = nordic && weekday == Weekday::Fri && between((6, 19), (6, 25));
    let new_year = country != Country::Finland && (month, number) == (12, 31);
    let eve = midsummer_eve || (month, number) == (12, 24) || new_year;
    fixed || moving || saturday || (eves && eve)
}

#[test]
fn every_day_of_two_centuries_is_as_the_definition_has_it() {
    for country in Country::ALL {
        for calendar in [Calendar::of(country), Calendar::of(country).with_eves()] {
            for year in Calendar::YEARS {
                let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
                let days = first.iter_days().take_while(|on| on.year() == year);
                let mut working = 0;
                for on in days {
                    let off = off_by_definition(country, calendar.eves, on);
                    assert_eq!(calendar.is_holiday(on).is_some(), off, "{country:?} {on}");
                    let weekend = matches!(on.weekday(), Weekday::Sat | Weekday::Sun);
                    working += u32::from(!off && !weekend);
                }
                assert_eq!(calendar.working_days(first..=last_day(first, 12)), working, "{year}");
            }
        }
    }
}

#[test]
fn a_year_has_each_holiday_once_on_its_weekday() {
    for year in Calendar::YEARS {
        for (country, count, eves) in
            [(Country::Sweden, 13, 3), (Country::Norway, 12, 2), (Country::Finland, 13, 2)]
        {
            let all = Calendar::of(country).with_eves().holidays(year);
            let by_law: Vec<_> =
                all.iter().filter(|(_, one)| one.kind == DayOff::Holiday).collect();
            assert_eq!((by_law.len(), all.len()), (count, count + eves));
            assert!(all.is_sorted_by_key(|(on, _)| *on));
            for (on, holiday) in all {
                let weekday = match holiday.name {
                    "Skjærtorsdag"
                    | "Kristi himmelsfärdsdag"
                    | "Kristi himmelfartsdag"
                    | "Helatorstai" => Weekday::Thu,
                    "Långfredagen" | "Langfredag" | "Pitkäperjantai" | "Midsommarafton"
                    | "Juhannusaatto" => Weekday::Fri,
                    "Midsommardagen" | "Alla helgons dag" | "Juhannuspäivä" | "Pyhäinpäivä" => {
                        Weekday::Sat
                    }
                    "Påskdagen" | "Pingstdagen" | "Første påskedag" | "Første pinsedag"
                    | "Pääsiäispäivä" | "Helluntaipäivä" => Weekday::Sun,
                    "Annandag påsk"
                    | "Andre påskedag"
                    | "Andre pinsedag"
                    | "Toinen pääsiäispäivä" => Weekday::Mon,
                    _ => on.weekday(),
                };
                assert_eq!(on.weekday(), weekday, "{} {on}", holiday.name);
            }
        }
    }
}

#[test]
fn two_holidays_on_one_day_are_both_told_and_counted_once() {
    // Ascension on May Day.
    let sweden = Calendar::of(Country::Sweden);
    let names: Vec<_> = sweden
        .holidays(2008)
        .into_iter()
        .filter_map(|(on, one)| (on == day("2008-05-01")).then_some(one.name))
        .collect();
    assert_eq!(names, ["Första maj", "Kristi himmelsfärdsdag"]);
    assert_eq!(sweden.working_days(day("2008-05-01")..=day("2008-05-02")), 1);
}

#[test]
fn eves_are_off_only_where_they_are_asked_for() {
    let sweden = Calendar::of(Country::Sweden);
    for eve in ["2026-06-19", "2026-12-24", "2026-12-31"] {
        assert!(sweden.is_working_day(day(eve)));
        let off = sweden.with_eves().is_holiday(day(eve)).unwrap();
        assert_eq!(off.kind, DayOff::Eve);
    }
    assert!(!sweden.covers(day("2004-12-31")) && !sweden.covers(day("2200-01-01")));
    assert!(sweden.covers(day("2005-01-01")) && sweden.covers(day("2199-12-31")));
}

proptest! {
    #[test]
    fn working_days_add_up(
        from in 0_u64..70_000,
        length in 0_u64..1500,
        cut in 0_u64..1500,
        country in prop::sample::select(&Country::ALL[..]),
        eves: bool,
    ) {
        let calendar = Calendar { country, eves };
        let first = day("2005-01-01") + Days::new(from);
        let last = first + Days::new(length);
        let middle = first + Days::new(cut.min(length));
        let slow = first.iter_days().take_while(|on| *on <= last);
        let slow = slow.filter(|on| calendar.is_working_day(*on)).count();
        prop_assert_eq!(calendar.working_days(first..=last) as usize, slow);
        let halves = calendar.working_days(first..=middle)
            + calendar.working_days(middle + Days::new(1)..=last);
        prop_assert_eq!(halves as usize, slow);
        prop_assert_eq!(calendar.working_days(last + Days::new(1)..=first), 0);
    }

    #[test]
    fn the_nth_working_day_has_so_many_before_it(
        from in 0_u64..70_000,
        count in 1_u16..300,
        country in prop::sample::select(&Country::ALL[..]),
        eves: bool,
    ) {
        let calendar = Calendar { country, eves };
        let start = day("2005-01-01") + Days::new(from);
        let after = calendar.add_working_days(start, count);
        prop_assert!(calendar.is_working_day(after));
        prop_assert_eq!(calendar.working_days(start + Days::new(1)..=after), u32::from(count));
        let before = calendar.working_days_before(start, count);
        prop_assert!(calendar.is_working_day(before));
        prop_assert_eq!(calendar.working_days(before..=start - Days::new(1)), u32::from(count));
        prop_assert_eq!(calendar.add_working_days(start, 0), start);
    }
}

//! The split between work and training against the cases, every start of the
//! years from 2019 to 2035, and odd weeks.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate, Weekday, WeekdaySet};
use etablera_domain::event::state::{ReportedTime, Signed};
use etablera_domain::event::{Event, Happening, Presence, Subject};
use etablera_programme::calendar::{Calendar, Country, last_day};
use etablera_programme::rules::Amount;
use etablera_programme::split::{
    Absence, Activity, Balance, Change, Pattern, PatternError, Plan, Share, SpanError, Why,
    month_reports, plan, repair,
};
use proptest::prelude::*;

const SWEDEN: Calendar = Calendar { country: Country::Sweden, eves: false };
const DAYS: [Weekday; 5] = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri];

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn share(text: &str) -> Share {
    text.parse::<Amount>().unwrap().try_into().unwrap()
}

fn fifth(training: Weekday) -> Pattern {
    Pattern::five_days(share("1/5"), training, 480).unwrap()
}

fn tenths(plan: &Plan) -> i64 {
    plan.balance().deviation_tenths(plan.pattern().day_minutes())
}

#[test]
fn plans_are_as_the_cases_have_them() {
    #[derive(serde::Deserialize)]
    struct Row {
        start: NaiveDate,
        end: NaiveDate,
        weekday: String,
        working_days: usize,
        training_days: usize,
        target_tenths: i64,
        deviation_tenths: i64,
    }
    let mut reader = csv::Reader::from_path("tests/cases/split.csv").unwrap();
    let mut count = 0;
    for row in reader.deserialize::<Row>().map(Result::unwrap) {
        let plan = plan(fifth(row.weekday.parse().unwrap()), &SWEDEN, row.start..=row.end).unwrap();
        let at = format!("{} {}", row.start, row.weekday);
        assert_eq!(last_day(row.start, 4), row.end, "{at}");
        assert_eq!(plan.days().len(), row.working_days, "{at}");
        assert_eq!(plan.training_days(), row.training_days, "{at}");
        assert_eq!(plan.balance().target_tenths(480), row.target_tenths, "{at}");
        assert_eq!(tenths(&plan), row.deviation_tenths, "{at}");
        count += 1;
    }
    assert_eq!(count, 1020);
}

/// What a repair must keep, whatever the week: the days and their lengths, and
/// that each change is of a day it may be of.
#[track_caller]
fn check_repair(before: &Plan) {
    let after = repair(before);
    let kept =
        |plan: &Plan| plan.days().iter().map(|one| (one.day, one.minutes)).collect::<Vec<_>>();
    assert_eq!(kept(before), kept(&after.plan));
    let (was, is) = (before.balance().deviation(), after.plan.balance().deviation());
    let size = |amount: Amount| amount.numerator().abs();
    assert!(size(is) * was.denominator() <= size(was) * is.denominator(), "{was} became {is}");
    let now = |on: NaiveDate| after.plan.days().iter().find(|one| one.day == on).unwrap().activity;
    let then = |on: NaiveDate| before.days().iter().find(|one| one.day == on).unwrap().activity;
    let mut touched = BTreeSet::new();
    for change in &after.changes {
        let (on, activity) = match *change {
            Change::Replaced { lost, by } => {
                assert!(before.lost().contains(&lost));
                // Nothing nearer in the week that is not a training day now.
                let away = |on: NaiveDate| on.signed_duration_since(lost.day).num_days().abs();
                let week = |on: NaiveDate| on.iso_week() == lost.day.iso_week();
                for one in before.days().iter().filter(|one| week(one.day)) {
                    let nearer = !week(by) || away(one.day) < away(by);
                    assert!(!nearer || now(one.day) == Activity::Training, "{} {by}", one.day);
                }
                (by, Activity::Training)
            }
            Change::WorkInstead(on) => (on, Activity::Work),
        };
        assert!(touched.insert(on), "{on} is changed twice");
        assert!(now(on) == activity && then(on) != activity);
    }
    let changed = before.days().iter().zip(after.plan.days()).filter(|(was, is)| was != is);
    assert_eq!(changed.count(), touched.len());
    let day = i64::from(before.pattern().day_minutes());
    let over = size(is) > day * is.denominator();
    assert_eq!(after.remainder.map(|rest| rest.minutes), over.then_some(is));
}

#[test]
fn every_start_and_weekday_keeps_to_a_day_once_repaired() {
    let mut worst_before = 0;
    for start in day("2019-01-01").iter_days().take_while(|start| start.year() <= 2035) {
        for weekday in DAYS {
            let plan = plan(fifth(weekday), &SWEDEN, start..=last_day(start, 4)).unwrap();
            worst_before = worst_before.max(tenths(&plan).abs());
            let repaired = repair(&plan);
            let drift = tenths(&repaired.plan);
            assert!((-10..=10).contains(&drift), "{start} {weekday}: {drift}");
            assert_eq!(repaired.remainder, None);
            // Too little training remains only where every lost day is made good.
            let all_made_good = repaired.changes.len() == plan.lost().len();
            assert!(drift >= -5 || all_made_good, "{start} {weekday}: {drift}");
            // Nothing is changed where the share is within half a day.
            assert!(tenths(&plan).abs() > 5 || repaired.changes.is_empty());
            if start.day() % 9 == 0 {
                check_repair(&plan);
            }
        }
    }
    assert_eq!(worst_before, 26, "the repair has something to do");
}

#[test]
fn other_countries_lengths_and_eves_keep_to_a_day_too() {
    for country in Country::ALL {
        let calendar = Calendar::of(country).with_eves();
        for start in day("2019-01-01").iter_days().step_by(5).take(1200) {
            for months in [1, 5] {
                for weekday in DAYS {
                    let plan = plan(fifth(weekday), &calendar, start..=last_day(start, months));
                    let repaired = repair(&plan.unwrap());
                    let drift = tenths(&repaired.plan);
                    assert!((-10..=10).contains(&drift), "{start} {weekday} {months}: {drift}");
                }
            }
        }
    }
}

#[test]
fn a_lost_thursday_is_made_good_on_the_wednesday() {
    // Ascension, 14 May 2026, in the only full week with a holiday.
    let plan = plan(fifth(Weekday::Thu), &SWEDEN, day("2026-05-11")..=day("2026-05-29")).unwrap();
    assert_eq!(tenths(&plan), -8);
    let repaired = repair(&plan);
    let [Change::Replaced { lost, by }] = repaired.changes[..] else { panic!("one change") };
    assert_eq!((lost.day, lost.holiday.name), (day("2026-05-14"), "Kristi himmelsfärdsdag"));
    assert_eq!(by, day("2026-05-13"));
    assert_eq!(tenths(&repaired.plan), 2);
}

#[test]
fn where_the_week_has_no_working_day_the_next_one_is_taken() {
    // Thursdays and Fridays are worked, and both are off in Norway's Easter.
    let week = [0, 0, 0, 480, 480, 0, 0];
    let pattern = Pattern::new(share("1"), WeekdaySet::single(Weekday::Fri), week).unwrap();
    let norway = Calendar::of(Country::Norway);
    for (first, last, by) in [
        ("2026-03-30", "2026-04-10", "2026-04-09"),
        ("2026-03-23", "2026-04-10", "2026-04-09"),
        ("2026-03-23", "2026-04-05", "2026-03-26"),
    ] {
        let easter = plan(pattern, &norway, day(first)..=day(last)).unwrap();
        let [Change::Replaced { lost, by: on }] = repair(&easter).changes[..] else {
            panic!("one change")
        };
        assert_eq!((lost.day, on), (day("2026-04-03"), day(by)));
    }
    let one =
        |text| Pattern::new(share(text), WeekdaySet::single(Weekday::Fri), [0, 0, 0, 0, 480, 0, 0]);
    let none_left =
        plan(one("1").unwrap(), &norway, day("2026-03-30")..=day("2026-04-10")).unwrap();
    assert!(repair(&none_left).changes.is_empty());
}

#[test]
fn a_week_that_cannot_keep_the_share_is_reported_with_the_reason() {
    let half = Pattern::five_days(share("1/2"), Weekday::Wed, 480).unwrap();
    let repaired = repair(&plan(half, &SWEDEN, day("2026-01-07")..=day("2026-05-06")).unwrap());
    assert_eq!(repaired.remainder.unwrap().why, Why::WeekHasTooLittle);
    let three = WeekdaySet::from_array([Weekday::Mon, Weekday::Tue, Weekday::Wed]);
    let too_much = Pattern::new(share("1/5"), three, [480, 480, 480, 480, 480, 0, 0]).unwrap();
    let repaired = repair(&plan(too_much, &SWEDEN, day("2026-02-02")..=day("2026-03-29")).unwrap());
    assert!(repaired.changes.is_empty(), "whole weeks are left as they are");
    assert_eq!(repaired.remainder.unwrap().why, Why::WeekHasTooMuch);
}

#[test]
fn a_week_that_is_no_week_is_refused() {
    let five = |minutes| Pattern::five_days(share("1/5"), Weekday::Mon, minutes);
    assert_eq!(five(0), Err(PatternError::NoTime(Weekday::Mon)));
    assert_eq!(five(1441), Err(PatternError::Long { weekday: Weekday::Mon, minutes: 1441 }));
    let empty = Pattern::new(share("0"), WeekdaySet::EMPTY, [0; 7]);
    assert_eq!(empty, Err(PatternError::Empty));
    for wrong in ["-1/5", "6/5", "1/1001", "2"] {
        let amount: Amount = wrong.parse().unwrap();
        let error = Share::try_from(amount).unwrap_err();
        assert!(error.to_string().starts_with(&format!("`{wrong}` is no share")));
    }
}

#[test]
fn a_programme_ends_after_it_begins_and_within_ten_years() {
    let (first, last) = (day("2026-01-02"), day("2026-01-01"));
    let backwards = plan(fifth(Weekday::Mon), &SWEDEN, first..=last);
    assert_eq!(backwards, Err(SpanError::Backwards { first, last }));
    let long = plan(fifth(Weekday::Mon), &SWEDEN, first..=NaiveDate::MAX);
    assert!(matches!(long, Err(SpanError::Long { .. })));
    let longest = first + Days::new(3659);
    assert!(plan(fifth(Weekday::Mon), &SWEDEN, first..=longest).is_ok());
    assert!(plan(fifth(Weekday::Mon), &SWEDEN, first..=longest + Days::new(1)).is_err());
    // A day off, and nothing else.
    let nothing = plan(fifth(Weekday::Thu), &SWEDEN, last..=last).unwrap();
    assert_eq!((nothing.days().len(), nothing.lost().len(), tenths(&nothing)), (0, 1, 0));
    assert!(repair(&nothing).changes.is_empty());
}

#[test]
fn reported_time_is_held_against_the_share() {
    let time = ReportedTime { work_minutes: 700, training_minutes: 100 };
    let balance = Balance::reported(share("1/5"), time);
    assert_eq!(balance.target(), Amount::from(160));
    assert_eq!(balance.deviation(), Amount::from(-60));
    assert_eq!(balance.deviation_tenths(480), -1);
    let thirds =
        Balance::reported(share("1/3"), ReportedTime { work_minutes: 1, training_minutes: 0 });
    assert_eq!(thirds.deviation().to_string(), "-1/3");
    let most = ReportedTime { work_minutes: u32::MAX, training_minutes: u32::MAX };
    assert_eq!(Balance::reported(share("1/2"), most).deviation(), Amount::from(0));
    let most = Balance::reported(share("1/1000"), most);
    assert!(most.deviation_tenths(1) > 0);
}

fn event(stream: &Subject, on: &str, by: &str, what: Happening) -> Event {
    Event {
        id: uuid(on, by),
        stream: stream.clone(),
        about: BTreeSet::from([stream.clone()]),
        occurred_on: day(on),
        recorded_at: "2026-03-03T08:15:00.000000Z".parse().unwrap(),
        by: by.parse().unwrap(),
        corrects: None,
        what,
    }
}

fn uuid(on: &str, by: &str) -> etablera_domain::event::EventId {
    let number = on
        .bytes()
        .chain(by.bytes())
        .map(u64::from)
        .fold(7, |sum: u64, byte| sum.wrapping_mul(31) + byte);
    format!("00000000-0000-4000-8000-{:012x}", number % (1 << 48)).parse().unwrap()
}

#[test]
fn a_month_shows_what_was_planned_reported_and_missed() {
    let plan = plan(fifth(Weekday::Wed), &SWEDEN, day("2026-01-12")..=day("2026-02-11")).unwrap();
    let placement = Subject::Placement("pl-1".parse().unwrap());
    let session = |id: &str| Subject::Session(id.parse().unwrap());
    let time = |month: &str, work_minutes, training_minutes| Happening::TimeReported {
        month: day(month),
        work_minutes,
        training_minutes,
    };
    let there = |who: &str, presence, minutes| Happening::Attended {
        participant: who.parse().unwrap(),
        presence,
        minutes,
    };
    let other = Subject::Placement("pl-2".parse().unwrap());
    let events = [
        event(&session("s-1"), "2026-01-14", "teacher", there("p-1", Presence::Unexcused, 360)),
        event(&session("s-1"), "2026-01-14", "teacher", there("p-2", Presence::Unexcused, 90)),
        event(&session("s-2"), "2026-01-21", "teacher", there("p-1", Presence::Excused, 360)),
        event(&session("s-3"), "2026-01-28", "teacher", there("p-1", Presence::Present, 360)),
        // The last word on the first session.
        event(&session("s-1"), "2026-01-15", "teacher", there("p-1", Presence::Excused, 300)),
        event(&placement, "2026-01-31", "boss", time("2026-01-01", 1, 2)),
        event(&other, "2026-01-31", "boss", time("2026-01-01", 5, 5)),
        event(&placement, "2026-02-02", "coach", time("2026-01-01", 5800, 1400)),
        event(&placement, "2026-03-02", "boss", time("2026-03-01", 60, 0)),
    ];
    let events: Vec<_> = events.iter().collect();
    let who = ("pl-1".parse().unwrap(), "p-1".parse().unwrap());
    let reports = month_reports(&plan, &events, &who.0, &who.1);
    let months: Vec<_> = reports.iter().map(|report| report.month.to_string()).collect();
    assert_eq!(months, ["2026-01-01", "2026-02-01", "2026-03-01"]);
    // 15 days in January, three of them Wednesdays.
    let january = &reports[0];
    assert_eq!((january.planned.work_minutes, january.planned.training_minutes), (5760, 1440));
    assert_eq!(january.difference(), Some((40, -40)));
    assert_eq!(
        january.certified,
        Some(Signed { on: day("2026-02-02"), by: "coach".parse().unwrap() })
    );
    assert_eq!(january.absence, Absence { excused_minutes: 660, unexcused_minutes: 0 });
    assert_eq!((reports[1].difference(), &reports[1].certified), (None, &None));
    // Reported, and never planned.
    assert_eq!(reports[2].difference(), Some((60, 0)));
}

proptest! {
    #[test]
    fn repairs_of_odd_weeks_make_nothing_worse(
        minutes in prop::array::uniform7(prop::sample::select(vec![0_u16, 180, 240, 480, 485])),
        training in prop::collection::vec(0_u8..7, 0..4),
        parts in (0_i64..5, 5_i64..9),
        start in 0_u64..6000,
        length in 0_u64..400,
        eves: bool,
        country in prop::sample::select(&Country::ALL[..]),
    ) {
        let training: WeekdaySet = training
            .into_iter()
            .filter(|&day| minutes[usize::from(day)] > 0)
            .map(|day| Weekday::try_from(day).unwrap())
            .collect();
        prop_assume!(minutes.iter().any(|&day| day > 0));
        let share = Share::try_from(Amount::fraction(parts.0, parts.1).unwrap()).unwrap();
        let pattern = Pattern::new(share, training, minutes).unwrap();
        let first = day("2019-01-01") + Days::new(start);
        let calendar = Calendar { country, eves };
        let plan = plan(pattern, &calendar, first..=first + Days::new(length)).unwrap();
        let in_span = first.iter_days().take(usize::try_from(length).unwrap() + 1);
        let mut sum = 0;
        for on in in_span {
            let minutes = minutes[on.weekday().num_days_from_monday() as usize];
            let planned = plan.days().iter().find(|one| one.day == on);
            let off = calendar.is_holiday(on).is_some();
            prop_assert_eq!(planned.is_some(), minutes > 0 && !off);
            sum += if off { 0 } else { u32::from(minutes) };
        }
        let balance = plan.balance();
        prop_assert_eq!(balance.work_minutes + balance.training_minutes, sum);
        check_repair(&plan);
    }
}

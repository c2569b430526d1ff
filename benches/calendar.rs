//! A year's calendar for 500 participants.
//!
//! Measured: `plan` makes each participant's days from an ordinary week of
//! their own, with training one day in five; `repair` makes good what holidays
//! took; `months` sums up each month beside reported time; and `file` writes
//! the calendar file. `year` is the four together, which is what 500
//! participants a year cost. Beside them stands the floor: walking the same
//! days and asking of each whether it is a holiday.
//!
//! Instances: starts spread over 2026, all five training weekdays, the three
//! countries, with eves and without, one year each. It leaves out the store,
//! and events of sessions.

#![expect(clippy::unwrap_used, reason = "a bench may fail by panicking")]

use std::hint::black_box;

use chrono::{Days, NaiveDate, Weekday};
use criterion::Criterion;
use etablera_domain::event::Moment;
use etablera_programme::calendar::{Calendar, Country, Entry, When, calendar_file, last_day};
use etablera_programme::rules::Amount;
use etablera_programme::split::{Pattern, Plan, month_reports, plan, repair};

/// One participant's year.
struct Year {
    pattern: Pattern,
    calendar: Calendar,
    first: NaiveDate,
    last: NaiveDate,
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let years: Vec<Year> = (0..500).map(year).collect();
    let plans: Vec<Plan> = years.iter().map(planned).collect();
    let repaired: Vec<Plan> = plans.iter().map(|plan| repair(plan).plan).collect();
    for plan in &repaired {
        let drift = plan.balance().deviation_tenths(plan.pattern().day_minutes());
        assert!((-10..=10).contains(&drift), "within a day of a fifth");
    }
    criterion.bench_function("calendar/floor: 500 years of days", |bencher| {
        bencher.iter(|| black_box(&years).iter().map(floor).sum::<usize>());
    });
    criterion.bench_function("calendar/plan", |bencher| {
        bencher.iter(|| black_box(&years).iter().map(planned).collect::<Vec<_>>());
    });
    criterion.bench_function("calendar/repair", |bencher| {
        bencher.iter(|| black_box(&plans).iter().map(repair).collect::<Vec<_>>());
    });
    criterion.bench_function("calendar/months", |bencher| {
        bencher.iter(|| black_box(&repaired).iter().map(months).sum::<usize>());
    });
    criterion.bench_function("calendar/file", |bencher| {
        bencher.iter(|| black_box(&repaired).iter().map(|plan| file(plan).len()).sum::<usize>());
    });
    criterion.bench_function("calendar/year", |bencher| {
        bencher.iter(|| {
            let whole = |year: &Year| {
                let plan = repair(&planned(year)).plan;
                months(&plan) + file(&plan).len()
            };
            black_box(&years).iter().map(whole).sum::<usize>()
        });
    });
    criterion.final_summary();
}

fn year(at: usize) -> Year {
    let weekday = Weekday::try_from(u8::try_from(at % 5).unwrap()).unwrap();
    let share = Amount::fraction(1, 5).unwrap().try_into().unwrap();
    let country = Country::ALL[at / 5 % 3];
    let first = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + Days::new(at as u64 * 7 % 365);
    Year {
        pattern: Pattern::five_days(share, weekday, 480).unwrap(),
        calendar: Calendar { country, eves: at.is_multiple_of(2) },
        first,
        last: last_day(first, 12),
    }
}

fn floor(year: &Year) -> usize {
    let days = year.first.iter_days().take_while(|day| *day <= year.last);
    days.filter(|day| year.calendar.is_holiday(*day).is_none()).count()
}

fn planned(year: &Year) -> Plan {
    plan(year.pattern, &year.calendar, year.first..=year.last).unwrap()
}

fn months(plan: &Plan) -> usize {
    let (placement, participant) = ("pl-1".parse().unwrap(), "p-1".parse().unwrap());
    month_reports(plan, &[], &placement, &participant).len()
}

fn file(plan: &Plan) -> String {
    let entry = |(at, one): (usize, &etablera_programme::split::PlannedDay)| Entry {
        uid: format!("day-{at}@example.se"),
        sequence: 0,
        when: When::Time {
            country: Country::Sweden,
            day: one.day,
            from: 480,
            minutes: one.minutes + 30,
        },
        summary: "Arbete".into(),
        place: "Bageriet".into(),
        cancelled: false,
    };
    let entries: Vec<Entry> = plan.days().iter().enumerate().map(entry).collect();
    let stamp: Moment = "2026-11-03T08:15:00.000000Z".parse().unwrap();
    calendar_file(&entries, stamp)
}

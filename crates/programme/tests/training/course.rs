//! Courses laid out over the weekly training day.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use etablera_domain::event::Code;
use etablera_programme::calendar::{Calendar, Country};
use etablera_programme::template::Template;
use etablera_programme::training::{ContentPlan, LaidOut, LayOutError, TeachingDay, lay_out};
use proptest::prelude::*;

use crate::world::code;

const WEEK: [Weekday; 7] = [
    Weekday::Mon,
    Weekday::Tue,
    Weekday::Wed,
    Weekday::Thu,
    Weekday::Fri,
    Weekday::Sat,
    Weekday::Sun,
];

/// Day by day: whatever part is not through yet is taught on the next training
/// day that is no holiday.
fn plainly(needs: &[(Code, u32)], (weekday, minutes): (Weekday, u16), start: NaiveDate) -> LaidOut {
    let calendar = Calendar::of(Country::Sweden).with_eves();
    let (mut on, mut laid) = (start, LaidOut::default());
    for (part, needed) in needs {
        let mut left = i64::from(*needed);
        while left > 0 {
            if on.weekday() == weekday && calendar.is_holiday(on).is_none() {
                let part = part.clone();
                laid.sessions.push(etablera_programme::training::LaidSession { on, part, minutes });
                left -= i64::from(minutes);
            }
            on = on + Days::new(1);
        }
    }
    laid
}

fn day(weekday: Weekday, minutes: u16) -> TeachingDay {
    let calendar = Calendar::of(Country::Sweden).with_eves();
    TeachingDay::new(weekday, minutes, calendar).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_course_keeps_its_laws(
        needs in prop::collection::vec(0..2000u32, 0..6),
        weekday in 0..7usize,
        minutes in 1..=600u16,
        start in 0..3000u64,
    ) {
        let minutes = minutes.max(20);
        let start = NaiveDate::from_ymd_opt(2024, 1, 1).unwrap() + Days::new(start);
        let needs: Vec<(Code, u32)> = needs.into_iter().enumerate()
            .map(|(at, needed)| (code(&format!("p{at}")), needed)).collect();
        let laid = lay_out(&needs, day(WEEK[weekday], minutes), start).unwrap();
        prop_assert_eq!(&laid, &plainly(&needs, (WEEK[weekday], minutes), start));
        for (part, needed) in &needs {
            let of = laid.sessions.iter().filter(|one| one.part == *part);
            let total: u32 = of.map(|one| u32::from(one.minutes)).sum();
            prop_assert!(total >= *needed && total < needed + u32::from(minutes));
        }
        let days: Vec<_> = laid.sessions.iter().map(|one| one.on).collect();
        prop_assert!(days.is_sorted_by(|one, next| one < next));
        prop_assert!(days.iter().all(|on| *on >= start));
        prop_assert_eq!(laid.complete(), days.last().copied());
    }
}

#[test]
fn the_shipped_course_is_complete_within_a_year() {
    let template = Template::shipped("workplace-lulea").unwrap();
    let training = template.training_day.unwrap();
    assert_eq!(TeachingDay::of(&template, None).is_some(), training.weekday.is_some());
    let day = TeachingDay::of(&template, Some(Weekday::Fri)).unwrap();
    let start = "2026-09-01".parse().unwrap();
    let laid = lay_out(&ContentPlan::shipped().needs(), day, start).unwrap();
    assert!(laid.complete().unwrap() < "2027-09-01".parse().unwrap(), "{:?}", laid.complete());
    assert!(TeachingDay::of(&Template::shipped("arctic-labour").unwrap(), None).is_none());
}

#[test]
fn what_cannot_be_laid_out_is_refused_by_name() {
    let calendar = Calendar::of(Country::Sweden);
    for minutes in [0, 1441, u16::MAX] {
        let refused = TeachingDay::new(Weekday::Mon, minutes, calendar);
        assert_eq!(refused, Err(LayOutError::Minutes(minutes)));
    }
    let start: NaiveDate = "2026-11-02".parse().unwrap();
    let twice = [(code("a"), 1), (code("a"), 1)];
    let day = day(Weekday::Mon, 1);
    assert_eq!(lay_out(&twice, day, start), Err(LayOutError::Twice(code("a"))));
    let endless = [(code("a"), u32::MAX), (code("b"), u32::MAX)];
    let beyond = lay_out(&endless, day, start).unwrap_err();
    assert_eq!(beyond, LayOutError::Beyond("2200-01-06".parse().unwrap()));
    assert!(lay_out(&endless, day, NaiveDate::MAX).is_err());
    assert_eq!(lay_out(&[(code("a"), 0)], day, start).unwrap().complete(), None);
    assert_eq!(lay_out(&[], day, NaiveDate::MAX), Ok(LaidOut::default()));
}

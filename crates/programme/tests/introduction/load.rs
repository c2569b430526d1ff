//! The minutes of mentors.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use etablera_programme::agreement::Assignment;
use etablera_programme::introduction::{
    IntroductionPlan, ItemState, Mentored, PlannedItem, SignOff, Signature, WeekLoad, may_mentor,
    mentor_load,
};
use etablera_programme::journey::StageEnd;
use etablera_programme::template::Names;
use proptest::prelude::*;

use crate::world::{Log, code, day, template, who};

fn assignment(mentor: &str, placement: &str, (from, until): (u16, u16)) -> Assignment {
    Assignment {
        placement: placement.parse().unwrap(),
        supervisor: mentor.parse().unwrap(),
        from: day(from),
        until: day(until),
    }
}

/// Items by the day they are due, their minutes, and the day they were signed.
pub(crate) fn plan(
    colleague: &str,
    on: u16,
    end: StageEnd,
    items: &[(u16, u16, Option<u16>)],
) -> IntroductionPlan {
    let item = |(at, (due, minutes, signed)): (usize, &(u16, u16, Option<u16>))| PlannedItem {
        item: code(&format!("i{at}")),
        name: Names { sv: "Sak".to_owned(), en: "Item".to_owned() },
        mentor_minutes: *minutes,
        due: day(*due),
        state: signed.map_or(ItemState::Open, |on| {
            let done = Signature { on: day(on), by: "eva".parse().unwrap() };
            ItemState::Signed(SignOff { done, other: None })
        }),
    };
    let mut items: Vec<_> = items.iter().enumerate().map(item).collect();
    items.sort_by_key(|item| item.due);
    let colleague = colleague.parse().unwrap();
    IntroductionPlan {
        colleague,
        day: day(on),
        stage: code("introduction"),
        began: day(0),
        end,
        items,
    }
}

fn open(colleague: &str, on: u16, items: &[(u16, u16, Option<u16>)]) -> IntroductionPlan {
    plan(colleague, on, StageEnd::GoesOn(day(90)), items)
}

fn weeks(of: &BTreeMap<NaiveDate, WeekLoad>) -> Vec<(i64, u32)> {
    of.iter().map(|(week, load)| ((*week - day(0)).num_days() / 7, load.minutes())).collect()
}

#[test]
fn minutes_lie_between_the_item_before_and_the_day_they_are_due() {
    let log = Log::begun();
    let plan = IntroductionPlan::of_log(&template(), &who(), &log.0, day(0)).unwrap();
    let mentors = vec![assignment("m", "L1", (0, 365))];
    let load = mentor_load(&[Mentored { plan, mentors }]);
    let mentor = &load.mentors["m"];
    // The meeting of 60, 120 on the workplace from Tuesday on over two weeks,
    // 180 on records over two, 2400 of shadowing over three, 90 over seven.
    let own = [13, 13, 13, 13, 13, 13, 12];
    let mut expected = vec![(0, 60 + 60), (1, 60 + 90), (2, 90 + 800), (3, 800), (4, 800 + own[0])];
    expected.extend((5..=10).map(|week| (week, own[week as usize - 4])));
    assert_eq!(weeks(mentor), expected);
    assert!(load.nobody.is_empty());
    let over = load.over(812);
    assert_eq!(over.len(), 2);
    assert_eq!(
        over[0].to_string(),
        "`m` has 890 minutes of introduction in the week of 2026-11-16: expected at most 812"
    );
    assert_eq!(over[1].load.colleagues, BTreeMap::from([(who(), 813)]));
    assert!(load.over(890).is_empty());
}

#[test]
fn what_is_late_is_still_to_be_done_and_what_is_signed_is_not() {
    let mentors = vec![assignment("m", "L1", (0, 365))];
    let of = |plan: IntroductionPlan| {
        let load = mentor_load(&[Mentored { plan, mentors: mentors.clone() }]);
        weeks(&load.mentors["m"])
    };
    assert_eq!(of(open("P1", 30, &[(7, 100, None)])), [(4, 100)]);
    assert_eq!(of(open("P1", 30, &[(20, 100, Some(3))])), [(0, 100)]);
    // Signed before its time had come.
    assert_eq!(of(open("P1", 30, &[(7, 10, Some(7)), (20, 100, Some(3))])), [(0, 105), (1, 5)]);
    assert_eq!(of(open("P1", 10, &[(10, 101, None)])), [(0, 51), (1, 50)]);
}

#[test]
fn a_week_is_that_of_whoever_is_mentor_then() {
    let mentors = vec![assignment("a", "L1", (0, 8)), assignment("b", "L2", (8, 13))];
    let plan = open("P1", 0, &[(20, 90, None)]);
    let load = mentor_load(&[Mentored { plan, mentors }]);
    assert_eq!(weeks(&load.mentors["a"]), [(0, 30)]);
    assert_eq!(weeks(&load.mentors["b"]), [(1, 30)]);
    assert_eq!(weeks(&load.nobody), [(2, 30)]);
}

#[test]
fn a_mentor_has_two_at_a_time() {
    let template = template();
    let two = [assignment("m", "L1", (0, 50)), assignment("m", "L2", (20, 70))];
    assert_eq!(may_mentor(&template, &two, &assignment("m", "L3", (51, 90))), Ok(()));
    let refused = may_mentor(&template, &two, &assignment("m", "L3", (10, 90))).unwrap_err();
    assert_eq!((refused.on, refused.limit, refused.with.len()), (day(20), 2, 2));
    assert_eq!(may_mentor(&template, &two, &assignment("n", "L3", (10, 90))), Ok(()));
}

type Items = Vec<(u16, u16, Option<u16>)>;

fn items() -> impl Strategy<Value = Items> {
    let item = (1..60u16, 0..500u16, prop::option::of(0..70u16));
    prop::collection::vec(item, 1..5)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn no_minute_is_lost_and_none_is_there_twice(
        all in prop::collection::vec((items(), 0..3u8, 0..30u16, 0..60u16), 0..4), on in 0..70u16,
    ) {
        let mentored = all.iter().enumerate().map(|(at, (items, mentor, from, long))| {
            let mentor = format!("m{mentor}");
            let mentors = vec![assignment(&mentor, &format!("L{at}"), (*from, from + long))];
            Mentored { plan: open(&format!("P{at}"), on, items), mentors }
        });
        let mentored: Vec<_> = mentored.collect();
        let load = mentor_load(&mentored);
        for (at, (items, ..)) in all.iter().enumerate() {
            let id: etablera_domain::ParticipantId = format!("P{at}").parse().unwrap();
            let of = load.mentors.values().chain([&load.nobody]).flat_map(BTreeMap::values);
            let sum: u32 = of.filter_map(|week| week.colleagues.get(&id)).sum();
            prop_assert_eq!(sum, items.iter().map(|item| u32::from(item.1)).sum::<u32>());
        }
        for week in load.mentors.values().chain([&load.nobody]).flat_map(BTreeMap::keys) {
            prop_assert_eq!(week.weekday(), chrono::Weekday::Mon);
        }
        // Nothing is over the greatest, and something is over one less.
        let most = load.mentors.values().flat_map(BTreeMap::values).map(WeekLoad::minutes).max();
        if let Some(most) = most {
            prop_assert!(load.over(most).is_empty());
            let over = load.over(most - 1);
            prop_assert!(over.iter().any(|one| one.load.minutes() == most));
            prop_assert!(over.is_sorted_by_key(|one| (one.week, &one.mentor)));
        }
    }

    #[test]
    fn one_item_is_even_over_the_weeks_of_its_days(
        due in 1..60u16, minutes in 0..500u16, on in 0..60u16,
    ) {
        let mentors = vec![assignment("m", "L1", (0, 365))];
        let plan = open("P1", on, &[(due, minutes, None)]);
        let load = mentor_load(&[Mentored { plan, mentors }]);
        let weeks = load.mentors.get("m").map(weeks).unwrap_or_default();
        let (first, last) = if due < on { (on, on) } else { (0, due) };
        let count = (first / 7..=last / 7).count();
        let plain: Vec<_> = (0..count)
            .map(|nth| {
                let week = i64::from(first / 7) + nth as i64;
                // Each minute in turn to the next week.
                (week, (0..minutes).filter(|at| usize::from(*at) % count == nth).count() as u32)
            })
            .filter(|(_, share)| *share > 0)
            .collect();
        prop_assert_eq!(weeks, plain);
    }
}

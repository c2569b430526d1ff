//! What is due, late and next, and when the first stage ends.

use chrono::{Days, NaiveDate};
use etablera_domain::event::{Happening, Outcome, Recorded, effective};
use etablera_programme::introduction::{IntroductionPlan, ItemState, PlannedItem, Signature};
use etablera_programme::journey::{Duty, Journey, StageEnd};
use proptest::prelude::*;

use crate::world::{Log, code, day, template, who};

const ITEMS: [&str; 5] =
    ["first_meeting", "workplace_and_safety", "documentation", "shadowing", "own_plan"];

fn plan(log: &Log, on: u16) -> IntroductionPlan {
    IntroductionPlan::of_log(&template(), &who(), &log.0, day(on)).unwrap()
}

#[test]
fn items_are_due_since_the_first_day_and_the_next_is_the_first_open() {
    let mut log = Log::begun();
    log.set(0, "T1", "first_meeting");
    log.set(0, "T3", "documentation");
    log.done("maja", 2, "T1");
    log.done("eva", 3, "T3");
    let plan = plan(&log, 10);
    let days: Vec<_> = plan.items.iter().map(|item| (item.item.as_str(), item.due)).collect();
    let expected: Vec<_> = ITEMS.into_iter().zip([1, 7, 14, 28, 70].map(day)).collect();
    assert_eq!(days, expected);
    let late: Vec<_> = plan.late().map(|item| item.item.as_str()).collect();
    assert_eq!(late, ["workplace_and_safety"]);
    assert_eq!(plan.next().unwrap().item.as_str(), "workplace_and_safety");
    let on_time: Vec<_> = plan.items.iter().map(PlannedItem::is_on_time).collect();
    assert_eq!(on_time, [false, false, true, false, false]);
    let ItemState::Signed(first) = &plan.items[0].state else { panic!("is signed") };
    assert_eq!(first.done, Signature { on: day(2), by: "maja".parse().unwrap() });
    assert_eq!((plan.began, plan.end), (day(0), StageEnd::GoesOn(day(85))));
}

#[test]
fn before_the_first_stage_and_without_items_there_is_none() {
    let template = template();
    let plan = |log: &[Recorded]| IntroductionPlan::of_log(&template, &who(), log, day(5));
    assert_eq!(plan(&[]), None);
    let log = Log::begun();
    assert_eq!(plan(&log.0[..log.0.len() - 1]), None);
    assert!(plan(&log.0).is_some());
    let mut bare = template.clone();
    bare.introduction.clear();
    assert_eq!(IntroductionPlan::of_log(&bare, &who(), &log.0, day(5)), None);
}

#[test]
fn a_stage_that_was_decided_is_over_and_one_that_was_left_is_not() {
    let mut left = Log::begun();
    left.left(30);
    assert_eq!(plan(&left, 40).end, StageEnd::Left(day(30)));
    let mut over = Log::begun();
    for (at, item) in ITEMS.into_iter().enumerate() {
        over.set(0, &format!("T{at}"), item);
        over.done("eva", 60, &format!("T{at}"));
    }
    for on in [7, 28, 70] {
        over.placement("L1", on, Happening::CheckedIn {});
    }
    over.decided(80, Outcome::Continue, "introduced");
    assert_eq!(plan(&over, 85).end, StageEnd::GoesOn(day(85)));
    over.left(85);
    assert_eq!(plan(&over, 95).end, StageEnd::Over(day(85)));
    // Ended before its time, by decision.
    let mut ended = Log::begun();
    ended.decided(40, Outcome::End, "circumstances");
    assert_eq!(plan(&ended, 41).end, StageEnd::Over(day(40)));
}

#[test]
fn a_stage_that_moves_to_another_unit_goes_on() {
    let mut log = Log::begun();
    log.placement("L1", 20, Happening::PlacementEnded { reason: code("moved_unit") });
    assert_eq!(plan(&log, 21).end, StageEnd::GoesOn(day(85)));
    log.proposed("L2", 21);
    let (stage, until) = (etablera_domain::event::Stage::Introduction, day(85));
    log.placement("L2", 22, Happening::StageStarted { stage, until });
    let moved = plan(&log, 30);
    assert_eq!((moved.began, moved.end), (day(0), StageEnd::GoesOn(day(85))));
    log.left(50);
    assert_eq!(plan(&log, 60).end, StageEnd::Left(day(50)));
}

#[test]
fn whoever_comes_back_begins_anew() {
    let mut log = Log::begun();
    log.left(30);
    log.enrolled(40);
    assert_eq!(IntroductionPlan::of_log(&template(), &who(), &log.0, day(45)), None);
    log.started("L2", 41);
    let again = plan(&log, 45);
    assert_eq!((again.began, again.end), (day(41), StageEnd::GoesOn(day(126))));
    assert_eq!(again.items[0].due, day(42));
}

#[test]
fn a_correction_moves_the_day_of_a_signature() {
    let mut log = Log::begun();
    log.set(0, "T1", "first_meeting");
    log.done("eva", 5, "T1");
    let wrong = log.0.last().unwrap().event.id;
    assert!(!plan(&log, 10).items[0].is_on_time());
    log.done("eva", 1, "T1");
    log.0.last_mut().unwrap().event.corrects = Some(wrong);
    assert!(plan(&log, 10).items[0].is_on_time());
}

#[derive(Clone, Copy, Debug)]
enum Act {
    Pause,
    Resume,
    Set(usize),
    Done(usize),
    Drop(usize),
    Leave,
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        2 => Just(Act::Pause),
        2 => Just(Act::Resume),
        4 => (0..5usize).prop_map(Act::Set),
        4 => (0..5usize).prop_map(Act::Done),
        1 => (0..5usize).prop_map(Act::Drop),
        1 => Just(Act::Leave),
    ]
}

fn log(mut acts: Vec<(u16, Act)>) -> Log {
    acts.sort_by_key(|(on, _)| *on);
    let mut log = Log::begun();
    for (on, act) in acts {
        match act {
            Act::Pause => log.person(on, Happening::Paused { reason: code("leave") }),
            Act::Resume => log.person(on, Happening::Resumed {}),
            Act::Set(item) => log.set(on, &format!("T{item}"), ITEMS[item]),
            Act::Done(item) => log.done("eva", on, &format!("T{item}")),
            Act::Drop(item) => {
                let (task, reason) = (format!("T{item}").parse().unwrap(), code("not_needed"));
                log.person(on, Happening::TaskDropped { task, reason });
            }
            Act::Leave => log.left(on),
        }
    }
    log
}

/// A due day, told day by day: each day of rest that comes no later than it
/// puts it off by one.
fn moved(due: NaiveDate, rests: impl Fn(NaiveDate) -> bool, (from, to): (u16, u16)) -> NaiveDate {
    (from..=to).map(day).fold(due, |due, on| due + Days::new(u64::from(rests(on) && on <= due)))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn days_move_with_pauses_and_what_is_open_is_what_the_journey_has_due(
        acts in prop::collection::vec((0..100u16, act()), 0..25),
        on in 0..120u16,
    ) {
        let (log, template) = (log(acts), template());
        let (journey, refused) = Journey::of_log(&template, &who(), &log.0);
        let counts: Vec<_> = effective(&log.0).into_iter()
            .filter(|event| refused.iter().all(|(id, _)| *id != event.id)).collect();
        let plan = plan(&log, on);
        let today = (plan.day - day(0)).num_days() as u16;
        prop_assert_eq!(plan.day, counts.iter().map(|one| one.occurred_on).max().unwrap().max(day(on)));
        let rests = |on: NaiveDate| {
            let until_then = counts.iter().filter(|event| event.occurred_on <= on);
            until_then.fold(false, |rests, event| match event.what {
                Happening::Paused { .. } => true,
                Happening::Resumed {} | Happening::Left { .. } => false,
                _ => rests,
            })
        };
        for item in &plan.items {
            let nth = ITEMS.iter().position(|id| *id == item.item.as_str()).unwrap();
            let due = day([1, 7, 14, 28, 70][nth]);
            prop_assert_eq!(item.due, moved(due, rests, (0, today)), "{}", item.item);
            // Signed by the first that was done after it was set.
            let task = format!("T{nth}");
            let set = counts.iter().position(|event| {
                matches!(&event.what, Happening::TaskSet { task: of, .. } if of.as_str() == task)
            });
            let done = set.and_then(|set| counts[set..].iter().find(|event| {
                matches!(&event.what, Happening::TaskDone { task: of } if of.as_str() == task)
            }));
            prop_assert_eq!(item.signed_on(), done.map(|event| event.occurred_on));
        }
        let open = plan.items.iter().filter(|item| item.state == ItemState::Open);
        let open: Vec<_> = open.map(|item| (item.item.clone(), item.due, item.due < plan.day)).collect();
        let standing = journey.standing(day(on), &template.calendar);
        let due = standing.due.iter().filter_map(|due| match &due.duty {
            Duty::Introduction { item } => Some((item.clone(), due.on, due.late)),
            _ => None,
        });
        if journey.entry().is_some() {
            prop_assert_eq!(open, due.collect::<Vec<_>>());
        } else {
            prop_assert_eq!(due.count(), 0);
        }
        prop_assert!(plan.items.is_sorted_by_key(|item| item.due));
    }
}

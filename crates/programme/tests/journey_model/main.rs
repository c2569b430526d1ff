//! Random walks against a plain telling of the rules, and logs written down in
//! another order.
#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod acts;
#[path = "../common/story.rs"]
mod story;
mod told;

use acts::{Act, Move, SMALL, act, likely, written};
use chrono::{Days, NaiveDate};
use etablera_domain::event::{Event, EventId, Happening, Recorded, Stage};
use etablera_programme::journey::{Journey, Phase};
use etablera_programme::template::Template;
use proptest::prelude::*;
use story::{day, event};
use told::{Waits, allows, counted, entered, told};
use uuid::Uuid;

fn who() -> etablera_domain::ParticipantId {
    "P1".parse().unwrap()
}

fn registered() -> Event {
    let organisation = "lulea".parse().unwrap();
    event(0, day("2026-01-01"), "participant:P1", Happening::Registered { organisation })
}

/// A walk from a registered participant, and what of it was allowed.
fn walked<'t>(template: &'t Template, acts: &[Move]) -> (Journey<'t>, Vec<(NaiveDate, Act)>) {
    let mut journey = Journey::new(template, who());
    journey.take(&registered()).unwrap();
    let (mut on, mut history) = (day("2026-01-01"), Vec::new());
    let likely = likely();
    for (nth, (days, act, choice)) in acts.iter().enumerate() {
        on = on + Days::new(*days);
        let able = likely.iter().filter(|act| choice.is_some() && allows(&history, on, **act));
        let able: Vec<&Act> = able.collect();
        let act = match choice {
            Some(index) if !able.is_empty() => index.get(&able),
            _ => act,
        };
        let event = written(nth as u128 + 1, on, *act);
        let before = journey.clone();
        let taken = journey.take(&event);
        assert_eq!(taken, before.check(&event));
        assert_eq!(taken.is_ok(), allows(&history, on, *act), "{history:?} {on} {act:?} {taken:?}");
        if taken.is_err() {
            assert_eq!(journey, before, "nothing is half applied");
            continue;
        }
        history.push((on, *act));
        let (going, waits) = told(&history);
        let expected = match (entered(&history), going, waits) {
            (false, ..) => None,
            (true, Some(one), _) => {
                let stage = if one.work { "work" } else { "trial" }.parse().unwrap();
                let until = counted(&history, (one.set_on, one.until), on);
                Some(Phase::Stage { stage, until, decided: one.decided })
            }
            (true, None, Waits::Match) => Some(Phase::Matching),
            (true, None, Waits::Nothing) => Some(Phase::Through),
            (true, None, Waits::Work) => Some(Phase::Between { stage: "work".parse().unwrap() }),
            (true, None, Waits::Moves(work, ..)) => {
                let stage = if work { "work" } else { "trial" }.parse().unwrap();
                Some(Phase::Between { stage })
            }
        };
        let shown = journey.phase(on);
        let inside = !matches!(shown, Phase::Outside | Phase::Left(_));
        assert_eq!(inside.then_some(shown), expected, "{history:?}");
    }
    (journey, history)
}

/// A way that leads far, so that walks do not end at the door.
fn door() -> Vec<Move> {
    let acts = [
        (1, Act::Enrol),
        (1, Act::Propose(1)),
        (1, Act::Accept(1)),
        (1, Act::Propose(2)),
        (1, Act::Accept(2)),
        (1, Act::Start(1, Stage::Trial, 19)),
    ];
    acts.into_iter().map(|(days, act)| (days, act, None)).collect()
}

fn walk() -> impl Strategy<Value = Vec<Move>> {
    let days = prop_oneof![3 => 0..3_u64, 2 => 1..12_u64];
    let choice = proptest::option::weighted(0.6, any::<prop::sample::Index>());
    let steps = prop::collection::vec((days, act(), choice), 1..40);
    (any::<bool>(), steps).prop_map(|(far, steps)| {
        if far { door().into_iter().chain(steps).collect() } else { steps }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn a_walk_is_as_it_is_told(steps in walk()) {
        let template = Template::parse(SMALL).unwrap();
        walked(&template, &steps);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Each day's events are written down in their order; the days in any.
    #[test]
    fn the_order_of_recording_changes_nothing(
        steps in walk(),
        keys in prop::collection::vec(any::<u32>(), 48),
        wrong in prop::collection::vec((any::<prop::sample::Index>(), 0..9_u64, any::<bool>()), 0..4),
    ) {
        let template = Template::parse(SMALL).unwrap();
        let (journey, history) = walked(&template, &steps);
        let rows = history.iter().enumerate();
        let mut events = vec![registered()];
        events.extend(rows.map(|(nth, (on, act))| written(nth as u128 + 1, *on, *act)));
        let mut days: Vec<NaiveDate> = events.iter().map(|one| one.occurred_on).collect();
        days.dedup();
        let mut order: Vec<(u32, NaiveDate)> = keys.iter().copied().chain(0..).zip(days).collect();
        order.sort_unstable();
        let mut log: Vec<Event> = Vec::new();
        for (_, day) in order {
            log.extend(events.iter().filter(|one| one.occurred_on == day).cloned());
        }
        // Some were written down wrongly first: on another day, or what never
        // happened. Each is put right at the end.
        let mut right = Vec::new();
        for (at, days, never) in wrong {
            let place = at.index(log.len());
            let true_one = log[place].clone();
            if right.iter().any(|(one, _): &(EventId, Event)| *one == true_one.id) {
                continue;
            }
            if never {
                log[place].what = Happening::Closed { reason: "mistake".parse().unwrap() };
            }
            log[place].occurred_on = true_one.occurred_on + Days::new(days);
            right.push((true_one.id, true_one));
        }
        for (nth, (target, event)) in right.into_iter().enumerate() {
            let id = EventId::new(Uuid::from_u128(1000 + nth as u128));
            log.push(Event { id, corrects: Some(target), ..event });
        }
        let log: Vec<Recorded> = (1..).zip(log).map(|(seq, event)| Recorded { seq, event }).collect();
        let (again, refused) = Journey::of_log(&template, &who(), &log);
        prop_assert_eq!(refused, vec![]);
        prop_assert_eq!(again, journey);
    }

    /// Whatever happens: nothing panics, and every answer has a day.
    #[test]
    fn any_standing_can_be_asked_for(steps in walk(), later in 0..1000_u64) {
        let template = Template::parse(SMALL).unwrap();
        let (journey, history) = walked(&template, &steps);
        let on = history.last().map_or(day("2026-01-01"), |(on, _)| *on) + Days::new(later);
        let standing = journey.standing(on, &|_: NaiveDate| true);
        prop_assert!(standing.due.iter().all(|due| due.from <= due.on && due.late == (on > due.on)));
        prop_assert!(standing.due.is_sorted_by_key(|due| due.on));
        let allowed = journey.allowed(on);
        prop_assert!(allowed.iter().any(|(_, may)| may.is_ok()), "something can always happen");
    }
}

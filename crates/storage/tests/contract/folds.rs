//! What is kept beside the log equals what follows from it.

use etablera_domain::event::{Event, EventId, Recorded, Subject, SubjectKind, fold};
use etablera_storage::Store;
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use uuid::Uuid;

use crate::support::{CLOSED, REGISTERED, RETRACTED, each, event, participant};

/// An event in few numbers.
#[derive(Clone, Debug)]
struct Plan {
    stream: u64,
    also: Option<u64>,
    day: u32,
    /// Which earlier event it corrects, counted from the latest; and whether
    /// it takes it back.
    corrects: Option<(usize, bool)>,
    /// Whether it is the last one of its transaction, which is kept or not.
    ends: Option<bool>,
}

fn plan() -> impl Strategy<Value = Plan> {
    let corrects = proptest::option::weighted(0.3, (0..6_usize, any::<bool>()));
    let ends = proptest::option::weighted(0.4, proptest::bool::weighted(0.8));
    (0..3_u64, proptest::option::of(0..3_u64), 1..6_u32, corrects, ends)
        .prop_map(|(stream, also, day, corrects, ends)| Plan { stream, also, day, corrects, ends })
}

/// The log as it should be, in memory.
struct Model {
    people: [Subject; 3],
    next: u128,
    log: Vec<Recorded>,
}

impl Model {
    fn event(&mut self, plan: &Plan, pending: &[Event], kept: &[Recorded]) -> Event {
        self.next += 1;
        let stream = &self.people[plan.stream as usize];
        let day = format!("2026-11-{:02}", plan.day);
        let what = if plan.day.is_multiple_of(2) { REGISTERED } else { CLOSED };
        let mut new = event(self.next, stream, &day, what);
        new.about.extend(plan.also.map(|also| self.people[also as usize].clone()));
        let earlier = kept.iter().map(|recorded| &recorded.event).chain(pending);
        let own: Vec<&Event> = earlier.filter(|event| event.stream == *stream).collect();
        if let Some((back, retract)) = plan.corrects
            && let Some(target) = own.iter().rev().nth(back)
        {
            new.corrects = Some(target.id);
            let chain = own.iter().filter(|event| first(event, &own) == first(target, &own));
            new.about.extend(chain.flat_map(|event| event.about.iter().cloned()));
            if retract {
                new.what = serde_json::from_str(RETRACTED).unwrap();
            }
        }
        new
    }

    fn about(&self, subject: &Subject, as_of: u64) -> Vec<Recorded> {
        let of = |r: &&Recorded| r.seq <= as_of && r.event.about.contains(subject);
        self.log.iter().filter(of).cloned().collect()
    }
}

/// The event that a chain of corrections begins with.
fn first(event: &Event, all: &[&Event]) -> EventId {
    let target = event.corrects.and_then(|id| all.iter().find(|other| other.id == id));
    target.map_or(event.id, |target| first(target, all))
}

async fn play(store: &Store, model: &mut Model, plans: &[Plan]) {
    let mut events = Vec::new();
    for (n, plan) in plans.iter().enumerate() {
        let kept = std::mem::take(&mut model.log);
        events.push(model.event(plan, &events, &kept));
        model.log = kept;
        let Some(keep) = plan.ends.or((n + 1 == plans.len()).then_some(true)) else { continue };
        let mut writer = store.write().await.unwrap();
        // In two parts, so that the second builds on what was not written yet.
        let rest = events.split_off(events.len() / 2);
        let mut added = writer.extend(std::mem::take(&mut events)).await.unwrap();
        if n % 2 == 0 {
            // A look in between changes nothing of what is folded later.
            writer.folded_among(model.people.clone()).await.unwrap();
        }
        added.extend(writer.extend(rest).await.unwrap());
        let before = model.log.len();
        model.log.extend(added);
        for person in &model.people.clone() {
            let expected = fold(person, &model.about(person, u64::MAX));
            if n % 3 == 0 {
                let many = [person.clone(), participant(u64::MAX), person.clone()];
                let many = writer.folded_among(many).await.unwrap();
                let known = many.get(person).cloned().unwrap_or_else(|| fold(person, &[]));
                assert_eq!((known, many.len()), (expected.clone(), usize::from(expected.seq > 0)));
            }
            assert_eq!(writer.folded(person).await.unwrap(), expected);
        }
        if keep {
            writer.commit().await.unwrap();
        } else {
            model.log.truncate(before);
        }
    }
}

async fn compare(store: &Store, model: &Model) {
    let mut reader = store.read().await.unwrap();
    let head = reader.head().await.unwrap().seq;
    for person in &model.people {
        let about = model.about(person, u64::MAX);
        assert_eq!(reader.about(person, u64::MAX).await.unwrap(), about);
        assert_eq!(reader.folded(person).await.unwrap(), fold(person, &about));
        for as_of in [head.saturating_sub(3), head.saturating_sub(1)] {
            let expected = fold(person, &model.about(person, as_of));
            assert_eq!(reader.folded_as_of(person, as_of).await.unwrap(), expected);
        }
    }
    for as_of in [0, head.saturating_sub(2), head, u64::MAX] {
        let people = model.people.iter().chain(&model.people).cloned();
        let then = reader.folded_among_as_of(people, as_of).await.unwrap();
        let expected = model.people.iter().map(|person| {
            let folded = fold(person, &model.about(person, as_of));
            (person.clone(), folded)
        });
        assert_eq!(then, expected.collect());
    }
}

#[test]
fn what_is_kept_equals_a_fold_of_the_log_whatever_the_order() {
    each(|store| async move {
        // Without shrinking: the store cannot wait inside of a property.
        let mut runner = TestRunner::deterministic();
        let plans = proptest::collection::vec(plan(), 1..25);
        for case in 1..=24_u64 {
            let plans = plans.new_tree(&mut runner).unwrap().current();
            let people = [0, 1, 2].map(|n| participant(case * 3 + n));
            let next = u128::from(case) << 32;
            let mut model = Model { people, next, log: Vec::new() };
            play(&store, &mut model, &plans).await;
            compare(&store, &model).await;
        }
        let mut writer = store.write().await.unwrap();
        let before = writer.all(SubjectKind::Participant).await.unwrap();
        assert!(before.len() > 10);
        writer.rebuild().await.unwrap();
        assert_eq!(writer.all(SubjectKind::Participant).await.unwrap(), before);
        let checked = writer.verify(&[]).await.unwrap();
        assert!(checked.is_clean(), "{checked:?}");
        let none = participant(u64::MAX);
        assert_eq!(writer.folded(&none).await.unwrap(), fold(&none, &[]));
        let absent = EventId::new(Uuid::from_u128(7));
        assert_eq!(writer.event(absent).await.unwrap(), None);
    });
}

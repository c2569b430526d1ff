//! Folding: what changes nothing, changes nothing.

use std::collections::BTreeSet;

use chrono::DateTime;
use etablera_domain::event::*;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::TestRunner;
use uuid::Uuid;

use crate::event_strategies::{day, kinds, log, plain_log, subjects};

/// One of the subjects of small logs, mostly the participant.
fn subject() -> impl Strategy<Value = Subject> {
    prop_oneof![1 => Just(subjects()[0].clone()), 2 => select(subjects())]
}

/// What a chain of corrections says, in the order of the log.
struct Slot {
    members: BTreeSet<EventId>,
    unknown: Option<EventId>,
    now: Event,
}

/// What counts, told event by event.
fn told(events: &[Recorded]) -> Vec<Event> {
    let mut log: Vec<_> = events.iter().collect();
    log.sort_by_key(|recorded| recorded.seq);
    let mut slots: Vec<Slot> = Vec::new();
    for Recorded { event, .. } in log {
        let at = event.corrects.and_then(|target| {
            let known = slots.iter().position(|slot| slot.members.contains(&target));
            known.or_else(|| slots.iter().position(|slot| slot.unknown == Some(target)))
        });
        match at.map(|at| &mut slots[at]) {
            Some(slot) => {
                slot.members.insert(event.id);
                slot.now = event.clone();
            }
            None => slots.push(Slot {
                members: BTreeSet::from([event.id]),
                unknown: event.corrects,
                now: event.clone(),
            }),
        }
    }
    slots.retain(|slot| !matches!(slot.now.what, Happening::Retracted { .. }));
    slots.sort_by_key(|slot| slot.now.occurred_on);
    slots.into_iter().map(|slot| slot.now).collect()
}

/// The next event of a log that corrects one of it.
fn correction(log: &[Recorded], number: u128, target: EventId, event: &Event) -> Recorded {
    let id = EventId::new(Uuid::from_u128(5000 + number));
    let last = log.iter().map(|recorded| recorded.seq).max().unwrap_or(0);
    let event = Event { id, corrects: Some(target), ..event.clone() };
    Recorded { seq: last + 1 + number as u64, event }
}

fn retraction(log: &[Recorded], target: &Event) -> Recorded {
    let what = Happening::Retracted { reason: "mistake".parse().unwrap() };
    correction(log, 0, target.id, &Event { what, ..target.clone() })
}

/// The same events, written down in another order: `seq` by `order`.
fn rewritten(events: &[Event]) -> Vec<Recorded> {
    let numbered = events.iter().zip(1..);
    numbered
        .map(|(event, seq)| Recorded { seq, event: Event { corrects: None, ..event.clone() } })
        .collect()
}

#[test]
fn every_kind_is_tried_under_its_name() {
    let mut runner = TestRunner::deterministic();
    let mut names = Vec::new();
    for kind in kinds() {
        let happening = kind.new_tree(&mut runner).unwrap().current();
        let json = serde_json::to_value(&happening).unwrap();
        assert_eq!(json.as_object().unwrap().len(), 1);
        let name = json.as_object().unwrap().keys().next().unwrap();
        assert_eq!(name, happening.name());
        names.push(happening.name());
    }
    names.sort_unstable();
    let mut all = Happening::NAMES.to_vec();
    all.sort_unstable();
    assert_eq!(names, all);
}

proptest! {
    #[test]
    fn what_counts_is_what_was_said_last(log in log()) {
        let counted: Vec<Event> = effective(&log).into_iter().cloned().collect();
        prop_assert_eq!(counted, told(&log));
    }

    #[test]
    fn the_order_in_which_events_are_given_changes_nothing(
        (log, shuffled) in log().prop_flat_map(|log| (Just(log.clone()), Just(log).prop_shuffle())),
        subject in subject(),
    ) {
        prop_assert_eq!(fold(&subject, &log), fold(&subject, &shuffled));
    }

    #[test]
    fn when_things_were_written_down_changes_nothing(
        log in log(), micros in proptest::collection::vec(0..1_i64 << 50, 24), subject in subject(),
    ) {
        let mut other = log.clone();
        for (recorded, micros) in other.iter_mut().zip(micros) {
            recorded.event.recorded_at = Moment::new(DateTime::from_timestamp_micros(micros).unwrap());
        }
        prop_assert_eq!(fold(&subject, &log), fold(&subject, &other));
    }

    #[test]
    fn late_entries_are_as_good_as_timely_ones(log in plain_log(), subject in subject()) {
        let mut timely: Vec<Event> = log.iter().map(|recorded| recorded.event.clone()).collect();
        timely.sort_by_key(|event| event.occurred_on);
        prop_assert_eq!(fold(&subject, &log).state, fold(&subject, &rewritten(&timely)).state);
    }

    #[test]
    fn what_was_corrected_is_as_good_as_right_from_the_start(log in log(), subject in subject()) {
        let right: Vec<Event> = effective(&log).into_iter().cloned().collect();
        prop_assert_eq!(fold(&subject, &log).state, fold(&subject, &rewritten(&right)).state);
    }

    #[test]
    fn an_incremental_fold_is_a_full_one(log in log(), subject in subject()) {
        let mut folded = Folded::new(&subject);
        for (at, recorded) in log.iter().enumerate() {
            let before = folded.clone();
            let full = fold(&subject, &log[..=at]);
            if folded.push(recorded) {
                prop_assert_eq!(&folded, &full, "event {}", at + 1);
            } else {
                prop_assert_eq!(&folded, &before, "event {}", at + 1);
                prop_assert!(
                    recorded.event.corrects.is_some()
                        || log[..at].iter().any(|one| one.event.occurred_on > recorded.event.occurred_on),
                    "event {} could have been added", at + 1
                );
                folded = full;
            }
            // What is in already is not added again.
            let now = folded.clone();
            prop_assert!(!folded.push(recorded));
            prop_assert_eq!(&folded, &now);
        }
    }

    #[test]
    fn what_is_retracted_never_was(log in plain_log(), which in any::<Index>(), subject in subject()) {
        prop_assume!(!log.is_empty());
        let at = which.index(log.len());
        let mut without = log.clone();
        let gone = without.remove(at);
        let mut with = log;
        with.push(retraction(&with, &gone.event));
        prop_assert_eq!(fold(&subject, &with).state, fold(&subject, &without).state);
    }

    #[test]
    fn the_latest_correction_wins_in_place(
        log in plain_log(), which in any::<[Index; 3]>(), chained in any::<bool>(),
        on in day(), subject in subject(),
    ) {
        prop_assume!(!log.is_empty());
        let [at, first, second] = which.map(|index| index.index(log.len()));
        let target = log[at].event.id;
        let last = Event { occurred_on: on, ..log[second].event.clone() };
        let first = correction(&log, 0, target, &log[first].event);
        // Of the first event, or of its correction: it is the same.
        let of = if chained { first.event.id } else { target };
        let second = correction(&log, 1, of, &last);
        let mut corrected = log.clone();
        corrected.extend([second, first]);
        let mut right = log;
        right[at].event = Event { id: target, ..last };
        prop_assert_eq!(fold(&subject, &corrected).state, fold(&subject, &right).state);
    }

    #[test]
    fn a_retraction_is_taken_back_by_a_later_correction(
        log in plain_log(), which in any::<Index>(), subject in subject(),
    ) {
        prop_assume!(!log.is_empty());
        let gone = log[which.index(log.len())].event.clone();
        let mut again = log.clone();
        again.push(retraction(&log, &gone));
        again.push(correction(&log, 1, gone.id, &gone));
        prop_assert_eq!(fold(&subject, &log).state, fold(&subject, &again).state);
    }

    #[test]
    fn what_is_about_somebody_else_changes_nothing(log in log(), subject in subject()) {
        let folded = fold(&subject, &log);
        // A correction may name others than its target, so that only whole
        // chains can be left out.
        if log.iter().all(|recorded| recorded.event.corrects.is_none()) {
            let about = |one: &&Recorded| one.event.about.contains(&subject);
            let own: Vec<Recorded> = log.iter().filter(about).cloned().collect();
            prop_assert_eq!(&folded.state, &fold(&subject, &own).state);
        }
        let others: Vec<Recorded> = log
            .into_iter()
            .filter(|recorded| !recorded.event.about.contains(&subject))
            .collect();
        prop_assert_eq!(fold(&subject, &others).state, State::new(&subject));
        prop_assert_eq!(folded.state.subject(), subject);
    }

    #[test]
    fn a_day_knows_nothing_of_the_next(log in log(), on in day(), subject in subject()) {
        let until: Vec<Event> =
            told(&log).into_iter().filter(|event| event.occurred_on <= on).collect();
        let expected = fold(&subject, &rewritten(&until)).state;
        prop_assert_eq!(state_on(&subject, &log, on), expected);
    }

    #[test]
    fn what_is_true_comes_back(log in log(), subject in subject()) {
        let folded = fold(&subject, &log);
        let text = serde_json::to_string(&folded).unwrap();
        prop_assert_eq!(&serde_json::from_str::<Folded>(&text).unwrap(), &folded);
        prop_assert!(!text.contains("null"), "{}", text);
    }
}

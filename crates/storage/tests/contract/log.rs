//! The log.

use etablera_domain::event::{Event, EventError, EventId, Subject, fold};
use etablera_storage::{Expected, Hash, Head, Store, StoreError};
use uuid::Uuid;

use crate::support::{CLOSED, REGISTERED, RETRACTED, each, event, participant};

/// Whether an error is the one expected.
type Refusal = fn(&StoreError) -> bool;

async fn put(store: &Store, events: Vec<Event>) {
    let mut writer = store.write().await.unwrap();
    writer.extend(events).await.unwrap();
    writer.commit().await.unwrap();
}

fn of(number: u128, stream: &Subject) -> Event {
    event(number, stream, "2026-11-02", REGISTERED)
}

#[test]
fn what_is_committed_is_read_back_and_what_is_dropped_is_not() {
    each(|store| async move {
        let person = participant(1);
        let one = of(1, &person);
        let mut writer = store.write().await.unwrap();
        writer.append(&person, Expected::Version(0), vec![one.clone()]).await.unwrap();
        writer.commit().await.unwrap();

        let mut writer = store.write().await.unwrap();
        let two = event(2, &person, "2026-11-03", CLOSED);
        writer.append(&person, Expected::Version(1), vec![two]).await.unwrap();
        drop(writer);

        let mut reader = store.read().await.unwrap();
        let events = reader.about(&person, u64::MAX).await.unwrap();
        assert_eq!(events.len(), 1);
        assert_eq!(events[0].event, one);
        assert_eq!(reader.folded(&person).await.unwrap(), fold(&person, &events));
        assert_eq!(reader.head().await.unwrap().seq, 1);
        assert_eq!(reader.event(one.id).await.unwrap().unwrap().seq, 1);
        assert_eq!(reader.event(EventId::new(Uuid::from_u128(2))).await.unwrap(), None);
    });
}

#[test]
fn an_empty_log_has_nothing() {
    each(|store| async move {
        let mut writer = store.write().await.unwrap();
        assert_eq!(writer.extend(Vec::new()).await.unwrap(), []);
        writer.commit().await.unwrap();
        let mut reader = store.read().await.unwrap();
        assert_eq!(reader.head().await.unwrap(), Head { seq: 0, hash: Hash::START });
        assert_eq!(reader.events(0, u64::MAX).await.unwrap(), []);
        assert_eq!(reader.version(&participant(1)).await.unwrap(), 0);
    });
}

#[test]
fn a_writer_that_has_seen_an_older_state_is_refused() {
    each(|store| async move {
        let person = participant(1);
        let mut writer = store.write().await.unwrap();
        writer.append(&person, Expected::Version(0), vec![of(1, &person)]).await.unwrap();
        for seen in [0, 2, u64::MAX] {
            let late = vec![event(2, &person, "2026-11-02", CLOSED)];
            let refused = writer.append(&person, Expected::Version(seen), late).await.unwrap_err();
            assert!(matches!(refused, StoreError::Conflict { found: 1, .. }), "{refused}");
        }
        // Who does not care is let in, and the writer is as it was.
        let events = vec![event(2, &person, "2026-11-02", CLOSED)];
        writer.append(&person, Expected::Any, events).await.unwrap();
        writer.commit().await.unwrap();
        assert_eq!(store.read().await.unwrap().version(&person).await.unwrap(), 2);
    });
}

#[test]
fn a_refused_event_leaves_the_writer_as_it_was() {
    each(|store| async move {
        let (person, other) = (participant(1), participant(2));
        put(&store, vec![of(1, &person), of(2, &other)]).await;
        let mut writer = store.write().await.unwrap();
        let before = writer.tail();
        let retract = |target: u128, mut by: Event| {
            by.corrects = Some(EventId::new(Uuid::from_u128(target)));
            by
        };
        let mut apart = of(9, &person);
        apart.about = [other.clone()].into();
        let mut elsewhere = of(9, &person);
        elsewhere.about.insert(other.clone());
        let bad: [(Vec<Event>, Refusal); 8] = [
            (vec![of(2, &person)], |e| matches!(e, StoreError::DuplicateEvent(_))),
            (vec![of(3, &person), of(3, &person)], |e| matches!(e, StoreError::DuplicateEvent(_))),
            (vec![of(3, &person), apart], |e| {
                matches!(e, StoreError::Event(EventError::NotAboutStream(_)))
            }),
            (vec![of(3, &person), retract(2, of(4, &person))], |e| {
                matches!(e, StoreError::NoTarget { .. })
            }),
            (vec![retract(4, of(3, &person)), of(4, &person)], |e| {
                matches!(e, StoreError::NoTarget { .. })
            }),
            (vec![retract(3, of(3, &person))], |e| matches!(e, StoreError::NoTarget { .. })),
            (vec![of(3, &person), event(4, &person, "2026-11-02", RETRACTED)], |e| {
                matches!(e, StoreError::Event(EventError::RetractsNothing))
            }),
            (vec![elsewhere, retract(9, of(10, &person))], |e| {
                matches!(e, StoreError::LessAbout { .. })
            }),
        ];
        for (events, expected) in bad {
            let refused = writer.extend(events).await.unwrap_err();
            assert!(expected(&refused), "{refused:?}");
            assert_eq!(writer.tail(), before, "{refused}");
        }
        let stray = writer.append(&person, Expected::Any, vec![of(3, &other)]).await.unwrap_err();
        assert!(matches!(stray, StoreError::OtherStream { .. }), "{stray}");

        let added = writer.extend(vec![of(3, &person), retract(3, of(4, &person))]).await.unwrap();
        assert_eq!(added.iter().map(|added| added.seq).collect::<Vec<_>>(), [3, 4]);
        writer.commit().await.unwrap();
        let mut reader = store.read().await.unwrap();
        assert_eq!(reader.events(0, 9).await.unwrap().len(), 4);
        assert_eq!(reader.version(&person).await.unwrap(), 3);
    });
}

#[test]
fn the_log_is_read_in_pages_and_as_of_a_place() {
    each(|store| async move {
        let people: Vec<Subject> = (0..7).map(participant).collect();
        let events = (0..1100).map(|n| of(n, &people[n as usize % 7])).collect();
        put(&store, events).await;
        let mut reader = store.read().await.unwrap();
        let (mut seen, mut after) = (Vec::new(), 0);
        loop {
            let page = reader.events(after, 97).await.unwrap();
            let Some(last) = page.last() else { break };
            after = last.seq;
            seen.extend(page.iter().map(|recorded| (recorded.seq, recorded.event.id)));
        }
        let all = (0..1100_u64).map(|n| (n + 1, EventId::new(Uuid::from_u128(n.into()))));
        assert_eq!(seen, all.collect::<Vec<_>>());
        assert_eq!(reader.events(u64::MAX, 10).await.unwrap(), []);
        assert_eq!(reader.events(0, 0).await.unwrap(), []);
        for as_of in [0, 1, 7, 8, 500, 1100, u64::MAX] {
            let about = reader.about(&people[0], as_of).await.unwrap();
            assert_eq!(about.len() as u64, as_of.min(1100).div_ceil(7), "{as_of}");
            let folded = reader.folded_as_of(&people[0], as_of).await.unwrap();
            assert_eq!(folded, fold(&people[0], &about));
        }
    });
}

#[test]
fn a_correction_is_about_all_that_its_chain_is_about() {
    each(|store| async move {
        let (one, other) = (participant(1), participant(2));
        let first = event(1, &one, "2026-11-02", REGISTERED);
        let mut wider = event(2, &one, "2026-11-02", CLOSED);
        wider.about.insert(other.clone());
        wider.corrects = Some(first.id);
        let mut narrower = event(3, &one, "2026-11-03", CLOSED);
        narrower.corrects = Some(first.id);
        let mut writer = store.write().await.unwrap();
        writer.extend(vec![first, wider]).await.unwrap();
        let refused = writer.extend(vec![narrower]).await.unwrap_err();
        let StoreError::LessAbout { missing, .. } = refused else { panic!("{refused}") };
        assert_eq!(missing, other);
    });
}

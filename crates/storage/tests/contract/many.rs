//! Many rows at once are what they would be one by one.

use etablera_domain::event::{Event, Folded, Subject, SubjectKind, fold};
use etablera_storage::{Expected, StoreError};

use crate::support::{CLOSED, REGISTERED, each, event, participant};

/// More than go into one statement on either database, and no round number.
const MANY: u64 = 5077;

fn registered(number: u64) -> Event {
    event(u128::from(number) + 1, &participant(number), "2026-11-02", REGISTERED)
}

#[test]
fn events_about_more_than_one_statement_takes_are_all_there() {
    each(|store| async move {
        let mut writer = store.write().await.unwrap();
        let events: Vec<Event> = (0..MANY).map(registered).collect();
        let written = writer.extend(events.clone()).await.unwrap();
        assert_eq!(written.len() as u64, MANY);
        // Nothing of it is written down as true yet.
        let all = writer.all(SubjectKind::Participant).await.unwrap();
        assert_eq!(all.len() as u64, MANY);
        writer.commit().await.unwrap();

        let mut reader = store.read().await.unwrap();
        let read = reader.events(0, 2 * MANY).await.unwrap();
        assert_eq!(read, written);
        let ids = events.iter().map(|event| event.id).chain(events.iter().map(|event| event.id));
        let mut among = reader.events_among(ids).await.unwrap();
        among.sort_by_key(|recorded| recorded.seq);
        assert_eq!(among, written);
        let folded = reader.folded_among(all.iter().map(|(of, _)| of.clone())).await.unwrap();
        let again = reader
            .folded_among_as_of(all.iter().map(|(of, _)| of.clone()), u64::MAX)
            .await
            .unwrap();
        assert!(folded == again && folded == all.iter().cloned().collect());
        // Some at a time they are the same, each once.
        let mut paged: Vec<(Subject, Folded)> = Vec::new();
        loop {
            let after = paged.last().map(|(subject, _)| subject.id()).unwrap_or_default();
            let page = reader.some(SubjectKind::Participant, after, 1000).await.unwrap();
            assert!(page.len() <= 1000);
            match page.is_empty() {
                true => break,
                false => paged.extend(page),
            }
        }
        assert!(paged == all);
        assert!(reader.some(SubjectKind::Need, "", 1000).await.unwrap().is_empty());
        drop(reader);
        let mut writer = store.write().await.unwrap();
        let twice = writer.extend(vec![registered(MANY), registered(MANY - 1)]).await.unwrap_err();
        assert!(matches!(twice, StoreError::DuplicateEvent(id) if id == registered(MANY - 1).id));
        assert!(writer.verify(&[]).await.unwrap().is_clean());
    });
}

#[test]
fn a_writer_counts_on_in_streams_that_it_wrote_to_and_refused() {
    each(|store| async move {
        let (one, other) = (participant(1), participant(2));
        let new = |number: u128, of: &Subject| event(number, of, "2026-11-02", CLOSED);
        let mut writer = store.write().await.unwrap();
        writer.extend(vec![new(1, &one), new(2, &one), new(3, &other)]).await.unwrap();
        // Refused after it was counted: neither stream has grown.
        let mut wrong = new(5, &one);
        wrong.about.clear();
        writer.extend(vec![new(4, &other), wrong]).await.unwrap_err();
        writer.extend(vec![new(6, &one), new(7, &other)]).await.unwrap();
        writer.append(&one, Expected::Version(3), vec![new(8, &one)]).await.unwrap();
        assert_eq!(writer.version(&one).await.unwrap(), 4);
        assert_eq!(writer.version(&other).await.unwrap(), 2);
        writer.commit().await.unwrap();
        // What is dropped is not counted by the next.
        let mut writer = store.write().await.unwrap();
        writer.extend(vec![new(9, &one)]).await.unwrap();
        drop(writer);
        let mut writer = store.write().await.unwrap();
        writer.append(&one, Expected::Version(4), vec![new(9, &one)]).await.unwrap();
        writer.commit().await.unwrap();
        assert!(store.read().await.unwrap().verify(&[]).await.unwrap().is_clean());
    });
}

#[test]
fn a_late_event_is_seen_at_once_and_in_every_list() {
    each(|store| async move {
        let subject = participant(1);
        let mut writer = store.write().await.unwrap();
        let mut log = Vec::new();
        for (number, day) in [(1, "2026-11-05"), (2, "2026-11-03"), (3, "2026-11-04")] {
            let what = if number == 2 { REGISTERED } else { CLOSED };
            let new = event(number, &subject, day, what);
            log.extend(writer.extend(vec![new]).await.unwrap());
            let expected = fold(&subject, &log);
            let many = writer.folded_among([subject.clone(), subject.clone()]).await.unwrap();
            assert_eq!((many.len(), many.get(&subject)), (1, Some(&expected)));
            assert_eq!(writer.folded(&subject).await.unwrap(), expected);
            let all = writer.all(SubjectKind::Participant).await.unwrap();
            assert_eq!(all, [(subject.clone(), expected)]);
        }
    });
}

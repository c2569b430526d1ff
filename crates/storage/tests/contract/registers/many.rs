//! Many rows of the registers at once.

use etablera_domain::Statistics;
use etablera_domain::event::{StatisticsId, Subject};
use etablera_storage::DocumentKind;
use uuid::Uuid;

use super::{NUMBERS, document, full, id, numbered, person, put_persons, write};
use crate::support::{each, participant};

/// More than go into one statement on either database.
const MANY: u64 = 5077;

#[test]
fn persons_are_found_together_by_id_and_by_number() {
    each(|store| async move {
        let mut people: Vec<_> = (0..MANY).map(|n| person(n, "Åsa \"{,}'\\", "Ek")).collect();
        people[7] = full(7);
        put_persons(&store, &people).await;
        let mut reader = store.read().await.unwrap();
        let ids = (0..MANY + 3).chain([5, 5]).map(id);
        people.sort_by(|one, other| one.participant.cmp(&other.participant));
        assert!(reader.persons_among(ids).await.unwrap() == people);
        assert!(reader.persons_among([]).await.unwrap().is_empty());
        let numbers = NUMBERS.map(|text| numbered(text, "2020-01-01").number);
        let mut found = reader.find_by_numbers(numbers.into_iter().chain(numbers)).await.unwrap();
        found.sort_by_key(|(number, _)| number.to_string());
        assert_eq!(found, [(numbers[2], id(7)), (numbers[0], id(7))]);
    });
}

#[test]
fn documents_of_some_are_those_of_each() {
    each(|store| async move {
        let of = |n: u64| participant(n % 40);
        let note = |n: u64| document(u128::from(MANY - n), &of(n), DocumentKind::Note, "ö");
        let documents: Vec<_> = (0..MANY).map(note).collect();
        write!(store, |writer| writer.put_documents(&documents).await.unwrap());
        let mut reader = store.read().await.unwrap();
        let some: Vec<Subject> = [3, 999, 17, 3].map(participant).into();
        let found = reader.documents_of(some.clone()).await.unwrap();
        let mut count = 0;
        for subject in &some[1..] {
            let own: Vec<_> = found.iter().filter(|one| one.subject == *subject).cloned().collect();
            assert!(own == reader.documents(subject).await.unwrap());
            count += own.len();
        }
        assert!(count > 100 && count == found.len());
        let mut ids: Vec<_> = documents.iter().map(|one| one.id).collect();
        ids.sort();
        let all = reader.documents_among(ids.clone()).await.unwrap();
        assert_eq!(all.iter().map(|one| one.id).collect::<Vec<_>>(), ids);
    });
}

#[test]
fn statistics_are_kept_and_read_together() {
    each(|store| async move {
        let id = |n: u64| StatisticsId::new(Uuid::from_u128(u128::from(n)));
        let record = |n: u64| Statistics {
            id: id(n),
            ..serde_json::from_str(&format!(r#"{{"id":"{}","frozen_on":"2026-11-02"}}"#, id(n)))
                .unwrap()
        };
        let all: Vec<Statistics> = (1..=MANY).map(record).collect();
        write!(store, |writer| writer.put_all_statistics(&all).await.unwrap());
        let mut reader = store.read().await.unwrap();
        assert_eq!(reader.statistics_among((0..=MANY + 1).map(id)).await.unwrap(), all);
        assert_eq!(reader.all_statistics().await.unwrap(), all);
        drop(reader);
        // One that is there already: nothing of the others is kept.
        let mut writer = store.write().await.unwrap();
        writer.put_all_statistics(&[record(MANY + 1), record(1)]).await.unwrap_err();
        writer.commit().await.unwrap_err();
        let mut reader = store.read().await.unwrap();
        assert_eq!(reader.statistics(id(MANY + 1)).await.unwrap(), None);
    });
}

//! Who participants are.

use super::{full, id, numbered, person, put_persons, write};
use crate::support::each;

#[test]
fn a_person_is_read_as_entered_and_may_change() {
    each(|store| async move {
        put_persons(&store, &[full(2), person(10, "Bo", "Ek"), person(1, "", "")]).await;
        let mut reader = store.read().await.unwrap();
        assert!(reader.person(&id(2)).await.unwrap() == Some(full(2)));
        assert!(reader.person(&id(3)).await.unwrap().is_none());
        let ids: Vec<_> =
            reader.persons().await.unwrap().into_iter().map(|p| p.participant).collect();
        assert_eq!(ids, [id(1), id(10), id(2)]);
        drop(reader);

        let married = person(2, "Zaynab", "Ek");
        write!(store, |writer| writer.put_person(&married).await.unwrap());
        let mut reader = store.read().await.unwrap();
        assert!(reader.person(&id(2)).await.unwrap() == Some(married));
        assert_eq!(reader.persons().await.unwrap().len(), 3);
        // Nobody is found by what is no longer there.
        for numbered in full(2).numbers {
            assert_eq!(reader.find_by_number(numbered.number).await.unwrap(), []);
        }
    });
}

#[test]
fn of_one_person_given_twice_the_last_counts() {
    each(|store| async move {
        put_persons(&store, &[full(1), person(1, "Bo", "Ek")]).await;
        put_persons(&store, &[]).await;
        let mut reader = store.read().await.unwrap();
        assert!(reader.persons().await.unwrap() == [person(1, "Bo", "Ek")]);
        let gone = numbered(super::NUMBERS[0], "2024-05-01").number;
        assert_eq!(reader.find_by_number(gone).await.unwrap(), []);
    });
}

//! Who may be the same person.

use etablera_storage::{Alike, Person, SameAs};

use super::{NUMBERS, full, id, numbered, person, put_persons};
use crate::support::each;

fn born(number: u64, given: &str, family: &str, birth: &str) -> Person {
    Person { birth: Some(birth.parse().unwrap()), ..person(number, given, family) }
}

#[test]
fn a_person_is_found_by_every_number_ever_had() {
    each(|store| async move {
        let other = Person { numbers: vec![numbered(NUMBERS[1], "2020-01-01")], ..full(5) };
        put_persons(&store, &[full(1), other, full(3)]).await;
        let mut reader = store.read().await.unwrap();
        for (number, found) in [
            (NUMBERS[0], vec![id(1), id(3)]),
            (NUMBERS[2], vec![id(1), id(3)]),
            (NUMBERS[1], vec![id(5)]),
        ] {
            assert_eq!(reader.find_by_number(number.parse().unwrap()).await.unwrap(), found);
        }
    });
}

#[test]
fn alike_are_those_of_one_number_or_one_name_and_birth() {
    each(|store| async move {
        let kept = [
            born(1, "Åsa", "Öberg", "1990-02-03"),
            born(2, "Åsa", "Öberg", "1990-02-04"),
            born(3, "Anna-Lena", "Al Hassan", "1985-01-01"),
            Person { numbers: vec![numbered(NUMBERS[0], "2020-01-01")], ..person(4, "Bo", "Ek") },
            Person { numbers: vec![numbered(NUMBERS[2], "2020-01-01")], ..person(5, "", "") },
            person(6, "Åsa", "Öberg"),
        ];
        put_persons(&store, &kept).await;
        let mut reader = store.read().await.unwrap();
        let (name, number) = (SameAs::NameAndBirth, SameAs::Number);
        let numbers = |of: &str| vec![numbered(of, "2025-01-01")];
        for (new, found) in [
            (born(9, "OBERG", "asa", "1990-02-03"), vec![(1, name)]),
            (born(9, "Åsa", "Öberg", "1990-03-02"), vec![]),
            (born(9, "annalena", "Alhassan", "1985-01-01"), vec![(3, name)]),
            // Without a day of birth a name says nothing.
            (person(9, "Åsa", "Öberg"), vec![]),
            // The day in a number counts, also that of a coordination number.
            (born(9, "Bo", "Ek", "1981-12-28"), vec![(4, name)]),
            (Person { numbers: numbers(NUMBERS[0]), ..person(9, "Bo", "Ek") }, vec![(4, number)]),
            (Person { numbers: numbers(NUMBERS[2]), ..person(9, "x", "y") }, vec![(5, number)]),
            // No name is not the same name.
            (born(9, "", "", "1970-10-03"), vec![]),
            (
                Person { numbers: numbers(NUMBERS[0]), ..born(9, "Åsa", "Öberg", "1990-02-04") },
                vec![(2, name), (4, number)],
            ),
            // Nobody is alike to themselves.
            (kept[0].clone(), vec![]),
        ] {
            let expected: Vec<Alike> = found
                .into_iter()
                .map(|(of, because)| Alike { participant: id(of), because })
                .collect();
            assert_eq!(reader.find_alike(&new).await.unwrap(), expected);
        }
    });
}

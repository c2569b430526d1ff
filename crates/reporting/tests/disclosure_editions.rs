//! Views that follow each other: what an attacker learns from two of them.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::collections::{BTreeMap, BTreeSet};

use etablera_domain::ParticipantId;
use etablera_reporting::disclosure::{
    Area, Edition, Group, Precision, Rest, Supplied, Told, supply,
};
use proptest::prelude::*;

fn id(number: usize) -> ParticipantId {
    format!("P{number:03}").parse().unwrap()
}

fn one(municipality: &str, occupation: &str) -> Supplied {
    Supplied {
        municipality: Some(municipality.parse().unwrap()),
        occupation: Some(occupation.parse().unwrap()),
        level: None,
        language: None,
    }
}

fn people(spec: impl IntoIterator<Item = (usize, Supplied)>) -> BTreeMap<ParticipantId, Supplied> {
    spec.into_iter().map(|(number, one)| (id(number), one)).collect()
}

#[test]
fn a_group_keeps_its_count_until_enough_came_or_left() {
    let cook = one("SE-2580", "5120");
    let edition = Edition::first(&people((0..8).map(|at| (at, cook))), 5);
    let counts = |edition: &Edition| -> Vec<usize> {
        edition.shown().groups.iter().map(|(_, count)| *count).collect()
    };
    assert_eq!(counts(&edition), [8]);
    // One more came: not told. Five more: told.
    let twelve = edition.next(&people((0..12).map(|at| (at, cook))));
    assert_eq!(counts(&twelve), [8]);
    assert_eq!(counts(&edition.next(&people((0..13).map(|at| (at, cook))))), [13]);
    // Four left: not told, though the group is small now. All left: it is gone.
    assert_eq!(counts(&edition.next(&people((0..4).map(|at| (at, cook))))), [8]);
    assert_eq!(counts(&edition.next(&people([]))), Vec::<usize>::new());
    // Five came and one left: six people differ, and the one would be told.
    assert_eq!(counts(&edition.next(&people((1..13).map(|at| (at, cook))))), [8]);
}

#[test]
fn the_rest_is_kept_as_well() {
    let (cook, welder) = (one("SE-2580", "5120"), one("SE-2580", "7212"));
    let mut all = people((0..8).map(|at| (at, cook)));
    all.extend(people((8..14).map(|at| (at, welder))));
    let first = Edition::first(&all, 5);
    assert_eq!(first.shown().left_out, Rest::Count(0));
    // A carpenter comes, alone: in no group, and not told as the rest.
    all.extend(people([(20, one("SE-2580", "7111"))]));
    let next = first.next(&all);
    assert_eq!(next.shown(), first.shown());
    assert!(next.check(&[first.members()]).is_ok());
}

#[test]
fn a_closer_view_of_the_same_people_is_checked_against_what_was_told() {
    let wide = |numbers: std::ops::Range<usize>| numbers.map(id).collect::<BTreeSet<_>>();
    let precision = supply(&[], 5).precision;
    let group = |place: &str| Group {
        place: Told::Is(Area::Municipality(place.parse().unwrap())),
        occupation: Told::Any,
        level: Told::Any,
        language: Told::Any,
    };
    let of =
        |members| Edition::again((5, precision), [(group("SE-2580"), members)], BTreeSet::new());
    let told = of(wide(0..9)).members();
    let error = of(wide(0..7)).check(std::slice::from_ref(&told)).unwrap_err().to_string();
    assert!(error.contains("edition 1"), "{error}");
    assert!(of(wide(0..14)).check(std::slice::from_ref(&told)).is_ok());
    // Also where it lies far back.
    let old = vec![
        told,
        of(wide(20..30)).members(),
        of(wide(40..50)).members(),
        of(wide(60..70)).members(),
        of(wide(80..90)).members(),
    ];
    assert!(of(wide(0..7)).check(&old).is_err());
}

fn supplied() -> impl Strategy<Value = Supplied> {
    let place = prop::sample::select(vec!["SE-2580", "SE-2581"]);
    let occupation = prop::sample::select(vec!["5120", "5132", "7212"]);
    (place, occupation).prop_map(|(place, occupation)| one(place, occupation))
}

proptest! {
    /// What an attacker sees who reads every edition: each count has at least
    /// `k` behind it, and from one edition to the next a group changes by
    /// nobody or by at least `k` who came and `k` who left.
    #[test]
    fn no_count_moves_by_few(
        start in prop::collection::btree_map(0_usize..40, supplied(), 0..40),
        steps in prop::collection::vec(
            prop::collection::vec((0_usize..40, prop::option::of(supplied())), 0..12), 1..5),
    ) {
        let k = 5;
        let mut now = people(start);
        let mut edition = Edition::first(&now, k);
        for step in steps {
            for (number, change) in step {
                match change {
                    Some(one) => drop(now.insert(id(number), one)),
                    None => drop(now.remove(&id(number))),
                }
            }
            let next = edition.next(&now);
            prop_assert_eq!(next.precision(), edition.precision());
            for (group, members) in next.groups() {
                prop_assert!(members.len() >= k);
                let before = edition.groups().get(group).cloned().unwrap_or_default();
                let came = members.difference(&before).count();
                let left = before.difference(members).count();
                prop_assert!(came == 0 || came >= k, "{came} came");
                prop_assert!(left == 0 || left >= k, "{left} left");
            }
            // Nobody is told twice.
            let told: usize = next.groups().values().map(BTreeSet::len).sum();
            let all: BTreeSet<_> = next.groups().values().flatten().chain(next.rest()).collect();
            prop_assert_eq!(all.len(), told + next.rest().len());
            // The same people again change nothing.
            prop_assert_eq!(&next.next(&now).shown(), &next.shown());
            edition = next;
        }
    }

    /// The first edition is what `supply` tells.
    #[test]
    fn the_first_is_the_supply(start in prop::collection::btree_map(0_usize..40, supplied(), 0..40)) {
        let all = people(start);
        let list: Vec<Supplied> = all.values().copied().collect();
        let told = supply(&list, 5);
        let nothing = told.groups.is_empty();
        let shown = Edition::first(&all, 5).shown();
        prop_assert!(nothing || shown == told, "{shown:?} {told:?}");
        let coarsest: Precision = told.precision;
        prop_assert_eq!(shown.precision, coarsest);
    }
}

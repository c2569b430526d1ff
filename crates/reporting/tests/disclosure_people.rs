//! Groups of people: none too small, at once or by subtraction.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::collections::{BTreeMap, BTreeSet};

use etablera_domain::{Level, ParticipantId};
use etablera_reporting::disclosure::{
    Area, LanguageBand, Offered, PlaceStep, Release, ReleaseError, Released, Rest, Supplied, Told,
    supply,
};
use proptest::prelude::*;

fn supplied(place: &str, occupation: &str, level: Level, language: LanguageBand) -> Supplied {
    Supplied {
        municipality: Some(place.parse().unwrap()),
        occupation: Some(occupation.parse().unwrap()),
        level: Some(level),
        language: Some(language),
    }
}

fn people() -> impl Strategy<Value = Vec<Supplied>> {
    let place = proptest::sample::select(vec!["2580", "2581", "2482", "FI-091", "FI-092"]);
    let occupation = proptest::sample::select(vec!["2221", "2222", "5311", "91", "9"]);
    let level = proptest::sample::select(Level::ALL.to_vec());
    let language =
        proptest::sample::select(vec![LanguageBand::A, LanguageBand::B, LanguageBand::C]);
    let known = (any::<bool>(), 0_u8..4);
    let one = (place, occupation, level, language, known).prop_map(|(p, o, l, t, (all, lacks))| {
        let mut one = supplied(p, o, l, t);
        match (all, lacks) {
            (true, _) => {}
            (_, 0) => one.municipality = None,
            (_, 1) => one.occupation = None,
            (_, 2) => one.level = None,
            _ => one.language = None,
        }
        one
    });
    proptest::collection::vec(one, 0..60)
}

/// Whether what is told of a group is true of a person, looked at field by
/// field.
fn fits(view: &Offered, at: usize, one: &Supplied) -> bool {
    let group = view.groups[at].0;
    let place = match group.place {
        Told::Any => view.precision.place == PlaceStep::Any,
        Told::Unknown => one.municipality.is_none(),
        Told::Is(Area::Municipality(of)) => one.municipality == Some(of),
        Told::Is(Area::County(country, county)) => one
            .municipality
            .is_some_and(|of| of.county() == Some(county) && of.country() == country),
        Told::Is(Area::Country(country)) => {
            one.municipality.is_some_and(|of| of.country() == country && of.county().is_none())
        }
    };
    let occupation = match group.occupation {
        Told::Any => view.precision.digits == 0,
        Told::Unknown => one.occupation.is_none(),
        // A person with a shorter code than is told is in a group of their own.
        Told::Is(of) => one.occupation.is_some_and(|own| {
            of.contains(own) && (own == of || of.level() == view.precision.digits)
        }),
    };
    let level = match group.level {
        Told::Any => !view.precision.level,
        Told::Unknown => one.level.is_none(),
        Told::Is(of) => one.level == Some(of),
    };
    let language = match group.language {
        Told::Any => !view.precision.language,
        Told::Unknown => one.language.is_none(),
        Told::Is(of) => one.language == Some(of),
    };
    place && occupation && level && language
}

/// What is lost at one precision, from the texts of what people are, in units
/// of which a person has 48; `None` where too few are left out.
fn lost(
    people: &[Supplied],
    k: usize,
    (place, digits, level, language): (usize, usize, bool, bool),
) -> Option<usize> {
    let cut = |text: String, most: usize| text.chars().take(most).collect::<String>();
    let told = |one: &Supplied| {
        let area = one.municipality.map(|of| of.to_string()).map(|of| match place {
            0 => of,
            1 => cut(of.clone(), if of.starts_with("FI") { 2 } else { 5 }),
            _ => String::new(),
        });
        let occupation = one.occupation.map(|of| cut(of.to_string(), digits));
        (
            area.filter(|_| place < 2),
            occupation.filter(|_| digits > 0),
            one.level.filter(|_| level),
            one.language.filter(|_| language),
        )
    };
    let mut groups: BTreeMap<_, usize> = BTreeMap::new();
    for one in people {
        *groups.entry(told(one)).or_default() += 1;
    }
    let out: usize = groups.values().filter(|count| **count < k).sum();
    let each =
        6 * place + 3 * (4 - digits) + 12 * usize::from(!level) + 12 * usize::from(!language);
    (out == 0 || out >= k).then_some((people.len() - out) * each + out * 48)
}

proptest! {
    #[test]
    fn as_little_as_can_be_is_lost(people in people(), k in 1_usize..8) {
        let flags = [(true, true), (true, false), (false, true), (false, false)];
        let all = (0..60).map(|at| (at / 20, at / 4 % 5, flags[at % 4].0, flags[at % 4].1));
        let least = all.filter_map(|precision| lost(&people, k, precision)).min();
        let view = supply(&people, k);
        let place = [PlaceStep::Municipality, PlaceStep::County, PlaceStep::Any];
        let place = place.iter().position(|of| *of == view.precision.place).unwrap();
        let of = view.precision;
        let chosen = (place, usize::from(of.digits), of.level, of.language);
        prop_assert_eq!(lost(&people, k, chosen).filter(|_| view.left_out != Rest::TooFew), least);
    }

    #[test]
    fn every_group_has_enough_people(people in people(), k in 0_usize..8) {
        let view = supply(&people, k);
        let told: usize = view.groups.iter().map(|(_, count)| count).sum();
        for (at, (_, count)) in view.groups.iter().enumerate() {
            prop_assert!(*count >= k.max(1));
            let there = people.iter().filter(|one| fits(&view, at, one)).count();
            prop_assert_eq!(there, *count, "{:?}", view.groups[at]);
        }
        match view.left_out {
            Rest::Count(rest) => {
                prop_assert_eq!(told + rest, people.len());
                prop_assert!(rest == 0 || rest >= k);
            }
            Rest::TooFew => prop_assert!(view.groups.is_empty() && people.len() < k),
        }
        prop_assert!(view.groups.windows(2).all(|pair| pair[0].0 < pair[1].0), "in order, once");
        let mut other = people;
        other.reverse();
        prop_assert_eq!(supply(&other, k), view);
    }
}

#[test]
fn people_are_told_as_closely_as_can_be() {
    use LanguageBand::{A, B};
    let of = |at| {
        if at < 5 {
            supplied("2580", "2221", Level::Aware, A)
        } else {
            supplied("2581", "2221", Level::Aware, A)
        }
    };
    let view = supply(&(0..10).map(of).collect::<Vec<_>>(), 5);
    assert_eq!((view.precision.place, view.groups.len()), (PlaceStep::Municipality, 2));
    // With four in one of them, the county is told of all.
    let view = supply(&(0..9).map(of).collect::<Vec<_>>(), 5);
    assert_eq!((view.precision.place, view.groups.len()), (PlaceStep::County, 1));
    assert_eq!((view.precision.digits, view.left_out), (4, Rest::Count(0)));
    assert_eq!(view.groups[0].0.place, Told::Is(Area::County("SE".parse().unwrap(), 25)));
    // Four people are nobody, and how many they are is not told.
    let view = supply(&(0..4).map(of).collect::<Vec<_>>(), 5);
    assert_eq!((view.groups.len(), view.left_out), (0, Rest::TooFew));
    assert_eq!(supply(&[], 5).left_out, Rest::Count(0));
    // One person of another language is not left out alone.
    let mut people: Vec<_> = (0..9).map(|_| of(0)).collect();
    people.push(supplied("2580", "2221", Level::Aware, B));
    let view = supply(&people, 5);
    assert!(!view.precision.language && view.groups[0].1 == 10);
    // Five who are unlike each other and everybody are.
    for (at, place) in ["0114", "0115", "0117", "0120", "0123"].into_iter().enumerate() {
        people.push(supplied(place, &format!("{at}"), Level::CanTeach, B));
    }
    people.extend((0..90).map(|_| of(0)));
    assert_eq!(supply(&people, 5).left_out, Rest::Count(6), "with the one of another language");
}

fn group(of: impl IntoIterator<Item = usize>) -> BTreeSet<ParticipantId> {
    of.into_iter().map(|at| format!("p{at}").parse().unwrap()).collect()
}

fn release(name: &str, groups: Vec<BTreeSet<ParticipantId>>) -> Release {
    Release { name: name.into(), groups }
}

#[test]
fn a_difference_that_is_small_is_refused_by_name() {
    let mut released = Released::new(5);
    released.release(release("march", vec![group(0..20)])).unwrap();
    released.release(release("women", vec![group(0..12)])).unwrap();
    let error = released.release(release("in work", vec![group(0..9)])).unwrap_err();
    assert_eq!(
        error.to_string(),
        "`in work` and `women` together give a group of fewer than `5` people: expected groups \
         that differ by more, or none"
    );
    // 5 to 19 are 15 and all are 20, so those in both are 7.
    released.release(release("others", vec![group(5..20)])).unwrap();
    assert_eq!(released.releases().len(), 3);
    assert!(matches!(released.release(release("others", vec![])), Err(ReleaseError::NameTaken(_))));
    assert!(matches!(
        released.release(release("few", vec![group(0..9), group(0..4)])),
        Err(ReleaseError::TooSmall { group: 1, .. })
    ));
    let nested = release("nested", vec![group(0..9), group(0..7), group([])]);
    assert!(matches!(
        released.release(nested),
        Err(ReleaseError::Itself { .. } | ReleaseError::Subtraction { .. })
    ));
    assert_eq!(released.releases().len(), 3, "nothing was kept");
}

#[test]
fn a_difference_of_three_is_found() {
    // No two are nested; both halves and all give what is in both.
    let mut released = Released::new(3);
    released.release(release("all", vec![group(0..10)])).unwrap();
    released.release(release("low", vec![group(0..6)])).unwrap();
    let error = released.release(release("high", vec![group(4..10)])).unwrap_err();
    let ReleaseError::Subtraction { earlier, .. } = error else { panic!("{error}") };
    assert_eq!(earlier, ["all", "low"]);
    // Half of what three pairs give is one of them.
    let mut released = Released::new(2);
    released.release(release("ab", vec![group([0, 1])])).unwrap();
    released.release(release("bc", vec![group([1, 2])])).unwrap();
    let error = released.release(release("ac", vec![group([0, 2])])).unwrap_err();
    assert!(error.to_string().contains("`ac` and `ab`, `bc` together"), "{error}");
}

#[test]
fn groups_of_one_release_may_give_one_away() {
    let error = Released::new(5).release(release("x", vec![group(0..9), group(0..7)])).unwrap_err();
    assert_eq!(
        error.to_string(),
        "groups of `x` give one of fewer than `5` people: expected fewer groups"
    );
}

/// A year of monthly tables over the same people is checked.
#[test]
fn a_table_a_month_is_no_trouble() {
    let mut released = Released::new(5);
    for at in 0..12 {
        let groups =
            (0..20).map(|part| group((part * 50..part * 50 + 50).map(|of| (of + 50 * at) % 1000)));
        released.release(release(&format!("month {at}"), groups.collect())).unwrap();
    }
    let error = released.release(release("one", vec![group(1..50)])).unwrap_err();
    assert!(matches!(error, ReleaseError::Subtraction { earlier, .. } if earlier == ["month 0"]));
}

/// Half of the people, chosen by a plain generator.
fn half(people: usize, seed: &mut u64) -> BTreeSet<ParticipantId> {
    let mut draw = || {
        *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        *seed >> 63 == 0
    };
    group((0..people).filter(|_| draw()).collect::<Vec<_>>())
}

#[test]
fn what_cannot_be_shown_is_refused() {
    let mut seed = 7;
    let mut halves = |count: usize| (0..count).map(|_| half(200, &mut seed)).collect();
    let mut released = Released::new(5);
    released.release(release("thirty", halves(30))).unwrap();
    let answer = Released::new(5).release(release("ninety", halves(90)));
    assert_eq!(answer, Err(ReleaseError::TooMany { release: "ninety".into() }));
}

/// Whether a group of 1 to `k - 1` of eight people is a sum of multiples of
/// rows, by trying all fractions with small numbers.
fn follows(rows: &[u8], k: u32) -> bool {
    let most = 7_usize.pow(u32::try_from(rows.len()).unwrap());
    (0..most).any(|code| {
        let factor = |at: u32| i32::try_from(code / 7_usize.pow(at) % 7).unwrap() - 3;
        let sum = |person: usize| -> i32 {
            (0..).zip(rows).map(|(at, row)| factor(at) * i32::from(row >> person & 1)).sum()
        };
        let sums: Vec<i32> = (0..8).map(sum).collect();
        [1, 2, 3].into_iter().any(|whole| {
            let size = sums.iter().filter(|sum| **sum == whole).count();
            let plain = sums.iter().all(|sum| *sum == 0 || *sum == whole);
            plain && (1..k).contains(&u32::try_from(size).unwrap())
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    /// Against all sums on eight people: what is accepted gives nothing away,
    /// and what is refused would have.
    #[test]
    fn what_is_released_gives_no_small_group(
        rows in proptest::collection::vec(1_u8..=255, 1..5),
        k in 1_u32..5,
    ) {
        let mut released = Released::new(k as usize);
        let mut kept: Vec<u8> = Vec::new();
        for (at, row) in rows.into_iter().enumerate() {
            let people = (0..8).filter(|person| row >> person & 1 == 1);
            let answer = released.release(release(&format!("r{at}"), vec![group(people)]));
            let with = [kept.as_slice(), &[row]].concat();
            prop_assert_eq!(answer.is_err(), follows(&with, k), "{:?}: {:?}", with, answer);
            match answer {
                Ok(()) => kept.push(row),
                Err(ReleaseError::Subtraction { earlier, .. }) => {
                    // The releases that are named are enough to give it away.
                    let named = released.releases().iter().zip(&kept);
                    let named = named.filter(|(release, _)| earlier.contains(&release.name));
                    let rows: Vec<u8> = named.map(|(_, row)| *row).chain([row]).collect();
                    prop_assert!(follows(&rows, k), "{:?}: {:?}", rows, earlier);
                }
                Err(ReleaseError::TooSmall { .. }) => prop_assert!(row.count_ones() < k),
                Err(other) => prop_assert!(false, "{}", other),
            }
        }
    }
}

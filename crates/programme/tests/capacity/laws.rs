//! What holds whatever the numbers.

use std::num::NonZeroUsize;

use etablera_domain::event::Code;
use etablera_programme::capacity::{
    Arrivals, Chances, Counts, Mark, Model, Resources, SearchError, Spread, Wanted, most_useful,
    search, simulate,
};
use proptest::prelude::*;

use super::{ONE, PLENTY, draws, goal, one_and_four};

fn likely() -> Chances {
    Chances::new([6000, 2000, 1500, 500]).unwrap()
}

fn model(hundredths: u32, people: u16) -> Model {
    let employed: Code = "employment".parse().unwrap();
    let programme = one_and_four(Arrivals::Poisson { hundredths }, likely());
    Model::new(programme, goal(Mark::Begun(employed), people, 12)).unwrap()
}

fn resources([trial_seats, employment_seats, supervisors, training_days]: [u16; 4]) -> Resources {
    Resources { trial_seats, employment_seats, supervisors, training_days }
}

fn amounts(of: Resources) -> [u16; 4] {
    [of.trial_seats, of.employment_seats, of.supervisors, of.training_days]
}

#[test]
fn any_number_of_threads_says_the_same() {
    let model = model(250, 10);
    let with = resources([2, 5, 3, 2]);
    let bytes = |threads: usize, seed| {
        let threads = NonZeroUsize::new(threads).unwrap();
        let draws = draws(&model, 101, seed);
        let frontier = search(
            &model,
            &draws,
            Wanted { least: Resources::default(), most: resources([3, 8, 5, 3]), share: 5000 },
            threads,
        );
        let report = simulate(&model, &draws, with, threads);
        serde_json::to_string(&(report, frontier.map(|one| one.minimal).unwrap())).unwrap()
    };
    let first = bytes(1, 3);
    for threads in [1, 2, 3, 7, 200] {
        assert_eq!(bytes(threads, 3), first);
    }
    assert_ne!(bytes(1, 4), first);
}

#[test]
fn more_than_can_be_used_changes_nothing() {
    let model = model(250, 10);
    let draws = draws(&model, 60, 1);
    let useful = most_useful(&model, &draws, ONE);
    let (enough, plenty) =
        (simulate(&model, &draws, useful, ONE), simulate(&model, &draws, PLENTY, ONE));
    assert_eq!((enough.people, enough.goal, enough.day), (plenty.people, plenty.goal, plenty.day));
    assert!(plenty.stages.iter().all(|stage| stage.waited_days.high == 0));
    assert!(plenty.resources_used.iter().all(|one| one.lacking_days.high == 0));
}

#[test]
fn nothing_at_all_helps_nobody() {
    let model = model(250, 1);
    let draws = draws(&model, 20, 1);
    let report = simulate(&model, &draws, Resources::default(), ONE);
    assert_eq!((report.people.high, report.goal.reached, report.day), (0, 0, None));
    assert!(report.resources_used.iter().all(|one| one.utilisation.high == 0));
}

/// Each set in a box that is enough, simulated one by one.
fn brute(model: &Model, (replications, seed): (u32, u64), wanted: Wanted) -> Vec<[u16; 4]> {
    let draws = draws(model, replications, seed);
    let needed = (replications * u32::from(wanted.share)).div_ceil(10_000);
    let is_enough =
        |with: &[u16; 4]| simulate(model, &draws, resources(*with), ONE).goal.reached >= needed;
    inside(wanted).filter(is_enough).collect()
}

/// Every set between the bounds, in order.
fn inside(wanted: Wanted) -> impl Iterator<Item = [u16; 4]> {
    let (least, most) = (amounts(wanted.least), amounts(wanted.most));
    let span = move |at: usize| least[at]..=most[at];
    span(0).flat_map(move |a| {
        span(1).flat_map(move |b| span(2).flat_map(move |c| span(3).map(move |d| [a, b, c, d])))
    })
}

fn above(one: &[u16; 4], other: &[u16; 4]) -> bool {
    one.iter().zip(other).all(|(a, b)| a >= b)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// What is promised always, and the whole list where more is never worse.
    #[test]
    fn the_search_finds_what_brute_force_finds(
        hundredths in 50_u32..300,
        people in 1_u16..8,
        seed in any::<u64>(),
        share in 1_u16..=10_000,
    ) {
        let model = model(hundredths, people);
        let wanted = Wanted { least: resources([1, 0, 1, 0]), most: resources([3, 4, 4, 2]), share };
        let enough = brute(&model, (12, seed), wanted);
        let closed = inside(wanted)
            .all(|one| enough.contains(&one) || !enough.iter().any(|less| above(&one, less)));
        let minimal = |one: &&[u16; 4]| {
            !enough.iter().any(|less| less != *one && above(one, less))
        };
        let expected: Vec<[u16; 4]> = enough.iter().filter(minimal).copied().collect();
        match search(&model, &draws(&model, 12, seed), wanted, ONE) {
            Ok(found) => {
                let found: Vec<_> = found.minimal.iter().map(|one| amounts(one.resources)).collect();
                prop_assert!(!closed || found == expected, "{:?} {:?}", found, expected);
                for (at, one) in found.iter().enumerate() {
                    prop_assert!(enough.contains(one));
                    let one_less = |less: &&[u16; 4]| {
                        above(one, less) && one.iter().sum::<u16>() == less.iter().sum::<u16>() + 1
                    };
                    prop_assert_eq!(enough.iter().find(one_less), None);
                    prop_assert!(!found[..at].iter().any(|other| above(one, other)));
                }
            }
            Err(SearchError::OutOfReach { allowed, needed, .. }) => {
                prop_assert!(!closed || expected.is_empty());
                prop_assert!((allowed.reached as usize) < needed);
            }
            Err(other) => prop_assert!(false, "{}", other),
        }
    }

    #[test]
    fn nobody_is_lost(hundredths in 0_u32..600, with in prop::array::uniform4(0_u16..6), seed: u64) {
        let model = model(hundredths, 3);
        let report = simulate(&model, &draws(&model, 3, seed), resources(with), ONE);
        prop_assert!(report.people.high <= report.arrived.high);
        for used in &report.resources_used {
            prop_assert!(used.utilisation.high <= 10_000);
        }
        prop_assert!(report.goal.low <= report.goal.high);
    }

    #[test]
    fn shrunk_chances_are_a_whole_between_guess_and_counts(
        counted in prop::array::uniform4(0_u32..50), weight in 0_u32..100,
    ) {
        let [on, extended, again, leaves] = counted;
        let counts = Counts { on, extended, again, leaves, unclear: 3 };
        let estimate = counts.shrunk(likely(), weight);
        prop_assert_eq!(estimate.n, counted.iter().sum::<u32>());
        let of = |chances: Chances| {
            [chances.on(), chances.extended(), chances.again(), chances.leaves()].map(f64::from)
        };
        let (shrunk, guess) = (of(estimate.chances), of(likely()));
        prop_assert_eq!(shrunk.iter().sum::<f64>(), 10_000.0);
        for at in 0..4 {
            let n = f64::from(estimate.n);
            let counted = if n == 0.0 { guess[at] } else { f64::from(counted[at]) / n * 1e4 };
            let (low, high) = (guess[at].min(counted), guess[at].max(counted));
            prop_assert!(low - 1.0 <= shrunk[at] && shrunk[at] <= high + 1.0);
        }
    }

    #[test]
    fn an_interval_holds_nine_in_ten(mut numbers in prop::collection::vec(0_u64..1000, 1..200)) {
        let spread = Spread::of(numbers.iter().copied());
        numbers.sort_unstable();
        let below = numbers.iter().filter(|one| **one < spread.low).count();
        let above = numbers.iter().filter(|one| **one > spread.high).count();
        prop_assert!(below * 20 <= numbers.len() && above * 20 <= numbers.len());
        prop_assert_eq!(spread.median, numbers[(numbers.len() - 1) / 2]);
    }
}

/// Ten reach the goal with four employment seats and nine with five: who has
/// the fifth has a place in training too, that somebody new would have had.
/// The search must not rest on more being better.
#[test]
fn more_can_be_worse() {
    let model = model(100, 3);
    let draws = draws(&model, 1, 0);
    let people = |seats| simulate(&model, &draws, resources([2, seats, 3, 1]), ONE).people.median;
    assert_eq!((people(4), people(5)), (10, 9));
}

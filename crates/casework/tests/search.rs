//! On made-up populations, which look more like life than random worlds, the
//! index still answers what looking at every pair answers.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::num::NonZeroUsize;

use etablera_casework::generate::{Plan, Rates, generate};
use etablera_matching::{Catalogue, Index, Matcher, Parameters, Rank, Tier, Whose};
use etablera_taxonomy::starter;

#[track_caller]
fn check(seed: u64, rates: Rates) {
    let day = "2026-12-01".parse().unwrap();
    let plan = Plan { rates, ..Plan::new(300, 250, seed, day) };
    let population = generate(starter(), &plan).unwrap();
    let catalogue = Catalogue::new(population.training.iter().cloned()).unwrap();
    let matcher = Matcher::new(starter(), Parameters::default(), day).with_training(&catalogue);
    let needs: Vec<_> = population.needs.iter().map(|n| matcher.prepare(n).unwrap()).collect();
    let profiles: Vec<_> =
        population.participants.iter().map(|p| matcher.profile(p).unwrap()).collect();
    let index = Index::new(&matcher, needs.clone());
    assert!(index.questions() > 100);
    for whose in [Whose::Needs, Whose::Participants] {
        for (top, down_to) in [
            (1, Tier::ToClarify),
            (10, Tier::Trainable),
            (10, Tier::NotEligible),
            (usize::MAX, Tier::ToClarify),
        ] {
            let threads = NonZeroUsize::new(2).unwrap();
            let how = Rank { whose, top, down_to, threads };
            let expected = matcher.rank(&needs, &profiles, how);
            assert!(expected.iter().any(|list| !list.is_empty()));
            assert_eq!(index.rank(&profiles, how), expected);
        }
    }
}

#[test]
fn as_much_is_seen_as_usual() {
    check(1, Rates::default());
}

#[test]
fn everything_is_seen() {
    let all = Rates {
        nearly_empty: 0,
        competence_seen: 1000,
        language_seen: 1000,
        credential_seen: 1000,
        circumstance_seen: 1000,
        home_seen: 1000,
        prefers: 1000,
        ..Rates::default()
    };
    check(2, all);
}

#[test]
fn almost_nothing_is_seen() {
    check(3, Rates { nearly_empty: 900, circumstance_seen: 200, ..Rates::default() });
}

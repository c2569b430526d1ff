//! What the trait says of every strategy.

use etablera_matching::assignment::Instance;
use etablera_matching::strategy::{ALL, Floors, Proof, Round, Strategy, by_name};
use proptest::prelude::*;

use crate::every;

fn all() -> impl Iterator<Item = &'static dyn Strategy> {
    static FLOORS: Floors = Floors { least: Vec::new() };
    ALL.into_iter().chain([&FLOORS as &dyn Strategy])
}

proptest! {
    #![proptest_config(every::config())]

    #[test]
    fn plans_are_legal_the_same_and_never_above_their_bound((instance, groups) in every::rounds(5)) {
        let round = Round::new(&instance).with_groups(&groups).unwrap();
        let best = every::plans(&instance).iter().map(|plan| plan.total(&instance)).max().unwrap();
        for strategy in ALL {
            let solution = strategy.solve(&round).unwrap();
            solution.plan.check(&instance).unwrap();
            prop_assert_eq!(strategy.solve(&round).unwrap(), solution.clone());
            if let Proof::AtMost(most) = solution.proof {
                prop_assert_eq!(most, best, "{}", strategy.name());
            }
        }
    }

    #[test]
    fn limits_are_kept_or_refused_by_name(
        ((instance, groups), limits) in every::limited_rounds(5)
    ) {
        for is_labelled in [false, true] {
            let round = Round::new(&instance).with_limits(&limits).unwrap();
            let round = if is_labelled { round.with_groups(&groups).unwrap() } else { round };
            let known = is_labelled.then_some(&groups);
            for strategy in ALL {
                let name = strategy.name();
                match strategy.solve(&round) {
                    Ok(solution) => {
                        solution.plan.check(&instance).unwrap();
                        prop_assert_eq!(limits.check(&solution.plan, known), Ok(()), "{}", name);
                    }
                    Err(refusal) => {
                        let named = |limit: &&str| refusal.what.contains(*limit);
                        prop_assert!(["`L0`", "`L1`"].iter().any(named));
                        prop_assert_eq!(refusal.strategy, name);
                    }
                }
            }
        }
    }
}

#[test]
fn names_are_distinct_and_found() {
    let names: Vec<_> = all().map(Strategy::name).collect();
    for (at, name) in names.iter().enumerate() {
        assert!(!names[..at].contains(name), "{name}");
        assert!(name.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{name}");
    }
    for strategy in ALL {
        assert_eq!(by_name(strategy.name()).map(Strategy::name), Some(strategy.name()));
    }
    assert!(by_name("magic").is_none());
}

#[test]
fn empty_rounds_have_empty_plans() {
    for (participants, seats) in [(0, vec![]), (0, vec![3]), (3, vec![]), (2, vec![0, 4])] {
        let instance = Instance::new(participants, seats, &[]).unwrap();
        for strategy in ALL {
            let plan = strategy.solve(&Round::new(&instance)).unwrap().plan;
            assert_eq!((plan.placed(), plan.participants()), (0, participants as usize));
        }
    }
}

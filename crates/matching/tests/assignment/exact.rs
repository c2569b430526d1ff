//! The exact plan is the best of every plan, and its prices prove it.

use etablera_matching::assignment::{Instance, MAX_SCORE, Objective, optimum, verify};
use etablera_matching::strategy::Round;
use proptest::prelude::*;

use super::cases::{config, instances};
use super::every::{best, worth};

const BOTH: [Objective; 2] = [Objective::HighestTotal, Objective::MostPlaced];

/// Solves, and checks the plan against the prices and every plan.
fn check(instance: &Instance) {
    let round = Round::new(instance);
    for objective in BOTH {
        let (plan, prices) = optimum(instance, objective).unwrap();
        verify(&round, &plan, &prices, objective).unwrap();
        assert_eq!(worth(instance, &plan, objective), best(&round, objective), "{objective:?}");
        assert_eq!(optimum(instance, objective).unwrap(), (plan, prices));
    }
}

#[test]
fn every_small_instance() {
    // Each of 2 × 3 pairs impossible or worth 0 to 2, and 0 to 2 seats.
    for code in 0..4_u32.pow(6) {
        let pairs: Vec<_> = (0..6)
            .map(|at| (at / 3, at % 3, code / 4_u32.pow(at) % 4))
            .filter(|(_, _, score)| *score < 3)
            .collect();
        for seats in [[1, 1, 1], [0, 1, 2], [2, 0, 1], [1, 2, 0]] {
            check(&Instance::new(2, seats.to_vec(), &pairs).unwrap());
        }
    }
}

#[test]
fn every_three_by_three() {
    // Each of 3 × 3 pairs impossible or worth 0 or 1.
    for code in 0..3_u32.pow(9) {
        let pairs: Vec<_> = (0..9)
            .map(|at| (at / 3, at % 3, code / 3_u32.pow(at) % 3))
            .filter(|(_, _, score)| *score < 2)
            .collect();
        check(&Instance::new(3, vec![1, 1, 1 + code % 2], &pairs).unwrap());
    }
}

proptest! {
    #![proptest_config(config(4_000))]

    #[test]
    fn random_instances(instance in instances(6)) {
        check(&instance);
    }
}

proptest! {
    #![proptest_config(config(150))]

    #[test]
    fn random_instances_of_seven(instance in instances(7)) {
        check(&instance);
    }

    #[test]
    fn larger_instances_prove_themselves(instance in instances(60)) {
        for objective in BOTH {
            let (plan, prices) = optimum(&instance, objective).unwrap();
            prop_assert_eq!(verify(&Round::new(&instance), &plan, &prices, objective), Ok(()));
        }
    }
}

#[test]
fn nothing_to_do() {
    check(&Instance::new(0, vec![], &[]).unwrap());
    check(&Instance::new(3, vec![], &[]).unwrap());
    check(&Instance::new(0, vec![0, 2], &[]).unwrap());
    check(&Instance::new(2, vec![0], &[(0, 0, 5), (1, 0, 0)]).unwrap());
}

#[test]
fn all_scores_equal() {
    for score in [0, 1, 10_000, MAX_SCORE] {
        let pairs: Vec<_> = (0..300).flat_map(|p| (0..40).map(move |n| (p, n, score))).collect();
        let instance = Instance::new(300, vec![5; 40], &pairs).unwrap();
        for objective in BOTH {
            let (plan, prices) = optimum(&instance, objective).unwrap();
            verify(&Round::new(&instance), &plan, &prices, objective).unwrap();
            assert!(plan.placed() == 200 || (score == 0 && objective == Objective::HighestTotal));
        }
    }
}

#[test]
fn most_placed_gives_up_points_for_people() {
    // One may go to either need, the other only to the first.
    let instance =
        Instance::new(2, vec![1, 1], &[(0, 0, MAX_SCORE), (0, 1, 0), (1, 0, 1)]).unwrap();
    let (highest, _) = optimum(&instance, Objective::HighestTotal).unwrap();
    assert_eq!(highest.total(&instance), u64::from(MAX_SCORE));
    let (most, _) = optimum(&instance, Objective::MostPlaced).unwrap();
    assert_eq!((most.placed(), most.total(&instance)), (2, 1));
}

#[test]
fn a_crowd_for_few_seats() {
    // 2 000 people who differ by less than the first bids, for 20 seats.
    let pairs: Vec<_> = (0..2_000)
        .flat_map(|p| (0..4).map(move |n| (p, n, 1_000_000 + (p * 7 + n * 13) % 11)))
        .collect();
    let instance = Instance::new(2_000, vec![5; 4], &pairs).unwrap();
    for objective in BOTH {
        let (plan, prices) = optimum(&instance, objective).unwrap();
        verify(&Round::new(&instance), &plan, &prices, objective).unwrap();
        assert_eq!(plan.placed(), 20);
        assert_eq!(plan.total(&instance), 20 * 1_000_010);
    }
}

#[test]
fn many_seats_in_one_need() {
    let pairs: Vec<_> = (0..5_000).flat_map(|p| [(p, 0, p % 97), (p, 1, p % 89)]).collect();
    let instance = Instance::new(5_000, vec![2_000, 1_500], &pairs).unwrap();
    for objective in BOTH {
        let (plan, prices) = optimum(&instance, objective).unwrap();
        verify(&Round::new(&instance), &plan, &prices, objective).unwrap();
        assert_eq!(plan.placed(), 3_500);
    }
}

//! Points as often as a pair leads to employment.

use etablera_matching::assignment::{Instance, MAX_SCORE, Objective, Plan, verify};
use etablera_matching::strategy::{Chances, Expected, Optimal, Proof, Round, Strategy};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::every;

/// By hand: 100 points at one in ten come to 10, 30 at one half to 15.
#[test]
fn a_likelier_pair_goes_before_one_with_more_points() {
    let instance = Instance::new(1, vec![1, 1], &[(0, 0, 100), (0, 1, 30)]).unwrap();
    let round = Round::new(&instance);
    let expected = Expected::new(Chances::new([0.1, 0.5]));
    assert_eq!(expected.solve(&round).unwrap().plan, Plan::new(vec![Some(1)]));
    assert_eq!(Optimal.solve(&round).unwrap().plan, Plan::new(vec![Some(0)]));
    let (weighted, _) = expected.proved(&round).unwrap();
    // In the smallest whole numbers: 1 and 5.
    assert_eq!(weighted.edges().iter().map(|edge| edge.score).collect::<Vec<_>>(), [100, 150]);
}

#[test]
fn what_cannot_be_counted_is_refused_by_name() {
    let instance = Instance::new(1, vec![1, 1], &[(0, 0, MAX_SCORE), (0, 1, 3)]).unwrap();
    let round = Round::new(&instance);
    let refused = |chances: &[f64]| {
        Expected::new(Chances::new(chances.iter().copied())).solve(&round).unwrap_err().to_string()
    };
    let error = refused(&[0.5]);
    assert!(error.starts_with("`expected` cannot honour these chances: there are 1"), "{error}");
    let error = refused(&[0.9, 0.1]);
    assert!(error.contains("scores this high"), "{error}");
    // Equal chances need no more room than none.
    assert!(Expected::new(Chances::new([0.9, 0.9])).solve(&round).is_ok());
}

#[test]
fn a_chance_is_a_whole_number_from_1_to_10_000() {
    let chances = Chances::new([0.0, 1.0, 0.5, 1e-9, 7.0, -1.0, f64::NAN, 0.12345]);
    assert_eq!(chances.ten_thousandths(), [1, 10_000, 5_000, 1, 10_000, 1, 1, 1_235]);
}

proptest! {
    #![proptest_config(every::config())]

    #[test]
    fn equal_chances_give_the_optimal_plan_and_its_prices(
        ((instance, groups), limits) in every::limited_rounds(9), chance in 0.0..=1.0_f64
    ) {
        let round = Round::new(&instance).with_groups(&groups).unwrap();
        let round = round.with_limits(&limits).unwrap();
        let chances = Chances::new(instance.edges().iter().map(|_| chance));
        let found = Expected::new(chances).solve(&round).unwrap();
        prop_assert_eq!(found, Optimal.solve(&round).unwrap());
    }

    /// No plan is expected to come to more, counted in whole numbers; the
    /// prices prove it, and two runs are one.
    #[test]
    fn no_plan_is_expected_to_come_to_more(
        (instance, _) in every::rounds(9), some in vec(1..=10_000_u32, 24)
    ) {
        let chances: Vec<u32> = some[..instance.edges().len()].to_vec();
        let shares = chances.iter().map(|chance| f64::from(*chance) / 10_000.0);
        let expected = Expected::new(Chances::new(shares));
        let round = Round::new(&instance);
        let solution = expected.solve(&round).unwrap();
        solution.plan.check(&instance).unwrap();
        prop_assert_eq!(&solution, &expected.solve(&round).unwrap());
        let worth = |plan: &Plan| -> u64 {
            let pairs = plan.pairs().map(|(person, need)| {
                let at = instance.edge(person, need).unwrap();
                u64::from(instance.edges()[at].score) * u64::from(chances[at])
            });
            pairs.sum()
        };
        let best = every::plans(&instance).iter().map(worth).max().unwrap();
        prop_assert_eq!(worth(&solution.plan), best);
        let (weighted, proved) = expected.proved(&round).unwrap();
        let Proof::Optimal(prices) = &proved.proof else { panic!("no prices") };
        prop_assert_eq!(&proved.plan, &solution.plan);
        prop_assert!(verify(&Round::new(&weighted), &proved.plan, prices, Objective::HighestTotal).is_ok());
    }
}

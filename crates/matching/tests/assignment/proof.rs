//! The verifier takes the best plans and nothing else.

use etablera_matching::assignment::{
    Instance, NotOptimal, Objective, Plan, Prices, optimum, verify,
};
use etablera_matching::strategy::Round;
use proptest::prelude::*;

use super::cases::{config, instances};
use super::every::{every_plan, worth};

proptest! {
    #![proptest_config(config(300))]

    /// Of every plan there is, just those as good as the best pass with the
    /// prices of one of them.
    #[test]
    fn just_the_best_plans_pass(instance in instances(4)) {
        let round = Round::new(&instance);
        for objective in [Objective::HighestTotal, Objective::MostPlaced] {
            let (best, prices) = optimum(&instance, objective).unwrap();
            let best = worth(&instance, &best, objective);
            every_plan(&round, |plan| {
                let is_best = worth(&instance, plan, objective) == best;
                assert_eq!(verify(&round, plan, &prices, objective).is_ok(), is_best);
            });
        }
    }

    /// No prices pass that no best plan fits: the verifier may not say yes to
    /// a plan that is not best, whatever it is told.
    #[test]
    fn no_prices_make_a_worse_plan_pass(
        instance in instances(3),
        prices in prop::collection::vec(-1..5_i64, 3),
        bonus in prop_oneof![Just(0_i64), 0..400_i64],
    ) {
        let round = Round::new(&instance);
        let prices = Prices { bonus, needs: prices[..instance.needs()].to_vec(), limits: vec![] };
        for objective in [Objective::HighestTotal, Objective::MostPlaced] {
            let best = super::every::best(&round, objective);
            every_plan(&round, |plan| {
                if verify(&round, plan, &prices, objective).is_ok() {
                    assert_eq!(worth(&instance, plan, objective), best);
                }
            });
        }
    }
}

/// Two people for one seat, one of whom may go elsewhere.
fn contested() -> Instance {
    Instance::new(2, vec![1, 2], &[(0, 0, 7), (0, 1, 4), (1, 0, 6)]).unwrap()
}

/// What the verifier says to the best plan after a change.
fn said(change: impl FnOnce(&mut Plan, &mut Prices)) -> Result<(), NotOptimal> {
    let instance = contested();
    let (mut plan, mut prices) = optimum(&instance, Objective::HighestTotal).unwrap();
    change(&mut plan, &mut prices);
    verify(&Round::new(&instance), &plan, &prices, Objective::HighestTotal)
}

#[test]
fn tampering_is_told_by_name() {
    assert_eq!(said(|_, _| ()), Ok(()));
    let cases: [(fn(&mut Plan, &mut Prices), &str); 9] = [
        (
            |plan, _| *plan = Plan::new(vec![Some(0), None]),
            "the plan is worth 7 points and the prices allow 10: expected the same",
        ),
        (
            |plan, _| *plan = Plan::new(vec![Some(0), Some(0)]),
            "need 0 gets 2 people: expected at most 1",
        ),
        (
            |plan, _| *plan = Plan::new(vec![Some(1), Some(1)]),
            "participant 1 cannot go to need 1: they are no pair",
        ),
        (|plan, _| *plan = Plan::new(vec![None]), "the plan has 1 participants: expected 2"),
        (|_, prices| prices.needs[1] = -1, "a price of -1 points: expected 0 or more"),
        (
            |_, prices| prices.needs[0] = 8,
            "the plan is worth 10 points and the prices allow 12: expected the same",
        ),
        (|_, prices| prices.needs.push(0), "3 prices of needs: expected 2"),
        (|_, prices| prices.limits.push(0), "1 prices of limits: expected 0"),
        (|_, prices| prices.bonus = 1, "a bonus of 1 points a pair: expected 0"),
    ];
    for (change, expected) in cases {
        assert_eq!(said(change).unwrap_err().to_string(), expected);
    }
}

#[test]
fn a_bonus_below_the_scores_proves_nothing() {
    let instance = contested();
    let (plan, mut prices) = optimum(&instance, Objective::MostPlaced).unwrap();
    prices.bonus = 13;
    let said = verify(&Round::new(&instance), &plan, &prices, Objective::MostPlaced);
    assert_eq!(said.unwrap_err().to_string(), "a bonus of 13 points a pair: expected more than 13");
}

#[test]
fn sums_beyond_64_bits_are_right() {
    let instance = contested();
    let (plan, _) = optimum(&instance, Objective::HighestTotal).unwrap();
    let prices = Prices { needs: vec![i64::MAX, i64::MAX], ..Prices::default() };
    let said = verify(&Round::new(&instance), &plan, &prices, Objective::HighestTotal);
    let bound = 3 * i128::from(i64::MAX);
    assert_eq!(said, Err(NotOptimal::Gap { worth: 10, bound }));
}

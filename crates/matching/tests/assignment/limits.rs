//! Limits: exact where they form a forest, kept and bounded where they cross.

use etablera_matching::assignment::{
    Forest, Groups, Instance, Limit, Limits, MAX_SCORE, Objective, verify,
};
use etablera_matching::strategy::{MostPlaced, Optimal, Proof, Round, Solution, Strategy as _};
use proptest::prelude::*;

use super::cases::{config, instances};
use super::every::{best, worth};

fn limit(name: &str, most: u32, needs: &[u32], group: Option<u32>) -> Limit {
    Limit { name: name.to_owned(), most, needs: needs.to_vec(), group }
}

/// Solves both ways, and gives each answer to `look`.
fn solve(round: &Round<'_>, mut look: impl FnMut(Objective, Solution)) {
    look(Objective::HighestTotal, Optimal.solve(round).unwrap());
    look(Objective::MostPlaced, MostPlaced.solve(round).unwrap());
}

/// A forest of limits on up to six needs and two groups, in any order: pools
/// of two or three needs, pairs of those, one need, one group in a need.
fn forests() -> impl Strategy<Value = Vec<Limit>> {
    let spans: Vec<(Vec<u32>, Option<u32>)> = vec![
        (vec![0, 1, 2], None),
        (vec![3, 4, 5], None),
        (vec![0, 1], None),
        (vec![4, 5], None),
        (vec![0, 1, 2, 3, 4, 5], None),
        (vec![1], None),
        (vec![1], Some(0)),
        (vec![2], Some(1)),
        (vec![2], Some(0)),
        (vec![4], Some(1)),
        (vec![1], Some(0)),
        (vec![], None),
    ];
    let chosen = prop::sample::subsequence(spans, 0..=12).prop_shuffle();
    (chosen, prop::collection::vec(0..4_u32, 12)).prop_map(|(spans, most)| {
        let named = spans.into_iter().zip(most).enumerate();
        named
            .map(|(at, ((needs, group), most))| limit(&format!("L{at}"), most, &needs, group))
            .collect()
    })
}

/// Any limits.
fn tangles() -> impl Strategy<Value = Vec<Limit>> {
    let any = (0..4_u32, prop::collection::vec(0..6_u32, 0..4), prop::option::of(0..2_u32));
    prop::collection::vec(any, 1..5).prop_map(|limits| {
        let named = limits.into_iter().enumerate();
        named
            .map(|(at, (most, needs, group))| limit(&format!("L{at}"), most, &needs, group))
            .collect()
    })
}

/// The limits that speak only of needs that the instance has, and labels.
fn dressed(instance: &Instance, limits: Vec<Limit>) -> (Limits, Groups) {
    let mut limits = limits;
    for limit in &mut limits {
        limit.needs.retain(|need| (*need as usize) < instance.needs());
    }
    let labels = (0..instance.participants() as u32).map(|p| p % 2).collect();
    (Limits::new(limits, instance.needs(), 2).unwrap(), Groups::new(2, labels).unwrap())
}

proptest! {
    #![proptest_config(config(3_000))]

    #[test]
    fn forests_are_solved_exactly(
        instance in instances(6),
        limits in forests(),
        is_labelled: bool,
    ) {
        let (limits, groups) = dressed(&instance, limits);
        let mut round = Round::new(&instance).with_limits(&limits).unwrap();
        if is_labelled {
            round = round.with_groups(&groups).unwrap();
        }
        Forest::new(&round).unwrap();
        solve(&round, |objective, Solution { plan, proof }| {
            let Proof::Optimal(prices) = proof else { panic!("{proof:?}") };
            verify(&round, &plan, &prices, objective).unwrap();
            assert_eq!(worth(&instance, &plan, objective), best(&round, objective));
        });
    }

    #[test]
    fn no_claim_is_wrong_where_limits_cross(instance in instances(5), limits in tangles()) {
        let (limits, groups) = dressed(&instance, limits);
        let round = Round::new(&instance).with_limits(&limits).unwrap().with_groups(&groups).unwrap();
        solve(&round, |objective, Solution { plan, proof }| {
            plan.check(&instance).unwrap();
            limits.check(&plan, Some(&groups)).unwrap();
            match proof {
                Proof::Optimal(prices) => {
                    verify(&round, &plan, &prices, objective).unwrap();
                    assert_eq!(worth(&instance, &plan, objective), best(&round, objective));
                }
                Proof::AtMost(most) => {
                    assert!(best(&round, Objective::HighestTotal).1 <= most);
                    assert!(Forest::new(&round).is_err());
                }
                Proof::None => panic!("no proof"),
            }
        });
    }
}

#[test]
fn crossing_limits_are_named() {
    let instance = Instance::new(0, vec![1; 4], &[]).unwrap();
    let said = |limits: &[Limit]| {
        let limits = Limits::new(limits.to_vec(), 4, 2).unwrap();
        let crossing = Forest::new(&Round::new(&instance).with_limits(&limits).unwrap());
        crossing.map(|_| ()).map_err(|crossing| crossing.to_string())
    };
    let nest = |a: &[u32], b: &[u32]| said(&[limit("a", 1, a, None), limit("b", 1, b, None)]);
    assert_eq!(nest(&[0, 1], &[2, 3]), Ok(()));
    assert_eq!(nest(&[0, 1], &[0, 1]), Ok(()));
    assert_eq!(nest(&[0, 1, 2], &[1]), Ok(()));
    let expected = "cross: expected one within the other, or nobody in both";
    assert_eq!(nest(&[0, 1, 2], &[2, 3]), Err(format!("`a` and `b` {expected}")));
    assert_eq!(
        said(&[limit("a", 1, &[1, 2], Some(0))]),
        Err(format!("`a` and `seats of need 1` {expected}"))
    );
}

#[test]
fn a_limit_has_the_price_of_one_more() {
    // An employer with two needs may take one person in all.
    let instance = Instance::new(2, vec![1, 1], &[(0, 0, 9), (1, 1, 5)]).unwrap();
    let limits = Limits::new(vec![limit("Bageriet", 1, &[0, 1], None)], 2, 0).unwrap();
    let round = Round::new(&instance).with_limits(&limits).unwrap();
    let Solution { plan, proof } = Optimal.solve(&round).unwrap();
    assert_eq!(plan.total(&instance), 9);
    let Proof::Optimal(prices) = proof else { panic!("{proof:?}") };
    assert_eq!(prices.limits[0] + prices.needs[0].min(prices.needs[1]), 5);

    let broken = etablera_matching::assignment::Plan::new(vec![Some(0), Some(1)]);
    let said = verify(&round, &broken, &prices, Objective::HighestTotal).unwrap_err();
    assert_eq!(said.to_string(), "limit `Bageriet` is exceeded: 2 people, expected at most 1");
}

#[test]
fn crossing_limits_give_a_bound() {
    let pairs: Vec<_> = (0..9).map(|p| (p, p % 3, 10 + p)).collect();
    let instance = Instance::new(9, vec![3; 3], &pairs).unwrap();
    let limits = vec![limit("a", 2, &[0, 1], None), limit("b", 2, &[1, 2], None)];
    let limits = Limits::new(limits, 3, 0).unwrap();
    let Solution { plan, proof } =
        Optimal.solve(&Round::new(&instance).with_limits(&limits).unwrap()).unwrap();
    let Proof::AtMost(most) = proof else { panic!("{proof:?}") };
    assert!(most >= plan.total(&instance) && plan.total(&instance) > 0);
}

#[test]
fn limits_on_other_needs_are_refused() {
    let instance = Instance::new(1, vec![1, 1], &[(0, 0, 5)]).unwrap();
    let limits = Limits::new(vec![limit("a", 1, &[5], None)], 6, 0).unwrap();
    let refused = Round::new(&instance).with_limits(&limits).unwrap_err();
    assert_eq!(refused.to_string(), "6 needs with limits: expected 2");
}

#[test]
fn sums_that_do_not_fit_are_refused() {
    // 50 000 people at the highest score, in exact parts of a point, under a
    // limit: more than 61 bits.
    let people = 50_000;
    let pairs: Vec<_> = (0..people).map(|p| (p, 0, MAX_SCORE)).collect();
    let instance = Instance::new(people, vec![people], &pairs).unwrap();
    let limits = Limits::new(vec![limit("Bageriet", 1, &[0], None)], 1, 0).unwrap();
    let round = Round::new(&instance).with_limits(&limits).unwrap();
    let refusal = MostPlaced.solve(&round).unwrap_err().to_string();
    assert!(refusal.starts_with("`most-placed` cannot honour scores this high: "), "{refusal}");
    // Where the limit binds nobody, no parts of a point are needed.
    let limits = Limits::new(vec![limit("Bageriet", people, &[0], None)], 1, 0).unwrap();
    let Solution { plan, proof } =
        MostPlaced.solve(&Round::new(&instance).with_limits(&limits).unwrap()).unwrap();
    let Proof::Optimal(prices) = proof else { panic!("{proof:?}") };
    assert_eq!(plan.placed(), people as usize);
    assert_eq!((prices.needs, prices.limits), (vec![0], vec![0]));
}

#[test]
fn strategies_have_names() {
    assert_eq!((Optimal.name(), MostPlaced.name()), ("optimal", "most-placed"));
}

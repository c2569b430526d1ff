//! Fair plans against every plan, and what they cost.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use etablera_matching::assignment::{Groups, Instance, MAX_SCORE, Plan};
use etablera_matching::strategy::{
    Fair, FairPlaces, FairnessPrice, Floors, Optimal, Round, Share, Strategy, shares,
};
use proptest::prelude::*;

use crate::every::{self, GROUPS};

/// The shares of groups that have members, the lowest first.
fn sorted(shares: &[Share], order: fn(&Share, &Share) -> Ordering) -> Vec<Share> {
    let mut shares: Vec<_> = shares.iter().copied().filter(|s| s.members > 0).collect();
    shares.sort_by(order);
    shares
}

/// Leximin, by its definition.
fn leximin(a: &[Share], b: &[Share], order: fn(&Share, &Share) -> Ordering) -> Ordering {
    let (a, b) = (sorted(a, order), sorted(b, order));
    a.iter().zip(&b).map(|(a, b)| order(a, b)).find(|o| o.is_ne()).unwrap_or(Ordering::Equal)
}

/// Random numbers below what is asked for, the same every time.
fn numbers_below(mut random: u64) -> impl FnMut(u32) -> u32 {
    move |end| {
        let product = random.wrapping_mul(6_364_136_223_846_793_005);
        random = product.wrapping_add(1_442_695_040_888_963_407);
        (random >> 33) as u32 % end
    }
}

fn numbers(shares: &[Share]) -> Vec<u32> {
    shares.iter().map(|share| share.placed).collect()
}

proptest! {
    #![proptest_config(every::config())]

    #[test]
    fn floors_cost_as_little_as_can_be(
        (instance, groups) in every::rounds(6), least in prop::collection::vec(0..=3_u32, GROUPS)
    ) {
        let reaches = |plan: &&Plan| {
            let shares = shares(&instance, &groups, plan);
            shares.iter().zip(&least).all(|(share, least)| share.placed >= *least)
        };
        let plans = every::plans(&instance);
        let expected = plans.iter().filter(reaches).map(|plan| plan.total(&instance)).max();
        let round = Round::new(&instance).with_groups(&groups).unwrap();
        let found = Floors { least: least.clone() }.weigh(&round);
        prop_assert_eq!(found.as_ref().ok().map(|fair| fair.price.total), expected);
        if let Ok(fair) = found {
            fair.plan.check(&instance).unwrap();
            prop_assert!(reaches(&&fair.plan));
            prop_assert_eq!(fair.plan.total(&instance), fair.price.total);
            let best = plans.iter().map(|plan| plan.total(&instance)).max();
            prop_assert_eq!(Some(fair.price.best), best);
        }
    }

    #[test]
    fn places_are_spread_as_evenly_as_can_be((instance, groups) in every::rounds(6)) {
        let round = Round::new(&instance).with_groups(&groups).unwrap();
        let fair = FairPlaces.weigh(&round).unwrap();
        fair.plan.check(&instance).unwrap();
        prop_assert_eq!(&shares(&instance, &groups, &fair.plan), &fair.shares);
        for plan in every::plans(&instance) {
            let other = shares(&instance, &groups, &plan);
            prop_assert!(leximin(&other, &fair.shares, Share::cmp_rate).is_le(), "{plan:?}");
            prop_assert!(plan.placed() <= fair.plan.placed());
            if numbers(&other) == numbers(&fair.shares) {
                prop_assert!(plan.total(&instance) <= fair.price.total);
            }
        }
    }

    /// Row 12: never lower for the group that gets least, nor in leximin; and
    /// the bound is one.
    #[test]
    fn fair_is_no_worse_than_optimal_and_its_bound_holds((instance, groups) in every::rounds(6)) {
        let round = Round::new(&instance).with_groups(&groups).unwrap();
        let fair = Fair::default().weigh(&round).unwrap();
        fair.plan.check(&instance).unwrap();
        let optimal = Optimal.solve(&round).unwrap().plan;
        let before = shares(&instance, &groups, &optimal);
        prop_assert_eq!(&fair.before, &before);
        prop_assert!(leximin(&fair.shares, &before, Share::cmp_mean).is_ge());
        let worst = |shares: &[Share]| sorted(shares, Share::cmp_mean).first().copied();
        prop_assert_eq!(fair.worst().map(|worst| worst.1.points > 0),
            worst(&fair.shares).map(|worst| worst.points > 0));
        let mut best = None;
        for plan in every::plans(&instance) {
            let Some(other) = worst(&shares(&instance, &groups, &plan)) else { continue };
            let (points, members) = fair.at_most.unwrap();
            let bound = u128::from(points) * u128::from(other.members);
            prop_assert!(u128::from(other.points) * u128::from(members) <= bound);
            if best.is_none_or(|best: Share| other.cmp_mean(&best).is_gt()) {
                best = Some(other);
            }
        }
        if fair.is_proven() && let (Some(best), Some((_, worst))) = (best, fair.worst()) {
            prop_assert!(best.cmp_mean(&worst).is_eq());
        }
    }
}

/// How often the lowest share is as high as any plan has it, on small rounds
/// where whole people count most.
#[test]
fn fair_finds_the_best_for_the_worst_nearly_always() {
    let (mut best, mut all) = (0, 0);
    let mut below = numbers_below(7);
    for _ in 0..400 {
        let mut pairs = Vec::new();
        for p in 0..6 {
            for need in 0..4 {
                if below(10) < 7 {
                    pairs.push((p, need, 1 + below(99)));
                }
            }
        }
        let instance = Instance::new(6, vec![1, 1, 1, 2], &pairs).unwrap();
        let groups = Groups::new(2, vec![0, 0, 1, 1, 1, 1]).unwrap();
        let round = Round::new(&instance).with_groups(&groups).unwrap();
        let fair = Fair::default().weigh(&round).unwrap();
        let worst = |plan: &Plan| sorted(&shares(&instance, &groups, plan), Share::cmp_mean)[0];
        let plans = every::plans(&instance);
        let most = plans.iter().map(worst).max_by(Share::cmp_mean).unwrap();
        all += 1;
        best += u32::from(worst(&fair.plan).cmp_mean(&most).is_eq());
    }
    assert!(best * 100 >= all * 90, "{best} of {all}");
}

/// In groups of hundreds, whole people hardly matter: the bound is reached to
/// within one in a hundred, and the lowest share is twice what it was.
#[test]
fn fair_comes_close_to_its_bound_in_large_groups() {
    let mut below = numbers_below(11);
    let labels: Vec<u32> = (0..1_000).map(|p| (p % 7).min(3)).collect();
    let lift = [0, 5_000, 20_000, 30_000];
    let mut pairs = Vec::new();
    for (p, &label) in (0..).zip(&labels) {
        let needs: BTreeSet<u32> = (0..12).map(|_| below(400)).collect();
        let score =
            |need| (p, need, 10_000 + lift[label as usize] + (p * 7_919 + need * 104_729) % 50_000);
        pairs.extend(needs.into_iter().map(score));
    }
    let instance = Instance::new(1_000, vec![2; 400], &pairs).unwrap();
    let groups = Groups::new(4, labels).unwrap();
    let round = Round::new(&instance).with_groups(&groups).unwrap();
    let fair = Fair::default().weigh(&round).unwrap();
    let mean = |share: Share| share.points / u64::from(share.members);
    let (points, members) = fair.at_most.unwrap();
    let (_, worst) = fair.worst().unwrap();
    assert!(mean(worst) * 100 >= points / members * 99);
    assert!(mean(worst) >= 2 * fair.before.iter().copied().map(mean).min().unwrap());
    assert!(fair.price.permille() < 150);
}

/// One seat that group 0 uses better: the floor for group 1 costs 4 points.
#[test]
fn the_price_of_a_floor_is_shown() {
    let instance = Instance::new(2, vec![1], &[(0, 0, 9), (1, 0, 5)]).unwrap();
    let groups = Groups::new(2, vec![0, 1]).unwrap();
    let round = Round::new(&instance).with_groups(&groups).unwrap();
    let weigh = |least: &[u32]| Floors { least: least.to_vec() }.weigh(&round);
    let fair = weigh(&[0, 1]).unwrap();
    assert_eq!((fair.price.best, fair.price.total), (9, 5));
    assert_eq!((fair.price.points(), fair.price.permille()), (4, 445));
    assert_eq!(fair.before[0], Share { members: 1, placed: 1, points: 9 });
    assert_eq!(fair.shares[1], Share { members: 1, placed: 1, points: 5 });
    assert_eq!(
        weigh(&[1, 1]).unwrap_err().to_string(),
        "`floors` cannot honour at least 1 people of group 1: beside the floors of the other \
         groups, 0 can be placed"
    );
    assert_eq!(
        weigh(&[1]).unwrap_err().to_string(),
        "`floors` cannot honour 1 floors: there are 2 groups: expected one floor a group"
    );
    let nothing = FairnessPrice { best: 0, total: 0 };
    assert_eq!((nothing.points(), nothing.permille()), (0, 0));
    assert_eq!(FairnessPrice { best: u64::MAX, total: 0 }.permille(), 1_000);
}

/// The highest scores, many groups, and a group without members.
#[test]
fn high_scores_do_not_overflow() {
    let pairs: Vec<_> =
        (0..40).flat_map(|p| (0..8).map(move |need| (p, need, MAX_SCORE - p * need))).collect();
    let instance = Instance::new(40, vec![3; 8], &pairs).unwrap();
    let groups = Groups::new(7, (0..40).map(|p| p % 6).collect()).unwrap();
    let round = Round::new(&instance).with_groups(&groups).unwrap();
    let fair = Fair::default().weigh(&round).unwrap();
    assert_eq!(fair.plan.placed(), 24);
    let (worst, share) = fair.worst().unwrap();
    assert_ne!(worst, 6);
    let (points, members) = fair.at_most.unwrap();
    assert!(points / members >= share.points / u64::from(share.members));
    let places = FairPlaces.weigh(&round).unwrap();
    assert_eq!(numbers(&places.shares), [4, 4, 4, 4, 4, 4, 0]);
}

//! First come, the lot, and stable plans.

use std::collections::BTreeMap;

use etablera_matching::assignment::{Groups, Instance, Limit, Limits, Plan, Preferences};
use etablera_matching::stability::{Side, blocking_pairs};
use etablera_matching::strategy::{FirstCome, Random, Round, Stable, Strategy};
use proptest::prelude::*;

use crate::every;

fn solve(strategy: &dyn Strategy, instance: &Instance) -> Plan {
    strategy.solve(&Round::new(instance)).unwrap().plan
}

proptest! {
    #![proptest_config(every::config())]

    /// Of all plans, the one that is best for the first participant, then for
    /// the second, and so on; of equal needs the earlier.
    #[test]
    fn first_come_is_lexicographically_best((instance, _) in every::rounds(4)) {
        let worth = |plan: &Plan| -> Vec<_> {
            let of = |p| plan.need_of(p).map(|need| (instance.score(p, need), u32::MAX - need));
            (0..instance.participants()).map(of).collect()
        };
        let plans = every::plans(&instance);
        let best = plans.iter().max_by_key(|plan| worth(plan)).unwrap();
        prop_assert_eq!(&solve(&FirstCome, &instance), best);
    }

    /// Nobody without a seat could have one that is free.
    #[test]
    fn the_lot_wastes_no_seat((instance, _) in every::rounds(4), seed: u64) {
        let plan = solve(&Random { seed }, &instance);
        let taken = plan.taken(instance.needs());
        for (participant, edge) in instance.pairs() {
            let need = edge.need as usize;
            prop_assert!(plan.need_of(participant).is_some()
                || taken[need] == instance.seats()[need]);
        }
    }

    #[test]
    fn stable_plans_have_no_blocking_pair((instance, _) in every::rounds(4)) {
        let preferences = Preferences::by_score(&instance);
        for side in [Side::Participants, Side::Needs] {
            let plan = solve(&Stable { side }, &instance);
            let blocking = blocking_pairs(&instance, &preferences, &plan, 1).unwrap();
            prop_assert_eq!(blocking.count, 0);
        }
    }
}

/// Two people and one seat; three needs for one person: each as often as the
/// others, over many seeds.
#[test]
fn lots_are_even() {
    let instance = Instance::new(2, vec![1], &[(0, 0, 9), (1, 0, 1)]).unwrap();
    let wide = Instance::new(1, vec![1; 3], &[(0, 0, 9), (0, 1, 0), (0, 2, 5)]).unwrap();
    let (mut people, mut needs) = (BTreeMap::new(), BTreeMap::new());
    for seed in 0..3_000 {
        let plan = solve(&Random { seed }, &instance);
        *people.entry(plan.need_of(0).is_some()).or_insert(0) += 1;
        *needs.entry(solve(&Random { seed }, &wide).need_of(0)).or_insert(0) += 1;
    }
    assert!(people.values().all(|count| (1_380..1_620).contains(count)), "{people:?}");
    assert!(needs.len() == 3 && needs.values().all(|count| (880..1_120).contains(count)));
}

#[test]
fn stable_uses_the_preferences_it_is_given() {
    let pairs = [(0, 0, 9), (0, 1, 1), (1, 0, 9), (1, 1, 1)];
    let instance = Instance::new(2, vec![1, 1], &pairs).unwrap();
    // Both would rather have the need that scores less, which wants the second.
    let preferences = Preferences::new(&instance, vec![1, 0, 1, 0], vec![0, 1, 0, 0]).unwrap();
    let round = Round::new(&instance).with_preferences(&preferences).unwrap();
    let plan = Stable::default().solve(&round).unwrap().plan;
    assert_eq!([plan.need_of(0), plan.need_of(1)], [Some(0), Some(1)]);
}

#[test]
fn stable_takes_limits_on_single_needs_as_seats() {
    let pairs: Vec<_> = (0..3).flat_map(|p| [(p, 0, 9 - p), (p, 1, 1)]).collect();
    let instance = Instance::new(3, vec![2, 2], &pairs).unwrap();
    let groups = Groups::new(2, vec![0, 0, 1]).unwrap();
    let limit = |most, needs: &[u32], group| {
        let limit = Limit { name: "shop".to_owned(), most, needs: needs.to_vec(), group };
        Limits::new(vec![limit], 2, 2).unwrap()
    };
    let solve = |limits: &Limits| {
        let round = Round::new(&instance).with_groups(&groups).unwrap();
        Stable::default().solve(&round.with_limits(limits).unwrap())
    };
    let one = solve(&limit(1, &[0], None)).unwrap().plan;
    assert_eq!([0, 1, 2].map(|p| one.need_of(p)), [Some(0), Some(1), Some(1)]);
    // Three people cannot exceed 3, nor one person of group 1 a limit of 1.
    assert!(solve(&limit(3, &[0, 1], None)).is_ok());
    assert!(solve(&limit(1, &[0, 1], Some(1))).is_ok());
    let refusal = solve(&limit(2, &[0, 1], None)).unwrap_err();
    assert_eq!(
        refusal.to_string(),
        "`stable` cannot honour the limit `shop`: stable plans are known within the limits of \
         single needs only; `greedy` keeps to any"
    );
    assert!(solve(&limit(1, &[0, 1], Some(0))).is_err());
    assert!(solve(&limit(0, &[0], Some(1))).is_err());
}

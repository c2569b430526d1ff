//! The laws of stable matching, against every stable plan of small instances.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use etablera_matching::assignment::{Instance, Plan, PlanError, Preferences};
use etablera_matching::stability::{Blocking, Choice, Lists, ListsError, Side, blocking_pairs};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// The same cases every time, unless the environment asks for others.
fn config() -> ProptestConfig {
    let mut config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    if config.rng_seed == RngSeed::Random {
        config.rng_seed = RngSeed::Fixed(1);
    }
    config
}

/// An instance, and what both sides think of its pairs.
type Case = (Instance, Preferences);

/// Up to five participants and four needs with 0 to 3 seats; ranks below
/// `ranks` (with 1, all are liked equally), made strict where `is_strict`.
fn cases(ranks: u32, is_strict: bool) -> impl Strategy<Value = Case> {
    let sizes = (0..=5_u32, 0..=4_usize);
    let parts = sizes.prop_flat_map(move |(participants, needs)| {
        let cell = prop::option::weighted(0.75, (0..ranks, 0..ranks));
        let cells = prop::collection::vec(cell, participants as usize * needs);
        (Just(participants), prop::collection::vec(0..=3_u32, needs), cells)
    });
    parts.prop_map(move |(participants, seats, cells)| {
        let needs = seats.len() as u32;
        let (mut pairs, mut likes, mut liked) = (Vec::new(), Vec::new(), Vec::new());
        for (at, cell) in (0..).zip(cells) {
            let Some((mine, theirs)) = cell else { continue };
            let (participant, need) = (at / needs, at % needs);
            pairs.push((participant, need, 1));
            // Strict: the other one's number breaks ties.
            likes.push(if is_strict { mine * 10 + need } else { mine });
            liked.push(if is_strict { theirs * 10 + participant } else { theirs });
        }
        let instance = Instance::new(participants, seats, &pairs).unwrap();
        let preferences = Preferences::new(&instance, likes, liked).unwrap();
        (instance, preferences)
    })
}

/// Every plan, legal or not more than seats allow.
fn plans(instance: &Instance) -> Vec<Plan> {
    let mut all = vec![Vec::new()];
    for participant in 0..instance.participants() {
        let edges = instance.edges_of(participant).iter().map(|edge| Some(edge.need));
        let choices: Vec<_> = edges.chain([None]).collect();
        let extend = |plan: &Vec<Option<u32>>| {
            let longer = |need: &Option<u32>| plan.iter().copied().chain([*need]).collect();
            choices.iter().map(longer).collect::<Vec<Vec<_>>>()
        };
        all = all.iter().flat_map(extend).collect();
    }
    all.into_iter().map(Plan::new).filter(|plan| plan.check(instance).is_ok()).collect()
}

/// The pairs that block, by the definition and nothing else.
fn blocking(case: &Case, plan: &Plan) -> Vec<(u32, u32)> {
    let (instance, preferences) = case;
    let at = |participant, need| instance.edge(participant, need).unwrap();
    let likes = |p, need| preferences.of_participants()[at(p, need)];
    let liked = |p, need| preferences.of_needs()[at(p, need)];
    let mut pairs = Vec::new();
    for (participant, edge) in instance.pairs() {
        let need = edge.need;
        let others: Vec<_> =
            plan.pairs().filter(|pair| pair.1 == need).map(|pair| pair.0).collect();
        let is_free = (others.len() as u32) < instance.seats()[need as usize];
        let would = plan
            .need_of(participant)
            .is_none_or(|has| has != need && likes(participant, need) < likes(participant, has));
        let wanted =
            is_free || others.iter().any(|&other| liked(participant, need) < liked(other, need));
        if would && wanted {
            pairs.push((participant as u32, need));
        }
    }
    pairs
}

/// What the participant thinks of a plan: smaller is better.
fn feeling(case: &Case, plan: &Plan, participant: usize) -> u32 {
    let at = plan.need_of(participant).map(|need| case.0.edge(participant, need).unwrap());
    at.map_or(u32::MAX, |at| case.1.of_participants()[at])
}

/// The ranks of those a need gets, in order.
fn gets(case: &Case, plan: &Plan, need: u32) -> Vec<u32> {
    let rank = |p| case.1.of_needs()[case.0.edge(p, need).unwrap()];
    let mut ranks: Vec<_> = plan.pairs().filter(|pair| pair.1 == need).map(|p| rank(p.0)).collect();
    ranks.sort_unstable();
    ranks
}

fn settle(case: &Case, side: Side) -> Plan {
    Lists::best_first(&case.0, &case.1).settle(side).plan
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn the_report_is_the_definition((case, pick) in (cases(4, false), any::<prop::sample::Index>())) {
        let plans = plans(&case.0);
        let plan = &plans[pick.index(plans.len())];
        let expected = blocking(&case, plan);
        let found = blocking_pairs(&case.0, &case.1, plan, 2).unwrap();
        prop_assert_eq!(found.count, expected.len() as u64);
        prop_assert_eq!(&found.first[..], &expected[..expected.len().min(2)]);
    }

    #[test]
    fn nobody_blocks_either_sides_plan(case in cases(3, false)) {
        for side in [Side::Participants, Side::Needs] {
            let plan = settle(&case, side);
            plan.check(&case.0).unwrap();
            prop_assert_eq!(blocking(&case, &plan), vec![]);
        }
    }

    #[test]
    fn the_side_that_proposes_gets_its_best_and_the_other_its_worst(case in cases(4, true)) {
        let theirs = settle(&case, Side::Participants);
        let needs = settle(&case, Side::Needs);
        let mut stable = 0;
        for plan in plans(&case.0).iter().filter(|plan| blocking(&case, plan).is_empty()) {
            stable += 1;
            for participant in 0..case.0.participants() {
                let [best, some, worst] =
                    [&theirs, plan, &needs].map(|plan| feeling(&case, plan, participant));
                prop_assert!(best <= some && some <= worst);
                // Rural hospitals: the same people in every stable plan …
                prop_assert_eq!(plan.need_of(participant).is_some(),
                    theirs.need_of(participant).is_some());
            }
            for need in 0..case.0.needs() as u32 {
                let [worst, some, best] =
                    [&theirs, plan, &needs].map(|plan| gets(&case, plan, need));
                // … and the same number at every need, the same people where
                // it is not full.
                prop_assert_eq!(worst.len(), some.len());
                if (some.len() as u32) < case.0.seats()[need as usize] {
                    prop_assert_eq!(&worst, &some);
                }
                let no_better = |a: &[u32], b: &[u32]| a.iter().zip(b).all(|(a, b)| a >= b);
                prop_assert!(no_better(&worst, &some) && no_better(&some, &best));
            }
        }
        prop_assert!(stable > 0);
    }

    /// Ties are broken by number, on both sides.
    #[test]
    fn ties_are_broken_by_number(case in cases(2, false)) {
        let (instance, preferences) = &case;
        let strict = |ranks: &[u32], number: &dyn Fn(usize) -> u32| -> Vec<u32> {
            ranks.iter().enumerate().map(|(at, rank)| rank * 10 + number(at)).collect()
        };
        let owners: Vec<u32> = instance.pairs().map(|(p, _)| p as u32).collect();
        let likes = strict(preferences.of_participants(), &|at| instance.edges()[at].need);
        let liked = strict(preferences.of_needs(), &|at| owners[at]);
        let broken = (instance.clone(), Preferences::new(instance, likes, liked).unwrap());
        for side in [Side::Participants, Side::Needs] {
            prop_assert_eq!(settle(&case, side), settle(&broken, side));
        }
    }

    /// Nobody gets what they truly like better by a false list of their own,
    /// cut short or in another order, where the participants propose.
    #[test]
    fn a_false_list_gains_nothing(
        (case, liar, order) in (cases(4, true), any::<prop::sample::Index>(),
            Just((0..4_u32).collect::<Vec<_>>()).prop_shuffle())
    ) {
        if case.0.participants() == 0 {
            return Ok(());
        }
        let liar = liar.index(case.0.participants());
        let honest = settle(&case, Side::Participants);
        let mut likes = case.1.of_participants().to_vec();
        for at in case.0.row(liar) {
            likes[at] = order[case.0.edges()[at].need as usize];
        }
        let told = Preferences::new(&case.0, likes, case.1.of_needs().to_vec()).unwrap();
        let lying = settle(&(case.0.clone(), told), Side::Participants);
        prop_assert!(feeling(&case, &honest, liar) <= feeling(&case, &lying, liar));
    }

    /// More seats never hurt a participant.
    #[test]
    fn a_seat_more_hurts_nobody((case, need) in (cases(4, true), any::<prop::sample::Index>())) {
        if case.0.needs() == 0 {
            return Ok(());
        }
        let lists = Lists::best_first(&case.0, &case.1);
        let before = lists.settle(Side::Participants);
        let mut seats = case.0.seats().to_vec();
        seats[need.index(case.0.needs())] += 1;
        let after = lists.with_seats(seats).settle(Side::Participants);
        for participant in 0..case.0.participants() {
            prop_assert!(feeling(&case, &after.plan, participant)
                <= feeling(&case, &before.plan, participant));
        }
        prop_assert!(after.proposals <= before.proposals);
    }
}

/// Many people, few needs with many seats: the heaps beyond the near places.
#[test]
fn large_needs_hold_their_best() {
    for seats in [1_u32, 2, 3, 4, 5, 7, 64, 1_000, u32::MAX] {
        // Ranks fall, rise and jump about; 1_000 people ask one need.
        let ranks = |shape: u32| {
            (0..1_000_u32).map(move |p| [1_000 - p, p, p * 7_919 % 1_009][shape as usize])
        };
        for shape in 0..3 {
            let choices = ranks(shape).map(|rank| Choice { need: 0, rank }).collect();
            let lists = Lists::new((0..=1_000).collect(), choices, vec![seats]).unwrap();
            let mut best: Vec<_> = ranks(shape).zip(0..1_000_usize).collect();
            best.sort_unstable();
            best.truncate(seats as usize);
            let mut expected: Vec<_> = best.into_iter().map(|(_, p)| (p, 0)).collect();
            expected.sort_unstable();
            for side in [Side::Participants, Side::Needs] {
                let plan = lists.settle(side).plan;
                assert_eq!(plan.pairs().collect::<Vec<_>>(), expected, "{seats} {shape} {side:?}");
            }
        }
    }
}

/// Participant p likes need p best and then around the circle; needs like
/// those at the other end: each side gets its first choice when it proposes.
#[test]
fn circles_of_likes_end() {
    for n in [1_u32, 2, 3, 10, 100] {
        let pairs: Vec<_> = (0..n).flat_map(|p| (0..n).map(move |need| (p, need, 0))).collect();
        let instance = Instance::new(n, vec![1; n as usize], &pairs).unwrap();
        let likes = pairs.iter().map(|&(p, need, _)| (need + n - p) % n).collect();
        let liked = pairs.iter().map(|&(p, need, _)| (p + 2 * n - need - 1) % n).collect();
        let preferences = Preferences::new(&instance, likes, liked).unwrap();
        let lists = Lists::best_first(&instance, &preferences);
        let theirs = lists.settle(Side::Participants).plan;
        assert!((0..n).all(|p| theirs.need_of(p as usize) == Some(p)));
        let needs = lists.settle(Side::Needs).plan;
        assert!((0..n).all(|need| needs.need_of(((need + 1) % n) as usize) == Some(need)));
    }
}

#[test]
fn extreme_ranks_and_empty_sides_are_legal() {
    let instance = Instance::new(2, vec![1], &[(0, 0, 0), (1, 0, 0)]).unwrap();
    let ranks = vec![u32::MAX, 0];
    let preferences = Preferences::new(&instance, vec![u32::MAX; 2], ranks).unwrap();
    for side in [Side::Participants, Side::Needs] {
        let plan = Lists::best_first(&instance, &preferences).settle(side).plan;
        assert_eq!([plan.need_of(0), plan.need_of(1)], [None, Some(0)]);
    }
    for (participants, seats) in [(0, vec![]), (3, vec![]), (0, vec![1, 2]), (2, vec![0])] {
        let lists = Lists::new(vec![0; participants + 1], vec![], seats).unwrap();
        for side in [Side::Participants, Side::Needs] {
            let settled = lists.settle(side);
            assert_eq!((settled.plan.placed(), settled.proposals), (0, 0));
        }
    }
}

#[test]
fn faults_are_named() {
    let list =
        |needs: &[u32]| needs.iter().map(|&need| Choice { need, rank: 0 }).collect::<Vec<_>>();
    let no_such = Lists::new(vec![0, 0, 2], list(&[0, 7]), vec![1]).unwrap_err();
    assert_eq!(no_such, ListsError::NoSuchNeed { participant: 1, need: 7, needs: 1 });
    assert_eq!(no_such.to_string(), "the list of participant 1 names need 7: expected one of 1");
    let twice = Lists::new(vec![0, 1, 3], list(&[0, 0, 0]), vec![1]).unwrap_err();
    assert_eq!(twice, ListsError::Duplicate { participant: 1, need: 0 });

    let instance = Instance::new(2, vec![1], &[(0, 0, 0)]).unwrap();
    let preferences = Preferences::by_score(&instance);
    let ask = |plan: Vec<_>| blocking_pairs(&instance, &preferences, &Plan::new(plan), 9);
    let impossible = PlanError::NoPair { participant: 1, need: 0 };
    assert_eq!(ask(vec![None, Some(0)]), Err(impossible));
    assert_eq!(ask(vec![None]), Err(PlanError::Participants { found: 1, participants: 2 }));
    assert_eq!(ask(vec![None, None]), Ok(Blocking { count: 1, first: vec![(0, 0)] }));
}

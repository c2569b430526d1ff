//! What it would take, against solving again and against every plan.

use etablera_matching::assignment::{
    Alternatives, Instance, MAX_SCORE, Move, Objective, Plan, Prices, optimum, verify,
};
use etablera_matching::strategy::Round;
use proptest::prelude::*;

use super::cases::{config, instances};
use super::every::{Worth, best, every_plan, worth};

/// The instance with another score for a pair.
fn rescored(instance: &Instance, participant: usize, need: u32, score: u32) -> Instance {
    let rescore = |(p, edge): (usize, etablera_matching::assignment::Edge)| {
        let is_it = (p, edge.need) == (participant, need);
        (p as u32, edge.need, if is_it { score } else { edge.score })
    };
    let pairs: Vec<_> = instance.pairs().map(rescore).collect();
    let seats = instance.seats().to_vec();
    Instance::new(instance.participants() as u32, seats, &pairs).unwrap()
}

/// Whether every best plan has the pair.
fn is_in_every_best(instance: &Instance, pair: (usize, u32), objective: Objective) -> bool {
    let round = Round::new(instance);
    let (best, mut every) = (best(&round, objective), true);
    every_plan(&round, |plan| {
        let is_best = worth(instance, plan, objective) == best;
        every &= !is_best || plan.need_of(pair.0) == Some(pair.1);
    });
    every
}

/// A plan after some moves.
fn moved(plan: &Plan, moves: &[Move]) -> Plan {
    let mut need_of: Vec<_> = (0..plan.participants()).map(|p| plan.need_of(p)).collect();
    for one in moves {
        let at = &mut need_of[one.participant as usize];
        assert_eq!(*at, one.from, "{moves:?}");
        *at = one.to;
    }
    Plan::new(need_of)
}

fn more(one: Worth, placed: i64, points: i64) -> Worth {
    (one.0.wrapping_add_signed(placed), one.1.wrapping_add_signed(points))
}

proptest! {
    #![proptest_config(config(600))]

    /// With the points every best plan has the pair, and with one less it has
    /// not; the moves make one that has.
    #[test]
    fn the_shortfall_is_what_it_takes(instance in instances(4)) {
        for objective in [Objective::HighestTotal, Objective::MostPlaced] {
            let (plan, prices) = optimum(&instance, objective).unwrap();
            let alternatives = Alternatives::new(&instance, &plan, &prices, objective).unwrap();
            for (participant, edge) in instance.pairs() {
                let pair = (participant, edge.need);
                let with = |score: u32| rescored(&instance, participant, edge.need, score);
                let Some(found) = alternatives.shortfall(participant as u32, edge.need) else {
                    prop_assert!(!is_in_every_best(&with(MAX_SCORE), pair, objective));
                    continue;
                };
                let after = moved(&plan, &found.moves);
                prop_assert_eq!(after.check(&instance), Ok(()));
                prop_assert_eq!(after.need_of(participant), Some(edge.need));
                let enough = u64::from(edge.score) + found.points;
                if enough > u64::from(MAX_SCORE) {
                    continue;
                }
                let raised = with(enough as u32);
                prop_assert!(is_in_every_best(&raised, pair, objective), "{found:?}");
                let again = optimum(&raised, objective).unwrap();
                prop_assert_eq!(again.0.need_of(participant), Some(edge.need));
                prop_assert_eq!(
                    worth(&raised, &after, objective),
                    worth(&raised, &again.0, objective)
                );
                if found.points > 0 {
                    let short = with(enough as u32 - 1);
                    prop_assert!(!is_in_every_best(&short, pair, objective), "{found:?}");
                    // One less is a tie: as good with the pair as without.
                    let (tied, _) = optimum(&short, objective).unwrap();
                    let best = worth(&short, &tied, objective);
                    prop_assert_eq!(worth(&short, &after, objective), best);
                    prop_assert_eq!(worth(&short, &plan, objective), best);
                }
            }
        }
    }

    #[test]
    fn a_seat_more_adds_what_is_said(instance in instances(5)) {
        for objective in [Objective::HighestTotal, Objective::MostPlaced] {
            let (plan, prices) = optimum(&instance, objective).unwrap();
            let alternatives = Alternatives::new(&instance, &plan, &prices, objective).unwrap();
            for need in 0..instance.needs() {
                let mut seats = instance.seats().to_vec();
                seats[need] = seats[need].saturating_add(1);
                let pairs: Vec<_> =
                    instance.pairs().map(|(p, e)| (p as u32, e.need, e.score)).collect();
                let people = instance.participants() as u32;
                let larger = Instance::new(people, seats, &pairs).unwrap();
                let found = alternatives.seat_gain(need as u32);
                let after = moved(&plan, &found.moves);
                prop_assert_eq!(after.check(&larger), Ok(()));
                let now = worth(&larger, &plan, objective);
                let placed =
                    if objective == Objective::MostPlaced { found.placed } else { 0 };
                let said = more(now, placed, found.points);
                prop_assert_eq!(worth(&larger, &after, objective), said);
                let (again, proof) = optimum(&larger, objective).unwrap();
                verify(&Round::new(&larger), &again, &proof, objective).unwrap();
                prop_assert_eq!(worth(&larger, &again, objective), said);
            }
        }
    }
}

proptest! {
    #![proptest_config(config(60))]

    /// The same on instances too large to try every plan: solved again.
    #[test]
    fn the_shortfall_seats_in_larger_rounds(instance in instances(30), which: prop::sample::Index) {
        if instance.edges().is_empty() {
            return Ok(());
        }
        let (participant, edge) = instance.pairs().nth(which.index(instance.edges().len())).unwrap();
        let objective = Objective::HighestTotal;
        let (plan, prices) = optimum(&instance, objective).unwrap();
        let alternatives = Alternatives::new(&instance, &plan, &prices, objective).unwrap();
        if let Some(found) = alternatives.shortfall(participant as u32, edge.need) {
            let enough = u64::from(edge.score) + found.points;
            if enough <= u64::from(MAX_SCORE) {
                let raised = rescored(&instance, participant, edge.need, enough as u32);
                let (again, _) = optimum(&raised, objective).unwrap();
                prop_assert_eq!(again.need_of(participant), Some(edge.need));
                prop_assert_eq!(again.total(&raised), moved(&plan, &found.moves).total(&raised));
                prop_assert_eq!(
                    again.total(&raised),
                    plan.total(&instance)
                        + if plan.need_of(participant) == Some(edge.need) { found.points } else { 1 }
                );
            }
        }
    }
}

#[test]
fn a_chain_of_moves_is_told() {
    // Two seats that the first two people have; the third would push the
    // second, who would push the first to where nobody else wants to be.
    let pairs = [(0, 0, 9), (0, 2, 5), (1, 1, 9), (1, 0, 8), (2, 1, 1)];
    let instance = Instance::new(3, vec![1, 1, 1], &pairs).unwrap();
    let (plan, prices) = optimum(&instance, Objective::HighestTotal).unwrap();
    let alternatives =
        Alternatives::new(&instance, &plan, &prices, Objective::HighestTotal).unwrap();
    let found = alternatives.shortfall(2, 1).unwrap();
    // 9 + 9 now; 1 + 8 + 5 if forced.
    assert_eq!(found.points, 18 - 14 + 1);
    let step = |participant, from, to| Move { participant, from, to: Some(to) };
    let expected = [step(2, None, 1), step(1, Some(1), 0), step(0, Some(0), 2)];
    assert_eq!(found.moves, expected);
    assert_eq!(alternatives.shortfall(0, 0).unwrap().points, 0);
    assert_eq!(alternatives.shortfall(0, 1), None);
    assert_eq!(alternatives.seat_gain(1).points, 1);
}

#[test]
fn a_plan_that_is_not_best_is_refused() {
    let instance = Instance::new(1, vec![1], &[(0, 0, 5)]).unwrap();
    let (_, prices) = optimum(&instance, Objective::HighestTotal).unwrap();
    let idle = Plan::new(vec![None]);
    assert!(Alternatives::new(&instance, &idle, &prices, Objective::HighestTotal).is_err());
}

/// A need without seats may have any price; nothing is added up past the end
/// of the numbers.
#[test]
fn the_highest_price_of_no_seat_is_no_fault() {
    let instance = Instance::new(1, vec![1, 0], &[(0, 0, 10), (0, 1, 5)]).unwrap();
    let plan = Plan::new(vec![Some(0)]);
    let prices = Prices { bonus: 0, needs: vec![0, i64::MAX], limits: vec![] };
    let objective = Objective::HighestTotal;
    assert_eq!(verify(&Round::new(&instance), &plan, &prices, objective), Ok(()));
    let alternatives = Alternatives::new(&instance, &plan, &prices, objective).unwrap();
    assert_eq!(alternatives.shortfall(0, 1), None, "no score is enough where there is no seat");
}

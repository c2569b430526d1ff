//! Stable plans of instances made of any bytes.

use etablera_matching::assignment::{Instance, Plan, Preferences};
use etablera_matching::stability::{Lists, Side, blocking_pairs};

/// Settles a small instance from both sides: nobody blocks, ties or not, and
/// where numbers break the ties, each side's plan is the best of all stable
/// ones for its people and the worst for the other's.
///
/// # Panics
///
/// When one of that does not hold.
pub fn stability(data: &[u8]) {
    let mut bytes = data.iter().copied();
    let mut next = || u32::from(bytes.next().unwrap_or(0));
    let (people, needs) = (next() % 6, next() % 5);
    let seats: Vec<u32> =
        (0..needs).map(|_| [0, 1, 1, 2, 3, u32::MAX][next() as usize % 6]).collect();
    let (mut pairs, mut likes, mut liked) = (Vec::new(), Vec::new(), Vec::new());
    for (person, need) in (0..people).flat_map(|p| (0..needs).map(move |need| (p, need))) {
        let byte = next();
        if byte % 4 > 0 {
            pairs.push((person, need, 0));
            likes.push(byte / 4 % 8);
            liked.push(byte / 32);
        }
    }
    let instance = Instance::new(people, seats, &pairs).expect("pairs once each");
    let ranks = |likes, liked| Preferences::new(&instance, likes, liked).expect("one an edge");
    let tied = ranks(likes.clone(), liked.clone());
    let by_number = |ranks: Vec<u32>, number: fn(&(u32, u32, u32)) -> u32| -> Vec<u32> {
        ranks.iter().zip(&pairs).map(|(rank, pair)| rank * 8 + number(pair)).collect()
    };
    let strict = ranks(by_number(likes, |pair| pair.1), by_number(liked, |pair| pair.0));
    let settle = |ranks, side| Lists::best_first(&instance, ranks).settle(side).plan;
    for side in [Side::Participants, Side::Needs] {
        let plan = settle(&tied, side);
        assert_eq!(plan, settle(&strict, side));
        assert!(is_stable(&instance, &tied, &plan) && is_stable(&instance, &strict, &plan));
    }
    let [best, worst] = [Side::Participants, Side::Needs].map(|side| settle(&strict, side));
    every_plan(&instance, &mut vec![], &mut |plan| {
        let report = blocking_pairs(&instance, &strict, plan, 1).expect("a plan");
        assert_eq!(report.count == 0, is_stable(&instance, &strict, plan));
        if report.count > 0 {
            return;
        }
        for person in 0..people as usize {
            let feels = |plan: &Plan| {
                let at = plan.need_of(person).and_then(|need| instance.edge(person, need));
                at.map_or(u32::MAX, |at| strict.of_participants()[at])
            };
            assert!(feels(&best) <= feels(plan) && feels(plan) <= feels(&worst));
        }
        assert_eq!(plan.taken(instance.needs()), best.taken(instance.needs()));
    });
}

/// By the definition: no pair would both rather have each other.
fn is_stable(instance: &Instance, ranks: &Preferences, plan: &Plan) -> bool {
    plan.check(instance).expect("a plan");
    let taken = plan.taken(instance.needs());
    let rank = |of: &[u32], person, need| of[instance.edge(person, need).expect("a pair")];
    !instance.pairs().any(|(person, edge)| {
        let need = edge.need;
        let mine = rank(ranks.of_participants(), person, need);
        let would = plan
            .need_of(person)
            .is_none_or(|has| mine < rank(ranks.of_participants(), person, has));
        let theirs = rank(ranks.of_needs(), person, need);
        let mut others = plan.pairs().filter(|pair| pair.1 == need);
        let wanted = taken[need as usize] < instance.seats()[need as usize]
            || others.any(|(other, _)| theirs < rank(ranks.of_needs(), other, need));
        would && wanted
    })
}

/// Gives every plan within the seats to `look`.
fn every_plan(instance: &Instance, begun: &mut Vec<Option<u32>>, look: &mut dyn FnMut(&Plan)) {
    if begun.len() == instance.participants() {
        look(&Plan::new(begun.clone()));
        return;
    }
    for edge in instance.edges_of(begun.len()) {
        let taken = begun.iter().filter(|to| **to == Some(edge.need)).count();
        if taken < instance.seats()[edge.need as usize] as usize {
            begun.push(Some(edge.need));
            every_plan(instance, begun, look);
            begun.pop();
        }
    }
    begun.push(None);
    every_plan(instance, begun, look);
    begun.pop();
}

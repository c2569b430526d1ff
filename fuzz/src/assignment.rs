//! Exact plans against every plan there is, on instances read from bytes.

use etablera_matching::assignment::{
    Alternatives, Forest, Groups, Instance, Limit, Limits, MAX_SCORE, Objective, Plan, verify,
};
use etablera_matching::strategy::{MostPlaced, Optimal, Proof, Round, Strategy};

/// Solves a small round under limits both ways, and compares with every plan.
pub fn assign(data: &[u8]) {
    let mut bytes = data.iter().copied();
    let mut next = || bytes.next().unwrap_or(0);
    let (instance, limits, groups) = read(&mut next);
    let round = Round::new(&instance).with_limits(&limits).expect("its own limits");
    let round = round.with_groups(&groups).expect("a label a participant");
    let strategies: [(&dyn Strategy, Objective); 2] =
        [(&Optimal, Objective::HighestTotal), (&MostPlaced, Objective::MostPlaced)];
    for (strategy, objective) in strategies {
        let solution = strategy.solve(&round).expect("small numbers fit");
        let worth = |plan: &Plan| {
            let placed = if objective == Objective::MostPlaced { plan.placed() } else { 0 };
            (placed, plan.total(&instance))
        };
        let best = every_plan(&round, &mut vec![], &worth).expect("nobody placed is a plan");
        match &solution.proof {
            Proof::Optimal(prices) => {
                assert_eq!(verify(&round, &solution.plan, prices, objective), Ok(()));
                assert_eq!(worth(&solution.plan), best);
                if limits.all().is_empty() {
                    let alternatives =
                        Alternatives::new(&instance, &solution.plan, prices, objective);
                    let alternatives = alternatives.expect("the same proof");
                    (0..instance.needs() as u32).for_each(|need| {
                        let gain = alternatives.seat_gain(need);
                        assert!(gain.placed >= 0 && (gain.placed > 0 || gain.points >= 0));
                    });
                }
            }
            Proof::AtMost(most) => {
                assert!(Forest::new(&round).is_err());
                assert!(limits.check(&solution.plan, Some(&groups)).is_ok());
                assert!(worth(&solution.plan) <= best && best.1 <= *most);
            }
            Proof::None => panic!("an exact strategy claims something"),
        }
    }
}

/// Up to four participants and needs.
fn read(next: &mut impl FnMut() -> u8) -> (Instance, Limits, Groups) {
    let (people, needs) = (u32::from(next() % 5), u32::from(next() % 5));
    let seats = (0..needs).map(|_| [0, 1, 1, 2, 3, u32::MAX][usize::from(next() % 6)]).collect();
    let mut pairs = Vec::new();
    for (participant, need) in (0..people).flat_map(|p| (0..needs).map(move |n| (p, n))) {
        match next() {
            255 => pairs.push((participant, need, MAX_SCORE)),
            score if score % 3 > 0 => pairs.push((participant, need, u32::from(score / 3))),
            _ => {}
        }
    }
    let limit = |at: u8, next: &mut dyn FnMut() -> u8| {
        let (most, which, group) = (next() % 4, next(), next() % 6);
        Limit {
            name: format!("L{at}"),
            most: u32::from(most),
            needs: (0..needs).filter(|need| which >> need & 1 == 1).collect(),
            group: (group < 2).then_some(u32::from(group)),
        }
    };
    let limits = (0..next() % 4).map(|at| limit(at, next)).collect();
    let labels = (0..people).map(|_| u32::from(next() % 2)).collect();
    (
        Instance::new(people, seats, &pairs).expect("pairs in order"),
        Limits::new(limits, needs as usize, 2).expect("needs that there are"),
        Groups::new(2, labels).expect("one of two"),
    )
}

/// The best of every plan that begins so, if any is possible.
fn every_plan(
    round: &Round<'_>,
    begun: &mut Vec<Option<u32>>,
    worth: &dyn Fn(&Plan) -> (usize, u64),
) -> Option<(usize, u64)> {
    let instance = round.instance();
    if begun.len() == instance.participants() {
        let plan = Plan::new(begun.clone());
        let limits = round.limits().expect("limits");
        let is_possible =
            plan.check(instance).is_ok() && limits.check(&plan, round.groups()).is_ok();
        return is_possible.then(|| worth(&plan));
    }
    let edges = instance.edges_of(begun.len()).iter().map(|edge| Some(edge.need));
    let mut best = None;
    for choice in edges.chain([None]) {
        begun.push(choice);
        best = best.max(every_plan(round, begun, worth));
        begun.pop();
    }
    best
}

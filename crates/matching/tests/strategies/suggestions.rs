//! Suggestions under a cap.

use etablera_matching::assignment::Instance;
use etablera_matching::strategy::{
    Caps, FirstCome, Greedy, MostPlaced, Round, Strategy as _, suggest,
};
use proptest::prelude::*;

use crate::every;

/// How many people are told of each need.
fn told(instance: &Instance, suggestions: &[Vec<u32>]) -> Vec<u32> {
    let mut told = vec![0; instance.needs()];
    suggestions.iter().flatten().for_each(|&need| told[need as usize] += 1);
    told
}

proptest! {
    #![proptest_config(every::config())]

    #[test]
    fn nothing_is_suggested_too_often(
        (instance, _) in every::rounds(5), each_person in 0..4_u32, each_need in 0..4_u32
    ) {
        let caps = Caps { each_person, each_need };
        for strategy in [&MostPlaced as &dyn etablera_matching::strategy::Strategy, &Greedy, &FirstCome] {
            let found = suggest(&instance, caps, strategy).unwrap();
            for (participant, needs) in found.iter().enumerate() {
                prop_assert!(needs.len() <= each_person as usize);
                for (at, &need) in needs.iter().enumerate() {
                    prop_assert!(instance.edge(participant, need).is_some());
                    prop_assert!(instance.seats()[need as usize] > 0);
                    prop_assert!(!needs[..at].contains(&need));
                }
            }
            let told = told(&instance, &found);
            prop_assert!(told.iter().all(|people| *people <= each_need));
            // Who could be told of more is, in the end.
            for (participant, edge) in instance.pairs() {
                let need = edge.need as usize;
                let is_full = told[need] == each_need || instance.seats()[need] == 0;
                let is_told = found[participant].contains(&edge.need);
                prop_assert!(is_full || is_told || found[participant].len() == each_person as usize);
            }
        }
    }

    /// The first turn tells as many people as any plan with the caps for
    /// seats places.
    #[test]
    fn everybody_who_can_be_told_of_something_is(
        (instance, _) in every::rounds(5), each_need in 0..4_u32
    ) {
        let caps = |each_person| Caps { each_person, each_need };
        let pairs: Vec<_> = instance.pairs().map(|(p, e)| (p as u32, e.need, e.score)).collect();
        let seats = instance.seats().iter().map(|&s| if s == 0 { 0 } else { each_need }).collect();
        let capped = Instance::new(instance.participants() as u32, seats, &pairs).unwrap();
        let most = every::plans(&capped).iter().map(|plan| (plan.placed(), plan.total(&capped))).max();
        let first = suggest(&instance, caps(1), &MostPlaced).unwrap();
        let points = |(p, needs): (usize, &Vec<u32>)| -> u64 {
            needs.iter().map(|&need| u64::from(instance.score(p, need).unwrap())).sum()
        };
        let reached = first.iter().filter(|needs| !needs.is_empty()).count();
        prop_assert_eq!(Some((reached, first.iter().enumerate().map(points).sum())), most);
        // Further turns leave the first as it is.
        let three = suggest(&instance, caps(3), &MostPlaced).unwrap();
        for (one, three) in first.iter().zip(&three) {
            prop_assert_eq!(&one[..], &three[..three.len().min(one.len())]);
        }
    }
}

/// A hundred people who all fit one need best.
#[test]
fn a_crowd_is_spread() {
    let pairs: Vec<_> =
        (0..100).flat_map(|p| (0..10).map(move |need| (p, need, 100 - need))).collect();
    let instance = Instance::new(100, vec![1; 10], &pairs).unwrap();
    let caps = Caps { each_person: 2, each_need: 20 };
    let found = suggest(&instance, caps, &MostPlaced).unwrap();
    assert_eq!(told(&instance, &found), [20; 10]);
    assert!(found.iter().all(|needs| needs.len() == 2));
    // First suggestions are the five that fit best.
    assert!(found.iter().all(|needs| needs[0] < 5 && needs[1] >= 5));
    assert_eq!(MostPlaced.solve(&Round::new(&instance)).unwrap().plan.placed(), 10);
}

//! Intervals against every way that people can leave, and against an exact
//! distribution where the library takes the normal one.

use etablera_programme::forecast::{Between, EXACT, Method, leavers};
use proptest::prelude::*;

/// The chance of each number of leavers, by each set of people who leave.
fn enumerate(groups: &[(u32, f64)]) -> Vec<f64> {
    let people: Vec<f64> = groups
        .iter()
        .flat_map(|(count, chance)| std::iter::repeat_n(*chance, *count as usize))
        .collect();
    let mut chances = vec![0.0; people.len() + 1];
    for set in 0_u32..1 << people.len() {
        let each = people.iter().enumerate();
        let of = each.map(|(at, p)| if set >> at & 1 == 1 { *p } else { 1.0 - p });
        chances[set.count_ones() as usize] += of.product::<f64>();
    }
    chances
}

/// The chances to be below and above, and whether one less would leave out too
/// much at each end.
fn outside(chances: &[f64], between: Between) -> (f64, f64) {
    let (low, high) = (between.low as usize, between.high as usize);
    (chances[..low].iter().sum(), chances[high + 1..].iter().sum())
}

proptest! {
    #[test]
    fn few_people_are_counted_exactly(
        groups in prop::collection::vec((0_u32..4, 0.0..=1.0_f64), 0..4),
    ) {
        let (chances, between) = (enumerate(&groups), leavers(&groups));
        prop_assert_eq!(between.method, Method::Exact);
        let (below, above) = outside(&chances, between);
        prop_assert!(below <= 0.05 + 1e-9 && above <= 0.05 + 1e-9, "{} {}", below, above);
        // And it is no wider than that.
        let (low, high) = (between.low as usize, between.high as usize);
        prop_assert!(below + chances[low] >= 0.05 - 1e-9);
        prop_assert!(high == 0 || above + chances[high] >= 0.05 - 1e-9);
    }

    #[test]
    fn many_people_are_counted_well_enough(
        groups in prop::collection::vec((400_u32..900, prop_oneof![0.005..0.995_f64, 0.0..0.02_f64, 0.98..1.0_f64]), 3..5),
    ) {
        let between = leavers(&groups);
        prop_assert_eq!(between.method, Method::Normal);
        // The exact distribution, person by person.
        let people: usize = groups.iter().map(|(count, _)| *count as usize).sum();
        let mut chances = vec![0.0; people + 1];
        chances[0] = 1.0;
        for (count, chance) in &groups {
            for _ in 0..*count {
                for at in (0..chances.len()).rev() {
                    let one_less = if at == 0 { 0.0 } else { chances[at - 1] };
                    chances[at] = chances[at] * (1.0 - chance) + one_less * chance;
                }
            }
        }
        let (below, above) = outside(&chances, between);
        prop_assert!(below <= 0.055 && above <= 0.055, "{} {}", below, above);
        // And it is not much wider than that, where one person is no large step.
        let variance: f64 = groups.iter().map(|(n, p)| f64::from(*n) * p * (1.0 - p)).sum();
        let narrow = below >= 0.015 && above >= 0.015;
        prop_assert!(variance < 25.0 || narrow, "{} {}", below, above);
    }
}

#[test]
fn what_is_certain_has_no_interval() {
    let certain = |groups: &[(u32, f64)]| {
        let between = leavers(groups);
        (between.low, between.high)
    };
    assert_eq!(certain(&[]), (0, 0));
    assert_eq!(certain(&[(7, 1.0), (9, 0.0)]), (7, 7));
    assert_eq!(leavers(&[(EXACT, 0.5)]).method, Method::Exact);
    assert_eq!(leavers(&[(EXACT + 1, 0.5)]).method, Method::Normal);
    assert_eq!(certain(&[(2000, 1.0), (9, 0.0)]), (2000, 2000));
}

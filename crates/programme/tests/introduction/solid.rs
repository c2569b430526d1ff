//! How many get a solid introduction.

use etablera_programme::introduction::{
    IntroductionPlan, ItemState, OtherSide, Share, Signature, Solid, solid,
};
use etablera_programme::journey::StageEnd;
use proptest::prelude::*;

use crate::load::plan;
use crate::world::day;

fn share(count: u32, out_of: u32) -> Share {
    Share { count, out_of }
}

#[test]
fn each_share_says_what_it_is_a_share_of() {
    let over = StageEnd::Over(day(50));
    let plans = [
        // Every item on its day or before.
        plan("P1", 60, over, &[(10, 5, Some(10)), (20, 5, Some(1))]),
        // One late, and all before the end.
        plan("P2", 60, over, &[(10, 5, Some(11)), (20, 5, Some(50))]),
        // One after the end.
        plan("P3", 60, over, &[(10, 5, Some(10)), (20, 5, Some(51))]),
        // One due after the end, and not yet: complete it is not.
        plan("P4", 60, over, &[(10, 5, Some(10)), (70, 5, None)]),
        // It goes on: one item's day is over, one's is today.
        plan("P5", 60, StageEnd::GoesOn(day(90)), &[(59, 5, None), (60, 5, None)]),
        // Left on the day the first was due.
        plan("P6", 60, StageEnd::Left(day(10)), &[(10, 5, Some(9)), (11, 5, None)]),
    ];
    assert_eq!(
        solid(&plans),
        Solid {
            items_on_time: share(2 + 1 + 1 + 1, 2 + 2 + 2 + 1 + 1 + 1),
            complete: share(2, 4),
            solid: share(1, 4),
            both_sides: share(0, 8),
            confirmed: share(0, 4),
            going_on: 1,
            left: 1,
        }
    );
    assert_eq!(solid(&[]), Solid::default());
}

/// The other side signs every item, on some day.
fn countersigned(mut plan: IntroductionPlan, on: u16) -> IntroductionPlan {
    for item in &mut plan.items {
        if let ItemState::Signed(sign_off) = &mut item.state {
            let signature = Signature { on: day(on), by: "maja".parse().unwrap() };
            sign_off.other = Some(OtherSide { signature, on_behalf: None });
        }
    }
    plan
}

#[test]
fn both_sides_confirm_a_solid_introduction_before_it_is_over() {
    let whole = || plan("P1", 60, StageEnd::Over(day(50)), &[(10, 5, Some(9)), (20, 5, Some(20))]);
    let told = solid(&[countersigned(whole(), 50), countersigned(whole(), 51), whole()]);
    assert_eq!((told.solid, told.confirmed), (share(3, 3), share(1, 3)));
    assert_eq!(told.both_sides, share(4, 6));
    // What is signed after the day of the plan has not happened yet.
    assert_eq!(solid(&[countersigned(whole(), 61)]).both_sides, share(0, 2));
    // Who was late is not confirmed, whoever signed.
    let late = plan("P1", 60, StageEnd::Over(day(50)), &[(10, 5, Some(11))]);
    assert_eq!(solid(&[countersigned(late, 12)]).confirmed, share(0, 1));
}

#[test]
fn a_share_of_few_has_no_percent() {
    assert_eq!(share(0, 0).percent(0), None);
    assert_eq!(share(4, 4).percent(5), None);
    assert_eq!(share(5, 5).percent(5), Some(100));
    assert_eq!(share(1, 8).percent(1), Some(13));
    assert_eq!(share(1, 3).percent(1), Some(33));
    assert_eq!(share(0, 7).percent(1), Some(0));
    assert_eq!(share(u32::MAX, u32::MAX).percent(1), Some(100));
}

type Small = (u16, u8, u16, Vec<(u16, u16, Option<u16>)>);

fn build((on, end, ends, items): &Small) -> IntroductionPlan {
    let end = [StageEnd::GoesOn, StageEnd::Over, StageEnd::Left][usize::from(*end)](day(*ends));
    plan("P1", *on, end, items)
}

proptest! {
    #[test]
    fn shares_are_as_counted(
        all in prop::collection::vec((0..12u16, 0..3u8, 0..12u16, prop::collection::vec(
            (0..12u16, Just(5u16), prop::option::of(0..12u16)), 1..4)), 0..5),
    ) {
        let plans: Vec<_> = all.iter().map(build).collect();
        let mut told = Solid::default();
        for (on, end, ends, items) in &all {
            for (due, _, signed) in items {
                told.both_sides.out_of += u32::from(signed.is_some());
                if due < on && !(*end == 2 && due > ends) {
                    told.items_on_time.out_of += 1;
                    told.items_on_time.count += u32::from(signed.is_some_and(|signed| signed <= *due));
                }
            }
            let by = |last: &dyn Fn(u16) -> u16| {
                items.iter().all(|(due, _, signed)| signed.is_some_and(|on| on <= last(*due)))
            };
            match end {
                0 => told.going_on += 1,
                2 => told.left += 1,
                _ => {
                    let complete = by(&|_| *ends);
                    told.complete.out_of += 1;
                    told.complete.count += u32::from(complete);
                    told.solid.out_of += 1;
                    told.confirmed.out_of += 1;
                    told.solid.count += u32::from(complete && by(&|due| due));
                }
            }
        }
        prop_assert_eq!(solid(&plans), told);
        prop_assert!(told.solid.count <= told.complete.count);
    }
}

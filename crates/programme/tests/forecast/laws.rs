//! What holds whatever the numbers.

use etablera_programme::forecast::{Forecast, People, Retirement, Scenario, Staff, Year, forecast};
use proptest::prelude::*;

use super::{as_today, at_67, staff};

fn any_staff(code: &'static str) -> impl Strategy<Value = Staff> {
    let born = prop::collection::btree_map(1950_u16..2005, 0_u32..40, 0..12);
    (born, 0_u32..10, 0_u16..3000, 0_u32..12).prop_map(
        move |(born, vacancies, other_exits, inflow)| Staff {
            born,
            vacancies,
            other_exits,
            inflow,
            ..staff(code, &[])
        },
    )
}

fn any_scenario() -> impl Strategy<Value = Scenario> {
    (-500_i16..500, 0_u16..20_000, 0_u16..20_000, -3_i8..4).prop_map(
        |(growth, other_exits, inflow, later)| Scenario {
            growth,
            other_exits,
            inflow,
            later,
            ..as_today()
        },
    )
}

fn run(staff: &[Staff], scenario: &Scenario) -> Forecast {
    forecast(staff, scenario, &Retirement::guess(), (2026, 12)).unwrap()
}

proptest! {
    #[test]
    fn who_is_there_is_who_was_and_came_and_did_not_leave(
        one in any_staff("2221"), scenario in any_scenario(),
    ) {
        let outlook = run(std::slice::from_ref(&one), &scenario);
        let years = &outlook.occupations[0].years;
        let today: u32 = one.born.values().sum();
        let mut before = People::whole(today);
        for year in years {
            prop_assert_eq!(year.staff_before, before);
            prop_assert_eq!(
                year.staff, before - year.retirements - year.other_exits + year.hires
            );
            prop_assert_eq!(year.gap, year.demand - year.staff);
            prop_assert_eq!(year.need, year.demand - People::whole(today) + year.left);
            for part in [year.retirements, year.other_exits, year.hires, year.staff, year.left] {
                prop_assert!(part >= People::default());
            }
            prop_assert!(year.left_between.low <= year.left.rounded());
            prop_assert!(year.left.rounded() <= year.left_between.high);
            prop_assert!(year.left_between.high <= i64::from(today));
            before = year.staff;
        }
        for pair in years.windows(2) {
            prop_assert!(pair[0].left <= pair[1].left, "nobody comes back");
        }
    }

    #[test]
    fn with_no_rates_nothing_changes(counts in prop::collection::vec(0_u32..50, 1..8)) {
        // All are young enough to stay for ten years.
        let born: Vec<(u16, u32)> = (1970..).zip(counts).collect();
        let one = staff("2221", &born);
        let outlook = forecast(&[one], &as_today(), &at_67(), (2026, 10)).unwrap();
        let first = outlook.total[0].staff_before;
        for year in &outlook.total {
            prop_assert_eq!((year.staff, year.demand), (first, first));
            prop_assert_eq!((year.gap, year.need), (People::default(), People::default()));
            prop_assert_eq!((year.left_between.low, year.left_between.high), (0, 0));
        }
    }

    #[test]
    fn more_growth_never_needs_fewer(
        one in any_staff("2221"), scenario in any_scenario(), more in 0_i16..500,
    ) {
        let all = [one];
        let (less, more) = (
            run(&all, &scenario),
            run(&all, &Scenario { growth: scenario.growth + more, ..scenario.clone() }),
        );
        for (less, more) in less.total.iter().zip(&more.total) {
            prop_assert!(less.demand <= more.demand && less.need <= more.need);
            prop_assert!(less.staff <= more.staff);
            prop_assert_eq!(less.left, more.left);
        }
    }

    #[test]
    fn the_total_is_the_sum(
        a in any_staff("2221"), b in any_staff("5120"), scenario in any_scenario(),
    ) {
        let both = run(&[b.clone(), a.clone()], &scenario);
        let (a, b) = (run(&[a], &scenario), run(&[b], &scenario));
        prop_assert_eq!(&both.occupations[0], &a.occupations[0]);
        prop_assert_eq!(&both.occupations[1], &b.occupations[0]);
        let parts: [fn(&Year) -> People; 8] = [
            |year| year.staff_before, |year| year.retirements, |year| year.other_exits,
            |year| year.hires, |year| year.staff, |year| year.demand, |year| year.gap,
            |year| year.need,
        ];
        for ((sum, a), b) in both.total.iter().zip(&a.total).zip(&b.total) {
            for part in parts {
                prop_assert_eq!(part(sum), part(a) + part(b));
            }
            // Chance evens out: the whole is no wider than its parts.
            let width = |year: &Year| year.left_between.high - year.left_between.low;
            prop_assert!(width(sum) <= width(a) + width(b) + 1);
        }
    }

    #[test]
    fn retiring_later_keeps_more(one in any_staff("2221"), scenario in any_scenario()) {
        let all = [one];
        let later = Scenario { later: scenario.later + 1, ..scenario.clone() };
        let (now, later) = (run(&all, &scenario), run(&all, &later));
        for (now, later) in now.total.iter().zip(&later.total) {
            prop_assert!(later.left <= now.left);
        }
    }
}

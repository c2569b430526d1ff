//! Cases worked by hand.

use etablera_programme::forecast::{Forecast, Method, Retirement, Scenario, Staff, Year, forecast};
use etablera_programme::rules::{Rules, Standing};

use super::{as_today, at_67, staff};

fn row(year: &Year) -> [String; 7] {
    [year.retirements, year.other_exits, year.hires, year.staff, year.demand, year.gap, year.need]
        .map(|people| people.to_string())
}

/// 100 people, 20 of them born in 1960, at the end of 2026; 5 posts are empty;
/// a tenth leaves each year, 6 can be hired, and demand grows by 2 %.
///
/// 2027: the 20 turn 67 and retire. 80 are left, of whom 8 leave: 72. The
/// demand is 105 * 1.02 = 107.1, and 6 are hired: 78. 29.1 are lacking. Of
/// today's staff 28 have left, and so 107.1 - 72 = 35.1 must have been found.
///
/// 2028: nobody retires, 7.8 leave: 70.2. The demand is 109.242, and 76.2 are
/// there. Of today's staff 72 * 0.9 = 64.8 are: 44.442 must have been found.
#[test]
fn two_years() {
    let nurses = Staff {
        vacancies: 5,
        other_exits: 1000,
        inflow: 6,
        ..staff("2221", &[(1960, 20), (1985, 80)])
    };
    let scenario = Scenario { growth: 200, ..as_today() };
    let outlook = forecast(&[nurses], &scenario, &at_67(), (2026, 2)).unwrap();
    let years = &outlook.occupations[0].years;
    assert_eq!(
        row(&years[0]),
        ["20.000", "8.000", "6.000", "78.000", "107.100", "29.100", "35.100"]
    );
    assert_eq!(
        row(&years[1]),
        ["0.000", "7.800", "6.000", "76.200", "109.242", "33.042", "44.442"]
    );
    // 20 leave for certain, and of 80 each with a chance of 0.1: a binomial
    // whose 5th and 95th percentiles are 4 and 13.
    let left = years[0].left_between;
    assert_eq!((left.low, left.high, left.method), (24, 33, Method::Exact));
    assert_eq!((years[0].gap_between.low, years[0].gap_between.high), (25, 34));
    assert_eq!(outlook.total, *years);
    assert_eq!(outlook.standing(), Standing::Verified);
}

/// The age goes from 66 to 67 with 2026: who is born in 1959 turns 66 in 2025
/// and retires, who is born in 1960 turns 66 in 2026 and 67 in 2027.
#[test]
fn the_target_age_is_that_of_the_year() {
    let rules = Rules::parse(include_str!("../../rules/pension.toml")).unwrap();
    let retirement = Retirement::new(rules, 0, vec![10_000]).unwrap();
    let staff = [staff("2221", &[(1959, 1), (1960, 1)])];
    let outlook = forecast(&staff, &as_today(), &retirement, (2024, 3)).unwrap();
    let retired: Vec<i64> = outlook.total.iter().map(|year| year.retirements.rounded()).collect();
    assert_eq!(retired, [1, 0, 1]);
    assert_eq!(outlook.standing(), Standing::Unverified);
    let later = Scenario { later: 1, ..as_today() };
    let outlook = forecast(&staff, &later, &retirement, (2024, 4)).unwrap();
    let retired: Vec<i64> = outlook.total.iter().map(|year| year.retirements.rounded()).collect();
    // One year later than set: 67 in 2025, 68 from 2026, and so 1959 leaves
    // in 2027 and 1960 in 2028.
    assert_eq!(retired, [0, 0, 1, 1]);
}

#[test]
fn the_most_needed_comes_first() {
    let all = [
        staff("5120", &[(1985, 5)]),
        staff("2221", &[(1960, 4), (1985, 5)]),
        staff("3111", &[(1960, 4)]),
        staff("1120", &[(1961, 9)]),
    ];
    let outlook: Forecast = forecast(&all, &as_today(), &at_67(), (2026, 1)).unwrap();
    let ranking: Vec<String> =
        outlook.ranking().iter().map(|(id, need)| format!("{id} {need}")).collect();
    assert_eq!(
        ranking,
        ["ssyk:2221 4.000", "ssyk:3111 4.000", "ssyk:1120 0.000", "ssyk:5120 0.000"]
    );
}

#[test]
fn what_cannot_be_forecast_is_refused() {
    let one = || staff("2221", &[(1985, 1)]);
    let refused = |staff: &[Staff], scenario: &Scenario, span| {
        forecast(staff, scenario, &at_67(), span).unwrap_err().to_string()
    };
    let cases = [
        (refused(&[], &as_today(), (2026, 1)), "there is no occupation: expected at least one"),
        (
            refused(&[one(), one()], &as_today(), (2026, 1)),
            "`ssyk:2221` is there twice: expected each occupation once",
        ),
        (
            refused(&[one()], &as_today(), (2026, 0)),
            "the forecast is for 0 years: expected 1 to 50",
        ),
        (
            refused(&[one()], &as_today(), (10, 1)),
            "the staff is counted at the end of 10: expected 1900 to 2199",
        ),
        (
            refused(&[staff("2221", &[(2015, 1)])], &as_today(), (2026, 1)),
            "someone in `ssyk:2221` is born in 2015: expected 1926 to 2011",
        ),
        (
            refused(
                &[Staff { other_exits: 6000, ..one() }],
                &Scenario { other_exits: 20_000, ..as_today() },
                (2026, 1),
            ),
            "12000 ten-thousandths of `ssyk:2221` leave in a year: expected at most 10000",
        ),
        (
            refused(&[one()], &Scenario { growth: -10_001, ..as_today() }, (2026, 1)),
            "the demand grows by -10001 ten-thousandths a year: expected -10000 to 10000",
        ),
        (
            refused(&[Staff { vacancies: u32::MAX, ..one() }], &as_today(), (2026, 1)),
            "there are 4294967296 people in `ssyk:2221`: expected at most 10000000",
        ),
    ];
    for (error, expected) in cases {
        assert_eq!(error, expected);
    }
    let guess = Retirement::guess();
    let error = forecast(&[one()], &as_today(), &guess, (2020, 1)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "there is no age that retirement is set for in 2021: expected a rule for each year"
    );
    for shares in [vec![], vec![0; 61], vec![10_001]] {
        assert!(Retirement::new(Rules::default(), 0, shares).is_err());
    }
}

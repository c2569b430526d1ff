//! Back-tests.

use etablera_programme::forecast::{Series, SeriesError, backtest, trend};
use proptest::prelude::*;

/// Inhabitants of Sweden on 31 December, 2000 to 2023 (Statistics Sweden,
/// `SCB`, population statistics): what demand for welfare follows.
const SWEDEN: [u32; 24] = [
    8_882_792, 8_909_128, 8_940_788, 8_975_670, 9_011_392, 9_047_752, 9_113_257, 9_182_927,
    9_256_347, 9_340_682, 9_415_570, 9_482_855, 9_555_893, 9_644_864, 9_747_355, 9_851_017,
    9_995_153, 10_120_242, 10_230_185, 10_327_589, 10_379_295, 10_452_326, 10_521_556, 10_551_707,
];

/// How many of the forecasts lay inside, and the percent that each method was
/// off by, so far ahead.
#[test]
fn a_public_series() {
    let series = Series::new(2000, SWEDEN.to_vec()).unwrap();
    let cases = [
        (1, (16, 20), ["0.24", "0.81", "0.30"]),
        (3, (15, 18), ["0.84", "2.53", "0.96"]),
        (5, (13, 16), ["1.43", "4.33", "1.77"]),
    ];
    for (years, inside, off) in cases {
        let test = backtest(&series, years).unwrap();
        assert_eq!((test.inside, test.forecasts), inside);
        let percent = [test.growth, test.last, test.drift].map(|one| format!("{:.2}", one.percent));
        assert_eq!(percent, off);
        assert!(test.growth.absolute < test.drift.absolute);
        assert!(test.drift.absolute < test.last.absolute);
    }
}

#[test]
fn steady_growth_is_forecast_without_error() {
    let values: Vec<u32> = (0..12).map(|year| 1000 * 2_u32.pow(year)).collect();
    let series = Series::new(2000, values).unwrap();
    let test = backtest(&series, 2).unwrap();
    assert!(test.growth.percent < 1e-9);
    assert_eq!(test.last.percent, 75.0);
    assert_eq!((test.forecasts, test.inside), (7, 7));
    assert_eq!(trend(&series, 1).unwrap().value, 4_096_000.0);
}

#[test]
fn a_straight_line_is_the_drift() {
    let values: Vec<u32> = (0..20).map(|year| 1000 + 50 * year).collect();
    let test = backtest(&Series::new(2000, values).unwrap(), 4).unwrap();
    assert!(test.drift.absolute < 1e-9);
    assert_eq!(test.last.absolute, 200.0);
}

#[test]
fn too_short_a_series_is_refused() {
    let series = |values: &[u32]| Series::new(2000, values.to_vec());
    assert_eq!(series(&[1, 0]).unwrap_err(), SeriesError::Zero(2001));
    let four = series(&[1, 2, 3, 4]).unwrap();
    assert_eq!(backtest(&four, 1), Err(SeriesError::Short { years: 4, needed: 5 }));
    assert_eq!(backtest(&four, 0), Err(SeriesError::Horizon));
    assert_eq!(
        backtest(&four, usize::MAX),
        Err(SeriesError::Short { years: 4, needed: usize::MAX })
    );
    assert!(trend(&four, 1).is_ok());
    assert_eq!(
        trend(&series(&[1, 2, 3]).unwrap(), 1).unwrap_err().to_string(),
        "there are 3 years: expected at least 4"
    );
}

proptest! {
    #[test]
    fn the_unit_does_not_matter(
        values in prop::collection::vec(1_u32..10_000, 8..20), factor in 1_u32..100, h in 1_usize..4,
    ) {
        let own = backtest(&Series::new(2000, values.clone()).unwrap(), h).unwrap();
        let more = values.iter().map(|value| value * factor).collect();
        let more = backtest(&Series::new(2000, more).unwrap(), h).unwrap();
        let near = |a: f64, b: f64| (a - b).abs() <= 1e-6 * (1.0 + a.abs());
        prop_assert!(near(own.growth.percent, more.growth.percent));
        prop_assert!(near(own.drift.absolute * f64::from(factor), more.drift.absolute));
        prop_assert!(own.inside.abs_diff(more.inside) <= 1);
        prop_assert_eq!(own.forecasts, values.len() - h - 3);
    }
}

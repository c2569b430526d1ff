//! What a pair is expected to be worth, by hand and by laws.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use etablera_matching::assignment::MAX_SCORE;
use etablera_matching::surplus::{Chance, Counts, Surplus, SurplusError, rank};

fn counts(trials: u32, employed: u32) -> Counts {
    Counts::new(trials, employed).unwrap()
}

#[track_caller]
fn close(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-9, "{found}: expected {expected}");
}

/// By hand: of all, 40 of 100 trials; of the occupation, 6 of 10; of the
/// employer, 0 of 2; strength 20.
///
/// All: (40 + 20 × 1/2) / 120 = 5/12. Occupation: (6 + 20 × 5/12) / 30 =
/// (72 + 100) / 360 = 43/90. Employer: (0 + 20 × 43/90) / 22 = 43/99.
/// Worth 90 000 and cost 12 000: 43/99 × 90 000 − 12 000 = 27 090.9090….
#[test]
fn a_chain_of_cells_by_hand() {
    let cells = [counts(100, 40), counts(10, 6), counts(2, 0)];
    let chance = |n: usize| Chance::from_cells(&cells[..n], 20.0).unwrap();
    close(chance(1).mean(), 5.0 / 12.0);
    close(chance(2).mean(), 43.0 / 90.0);
    close(chance(3).mean(), 43.0 / 99.0);
    assert_eq!(chance(3).counts(), counts(2, 0));
    let surplus = Surplus { value: 90_000.0, cost: 12_000.0 };
    close(surplus.expected(&chance(3)).unwrap(), 27_090.909_090_909_09);
    assert_eq!(surplus.points(&chance(3)), Ok(27_091));
}

/// Beta(1, 1) is uniform; Beta(2, 1) has x² below x; Beta(1, 3) has
/// 1 − (1 − x)³.
#[test]
fn intervals_by_hand() {
    let interval = |cells: &[Counts], strength| {
        Chance::from_cells(cells, strength).unwrap().interval(0.9).unwrap()
    };
    let (low, high) = interval(&[counts(0, 0)], 2.0);
    close(low, 0.05);
    close(high, 0.95);
    let (low, high) = interval(&[counts(1, 1)], 2.0);
    close(low, 0.05_f64.sqrt());
    close(high, 0.95_f64.sqrt());
    let (low, high) = interval(&[counts(2, 0)], 2.0);
    close(low, 1.0 - 0.95_f64.cbrt());
    close(high, 1.0 - 0.05_f64.cbrt());
}

/// The estimate lies between the cell's own share and the one above it, and
/// moves to its own as counts grow; the interval holds it and narrows.
#[test]
fn what_is_counted_weighs_more_the_more_it_is() {
    let above = counts(1_000, 300);
    let mut before = (f64::INFINITY, f64::INFINITY);
    for n in [1_u32, 4, 16, 64, 256, 1_024, 1_000_000] {
        let chance = Chance::from_cells(&[above, counts(4 * n, 3 * n)], 10.0).unwrap();
        let (low, high) = chance.interval(0.9).unwrap();
        assert!(0.3 < chance.mean() && chance.mean() < 0.75);
        assert!(low < chance.mean() && chance.mean() < high);
        let now = (0.75 - chance.mean(), high - low);
        assert!(now.0 < before.0 && now.1 < before.1, "{n}");
        before = now;
    }
}

/// Small strengths and one-sided counts are where intervals get close to 0.
#[test]
fn intervals_stay_within_0_and_1() {
    for (trials, employed) in [(0, 0), (1, 0), (1, 1), (u32::MAX, 0), (u32::MAX, u32::MAX)] {
        for strength in [0.001, 1.0, 1e6] {
            let chance = Chance::from_cells(&[counts(trials, employed)], strength).unwrap();
            let (low, high) = chance.interval(0.9).unwrap();
            assert!(0.0 <= low && low <= high && high <= 1.0, "{trials} {employed} {strength}");
            assert!(chance.mean() > 0.0 && chance.mean() < 1.0);
        }
    }
}

#[test]
fn ties_go_by_id() {
    let mut rows = vec![("d", f64::NAN), ("c", 0.0), ("b", -0.0), ("a", -1.0), ("e", 2.5)];
    rank(&mut rows);
    assert_eq!(rows.iter().map(|row| row.0).collect::<String>(), "ebcad");
}

#[test]
fn points_are_whole_and_never_below_0() {
    let chance = Chance::from_cells(&[counts(0, 0)], 1.0).unwrap();
    let points = |value, cost| Surplus { value, cost }.points(&chance);
    assert_eq!(points(0.0, 0.0), Ok(0));
    assert_eq!(points(3.0, 0.0), Ok(2));
    assert_eq!(points(2.9, 0.0), Ok(1));
    assert_eq!(points(10.0, 1_000.0), Ok(0));
    let most = f64::from(MAX_SCORE);
    assert_eq!(points(most, 0.0), Ok(MAX_SCORE / 2));
}

#[test]
fn what_is_no_number_is_refused() {
    assert_eq!(Counts::new(2, 3), Err(SurplusError::Counts { trials: 2, employed: 3 }));
    assert_eq!(Chance::from_cells(&[], 1.0), Err(SurplusError::NoCell));
    for strength in [0.0, -1.0, f64::INFINITY, 1e7, f64::NAN] {
        let refused = Chance::from_cells(&[counts(1, 0)], strength);
        assert!(matches!(refused, Err(SurplusError::Strength { .. })), "{strength}");
    }
    let chance = Chance::from_cells(&[counts(1, 0)], 1.0).unwrap();
    for share in [0.0, 1.0, -0.5, f64::NAN] {
        assert!(matches!(chance.interval(share), Err(SurplusError::Share { .. })), "{share}");
    }
    for bad in [-1.0, f64::NAN, f64::INFINITY, f64::from(MAX_SCORE) * 2.0] {
        for surplus in [Surplus { value: bad, cost: 0.0 }, Surplus { value: 1.0, cost: bad }] {
            let refused = surplus.points(&chance);
            assert!(matches!(refused, Err(SurplusError::Amount { .. })), "{surplus:?}");
        }
    }
    let message = Surplus { value: -1.0, cost: 0.0 }.expected(&chance).unwrap_err().to_string();
    assert_eq!(message, "a value of -1: expected a number from 0 to 1000000000");
}

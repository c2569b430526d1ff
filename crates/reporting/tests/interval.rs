//! Intervals against published tables and against plain sums.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use etablera_reporting::interval::{
    Confidence, Curve, Interval, Median, Share, Watched, difference, ratio,
};
use proptest::prelude::*;

fn share(counted: u32, of: u32) -> Share {
    Share::new(counted, of).unwrap()
}

#[track_caller]
fn close(found: Interval, (low, high): (f64, f64), most: f64) {
    let near = (found.low - low).abs() < most && (found.high - high).abs() < most;
    assert!(near, "{found:?}: expected {low} to {high}");
}

#[test]
fn a_confidence_is_a_share() {
    let z = |share: f64| Confidence::new(share).unwrap().z();
    for (share, expected) in [
        (0.5, 0.674_489_750_196_081_7),
        (0.9, 1.644_853_626_951_472_7),
        (0.95, 1.959_963_984_540_054),
        (0.99, 2.575_829_303_548_900_4),
        (0.999, 3.290_526_731_491_926),
    ] {
        assert!((z(share) - expected).abs() < 1e-12, "{share}: {}", z(share));
    }
    for bad in [0.0, 0.49, 1.0, 95.0, -0.95, f64::NAN, f64::INFINITY] {
        assert!(Confidence::new(bad).is_err(), "{bad}");
    }
    assert_eq!(share(1, 2), share(1, 2));
    assert_eq!(
        Share::new(3, 2).unwrap_err().to_string(),
        "`3` of `2` is not a share: expected at most `2`"
    );
}

/// Newcombe, Statistics in Medicine 17 (1998) 857-872, table I: methods 3 and 5.
#[test]
fn shares_are_as_published() {
    let table = [
        ((81, 263), (0.2553, 0.3662), (0.2527, 0.3676)),
        ((15, 148), (0.0624, 0.1605), (0.0578, 0.1617)),
        ((0, 20), (0.0, 0.1611), (0.0, 0.1684)),
        ((1, 29), (0.0061, 0.1718), (0.0009, 0.1776)),
    ];
    for ((counted, of), wilson, exact) in table {
        let share = share(counted, of);
        close(share.wilson(Confidence::usual()), wilson, 5.1e-5);
        close(share.exact(Confidence::usual()), exact, 5.1e-5);
    }
    let nobody = share(0, 0);
    assert_eq!(nobody.value(), None);
    close(nobody.wilson(Confidence::usual()), (0.0, 1.0), 1e-300);
    close(nobody.exact(Confidence::usual()), (0.0, 1.0), 1e-300);
}

/// Newcombe, Statistics in Medicine 17 (1998) 873-890, table II: method 10.
#[test]
fn differences_are_as_published() {
    let table = [
        ((56, 70), (48, 80), (0.0524, 0.3339)),
        ((9, 10), (3, 10), (0.1705, 0.8090)),
        ((6, 7), (2, 7), (0.0582, 0.8062)),
        ((5, 56), (0, 29), (-0.0381, 0.1926)),
        ((0, 10), (0, 20), (-0.1611, 0.2775)),
        ((0, 10), (0, 10), (-0.2775, 0.2775)),
        ((10, 10), (0, 20), (0.6791, 1.0)),
        ((10, 10), (0, 10), (0.6075, 1.0)),
    ];
    for ((x, m), (y, n), expected) in table {
        close(difference(share(x, m), share(y, n), Confidence::usual()), expected, 5.1e-5);
    }
    close(difference(share(0, 0), share(1, 2), Confidence::usual()), (-1.0, 1.0), 1e-300);
}

/// Koopman, Biometrics 40 (1984) 513-517: 36 of 40 and 16 of 80.
#[test]
fn ratios_are_as_published() {
    let found = ratio(share(36, 40), share(16, 80), Confidence::usual());
    assert!((found.value.unwrap() - 4.5).abs() < 1e-12);
    assert!(
        (found.low - 2.94).abs() < 5e-3 && (found.high.unwrap() - 7.15).abs() < 5e-3,
        "{found:?}"
    );
}

#[test]
fn a_ratio_to_none_has_no_end() {
    let of = |x, m, y, n| ratio(share(x, m), share(y, n), Confidence::usual());
    let none = of(0, 10, 3, 10);
    assert!(none.value == Some(0.0) && none.low == 0.0 && none.high.unwrap() > 0.5);
    let to_none = of(3, 10, 0, 10);
    assert!(to_none.value.is_none() && to_none.low > 0.5 && to_none.high.is_none());
    let neither = of(0, 10, 0, 10);
    assert!(neither.value.is_none() && neither.low == 0.0 && neither.high.is_none());
    assert_eq!(of(0, 0, 1, 2).high, None);
    let all = of(10, 10, 10, 10);
    assert!(all.low < 1.0 && 1.0 < all.high.unwrap(), "{all:?}");
}

/// The probability of each count, by plain products.
fn binomial(of: u32, p: f64) -> Vec<f64> {
    let mut all = vec![1.0];
    for _ in 0..of {
        let mut next = vec![0.0; all.len() + 1];
        for (at, share) in all.iter().enumerate() {
            next[at] += share * (1.0 - p);
            next[at + 1] += share * p;
        }
        all = next;
    }
    all
}

/// The squared score of Koopman's test, with the most likely shares found by
/// trying.
fn tried((x1, n1): (f64, f64), (x2, n2): (f64, f64), ratio: f64) -> f64 {
    let likely = |p: f64| {
        let term = |x: f64, n: f64, p: f64| {
            let of = |count: f64, p: f64| if count == 0.0 { 0.0 } else { count * p.ln() };
            of(x, p) + of(n - x, 1.0 - p)
        };
        term(x1, n1, ratio * p) + term(x2, n2, p)
    };
    // The likelihood has one top: search it by thirds.
    let (mut low, mut high) = (1e-12, (1.0 - 1e-12) / ratio.max(1.0));
    for _ in 0..200 {
        let third = (high - low) / 3.0;
        if likely(low + third) < likely(high - third) { low += third } else { high -= third }
    }
    let (p1, p2) = (ratio * low, low);
    let chi = |x: f64, n: f64, p: f64| (x - n * p).powi(2) / (n * p * (1.0 - p));
    chi(x1, n1, p1) + chi(x2, n2, p2)
}

proptest! {
    /// At each end of the exact interval the tail is what it should be.
    #[test]
    fn exact_ends_are_where_the_tails_are(
        of in 1_u32..80,
        at in 0.0..1.0_f64,
        confidence in 0.5..0.999_f64,
    ) {
        let counted = (f64::from(of + 1) * at) as u32;
        let found = share(counted, of).exact(Confidence::new(confidence).unwrap());
        let tail = (1.0 - confidence) / 2.0;
        let at = counted as usize;
        if counted == 0 {
            prop_assert_eq!(found.low, 0.0);
        } else {
            let above: f64 = binomial(of, found.low)[at..].iter().sum();
            prop_assert!((above - tail).abs() < 1e-10, "{above} {tail}");
        }
        if counted == of {
            prop_assert_eq!(found.high, 1.0);
        } else {
            let below: f64 = binomial(of, found.high)[..=at].iter().sum();
            prop_assert!((below - tail).abs() < 1e-10, "{below} {tail}");
        }
    }

    /// Each end of Wilson's interval is a share from which the counts are just
    /// as far as allowed.
    #[test]
    fn wilson_ends_are_just_not_ruled_out(of in 1_u32..5000, at in 0.0..1.0_f64) {
        let counted = (f64::from(of + 1) * at) as u32;
        let confidence = Confidence::usual();
        let found = share(counted, of).wilson(confidence);
        let value = f64::from(counted) / f64::from(of);
        prop_assert!([0.0, found.low, value, found.high, 1.0].is_sorted());
        for end in [found.low, found.high] {
            let deviation = (end * (1.0 - end) / f64::from(of)).sqrt();
            let outer = end == 0.0 || end == 1.0;
            prop_assert!(outer || ((value - end).abs() / deviation - confidence.z()).abs() < 1e-6);
        }
    }

    /// Each end of a ratio is just not ruled out by the test.
    #[test]
    fn ratio_ends_are_just_not_ruled_out(
        x in 0_u32..20,
        m in 1_u32..20,
        y in 0_u32..20,
        n in 1_u32..20,
    ) {
        let (x, y) = (x.min(m), y.min(n));
        let confidence = Confidence::usual();
        let found = ratio(share(x, m), share(y, n), confidence);
        let [x, m, y, n] = [x, m, y, n].map(f64::from);
        let most = confidence.z().powi(2);
        for end in [Some(found.low), found.high].into_iter().flatten().filter(|end| *end > 0.0) {
            let chi = tried((x, m), (y, n), end);
            prop_assert!((chi - most).abs() < 1e-3, "{found:?} {end} {chi}");
        }
        if let Some(value) = found.value {
            prop_assert!(found.low <= value && found.high.is_none_or(|high| value <= high));
        }
        let back = ratio(share(y as u32, n as u32), share(x as u32, m as u32), confidence);
        if let Some(high) = back.high.filter(|_| found.low > 0.0) {
            prop_assert!((found.low * high - 1.0).abs() < 1e-6, "the other way round");
        }
    }

    /// With nobody lost the curve is the plain share, and so is the variance.
    #[test]
    fn with_nobody_lost_it_is_a_share(
        days in proptest::collection::vec(0_u32..12, 1..30),
        at in 0_u32..12,
    ) {
        let watched = |days: &u32| Watched { days: *days, happened: true };
        let people: Vec<Watched> = days.iter().map(watched).collect();
        let curve = Curve::new(&people);
        let n = days.len() as f64;
        let still = days.iter().filter(|days| **days > at).count() as f64 / n;
        prop_assert!((curve.still(at) - still).abs() < 1e-12);
        if let Some(variance) = curve.step(at).and_then(|step| step.variance) {
            prop_assert!((variance - still * (1.0 - still) / n).abs() < 1e-12);
        }
    }

    /// Day by day, of those waiting and watched, as it is defined.
    #[test]
    fn a_curve_is_a_product_of_days(
        people in proptest::collection::vec((0_u32..10, any::<bool>()), 0..25),
        at in 0_u32..12,
    ) {
        let watched = |(days, happened)| Watched { days, happened };
        let people: Vec<Watched> = people.into_iter().map(watched).collect();
        let mut still = 1.0;
        for day in 0..=at {
            let waiting = people.iter().filter(|one| one.days >= day).count() as f64;
            let happened = people.iter().filter(|one| one.days == day && one.happened);
            let happened = happened.count() as f64;
            if happened > 0.0 {
                still *= 1.0 - happened / waiting;
            }
        }
        let curve = Curve::new(&people);
        prop_assert!((curve.still(at) - still).abs() < 1e-12);
        for step in &curve.steps {
            match step.interval(Confidence::usual()) {
                Some(end) => {
                    prop_assert!([0.0, end.low, step.still, end.high, 1.0].is_sorted());
                }
                None => prop_assert_eq!(step.still, 0.0),
            }
        }
    }
}

#[test]
fn large_counts_have_narrow_intervals() {
    for of in [1_000_000, u32::MAX] {
        let half = share(of / 2, of);
        let (wilson, exact) = (half.wilson(Confidence::usual()), half.exact(Confidence::usual()));
        close(wilson, (exact.low, exact.high), 2.0 / f64::from(of));
        let deviation = 0.25_f64.sqrt() / f64::from(of).sqrt();
        assert!((exact.high - exact.low - 2.0 * 1.96 * deviation).abs() < 0.01 * deviation);
    }
}

/// The 6-MP group of Freireich and others (1963), Blood 21, 699-716: weeks in
/// remission, as in most textbooks.
#[test]
fn remissions_are_as_published() {
    let happened = [6, 6, 6, 7, 10, 13, 16, 22, 23];
    let watched = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35];
    let of = |days: &[u32], happened| {
        days.iter().map(move |days| Watched { days: *days, happened }).collect::<Vec<_>>()
    };
    let curve = Curve::new(&[of(&watched, false), of(&happened, true)].concat());
    let table = [
        (6, 21, 3, 0.8571, 0.0764, (0.6197, 0.9516)),
        (7, 17, 1, 0.8067, 0.0869, (0.5631, 0.9228)),
        (10, 15, 1, 0.7529, 0.0963, (0.5032, 0.8894)),
        (13, 12, 1, 0.6902, 0.1068, (0.4316, 0.8491)),
        (16, 11, 1, 0.6275, 0.1141, (0.3675, 0.8049)),
        (22, 7, 1, 0.5378, 0.1282, (0.2678, 0.7468)),
        (23, 6, 1, 0.4482, 0.1346, (0.1881, 0.6801)),
    ];
    assert_eq!(curve.steps.len(), table.len());
    for (step, (day, waiting, happened, still, error, interval)) in curve.steps.iter().zip(table) {
        assert_eq!((step.day, step.waiting, step.happened), (day, waiting, happened));
        assert!((step.still - still).abs() < 5.1e-5, "{step:?}");
        assert!((step.variance.unwrap().sqrt() - error).abs() < 5.1e-5, "{step:?}");
        close(step.interval(Confidence::usual()).unwrap(), interval, 5.1e-5);
    }
    let median = curve.median(Confidence::usual());
    assert_eq!(median, Median { day: Some(23), low: Some(13), high: None });
    assert_eq!((curve.still(5), curve.step(5)), (1.0, None));
}

#[test]
fn nobody_watched_has_no_median() {
    let none = Median { day: None, low: None, high: None };
    assert_eq!(Curve::new(&[]).median(Confidence::usual()), none);
    let all = Curve::new(&[Watched { days: 3, happened: true }; 4]);
    assert_eq!((all.still(3), all.steps[0].variance), (0.0, None));
    assert_eq!(all.median(Confidence::usual()), Median { day: Some(3), low: Some(3), high: None });
}

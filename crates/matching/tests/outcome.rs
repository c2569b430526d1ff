//! The outcome model, by hand, by brute force, by simulation and by laws.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use etablera_matching::outcome::{
    Basis, Calibration, Calibrator, Feature, Features, Model, Reliability, Row, Trained, Training,
    TrainingError, WhyBase, pav, train,
};
use proptest::prelude::*;

fn features(values: &[(Feature, f64)]) -> Features {
    let with =
        |all: Features, &(feature, value): &(Feature, f64)| all.with(feature, value).unwrap();
    values.iter().fold(Features::default(), with)
}

#[track_caller]
fn close(found: f64, expected: f64, within: f64) {
    assert!((found - expected).abs() < within, "{found}: expected {expected} to {within}");
}

fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

/// A plain generator (Steele, Lea and Flood 2014), for draws that never change.
struct Draws(u64);

impl Draws {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Of mean 0 and variance 1, near enough.
    fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.next()).sum::<f64>() - 6.0
    }
}

const USED: [Feature; 4] =
    [Feature::PointsMet, Feature::LanguageMargin, Feature::Kilometres, Feature::Evidence];

/// Trials whose log-odds are a known sum.
fn simulated(seed: u64, rows: usize) -> Vec<Row> {
    let mut draws = Draws(seed);
    let one = |_| {
        let x: Vec<f64> = USED.iter().map(|_| draws.normal()).collect();
        let odds = -0.4 + 0.8 * x[0] - 0.5 * x[1] + 0.3 * x[2];
        let employed = draws.next() < logistic(odds);
        // On a scale of its own: 10 km a step.
        let values: Vec<_> = USED.into_iter().zip([x[0], x[1], 30.0 + 10.0 * x[2], x[3]]).collect();
        Row::new(features(&values), employed)
    };
    (0..rows).map(one).collect()
}

fn light() -> Training {
    Training { penalty: 1e-3, ..Training::default() }
}

fn trained(rows: &[Row], how: &Training) -> Trained {
    train(rows, how).unwrap()
}

/// Numbers read from JSON may differ in their last bit.
fn is_same(model: &Model, other: &Model) -> bool {
    let near = |a: f64, b: f64| (a - b).abs() <= 1e-12 * a.abs().max(1.0);
    let terms = model.terms().iter().zip(other.terms());
    (model.basis(), model.counts(), model.terms().len())
        == (other.basis(), other.counts(), other.terms().len())
        && near(model.intercept(), other.intercept())
        && terms.into_iter().all(|(a, b)| {
            a.feature == b.feature
                && near(a.value, b.value)
                && near(a.mean, b.mean)
                && near(a.deviation, b.deviation)
        })
        && near(model.chance(&Features::default()), other.chance(&Features::default()))
}

fn bytes(model: &Model) -> String {
    serde_json::to_string(model).unwrap()
}

#[test]
fn known_coefficients_are_found_again() {
    let Trained { model, held_out } = trained(&simulated(7, 20_000), &light());
    assert_eq!(model.basis(), Basis::Coefficients);
    let named: Vec<Feature> = model.terms().iter().map(|term| term.feature).collect();
    assert_eq!(named, USED, "columns that never vary are out");
    let errors: Vec<f64> = model.standard_errors().collect();
    for ((term, error), truth) in model.terms().iter().zip(&errors).zip([0.8, -0.5, 0.03, 0.0]) {
        let off = (term.slope() - truth) / (error / term.deviation);
        assert!(off.abs() < 3.5, "{:?}: {} not {truth}", term.feature, term.slope());
        close(*error, 0.016, 0.003);
    }
    let held_out = held_out.unwrap();
    assert!(held_out.skill().unwrap() > 0.1 && held_out.auc.unwrap() > 0.7);
    assert!(held_out.calibration_error < 0.02 && !held_out.has_drifted());
    assert!(held_out.log_loss < held_out.log_loss_base);
}

/// On another draw of the same population, what is foreseen comes true within
/// the intervals: of ten stretches at 95 % at most two may miss.
#[test]
fn the_curve_of_a_replay_holds_the_diagonal() {
    for calibrator in [Calibrator::Nothing, Calibrator::Platt, Calibrator::Isotonic] {
        let model = trained(&simulated(11, 8_000), &Training { calibrator, ..light() }).model;
        let later = simulated(12, 8_000);
        let seen: Vec<_> =
            later.iter().map(|row| (model.chance(&row.features), row.employed)).collect();
        let replay = Reliability::of(&seen).unwrap();
        assert_eq!(replay.bins.len(), 10, "{calibrator:?}");
        let missed = replay.bins.iter().filter(|bin| {
            let slack = 0.01;
            !(bin.low - slack..=bin.high + slack).contains(&bin.foreseen)
        });
        assert!(missed.count() <= 2, "{calibrator:?}: {replay:?}");
        assert!(!replay.has_drifted() && replay.skill().unwrap() > 0.1, "{calibrator:?}");
        // Another population is noticed.
        let other: Vec<_> =
            seen.iter().enumerate().map(|(at, one)| (one.0, one.1 && at % 3 > 0)).collect();
        assert!(Reliability::of(&other).unwrap().has_drifted(), "{calibrator:?}");
    }
}

/// What the isotonic calibrator learns, by its definition.
fn staircase(mut told: Vec<(f64, bool)>) -> Calibration {
    told.sort_by(|a, b| a.0.total_cmp(&b.0));
    let points: Vec<_> = told.iter().map(|one| (one.0, f64::from(u8::from(one.1)), 1.0)).collect();
    let edge = 1.0 / (points.len() as f64 + 2.0);
    let mut line: Vec<[f64; 2]> = Vec::new();
    for block in pav(&points) {
        let value = block.value.clamp(edge, 1.0 - edge);
        line.push([block.from, value]);
        if block.to > block.from {
            line.push([block.to, value]);
        }
    }
    Calibration::Isotonic { points: line }
}

/// Each trial foreseen by a model, and a calibration of it, that know of no
/// trial in its part: fitted anew for each part, and for each two.
#[test]
fn what_is_held_out_is_foreseen_by_what_knows_nothing_of_its_part() {
    const FOLDS: usize = 4;
    let calibrator = Calibrator::Isotonic;
    let how = Training { calibrator, folds: FOLDS as u32, ..Training::default() };
    let mut rows = simulated(21, 90);
    rows.sort_by(|a, b| {
        let key = |row: &Row| row.features.get(Feature::PointsMet);
        a.employed.cmp(&b.employed).then(key(a).total_cmp(&key(b)))
    });
    let no = rows.iter().filter(|row| !row.employed).count();
    let part = |at: usize| if at < no { at % FOLDS } else { (at - no) % FOLDS };
    let odds = |without: &[usize], of: usize| -> Vec<(f64, bool)> {
        let rest = rows.iter().enumerate().filter(|(at, _)| !without.contains(&part(*at)));
        let rest: Vec<Row> = rest.map(|(_, row)| *row).collect();
        let plain = Training { calibrator: Calibrator::Nothing, least_trials: 0, ..how };
        let model = trained(&rest, &Training { least_each: 2, ..plain }).model;
        let own = rows.iter().enumerate().filter(|(at, _)| part(*at) == of);
        let told = own.map(|(_, row)| (model.chance(&row.features), row.employed));
        told.map(|(chance, came)| ((chance / (1.0 - chance)).ln(), came)).collect()
    };
    let seen: Vec<(f64, bool)> = (0..FOLDS)
        .flat_map(|fold| {
            let others = (0..FOLDS).filter(|other| *other != fold);
            let curve = staircase(others.flat_map(|other| odds(&[fold, other], other)).collect());
            let own = odds(&[fold], fold).into_iter();
            own.map(|(odds, came)| (curve.chance(odds), came)).collect::<Vec<_>>()
        })
        .collect();
    let expected = Reliability::of(&seen).unwrap();
    let found = trained(&rows, &how).held_out.unwrap();
    close(found.brier, expected.brier, 1e-6);
    close(found.log_loss, expected.log_loss, 1e-6);
    close(found.foreseen, expected.foreseen, 1e-6);
}

/// Forty people of whom nothing can be foreseen, each five times: whoever has
/// seen one trial of somebody knows how the others went.
#[test]
fn one_persons_trials_are_held_out_together() {
    let mut draws = Draws(17);
    let people: Vec<Row> = (0..40)
        .map(|n| {
            let values: Vec<_> = Feature::ALL.map(|feature| (feature, draws.normal())).into();
            Row::new(features(&values), n % 2 == 0)
        })
        .collect();
    let five = |of: &dyn Fn(&Row, u64) -> Row| -> Vec<Row> {
        let all = people.iter().zip(0..).flat_map(|(row, n)| std::iter::repeat_n(of(row, n), 5));
        all.collect()
    };
    let auc = |rows: &[Row]| trained(rows, &light()).held_out.unwrap().auc.unwrap();
    let (apart, together) = (five(&|row, _| *row), five(&|row, n| row.of(n)));
    assert!(auc(&apart) > 0.75, "{}", auc(&apart));
    assert!(auc(&together) < 0.65, "{}", auc(&together));
    // Nothing but what is held out goes by it, and any numbers will do.
    let plain = Training { calibrator: Calibrator::Nothing, ..light() };
    let model = |rows: &[Row]| bytes(&trained(rows, &plain).model);
    assert_eq!(model(&apart), model(&together));
    let mut turned = together.clone();
    turned.reverse();
    assert_eq!(trained(&turned, &light()), trained(&together, &light()));
}

/// One person all of whose trials led to employment leaves nothing to learn
/// from when they are held out.
#[test]
fn a_part_with_every_employment_leaves_nothing_to_learn() {
    let rows: Vec<Row> = simulated(8, 120)
        .into_iter()
        .zip(1..)
        .map(|(row, n)| row.of(if row.employed { 0 } else { n }))
        .collect();
    let model = trained(&rows, &Training::default()).model;
    assert_eq!(model.basis(), Basis::BaseRate(WhyBase::NothingLearnt));
}

#[test]
fn the_order_of_rows_makes_no_difference_and_twice_is_double_weight() {
    let rows = simulated(3, 300);
    let first = trained(&rows, &Training::default());
    let mut turned: Vec<Row> = rows.iter().rev().copied().collect();
    turned.rotate_left(77);
    let again = trained(&turned, &Training::default());
    assert_eq!(bytes(&first.model), bytes(&again.model));
    assert_eq!(first.held_out, again.held_out);
    // Twice every row, and twice the penalty: the same coefficients.
    let twice = [rows.clone(), rows].concat();
    let doubled = trained(&twice, &Training { penalty: 2.0, ..Training::default() });
    for (one, other) in first.model.terms().iter().zip(doubled.model.terms()) {
        close(one.value, other.value, 1e-9);
    }
    let ratio = first.model.standard_errors().zip(doubled.model.standard_errors());
    ratio.for_each(|(one, two)| close(one / two, 2.0_f64.sqrt(), 1e-9));
}

#[test]
fn what_never_varies_changes_nothing() {
    let rows = simulated(5, 200);
    let with: Vec<Row> = rows
        .iter()
        .map(|row| Row::new(row.features.with(Feature::Wish, 0.3).unwrap(), row.employed))
        .collect();
    let (without, with) = (trained(&rows, &light()), trained(&with, &light()));
    assert_eq!(bytes(&without.model), bytes(&with.model));
    assert_eq!(without.held_out, with.held_out);
}

#[test]
fn equal_columns_share_what_one_would_have() {
    let rows = simulated(6, 400);
    let with: Vec<Row> = rows
        .iter()
        .map(|row| {
            let same = row.features.get(Feature::PointsMet);
            Row::new(row.features.with(Feature::MustsMet, same).unwrap(), row.employed)
        })
        .collect();
    let model = trained(&with, &Training::default()).model;
    let of = |feature| model.terms().iter().find(|term| term.feature == feature).unwrap().value;
    close(of(Feature::PointsMet), of(Feature::MustsMet), 1e-9);
    assert!(of(Feature::PointsMet) > 0.1);
}

/// However far apart and however large, every number is one.
#[test]
fn separation_is_finite() {
    for scale in [1e-9, 1.0, 1e12] {
        let row = |n: usize| {
            let x = if n < 30 { -1.0 } else { 1.0 };
            Row::new(features(&[(Feature::Kilometres, scale * (x + n as f64 / 1e3))]), n >= 30)
        };
        let rows: Vec<Row> = (0..60).map(row).collect();
        for calibrator in [Calibrator::Nothing, Calibrator::Platt, Calibrator::Isotonic] {
            let trained = trained(&rows, &Training { calibrator, ..Training::default() });
            assert_eq!(trained.model.basis(), Basis::Coefficients, "{scale} {calibrator:?}");
            for row in &rows {
                let told = trained.model.predict(&row.features);
                assert!(0.0 < told.low && told.low <= told.chance, "{told:?}");
                assert!(told.chance <= told.high && told.high < 1.0, "{told:?}");
                assert_eq!(told.chance > 0.5, row.employed, "{told:?}");
            }
            let back: Model = serde_json::from_str(&bytes(&trained.model)).unwrap();
            assert!(is_same(&back, &trained.model));
        }
    }
}

#[test]
fn too_little_falls_back_to_the_share_and_says_so() {
    let all = simulated(9, 60);
    let sided = |employed| {
        let side = move |row: &Row| Row::new(row.features, employed);
        all.iter().map(side).collect::<Vec<_>>()
    };
    let alike: Vec<Row> =
        all.iter().map(|row| Row::new(Features::default(), row.employed)).collect();
    let noise: Vec<Row> = {
        let even = |n: usize| features(&[(Feature::Wish, (n / 2) as f64)]);
        (0..60).map(|n| Row::new(even(n), n % 2 == 0)).collect()
    };
    for (rows, why) in [
        (Vec::new(), WhyBase::FewTrials),
        (all[..39].to_vec(), WhyBase::FewTrials),
        (sided(true), WhyBase::OneSided),
        (sided(false), WhyBase::OneSided),
        (alike, WhyBase::AllAlike),
        (noise, WhyBase::NothingLearnt),
    ] {
        let Trained { model, held_out } = trained(&rows, &Training::default());
        assert_eq!(model.basis(), Basis::BaseRate(why));
        let yes = rows.iter().filter(|row| row.employed).count() as f64;
        let told = model.predict(&features(&[(Feature::Wish, 0.5)]));
        // (yes + 10 × 1/2) / (n + 10).
        close(told.chance, (yes + 5.0) / (rows.len() as f64 + 10.0), 1e-12);
        assert!(told.low < told.chance && told.chance < told.high && told.reasons.is_empty());
        assert_eq!(held_out.is_none(), rows.is_empty());
        assert!(is_same(&serde_json::from_str(&bytes(&model)).unwrap(), &model));
    }
}

#[test]
fn a_training_that_makes_no_sense_is_refused() {
    let rows = simulated(1, 50);
    let refused = |how: Training| train(&rows, &how).unwrap_err();
    let plain = Training::default();
    for penalty in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        let error = refused(Training { penalty, ..plain });
        assert!(matches!(error, TrainingError::Penalty(_)), "{error}");
    }
    for folds in [0, 1, 2, 21] {
        assert_eq!(refused(Training { folds, ..plain }), TrainingError::Folds(folds));
    }
    for strength in [0.0, f64::NAN] {
        let error = refused(Training { strength, ..plain });
        assert!(matches!(error, TrainingError::Counts(_)), "{error}");
    }
}

/// By hand: 0.2 no, 0.6 yes, 0.6 no, 0.9 yes.
#[test]
fn the_figures_of_four_trials_by_hand() {
    let told = Reliability::of(&[(0.9, true), (0.2, false), (0.6, true), (0.6, false)]).unwrap();
    assert_eq!((told.trials, told.employed), (4, 2));
    close(told.foreseen, 2.3 / 4.0, 1e-12);
    close(told.brier, (0.04 + 0.16 + 0.36 + 0.01) / 4.0, 1e-12);
    close(told.brier_base, 0.25, 1e-12);
    close(told.skill().unwrap(), 1.0 - 0.1425 / 0.25, 1e-12);
    let logs = -(0.8_f64.ln() + 0.6_f64.ln() + 0.4_f64.ln() + 0.9_f64.ln()) / 4.0;
    close(told.log_loss, logs, 1e-12);
    close(told.log_loss_base, 2.0_f64.ln(), 1e-12);
    // 0.9 beats both; 0.6 beats 0.2 and ties with 0.6.
    close(told.auc.unwrap(), 3.5 / 4.0, 1e-12);
    // (2 − 2.3) / √(0.16 + 0.24 + 0.24 + 0.09).
    close(told.surprise, -0.3 / 0.73_f64.sqrt(), 1e-12);
    let bins: Vec<_> = told.bins.iter().map(|bin| (bin.trials, bin.employed)).collect();
    assert_eq!(bins, [(1, 0), (2, 1), (1, 1)], "equal chances are one stretch");
    close(told.calibration_error, (0.2 + 2.0 * 0.1 + 0.1) / 4.0, 1e-12);
    // Wilson for 1 of 2: the middle is one half, half = z/√(2 (2 + z²)).
    let z = 1.959_963_984_540_054_f64;
    let half = z / (2.0 * (2.0 + z * z)).sqrt() / 2.0_f64.sqrt();
    close(told.bins[1].low, 0.5 - half, 1e-9);
    close(told.bins[1].high, 0.5 + half, 1e-9);
    assert_eq!((told.bins[0].low, told.bins[2].high), (0.0, 1.0));
}

#[test]
fn chances_that_are_none_have_no_figures() {
    assert!(Reliability::of(&[]).is_none());
    for bad in [f64::NAN, -0.1, 1.1] {
        assert!(Reliability::of(&[(0.5, true), (bad, true)]).is_none());
    }
    let certain = Reliability::of(&[(1.0, true), (0.0, true)]).unwrap();
    assert!(certain.log_loss.is_finite() && certain.surprise.is_finite());
    assert_eq!((certain.auc, certain.skill()), (None, None));
}

/// All ways to cut points into stretches: the mean of each is a staircase, and
/// the best that does not fall is the answer.
fn by_brute_force(points: &[(f64, f64, f64)]) -> Vec<f64> {
    let n = points.len();
    let mut best: Option<(f64, Vec<f64>)> = None;
    for cuts in 0..1_u32 << (n - 1) {
        let mut heights = Vec::new();
        let mut from = 0;
        for to in 1..=n {
            if to < n && cuts & (1 << (to - 1)) == 0 {
                continue;
            }
            let some = &points[from..to];
            let weight: f64 = some.iter().map(|one| one.2).sum();
            let mean = some.iter().map(|one| one.1 * one.2).sum::<f64>() / weight;
            heights.extend(some.iter().map(|_| mean));
            from = to;
        }
        let one_height =
            |at: &usize| points[at - 1].0 < points[*at].0 || heights[at - 1] == heights[*at];
        let rises = heights.windows(2).all(|two| two[0] <= two[1] + 1e-12);
        if !rises || !(1..n).all(|at| one_height(&at)) {
            continue;
        }
        let miss: f64 =
            points.iter().zip(&heights).map(|((_, y, w), h)| w * (y - h) * (y - h)).sum();
        if best.as_ref().is_none_or(|(least, _)| miss < least - 1e-12) {
            best = Some((miss, heights));
        }
    }
    best.unwrap().1
}

proptest! {
    #[test]
    fn pooling_is_the_best_staircase(
        mut points in prop::collection::vec((0_u8..6, 0_u8..5, 1_u8..4), 1..=8)
    ) {
        points.sort_by_key(|one| one.0);
        let points: Vec<_> =
            points.iter().map(|&(x, y, w)| (f64::from(x), f64::from(y), f64::from(w))).collect();
        let blocks = pav(&points);
        prop_assert!(blocks.windows(2).all(|two| two[0].value < two[1].value && two[0].to < two[1].from));
        for ((x, ..), expected) in points.iter().zip(by_brute_force(&points)) {
            let block = blocks.iter().find(|block| (block.from..=block.to).contains(x)).unwrap();
            prop_assert!((block.value - expected).abs() < 1e-9, "{points:?} {blocks:?}");
        }
    }

    /// A higher feature whose coefficient is above 0 never lowers a chance,
    /// however it is calibrated.
    #[test]
    fn chances_never_fall_along_a_coefficient(seed in 0_u64..200, isotonic: bool) {
        let calibrator = if isotonic { Calibrator::Isotonic } else { Calibrator::Platt };
        let how = Training { calibrator, ..Training::default() };
        let model = train(&simulated(seed, 120), &how).unwrap().model;
        for term in model.terms() {
            let mut last = f64::NEG_INFINITY;
            for step in -40..=40 {
                let x = term.mean + f64::from(step) * term.deviation * term.value.signum() / 4.0;
                let chance = model.chance(&features(&[(term.feature, x)]));
                prop_assert!(chance >= last && 0.0 < chance && chance < 1.0);
                last = chance;
            }
        }
    }

    /// Whatever the rows, every number of a model is one, and it reads back.
    #[test]
    fn any_rows_give_finite_numbers(
        rows in prop::collection::vec((-1e9_f64..1e9, 0_u8..3, prop::bool::ANY), 0..80)
    ) {
        let row = |&(x, y, employed): &(f64, u8, bool)| {
            let all = [(Feature::Kilometres, x), (Feature::Wish, f64::from(y))];
            Row::new(features(&all), employed)
        };
        let rows: Vec<Row> = rows.iter().map(row).collect();
        let Trained { model, .. } = train(&rows, &Training::default()).unwrap();
        let back: Model = serde_json::from_str(&bytes(&model)).unwrap();
        prop_assert!(is_same(&back, &model));
        for x in [-1e300, -1.0, 0.0, 1e300] {
            let told = model.predict(&features(&[(Feature::Kilometres, x)]));
            prop_assert!(0.0 < told.chance && told.chance < 1.0, "{:?}", told);
            prop_assert!(told.low <= told.chance && told.chance <= told.high, "{:?}", told);
        }
    }
}

#[test]
fn a_file_that_is_no_model_is_refused_by_name() {
    let model = trained(&simulated(2, 200), &Training::default()).model;
    let good: serde_json::Value = serde_json::from_str(&bytes(&model)).unwrap();
    let refused = |change: &dyn Fn(&mut serde_json::Value)| {
        let mut bad = good.clone();
        change(&mut bad);
        serde_json::from_value::<Model>(bad).unwrap_err().to_string()
    };
    for (found, expected) in [
        (refused(&|bad| bad["version"] = 2.into()), "a model of version 2: expected 1"),
        (
            refused(&|bad| bad["coefficients"][0]["feature"] = "gender".into()),
            "`gender` is not a feature of a pair: expected one of points_met",
        ),
        (
            refused(&|bad| bad["coefficients"][1]["feature"] = "points_met".into()),
            "`points_met` stands twice or out of order",
        ),
        (
            refused(&|bad| bad["coefficients"][0]["deviation"] = 0.0.into()),
            "the deviation of `points_met` is 0: expected a number above 0",
        ),
        // JSON has no NaN; it is written as null.
        (refused(&|bad| bad["coefficients"][0]["value"] = f64::NAN.into()), "invalid type: null"),
        (refused(&|bad| bad["intercept"] = serde_json::Value::Null), "invalid type: null"),
        (
            refused(&|bad| bad["covariance"] = vec![1.0].into()),
            "a covariance of 1 numbers: expected 15",
        ),
        (refused(&|bad| bad["covariance"][0] = (-1.0).into()), "a covariance is -1"),
        (
            refused(&|bad| bad["calibration"]["platt"]["slope"] = (-1.0).into()),
            "calibration's slope",
        ),
        (
            refused(&|bad| {
                bad["calibration"] =
                    serde_json::json!({ "isotonic": { "points": [[0, 0.5], [1, 0.4]] } });
            }),
            "the calibration does not rise",
        ),
        (refused(&|bad| bad["employed"] = 201.into()), "201 of 200 trials"),
        (refused(&|bad| bad["strength"] = 0.into()), "the prior counts as 0 trials"),
        (refused(&|bad| bad["age"] = 3.into()), "unknown field `age`"),
    ] {
        assert!(found.contains(expected), "{found}: expected {expected}");
    }
}

#[test]
fn a_model_tells_where_later_pairs_lie() {
    let rows = simulated(4, 500);
    let model = trained(&rows, &Training::default()).model;
    let pairs: Vec<Features> = rows.iter().map(|row| row.features).collect();
    assert!(model.shift(&pairs).iter().all(|(_, shift)| shift.abs() < 1e-9));
    let moved: Vec<Features> = pairs
        .iter()
        .map(|one| one.with(Feature::Kilometres, one.get(Feature::Kilometres) + 10.0).unwrap())
        .collect();
    let shift: Vec<f64> = model.shift(&moved).iter().map(|one| one.1).collect();
    close(shift[2], 1.0, 0.1);
    assert!(shift[0].abs() < 1e-9 && shift[1].abs() < 1e-9);
}

//! Queues that have a formula.

use std::num::NonZeroUsize;

use etablera_programme::capacity::{Mark, Model, Report, Resources, Stay, simulate};
use etablera_programme::template::Length;

use super::{PLENTY, draws, goal, number, single};

const MONTHS: u16 = 120;

fn long_run(stay: Stay, hundredths: u32, seats: u16) -> (Report, f64) {
    let model = Model::new(single(stay, hundredths), goal(Mark::Through, 1, MONTHS)).unwrap();
    let two = NonZeroUsize::new(2).unwrap();
    let resources = Resources { trial_seats: seats, ..PLENTY };
    let report = simulate(&model, &draws(&model, 300, 5), resources, two);
    let days = model.days() as f64;
    (report, days)
}

/// The mean number of people who wait if arrivals and stays are memoryless
/// (Erlang C), for an offered load and so many seats.
fn erlang_c(load: f64, seats: u16) -> f64 {
    // Erlang B by its recursion, then C.
    let blocked =
        (1..=seats).fold(1.0, |blocked, n| load * blocked / (f64::from(n) + load * blocked));
    let busy = load / f64::from(seats);
    let waits = blocked / (1.0 - busy * (1.0 - blocked));
    waits * busy / (1.0 - busy)
}

/// 2.739375 a month are 0.09 a day, and 20 days each make a load of 1.8.
/// Whole days make the stay a little more even than an exponential one, by 1
/// in 20 of its variance, which takes a fortieth off the queue; the empty
/// start takes a little more. With more seats a wait is a fraction of a day,
/// which whole days cannot tell. Tolerance: 8 %, and 2 % on the load.
#[test]
fn a_memoryless_queue_is_as_long_as_erlang_has_it() {
    for seats in [3, 4] {
        let stay = Stay::Memoryless { mean_days: number(20) };
        let (report, days) = long_run(stay, 274, seats);
        let queue = report.stages[0].waited_days.mean_hundredths as f64 / 100.0 / days;
        let expected = erlang_c(1.8, seats);
        assert!((queue / expected - 1.0).abs() < 0.08, "{seats}: {queue} {expected}");
        // Little: those in a stage are arrivals a day times days of stay.
        let used = report.resources_used[0].utilisation.mean_hundredths as f64 / 1e6;
        let load = used * f64::from(seats);
        assert!((load / 1.8 - 1.0).abs() < 0.02, "{seats}: {load}");
    }
}

/// One seat and a fixed stay (Pollaczek and Khinchine): a queue of
/// r^2 / 2 / (1 - r). 0.03 a day and 20 days make r = 0.6 and 0.45. The same
/// tolerance.
#[test]
fn a_fixed_stay_waits_half_as_long() {
    let (report, days) = long_run(Stay::Fixed(Length::Days(20)), 91, 1);
    let queue = report.stages[0].waited_days.mean_hundredths as f64 / 100.0 / days;
    assert!((queue / 0.45 - 1.0).abs() < 0.08, "{queue}");
}

/// With room for all nobody waits, and the number who come in 12 months at 5
/// a month is Poisson of 60: the 5th and 95th percentiles are 48 and 73.
#[test]
fn arrivals_are_poisson() {
    let model = Model::new(single(Stay::Fixed(Length::Days(1)), 500), goal(Mark::Through, 60, 12));
    let model = model.unwrap();
    let report = simulate(&model, &draws(&model, 4000, 9), PLENTY, NonZeroUsize::MIN);
    assert_eq!(report.stages[0].waited_days.high, 0);
    let (low, high) = (report.arrived.low, report.arrived.high);
    assert!((47..=49).contains(&low) && (72..=74).contains(&high), "{low} {high}");
    assert_eq!(report.arrived.median, 60);
    // Reached by 60 or more: P(X >= 60) = 0.5171 for a Poisson of 60.
    assert!(report.goal.low <= 5171 && 5171 <= report.goal.high, "{:?}", report.goal);
    let (low, high) = report.median_between;
    assert!(low <= 60 && 60 <= high && high - low <= 2);
}

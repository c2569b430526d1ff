//! Figures as rows: one row a figure, so that any tool can group them.

use etablera_matching::experiment::{Measure, Summary, Trial};

/// One row for each contender, seed and measure, in the order of the trials;
/// comma-separated, with a header. A value is empty where there is nothing to
/// measure. Without times, equal arguments give equal bytes.
#[must_use]
pub fn trial_rows(trials: &[Trial], with_time: bool) -> String {
    let mut text = "strategy,seed,measure,unit,value\n".to_owned();
    for trial in trials {
        for measure in measures(with_time) {
            let value = number(trial.outcome.get(measure));
            let (name, unit) = (measure.name(), measure.unit());
            text += &format!("{},{},{name},{unit},{value}\n", trial.contender, trial.seed);
        }
    }
    text
}

/// One row for each contender and measure: the number of seeds, the mean and
/// both ends of its 95 % interval.
#[must_use]
pub fn summary_rows(summaries: &[Summary], with_time: bool) -> String {
    let mut text = "strategy,measure,unit,seeds,mean,low,high\n".to_owned();
    let shown = summaries.iter().filter(|s| with_time || s.measure != Measure::Milliseconds);
    for Summary { contender, measure, estimate } in shown {
        let seeds = estimate.map_or(0, |of| of.count);
        let mean = number(estimate.map(|of| of.mean));
        let end =
            |sign: f64| number(estimate.and_then(|of| of.half.map(|half| of.mean + sign * half)));
        let (name, unit) = (measure.name(), measure.unit());
        let (low, high) = (end(-1.0), end(1.0));
        text += &format!("{contender},{name},{unit},{seeds},{mean},{low},{high}\n");
    }
    text
}

fn measures(with_time: bool) -> impl Iterator<Item = Measure> {
    Measure::ALL.into_iter().filter(move |m| with_time || *m != Measure::Milliseconds)
}

/// The shortest text that reads back as the same number.
fn number(value: Option<f64>) -> String {
    value.map_or(String::new(), |value| value.to_string())
}

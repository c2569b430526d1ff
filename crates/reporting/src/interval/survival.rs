//! Times to something that not everybody comes to in the time watched.

use std::collections::BTreeMap;

use serde::Serialize;

use super::confidence::Confidence;
use super::share::Interval;

/// One person watched from a day on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Watched {
    /// Days until it happened, or until nobody watched any more.
    pub days: u32,
    /// Whether it happened.
    pub happened: bool,
}

/// A day on which it happened to somebody.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Step {
    /// The day, counted from each person's first.
    pub day: u32,
    /// How many were still waiting and watched; those watched to this day too.
    pub waiting: u32,
    /// To how many it happened.
    pub happened: u32,
    /// The share to whom it has not happened by the end of the day.
    pub still: f64,
    /// The variance of that share after Greenwood; `None` where nobody is left
    /// to tell it from.
    pub variance: Option<f64>,
}

/// The share still waiting, by day, after Kaplan and Meier.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Curve {
    /// The days on which it happened to somebody, in order.
    pub steps: Vec<Step>,
}

/// By which day it has happened to half.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Median {
    /// The day; `None` if it has not happened to half of them.
    pub day: Option<u32>,
    /// The earliest that it could be; `None` if that is not reached either.
    pub low: Option<u32>,
    /// The latest that it could be; `None` if nothing bounds it.
    pub high: Option<u32>,
}

impl Curve {
    /// The curve of people watched, in any order. Who is no longer watched
    /// after a day on which it happened to others counts as waiting on it.
    #[must_use]
    pub fn new(people: &[Watched]) -> Self {
        // By day: to how many it happened, and how many were watched no longer.
        let mut days: BTreeMap<u32, (u32, u32)> = BTreeMap::new();
        for one in people {
            let (happened, left) = days.entry(one.days).or_default();
            *if one.happened { happened } else { left } += 1;
        }
        let mut waiting: u32 = days.values().map(|(happened, left)| happened + left).sum();
        let (mut still, mut sum) = (1.0, 0.0);
        let mut steps = Vec::new();
        for (day, (happened, left)) in days {
            if happened > 0 {
                let (of, some) = (f64::from(waiting), f64::from(happened));
                still *= (of - some) / of;
                sum += some / (of * (of - some));
                let variance = (happened < waiting).then_some(still * still * sum);
                steps.push(Step { day, waiting, happened, still, variance });
            }
            waiting -= happened + left;
        }
        Self { steps }
    }

    /// The last step not after a day; `None` before the first.
    #[must_use]
    pub fn step(&self, day: u32) -> Option<&Step> {
        self.steps[..self.steps.partition_point(|step| step.day <= day)].last()
    }

    /// The share still waiting at the end of a day. After the last day on
    /// which anybody was watched nobody knows; the curve stays as it was.
    #[must_use]
    pub fn still(&self, day: u32) -> f64 {
        self.step(day).map_or(1.0, |step| step.still)
    }

    /// By which day it has happened to half. The ends are the days from which
    /// the lower end of the interval, and the upper, are at most a half.
    #[must_use]
    pub fn median(&self, confidence: Confidence) -> Median {
        let first = |half: &dyn Fn(&Step) -> bool| {
            self.steps.iter().find(|step| half(step)).map(|step| step.day)
        };
        let end = |step: &Step, of: fn(Interval) -> f64| {
            step.interval(confidence).is_some_and(|interval| of(interval) <= 0.5)
        };
        Median {
            day: first(&|step| step.still <= 0.5),
            low: first(&|step| end(step, |interval| interval.low) || step.variance.is_none()),
            high: first(&|step| end(step, |interval| interval.high)),
        }
    }
}

impl Step {
    /// The interval of the share still waiting, on the scale of the logarithm
    /// of minus the logarithm, so that it stays between 0 and 1; `None` where
    /// there is no variance.
    #[must_use]
    pub fn interval(&self, confidence: Confidence) -> Option<Interval> {
        let ln = self.still.ln();
        let reach = confidence.z() * self.variance?.sqrt() / (self.still * ln.abs());
        let end = |reach: f64| (ln * reach.exp()).exp();
        Some(Interval { low: end(reach), high: end(-reach) })
    }
}

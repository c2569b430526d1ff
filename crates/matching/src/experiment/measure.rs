//! What came of a plan, in figures.

use super::hindsight::Hindsight;
use super::replay::{Congestion, Replayed};
use super::{Case, Log};
use crate::assignment::{Instance, Plan, Preferences};

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// People with a seat.
    Placed,
    /// People with a seat, in percent of those who came.
    PlacedShare,
    /// The sum of the pairs' scores, in points.
    Total,
    /// The lowest score of a pair, in points; none where nobody is placed.
    Minimum,
    /// How far the total is from hindsight's, in points.
    Regret,
    /// The same in percent of hindsight's; none where that is 0.
    RegretShare,
    /// Seats that nobody got.
    SeatsLeft,
    /// Periods from coming to getting a seat, in the mean over the placed.
    Waited,
    /// The share placed of the best group less that of the worst, in percentage
    /// points; none where nobody is labelled.
    RateGap,
    /// The mean score of the placed of the best group less that of the worst,
    /// in points; none where nobody is labelled, or placed.
    ScoreGap,
    /// People a seat whose best pair is one need, at the worst need and round.
    CongestionLargest,
    /// The same in the mean.
    CongestionMean,
    /// Pairs who were there together and would both rather have each other.
    BlockingPairs,
    /// The time that solving took, in milliseconds.
    Milliseconds,
}

impl Measure {
    /// How many there are.
    pub const COUNT: usize = 14;

    /// Every measure, the time last.
    pub const ALL: [Self; Self::COUNT] = [
        Self::Placed,
        Self::PlacedShare,
        Self::Total,
        Self::Minimum,
        Self::Regret,
        Self::RegretShare,
        Self::SeatsLeft,
        Self::Waited,
        Self::RateGap,
        Self::ScoreGap,
        Self::CongestionLargest,
        Self::CongestionMean,
        Self::BlockingPairs,
        Self::Milliseconds,
    ];

    /// Its name in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Placed => "placed",
            Self::PlacedShare => "placed_share",
            Self::Total => "total",
            Self::Minimum => "minimum",
            Self::Regret => "regret",
            Self::RegretShare => "regret_share",
            Self::SeatsLeft => "seats_left",
            Self::Waited => "waited",
            Self::RateGap => "rate_gap",
            Self::ScoreGap => "score_gap",
            Self::CongestionLargest => "congestion_largest",
            Self::CongestionMean => "congestion_mean",
            Self::BlockingPairs => "blocking_pairs",
            Self::Milliseconds => "milliseconds",
        }
    }

    /// Its unit in files.
    #[must_use]
    pub fn unit(self) -> &'static str {
        match self {
            Self::Placed => "people",
            Self::PlacedShare | Self::RegretShare => "percent",
            Self::Total | Self::Minimum | Self::Regret | Self::ScoreGap => "points",
            Self::SeatsLeft => "seats",
            Self::Waited => "periods",
            Self::RateGap => "percentage points",
            Self::CongestionLargest | Self::CongestionMean => "people per seat",
            Self::BlockingPairs => "pairs",
            Self::Milliseconds => "milliseconds",
        }
    }

    /// Digits after the point that are worth showing.
    #[must_use]
    pub fn decimals(self) -> usize {
        match self {
            Self::PlacedShare | Self::RegretShare | Self::RateGap => 2,
            Self::Waited | Self::CongestionLargest | Self::CongestionMean => 2,
            Self::Milliseconds => 1,
            _ => 0,
        }
    }
}

/// One figure a measure.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    values: [Option<f64>; Measure::COUNT],
}

impl Outcome {
    /// The figure, in the measure's unit; none where there is nothing to
    /// measure.
    #[must_use]
    pub fn get(&self, measure: Measure) -> Option<f64> {
        self.values[measure as usize]
    }

    pub(super) fn set(&mut self, measure: Measure, value: Option<f64>) {
        self.values[measure as usize] = value;
    }
}

/// Measures all but the time of what came of a replay.
#[must_use]
pub fn measure(case: &Case, replayed: &Replayed, hindsight: &Hindsight) -> Outcome {
    let mut outcome = of_plan(&case.log, &replayed.plan, hindsight);
    let stays = case.log.stays().iter().zip(&replayed.placed_in);
    let waits = stays.filter_map(|(stay, placed)| placed.map(|placed| placed - stay.from));
    outcome.set(Measure::Waited, mean(waits.map(f64::from)));
    let Congestion { largest, mean } = replayed.congestion;
    outcome.set(Measure::CongestionLargest, Some(largest));
    outcome.set(Measure::CongestionMean, Some(mean));
    outcome
}

/// Measures what a plan alone tells.
pub(super) fn of_plan(log: &Log, plan: &Plan, hindsight: &Hindsight) -> Outcome {
    let instance = log.instance();
    let (placed, total) = (plan.placed() as f64, plan.total(instance));
    let seats: u64 = instance.seats().iter().map(|seats| u64::from(*seats)).sum();
    let regret = hindsight.total as f64 - total as f64;
    let mut outcome = Outcome { values: [None; Measure::COUNT] };
    outcome.set(Measure::Placed, Some(placed));
    outcome.set(Measure::PlacedShare, percent(placed, instance.participants() as f64));
    outcome.set(Measure::Total, Some(total as f64));
    let scores = plan.pairs().filter_map(|(p, need)| instance.score(p, need));
    outcome.set(Measure::Minimum, scores.min().map(f64::from));
    outcome.set(Measure::Regret, Some(regret));
    outcome.set(Measure::RegretShare, percent(regret, hindsight.total as f64));
    outcome.set(Measure::SeatsLeft, Some(seats as f64 - placed));
    let (rates, scores) = gaps(log, plan);
    outcome.set(Measure::RateGap, rates);
    outcome.set(Measure::ScoreGap, scores);
    outcome.set(Measure::BlockingPairs, Some(blocking_pairs(log, plan) as f64));
    outcome
}

fn percent(part: f64, whole: f64) -> Option<f64> {
    (whole > 0.0).then(|| 100.0 * part / whole)
}

fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, count) = values.fold((0.0, 0_u32), |(sum, count), value| (sum + value, count + 1));
    (count > 0).then(|| sum / f64::from(count))
}

/// Best less worst group, by share placed and by the placed's mean score.
/// Groups that nobody comes from, or that nobody is placed of, do not count.
fn gaps(log: &Log, plan: &Plan) -> (Option<f64>, Option<f64>) {
    let Some(groups) = log.groups() else { return (None, None) };
    let (mut came, mut placed) = (vec![0_u32; groups.count()], vec![0_u32; groups.count()]);
    let mut points = vec![0_u64; groups.count()];
    for (participant, group) in groups.labels().iter().enumerate() {
        let group = *group as usize;
        came[group] += 1;
        if let Some(need) = plan.need_of(participant) {
            placed[group] += 1;
            points[group] += u64::from(log.instance().score(participant, need).unwrap_or(0));
        }
    }
    let rates = placed.iter().zip(&came).filter(|(_, came)| **came > 0);
    let rates = rates.map(|(placed, came)| 100.0 * f64::from(*placed) / f64::from(*came));
    let scores = points.iter().zip(&placed).filter(|(_, placed)| **placed > 0);
    let scores = scores.map(|(points, placed)| *points as f64 / f64::from(*placed));
    (gap(rates), gap(scores))
}

fn gap(values: impl Iterator<Item = f64>) -> Option<f64> {
    let ends = values.fold(None, |ends: Option<(f64, f64)>, value| {
        let (low, high) = ends.unwrap_or((value, value));
        Some((low.min(value), high.max(value)))
    });
    ends.map(|(low, high)| high - low)
}

/// The pairs who met and would both rather have each other than what they
/// have. Whoever has nothing would rather have anything.
fn blocking_pairs(log: &Log, plan: &Plan) -> usize {
    let instance = log.instance();
    let by_score;
    let preferences = match log.preferences() {
        Some(preferences) => preferences,
        None => {
            by_score = Preferences::by_score(instance);
            &by_score
        }
    };
    let least_liked = least_liked(instance, plan, preferences);
    let blocks = |participant: usize, at: usize| {
        let need = instance.edges()[at].need;
        let has = plan.need_of(participant).and_then(|need| instance.edge(participant, need));
        let (ours, theirs) = (preferences.of_participants(), preferences.of_needs());
        has.is_none_or(|has| ours[at] < ours[has])
            && u64::from(theirs[at]) < least_liked[need as usize]
            && log.meet(participant, need)
    };
    let of = |participant| instance.row(participant).filter(|at| blocks(participant, *at)).count();
    (0..instance.participants()).map(of).sum()
}

/// For each need, a rank that everybody beats whom it would rather have:
/// beyond all where it has a seat free, below all where it has none at all.
fn least_liked(instance: &Instance, plan: &Plan, preferences: &Preferences) -> Vec<u64> {
    let taken = plan.taken(instance.needs());
    let free = instance.seats().iter().zip(&taken).map(|(seats, taken)| seats > taken);
    let mut worst: Vec<u64> = free.map(|free| if free { u64::MAX } else { 0 }).collect();
    for (participant, need) in plan.pairs() {
        if let Some(at) = instance.edge(participant, need) {
            let worst = &mut worst[need as usize];
            *worst = (*worst).max(u64::from(preferences.of_needs()[at]));
        }
    }
    worst
}

//! How a count is told to whoever asks.

use std::collections::{BTreeMap, BTreeSet};

use etablera_domain::ParticipantId;
use etablera_reporting::interval::{Confidence, Curve, Interval, Median, Share};
use etablera_reporting::outcome::{Guard, Measure, Situation, Times, Why};
use serde::Serialize;

/// To how many it must have happened before those who may not have names learn
/// the median, which is the time of one or two of them.
const FEWEST_FOR_MEDIAN: usize = 10;

/// A share of people, with its interval of 95 per cent after Wilson.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct MeasureTold {
    /// How many are counted; none where it is not told.
    pub counted: Option<usize>,
    /// Of how many.
    pub of: Option<usize>,
    /// How many are in neither.
    pub outside: Option<usize>,
    /// The share, from 0 to 1, to four decimals.
    pub share: Option<f64>,
    /// Its lower end.
    pub low: Option<f64>,
    /// Its upper end.
    pub high: Option<f64>,
    /// Why those of whom it is are not counted, and how many.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub not: BTreeMap<&'static str, usize>,
    /// Why the others are outside, and how many.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub out: BTreeMap<&'static str, usize>,
    /// Who they are, where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub who: Option<WhoTold>,
}

/// Who is behind a share, as far as the caller may know of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct WhoTold {
    /// Who is counted.
    pub yes: Vec<ParticipantId>,
    /// Who is not, and why.
    pub no: Vec<WhyTold>,
    /// Who is in neither, and why.
    pub outside: Vec<WhyTold>,
    /// How many more, of whom the caller may not know.
    pub hidden: usize,
}

/// Somebody who is not counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct WhyTold {
    /// Who.
    pub participant: ParticipantId,
    /// Why.
    pub why: Why,
}

/// What decides how counts are told in one answer.
pub(super) struct Teller<'k> {
    pub(super) guard: Guard,
    pub(super) known: &'k BTreeSet<ParticipantId>,
    /// Whether names were asked for, by somebody who may have them.
    pub(super) names: bool,
}

impl Teller<'_> {
    /// A share of people.
    pub(super) fn measure(&mut self, of: &Measure) -> MeasureTold {
        let no = || of.no.iter().map(|(person, _)| person);
        // Of how many comes first: without it the rest says little.
        let all = self.guard.count(of.yes.iter().chain(no()));
        let counted = self.guard.count(&of.yes);
        let rest = self.guard.count(no());
        let counted = counted.filter(|_| rest.is_some() && all.is_some());
        let outside = self.guard.count(of.outside.iter().map(|(person, _)| person));
        let share = counted.and(all).map(|_| of.share());
        let open = !self.guard.hides();
        let why = |all: &[(ParticipantId, Why)]| if open { reasons(all) } else { BTreeMap::new() };
        let interval = share.map(|share| share.wilson(Confidence::usual()));
        MeasureTold {
            counted,
            of: all,
            outside,
            share: share.and_then(Share::value).map(round),
            low: interval.map(|ends| round(ends.low)),
            high: interval.map(|ends| round(ends.high)),
            not: why(&of.no),
            out: why(&of.outside),
            who: self.names.then(|| self.who(of)),
        }
    }

    fn who(&self, of: &Measure) -> WhoTold {
        let knows = |person: &&ParticipantId| self.known.contains(*person);
        let told = |all: &[(ParticipantId, Why)]| -> Vec<WhyTold> {
            let known = all.iter().filter(|(person, _)| knows(&person));
            known.map(|(person, why)| WhyTold { participant: person.clone(), why: *why }).collect()
        };
        let yes: Vec<ParticipantId> = of.yes.iter().filter(knows).cloned().collect();
        let (no, outside) = (told(&of.no), told(&of.outside));
        let all = of.yes.len() + of.no.len() + of.outside.len();
        let hidden = all - yes.len() - no.len() - outside.len();
        WhoTold { yes, no, outside, hidden }
    }

    /// Times of people.
    pub(super) fn times(&mut self, of: &Times<ParticipantId>) -> TimesTold {
        let happened = self.guard.count(of.happened.iter().map(|(person, _)| person));
        let waiting = self.guard.count(of.waiting.iter().map(|(person, _)| person));
        let outside = self.guard.count(of.outside.iter().map(|(person, _)| person));
        let open = !self.guard.hides();
        let enough = happened.is_some_and(|count| count >= FEWEST_FOR_MEDIAN);
        let who = self.names.then(|| {
            let both = [(&of.happened, true), (&of.waiting, false)];
            let all = both.into_iter().flat_map(|(all, yes)| all.iter().map(move |one| (one, yes)));
            let known = all.filter(|((person, _), _)| self.known.contains(person));
            let told = known.map(|((person, days), happened)| WaitTold {
                who: person.to_string(),
                days: *days,
                happened,
            });
            told.collect()
        });
        TimesTold {
            happened,
            waiting,
            outside,
            median: (open || enough).then(|| median(&of.curve)),
            curve: if open { steps(&of.curve) } else { Vec::new() },
            who,
        }
    }
}

/// How long something took, for those it happened to and those who wait.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct TimesTold {
    /// To how many it happened; none where that is not told.
    pub happened: Option<usize>,
    /// How many it had not happened to when they were last watched.
    pub waiting: Option<usize>,
    /// How many are in neither.
    pub outside: Option<usize>,
    /// By which day it has happened to half; none where that is not told.
    pub median: Option<MedianTold>,
    /// The share still waiting, by day, after Kaplan and Meier.
    pub curve: Vec<StepTold>,
    /// The time of each, where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub who: Option<Vec<WaitTold>>,
}

/// The time of one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct WaitTold {
    /// Who, or which need.
    pub who: String,
    /// Days until it happened, or until nobody watched any more.
    pub days: u32,
    /// Whether it happened.
    pub happened: bool,
}

/// By which day it has happened to half, with an interval of 95 per cent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct MedianTold {
    /// The day; none if it has not happened to half.
    pub day: Option<u32>,
    /// The earliest that it could be.
    pub low: Option<u32>,
    /// The latest; none if nothing bounds it.
    pub high: Option<u32>,
}

/// A day on which it happened to somebody.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, schemars::JsonSchema)]
pub struct StepTold {
    /// The day, counted from each one's first.
    pub day: u32,
    /// How many were still waiting.
    pub waiting: u32,
    /// To how many it happened.
    pub happened: u32,
    /// The share to whom it has not happened by the end of the day.
    pub still: f64,
    /// Its lower end, where it has one.
    pub low: Option<f64>,
    /// Its upper end.
    pub high: Option<f64>,
}

/// Times of what is no person.
pub(super) fn plain_times<I: ToString>(of: &Times<I>, names: bool) -> TimesTold {
    let one =
        |(id, days): &(I, u32), happened| WaitTold { who: id.to_string(), days: *days, happened };
    let all = of.happened.iter().map(|wait| one(wait, true));
    let all = all.chain(of.waiting.iter().map(|wait| one(wait, false)));
    TimesTold {
        happened: Some(of.happened.len()),
        waiting: Some(of.waiting.len()),
        outside: Some(of.outside.len()),
        median: Some(median(&of.curve)),
        curve: steps(&of.curve),
        who: names.then(|| all.collect()),
    }
}

fn median(curve: &Curve) -> MedianTold {
    let Median { day, low, high } = curve.median(Confidence::usual());
    MedianTold { day, low, high }
}

fn steps(curve: &Curve) -> Vec<StepTold> {
    let told = curve.steps.iter().map(|step| {
        let ends = step.interval(Confidence::usual());
        StepTold {
            day: step.day,
            waiting: step.waiting,
            happened: step.happened,
            still: round(step.still),
            low: ends.map(|Interval { low, .. }| round(low)),
            high: ends.map(|Interval { high, .. }| round(high)),
        }
    });
    told.collect()
}

/// To four decimals, since the last digits may differ between machines.
pub(super) fn round(share: f64) -> f64 {
    (share * 10_000.0).round() / 10_000.0
}

fn reasons(all: &[(ParticipantId, Why)]) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for (_, why) in all {
        *counts.entry(name(*why)).or_default() += 1;
    }
    counts
}

/// The name of a reason, whatever day or stage it is of.
fn name(why: Why) -> &'static str {
    match why {
        Why::NotReceived => "not_received",
        Why::OutsideCohort => "outside_cohort",
        Why::NotYet(_) => "not_yet",
        Why::NotReached(_) => "not_reached",
        Why::NotLeft => "not_left",
        Why::Completed => "completed",
        Why::Gone => "gone",
        Why::Found(Situation::Working) => "working",
        Why::Found(Situation::Studying) => "studying",
        Why::Found(Situation::Neither) => "neither",
        Why::Found(Situation::InProgramme) => "in_programme",
        Why::Found(Situation::MovedOut) => "moved_out",
        Why::Found(Situation::Deceased) => "deceased",
        Why::Found(Situation::Unknown) | Why::Unknown => "unknown",
        Why::Adrift => "adrift",
        Why::NotBegun => "not_begun",
        Why::LeftEmployer => "left_employer",
        Why::NothingWorked => "nothing_worked",
        Why::Fault(_) => "fault",
    }
}

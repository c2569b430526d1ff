//! Work or studies two years on, of several denominators.

use std::ops::RangeInclusive;

use chrono::{Days, NaiveDate};
use serde::Serialize;

use super::followed::{Cohort, Followed};
use super::funnel::working;
use super::proof::{Measure, Verdict, Why};
use crate::interval::{Confidence, Interval, Share};

/// Two years, in days.
const TWO_YEARS: u64 = 730;

/// The days after leaving at which public employment services measure.
const AFTER_LEAVING: u64 = 90;

/// Of whom the share is. Shares of different ones cannot be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "OutcomeBasis"))]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// Everybody who was received; who has moved out or died, or of whom
    /// nobody knows, is not in work or studies.
    Received,
    /// The same without those who have moved out or died. What nobody knows is
    /// still no. This is the measure that the source projects name.
    StillHere,
    /// The same without those of whom nobody knows.
    Known,
    /// Those who left, 90 days after, as public employment services have it:
    /// without those who have moved out or died, and what nobody knows is no.
    Left90,
}

impl Basis {
    /// Every one, in order.
    pub const ALL: [Self; 4] = [Self::Received, Self::StillHere, Self::Known, Self::Left90];

    /// The formula in words, to be printed beside the number.
    #[must_use]
    pub fn formula(self) -> &'static str {
        match self {
            Self::Received => {
                "in work or regular studies 730 days after being received / all received"
            }
            Self::StillHere => {
                "in work or regular studies 730 days after being received / all received but those \
                 moved out or deceased; unknown counts as no"
            }
            Self::Known => {
                "in work or regular studies 730 days after being received / all received whose \
                 situation is known, but those moved out or deceased"
            }
            Self::Left90 => {
                "in work or regular studies 90 days after leaving / all who left but those moved \
                 out or deceased; unknown counts as no"
            }
        }
    }
}

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The days on which those asked about were received.
    pub received: RangeInclusive<NaiveDate>,
    /// How many days from the day in question something may have been found.
    pub window: u16,
    /// The day of the report: what was found later is not known.
    pub on: NaiveDate,
}

/// What the share of those still here is, if everybody of whom nobody knows is
/// in neither work nor studies, and if all are in one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Sensitivity {
    /// All of them in neither.
    pub least: Share,
    /// All of them in work or studies.
    pub most: Share,
}

impl Sensitivity {
    /// From the lower end of the one to the upper end of the other: what is
    /// unknown, and chance.
    #[must_use]
    pub fn interval(self, confidence: Confidence) -> Interval {
        let [least, most] = [self.least, self.most].map(|share| share.wilson(confidence));
        Interval { low: least.low, high: most.high }
    }
}

/// The outcome of every denominator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TwoYear {
    /// One for each [`Basis`], in order.
    pub measures: Vec<(Basis, Measure)>,
    /// Of those still here.
    pub sensitivity: Sensitivity,
}

/// How many are in work or studies two years after they were received.
#[must_use]
pub fn two_year(cohort: &Cohort, question: &Question) -> TwoYear {
    let measure = |basis: Basis| Measure::of(cohort, |one| verdict(one, basis, question));
    let measures: Vec<_> = Basis::ALL.into_iter().map(|basis| (basis, measure(basis))).collect();
    let here = measure(Basis::StillHere);
    let unknown = here.no.iter().filter(|(_, why)| *why == Why::Unknown).count();
    let most = Share::of_two(here.yes.len() + unknown, here.no.len() - unknown);
    TwoYear { measures, sensitivity: Sensitivity { least: here.share(), most } }
}

fn verdict(one: &Followed, basis: Basis, question: &Question) -> Verdict {
    let Question { received, window, on } = question;
    if !received.contains(&one.received) {
        return Verdict::Outside(Why::OutsideCohort);
    }
    let (from, days) = match (basis, one.left(*on)) {
        (Basis::Left90, None) => return Verdict::Outside(Why::NotLeft),
        (Basis::Left90, Some((left, _))) => (left, AFTER_LEAVING),
        _ => (one.received, TWO_YEARS),
    };
    let day = from.checked_add_days(Days::new(days)).unwrap_or(NaiveDate::MAX);
    let since = if basis == Basis::Left90 { from } else { NaiveDate::MIN };
    match (basis, working(one, (day, since), (*window, *on))) {
        (Basis::Received, Verdict::Outside(why @ Why::Found(_))) => Verdict::No(why),
        (Basis::Known, Verdict::No(Why::Unknown)) => Verdict::Outside(Why::Unknown),
        (_, verdict) => verdict,
    }
}

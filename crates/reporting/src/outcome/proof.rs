//! Who is counted, who is not, and why.

use std::fmt;

use chrono::NaiveDate;
use etablera_domain::ParticipantId;
use serde::Serialize;

use super::followed::{Cohort, FollowFault, Followed, Situation};
use super::funnel::Stage;
use crate::interval::{Confidence, Interval, Share};

/// Why somebody is not counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "WhyNotCounted"))]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// Received after the day of the report.
    NotReceived,
    /// Received before or after the days that are asked about.
    OutsideCohort,
    /// What is asked about is on this day, after that of the report.
    NotYet(NaiveDate),
    /// This stage was not reached.
    NotReached(Stage),
    /// Still takes part.
    NotLeft,
    /// Left by completing, or for work or studies.
    Completed,
    /// Left by moving away or dying.
    Gone,
    /// It was asked what they do, and it is not what is counted.
    Found(Situation),
    /// Nobody knows.
    Unknown,
    /// More than a day from the split that was agreed.
    Adrift,
    /// No introduction and no bridging into another post has begun.
    NotBegun,
    /// Left the employer.
    LeftEmployer,
    /// Nothing was worked, so that there is nothing to split.
    NothingWorked,
    /// What is known of them cannot be true.
    Fault(FollowFault),
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotReceived => f.write_str("received after the day of the report"),
            Self::OutsideCohort => f.write_str("received outside the days that are asked about"),
            Self::NotYet(day) => write!(f, "not known before {day}"),
            Self::NotReached(stage) => write!(f, "has not reached `{}`", stage.name()),
            Self::NotLeft => f.write_str("still takes part"),
            Self::Completed => f.write_str("completed, or left for work or studies"),
            Self::Gone => f.write_str("left by moving away or dying"),
            Self::Found(Situation::Working) => f.write_str("works"),
            Self::Found(Situation::Studying) => f.write_str("studies"),
            Self::Found(Situation::Neither) => f.write_str("neither works nor studies"),
            Self::Found(Situation::InProgramme) => f.write_str("works for the programme itself"),
            Self::Found(Situation::MovedOut) => f.write_str("has moved out"),
            Self::Found(Situation::Deceased) => f.write_str("has died"),
            Self::Found(Situation::Unknown) | Self::Unknown => f.write_str("nobody knows"),
            Self::Adrift => f.write_str("more than a day from the agreed split"),
            Self::NotBegun => f.write_str("no introduction has begun"),
            Self::LeftEmployer => f.write_str("left the employer"),
            Self::NothingWorked => f.write_str("nothing was worked"),
            Self::Fault(fault) => fault.fmt(f),
        }
    }
}

/// How one person counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// In the numerator and the denominator.
    Yes,
    /// In the denominator only.
    No(Why),
    /// In neither.
    Outside(Why),
}

/// A share of people with its proof. Lists are in order of people; each person
/// is in exactly one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Measure {
    /// Who is counted: the numerator.
    pub yes: Vec<ParticipantId>,
    /// Who is in the denominator only, and why they are not counted.
    pub no: Vec<(ParticipantId, Why)>,
    /// Who is in neither, and why.
    pub outside: Vec<(ParticipantId, Why)>,
}

impl Measure {
    /// Counts everybody by a rule. Who has a fault is outside by that.
    pub(super) fn of(cohort: &Cohort, rule: impl Fn(&Followed) -> Verdict) -> Self {
        let mut measure = Self::default();
        for (one, fault) in cohort.all() {
            let verdict = match fault {
                Some(fault) => Verdict::Outside(Why::Fault(fault)),
                None => rule(one),
            };
            measure.add(one.person.clone(), verdict);
        }
        measure
    }

    pub(super) fn add(&mut self, person: ParticipantId, verdict: Verdict) {
        match verdict {
            Verdict::Yes => self.yes.push(person),
            Verdict::No(why) => self.no.push((person, why)),
            Verdict::Outside(why) => self.outside.push((person, why)),
        }
    }

    /// The numerator of the denominator.
    #[must_use]
    pub fn share(&self) -> Share {
        Share::of_two(self.yes.len(), self.no.len())
    }

    /// The interval of Wilson.
    #[must_use]
    pub fn interval(&self, confidence: Confidence) -> Interval {
        self.share().wilson(confidence)
    }
}

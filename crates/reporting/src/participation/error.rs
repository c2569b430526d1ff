//! Why what is said of somebody is no participation.

use std::fmt;

use chrono::NaiveDate;
use etablera_domain::{OperationId, ParticipantId};

/// What has a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dated {
    /// Entering.
    Entering,
    /// Leaving.
    Leaving,
    /// A status on the labour market.
    Status,
    /// The beginning of a job in the project.
    ProjectJob,
    /// Since when somebody is out of work.
    Unemployment,
    /// The day on which the answers were frozen.
    Answers,
    /// A qualification.
    Qualification,
    /// What became better at work.
    Improvement,
    /// The beginning of a measure.
    Measure,
    /// An application.
    Application,
}

impl fmt::Display for Dated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Entering => "the entering",
            Self::Leaving => "the leaving",
            Self::Status => "a status",
            Self::ProjectJob => "a job in the project",
            Self::Unemployment => "the unemployment",
            Self::Answers => "the frozen answers",
            Self::Qualification => "a qualification",
            Self::Improvement => "an improvement",
            Self::Measure => "a measure",
            Self::Application => "an application",
        })
    }
}

/// Why what is said of somebody is no participation: of whom, where, what is
/// wrong, and what was expected.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
#[error("`{person}` in `{operation}`: {why}")]
pub struct ParticipationError {
    /// Who.
    pub person: ParticipantId,
    /// Where.
    pub operation: OperationId,
    /// What is wrong.
    pub why: Wrong,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
#[non_exhaustive]
pub enum Wrong {
    /// There is no time in the operation.
    #[error("never entered: expected a day of entering")]
    NeverEntered,
    /// It is left before it is entered.
    #[error("left on {left} and entered on {entered}: expected to leave on that day or later")]
    LeftBeforeEntry {
        /// When it was entered.
        entered: NaiveDate,
        /// When it was left.
        left: NaiveDate,
    },
    /// It is entered again while it was not left.
    #[error("entered on {first} and, before leaving, on {second}: expected one open participation")]
    TwoOpen {
        /// The first entering.
        first: NaiveDate,
        /// The second.
        second: NaiveDate,
    },
    /// The person is there twice.
    #[error("is there twice: expected one participation with all its stays")]
    Twice,
    /// A day lies in the future.
    #[error("{what} is of {day}, and today is {today}: expected no day in the future")]
    Future {
        /// What.
        what: Dated,
        /// Its day.
        day: NaiveDate,
        /// The last possible day.
        today: NaiveDate,
    },
    /// A job in the project ends before it begins.
    #[error(
        "a job in the project begins on {from} and ends on {until}: expected the earlier first"
    )]
    JobBackwards {
        /// Its first day.
        from: NaiveDate,
        /// Its last day.
        until: NaiveDate,
    },
    /// Two statuses of one day.
    #[error("two statuses of {day}: expected one a day")]
    TwoStatuses {
        /// The day.
        day: NaiveDate,
    },
    /// Somebody is out of work since after they entered.
    #[error("out of work since {since} and entered on {entered}: expected that day or earlier")]
    UnemployedAfterEntry {
        /// Since when.
        since: NaiveDate,
        /// When the operation was entered.
        entered: NaiveDate,
    },
}

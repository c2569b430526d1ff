//! What is missing, and what cannot be true.

use chrono::NaiveDate;
use etablera_domain::{Gender, ParticipantId};
use serde::Serialize;

use super::participation::Key;
use super::year_month::Month;

/// Something that a row must have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, thiserror::Error, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// Who it is.
    #[error("an identity number, or protection with a date")]
    Identity,
    /// The first day.
    #[error("the day of entry")]
    Entry,
    /// The hours of the month.
    #[error("the minutes of the month, 0 if there were none")]
    Hours,
    /// The gender of a protected person, which the code form depends on.
    #[error("the gender that the code form of a protected person depends on")]
    Gender,
}

/// Somebody who belongs in a file but cannot stand in it yet.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Incomplete {
    /// Which participation.
    pub key: Key,
    /// What is missing, at least one, in order.
    pub missing: Vec<Missing>,
}

/// What cannot be true of a participation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum FaultKind {
    /// The last day is before the first.
    #[error(
        "leaving on `{leaving}` is before entry on `{entry}`: expected a later day or the same"
    )]
    LeavingBeforeEntry {
        /// The first day.
        entry: NaiveDate,
        /// The last day.
        leaving: NaiveDate,
    },
    /// Two times in the same operation on the same day.
    #[error("no. `{other}` is open on `{on}` as well: expected one open participation at a time")]
    TwoOpen {
        /// The number of the other.
        other: u16,
        /// The first day on which both are open.
        on: NaiveDate,
    },
    /// Two have the same key.
    #[error("given twice: expected one participation for each person, operation and number")]
    GivenTwice,
    /// Two people have the same number.
    #[error("`{other}` has the same identity number: expected one person for each number")]
    SharedNumber {
        /// The other person.
        other: ParticipantId,
    },
    /// Hours in a month that ends before the first day.
    #[error("hours in `{month}`, before entry: expected none")]
    HoursBeforeEntry {
        /// The month.
        month: Month,
    },
    /// Hours in a month that begins after the last day.
    #[error("hours in `{month}`, after leaving: expected none")]
    HoursAfterLeaving {
        /// The month.
        month: Month,
    },
    /// More than the hours of the days.
    #[error("`{minutes}` minutes in `{month}`: expected at most `{most}`")]
    TooManyHours {
        /// The month.
        month: Month,
        /// What was given.
        minutes: u32,
        /// What its days in the participation have.
        most: u32,
    },
    /// Hours in a month that has not begun.
    #[error("hours in `{month}`, which has not begun: expected none")]
    FutureHours {
        /// The month.
        month: Month,
    },
    /// There is no code form for a protected person of this gender.
    #[error(
        "the code form for a protected person (`{gender:?}`) in `{month}` is not known: expected \
         the form that SCB gives, as a setting"
    )]
    UnknownCodeForm {
        /// For whom it is needed.
        gender: Gender,
        /// For which month.
        month: Month,
    },
}

impl FaultKind {
    /// The month that it concerns, or `None` if it keeps the participation out
    /// of every file.
    #[must_use]
    pub fn month(&self) -> Option<Month> {
        match self {
            Self::LeavingBeforeEntry { .. }
            | Self::TwoOpen { .. }
            | Self::GivenTwice
            | Self::SharedNumber { .. } => None,
            Self::HoursBeforeEntry { month }
            | Self::HoursAfterLeaving { month }
            | Self::TooManyHours { month, .. }
            | Self::FutureHours { month }
            | Self::UnknownCodeForm { month, .. } => Some(*month),
        }
    }
}

/// A fault, and of whom.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
#[error("{key}: {kind}")]
pub struct Fault {
    /// Which participation.
    pub key: Key,
    /// What is wrong.
    pub kind: FaultKind,
}

/// Why a file is not made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MonthlyError {
    /// The month is not over.
    #[error("`{month}` is reported from `{opens}`: expected a month that is over on `{on}`")]
    FutureMonth {
        /// The month.
        month: Month,
        /// When its window opens.
        opens: NaiveDate,
        /// The day that was given.
        on: NaiveDate,
    },
    /// Months are sent in order, with none left out.
    #[error("`{month}` is out of order: expected `{expected}`")]
    OutOfOrder {
        /// The month.
        month: Month,
        /// The next that can be sent.
        expected: Month,
    },
    /// What was never sent cannot be corrected.
    #[error("`{month}` has not been sent: expected a month that has")]
    NotSent {
        /// The month.
        month: Month,
    },
    /// The correction reaches further back than it says.
    #[error("`{month}` changes as well: expected a correction from `{month}`, not `{from}`")]
    EarlierChanged {
        /// The first month that changes.
        month: Month,
        /// The month that was named.
        from: Month,
    },
    /// A day before that of the last sending.
    #[error("sent on `{on}`: expected no day before `{last}`, when the last file was sent")]
    Backdated {
        /// The day that was given.
        on: NaiveDate,
        /// When the last file was sent.
        last: NaiveDate,
    },
}

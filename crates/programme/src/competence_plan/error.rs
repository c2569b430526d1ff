//! Why a plan cannot be.

use chrono::NaiveDate;
use etablera_domain::ParticipantId;
use etablera_domain::event::Code;

/// Why a plan cannot be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PlanError {
    /// A use is there twice.
    #[error("the use at `{task}` in `{place}` is there twice: expected each once")]
    Use {
        /// The task.
        task: Code,
        /// The place.
        place: Code,
    },
    /// A tie is there twice.
    #[error("a tie of the network is there twice: expected each once")]
    Tie,
    /// The holder is their own network.
    #[error("`{0}` is in their own network: expected somebody else")]
    Alone(ParticipantId),
    /// Something is set for, or was done, before the plan.
    #[error("`{day}` comes before the plan: expected `{made_on}` or later")]
    Before {
        /// The day.
        day: NaiveDate,
        /// The day of the plan.
        made_on: NaiveDate,
    },
    /// A day of review is there twice.
    #[error("the review on `{0}` is there twice: expected each day once")]
    Review(NaiveDate),
    /// The same was done twice on one day.
    #[error("the same is done twice on `{0}`: expected each once a day")]
    Done(NaiveDate),
}

//! What is wrong with a story.

use std::fmt::Display;

use etablera_domain::ParticipantId;
use etablera_domain::event::{Code, EventId};

use crate::journey::Refusal;

/// Why a story cannot be told.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StoryError {
    /// A line is no event, or stands in the wrong place.
    #[error("line {line}: {why}")]
    Line {
        /// Which, from 1.
        line: usize,
        /// What is wrong, and what was expected.
        why: String,
    },
    /// What is no event does not read.
    #[error("the inputs: {0}")]
    Inputs(String),
    /// The template refuses an event.
    #[error("`{participant}`, event `{event}`: {refusal}")]
    Refused {
        /// Whose journey.
        participant: ParticipantId,
        /// Which event.
        event: EventId,
        /// Why.
        refusal: Box<Refusal>,
    },
    /// A fact cannot be counted.
    #[error("{fact}: {why}")]
    Fact {
        /// Which.
        fact: &'static str,
        /// Why.
        why: String,
    },
    /// The source is quoted on what nobody counts.
    #[error("`{0}` is quoted and nothing counts it: expected a number that the story has")]
    Quote(Code),
}

/// The error of a fact that something is in the way of.
pub(super) fn fact<E: Display>(fact: &'static str) -> impl Fn(E) -> StoryError {
    move |why| StoryError::Fact { fact, why: why.to_string() }
}

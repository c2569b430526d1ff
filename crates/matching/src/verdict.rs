//! The answer for one requirement, and for a pair.

use std::num::NonZeroU8;

use etablera_domain::LearnBy;
use serde::{Deserialize, Serialize};

/// What one requirement says of one profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// They have it, to so many percent.
    Met {
        /// Whole percent, 1 to 100.
        coverage: NonZeroU8,
    },
    /// They do not have it, or may not, and can learn it in time.
    Learnable {
        /// How.
        by: LearnBy,
        /// Nobody has asked: perhaps they have it already.
        ask_first: bool,
    },
    /// They do not have it.
    Unmet,
    /// Nobody knows.
    Unknown,
}

impl Verdict {
    /// The coverage; 0 where it is not met.
    #[must_use]
    pub fn coverage(&self) -> u8 {
        match self {
            Self::Met { coverage } => coverage.get(),
            _ => 0,
        }
    }

    /// Its name in files.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Met { .. } => "met",
            Self::Learnable { .. } => "learnable",
            Self::Unmet => "unmet",
            Self::Unknown => "unknown",
        }
    }
}

/// What the musts of a need say of a person together, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    /// Every must is met.
    Ready,
    /// Every must is met or can be learnt in time.
    Trainable,
    /// No must is known to be unmet, and some are unknown: ask.
    ToClarify,
    /// Some must is unmet.
    NotEligible,
}

impl Tier {
    /// Every tier, best first.
    pub const ALL: [Self; 4] = [Self::Ready, Self::Trainable, Self::ToClarify, Self::NotEligible];

    /// Its name in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Trainable => "trainable",
            Self::ToClarify => "to_clarify",
            Self::NotEligible => "not_eligible",
        }
    }
}

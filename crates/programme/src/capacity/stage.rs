//! A stage as the simulation knows it.

use std::num::NonZeroU16;

use etablera_domain::event::Code;
use serde::{Deserialize, Serialize};

use crate::template::{Extension, Length};

/// What a programme has a limited number of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Resource {
    /// A place for a trial.
    TrialSeat,
    /// A place for an employment.
    EmploymentSeat,
    /// A supervisor; supervises so many people at a time.
    Supervisor,
    /// A training day a week; has room for so many people.
    TrainingDay,
}

impl Resource {
    /// Each of them, in the order of every list.
    pub const ALL: [Self; 4] =
        [Self::TrialSeat, Self::EmploymentSeat, Self::Supervisor, Self::TrainingDay];

    pub(super) fn at(self) -> usize {
        self as usize
    }
}

/// Which kind of place a stage takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Seat {
    /// None, such as a stage of the programme itself.
    None,
    /// One for a trial.
    Trial,
    /// One for an employment.
    Employment,
}

/// What everybody in a stage holds, from its first day to its last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Uses {
    /// Which place.
    pub seat: Seat,
    /// Whether a supervisor has them.
    pub supervised: bool,
    /// Whether they have the weekly training day.
    pub trains: bool,
}

impl Uses {
    /// Whether a resource is held.
    #[must_use]
    pub fn holds(self, resource: Resource) -> bool {
        match resource {
            Resource::TrialSeat => self.seat == Seat::Trial,
            Resource::EmploymentSeat => self.seat == Seat::Employment,
            Resource::Supervisor => self.supervised,
            Resource::TrainingDay => self.trains,
        }
    }
}

/// How long somebody stays in a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Stay {
    /// Everybody as long.
    Fixed(Length),
    /// Each day may be the last, as likely as every other; at least one day.
    Memoryless {
        /// The mean, in days.
        mean_days: NonZeroU16,
    },
}

/// What the end of a stage leads to, in ten-thousandths that make a whole. In
/// files what is absent is 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Shares")]
pub struct Chances {
    on: u16,
    extended: u16,
    again: u16,
    leaves: u16,
}

/// Chances before they are checked.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Shares {
    on: u16,
    extended: u16,
    again: u16,
    leaves: u16,
}

impl TryFrom<Shares> for Chances {
    type Error = ChancesError;

    fn try_from(shares: Shares) -> Result<Self, ChancesError> {
        Self::new([shares.on, shares.extended, shares.again, shares.leaves])
    }
}

/// The numbers make no whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the chances of a stage are {0} ten-thousandths together: expected 10000")]
pub struct ChancesError(u32);

impl Chances {
    /// All of them.
    pub const WHOLE: u16 = 10_000;

    /// Everybody goes on.
    pub const ALL_GO_ON: Self = Self { on: Self::WHOLE, extended: 0, again: 0, leaves: 0 };

    /// The shares, in ten-thousandths, that go on, are extended, go back to
    /// wait for another match, and leave.
    ///
    /// # Errors
    /// They do not make a whole.
    pub fn new([on, extended, again, leaves]: [u16; 4]) -> Result<Self, ChancesError> {
        let sum: u32 = [on, extended, again, leaves].into_iter().map(u32::from).sum();
        if sum == u32::from(Self::WHOLE) {
            Ok(Self { on, extended, again, leaves })
        } else {
            Err(ChancesError(sum))
        }
    }

    /// The share that goes on, in ten-thousandths, as every share here.
    #[must_use]
    pub fn on(self) -> u16 {
        self.on
    }

    /// The share that is extended, while an extension is left.
    #[must_use]
    pub fn extended(self) -> u16 {
        self.extended
    }

    /// The share that goes back to wait for another match.
    #[must_use]
    pub fn again(self) -> u16 {
        self.again
    }

    /// The share that leaves.
    #[must_use]
    pub fn leaves(self) -> u16 {
        self.leaves
    }
}

/// A stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// Names it.
    pub id: Code,
    /// How long it is.
    pub stay: Stay,
    /// How it can be made longer.
    #[serde(default)]
    pub extension: Option<Extension>,
    /// Where its end leads. Who goes on from the last stage is through.
    pub chances: Chances,
    /// What it takes.
    pub uses: Uses,
}

//! Who goes where in a round: numbered participants and needs, seats, scores.
//!
//! Everything here takes numbers, never people: participants and needs are
//! counted from 0, and whoever calls keeps the ids.

mod exact;
mod groups;
mod instance;
mod limits;
mod plan;
mod preferences;
mod prices;
mod verify;

pub use exact::{Objective, TooLarge, optimum};
pub use groups::{Groups, GroupsError};
pub use instance::{Edge, Instance, InstanceError, MAX_SCORE};
pub use limits::{Exceeded, Limit, Limits, LimitsError};
pub use plan::{Plan, PlanError};
pub use preferences::{Preferences, PreferencesError};
pub use prices::Prices;
pub use verify::{NotOptimal, verify};

//! What became of people, and of the money, as the log tells it.
//!
//! `asked` is of whom and of when, `gather` reads them from the store, `told`
//! is how a count is told to whoever asks. Each of the others is one report.

mod asked;
mod borders;
mod costs;
mod employers;
mod funnel;
mod gather;
mod orientation;
mod shown;
mod told;

pub use asked::AskedShown;
pub(super) use asked::last_whole_year;
pub use borders::{
    ActionTold, BordersShown, DatedKind, DatedTold, PairTold, ReadBorders, TakenTold, read_borders,
};
pub use costs::{CostTold, CostsShown, OwnTold, ReadCosts, StaffTold, UnionTold, read_costs};
pub use employers::EmployerBalance;
pub use funnel::{FunnelShown, ReadFunnel, StageTold, read_funnel};
pub use orientation::{OrientationShown, PartTold, PersonTold, ReadOrientation, read_orientation};
pub use shown::{
    BasisTold, DriftOf, DriftTold, OutcomesShown, ReadOutcomes, RetainedTold, SensitivityTold,
    SickLeaveTold, read_outcomes,
};
pub use told::{MeasureTold, MedianTold, StepTold, TimesTold, WaitTold, WhoTold, WhyTold};

//! What became of people, and of the money.
//!
//! Every number is a [`Measure`]: who is counted, who is not and why, and who
//! is outside of it and why. A person is in exactly one of the three. The
//! counts follow from the lists, so that no number stands without its proof.
//!
//! What nobody knows is not a no. Where it is counted as one, the name of the
//! [`Basis`] says so, and [`Sensitivity`] tells what it could be at most.

mod balance;
mod costs;
mod drift;
mod dropout;
mod followed;
mod from_log;
mod funnel;
mod guard;
mod money;
mod proof;
mod reasons;
mod retention;
mod sick_leave;
mod staff;
mod two_year;
mod waiting;

pub use balance::{Promised, employer_balance};
pub use costs::{CostError, CostLine, Costs, Kronor, Percent, ReportedHours};
pub use drift::{Drift, Worked, drift};
pub use dropout::dropout;
pub use followed::{Began, Cohort, Ending, FollowFault, Followed, Situation, Step};
pub use from_log::{LogReading, Trail, trail};
pub use funnel::{Stage, StageCount, funnel};
pub use guard::Guard;
pub use money::{
    Ore, OwnPart, OwnRequirement, Rate, RateError, UnionPart, UnionRate, cost_per, cost_per_result,
};
pub use proof::{Measure, Verdict, Why};
pub use reasons::{REASONS, Reason, reason_of};
pub use retention::{AFTER_MONTHS, Retained, retention};
pub use sick_leave::{FEWEST, SickLeave, SickLeaveError};
pub use staff::{MAX_HOURS, StaffHours, StaffWarning, staff_hours};
pub use two_year::{Basis, Question, Sensitivity, TwoYear, two_year};
pub use waiting::{NeedAsked, Times, first_names, first_placement};

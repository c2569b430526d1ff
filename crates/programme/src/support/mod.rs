//! Support that an employer may get for an employment: what is asked, of whom,
//! for how long and how much.
//!
//! An authority decides; these answers say whether it is worth asking. The
//! ground a person meets is about their situation: it is for the staff and the
//! person, and [`Assessment::for_employer`] leaves it out.

mod absence;
mod assessment;
mod facts;
mod file;
mod nystartsjobb;
mod ownership;

pub use absence::{Care, Period, PeriodKind, Time};
pub use assessment::{Assessment, EmployerView, Factor};
pub use facts::{
    EarlierSupport, EmployerKind, EmployerOf, EmploymentForm, EndedBecauseOf, Facts, Insolvency,
    PermitGround, Section,
};
pub use file::{FactsError, read_facts};
pub use nystartsjobb::nystartsjobb;
pub use ownership::{Owner, Relation};

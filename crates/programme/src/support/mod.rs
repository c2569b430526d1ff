//! Support for an employment or a placement: what is asked, of whom, for how
//! long and how much. What a person has a right to without a job is in
//! [`rights`](crate::rights).
//!
//! A form of support is a module of its name, with a rules file of the same
//! name; `form` lists them, and [`forms`] asks them all. What several statutes
//! ask for is in `employer`, `pay`, `payment`, `absence` and `ownership`.
//!
//! An authority decides; these answers say whether it is worth asking. The
//! ground a person meets is about their situation: it is for the staff and the
//! person, and [`Assessment::for_employer`] leaves it out.

mod absence;
mod arbetspraktik;
mod assessment;
mod employer;
mod etableringsjobb;
mod facts;
mod file;
mod form;
mod introduktionsjobb;
mod norway;
mod nystartsjobb;
mod ownership;
mod pay;
mod payment;

pub use absence::{Care, Period, PeriodKind};
pub use arbetspraktik::arbetspraktik;
pub use assessment::{Assessment, EmployerView, Factor};
pub use etableringsjobb::etableringsjobb;
pub use facts::{
    AppliedBy, EarlierSupport, EmployerKind, EmployerOf, EmploymentForm, EndedBecauseOf, Facts,
    Insolvency, PermitGround, RefusalGround, Section,
};
pub use file::{FactsError, read_facts};
pub use form::{Form, Offer, forms};
pub use introduktionsjobb::introduktionsjobb;
pub use nystartsjobb::nystartsjobb;
pub use ownership::{Owner, Relation};
pub use payment::{Month, MonthError, Papers, Payment, Subsidy, payment};

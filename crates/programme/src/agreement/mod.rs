//! Agreements: what employers promise, and who approved a placement.
//!
//! `services` is an employer's agreement with what is left of it, `placement`
//! the agreement on one placement with its approvals, `limit` how long a
//! measure may last, and `supervision` how many one person supervises. Each
//! machine says of an event whether it is allowed and why not, and takes it
//! whole or not at all.

mod limit;
mod placement;
mod services;
mod supervision;

pub(crate) use limit::last_day;
pub use limit::{LengthFinding, length};
pub use placement::{Approval, PlacementAgreement, PlacementRefusal, PlacementStep, Status};
pub use services::{
    Booking, BookingEnd, ServiceAgreement, ServiceBalance, ServiceRefusal, ServiceStep,
    ServiceTerms,
};
pub use supervision::{Assignment, OverCapacity, assign};

//! What is true of a subject: one file a kind of subject.
//!
//! A state learns from every event about its subject, whichever stream it
//! stands in: a case from the placements and sessions of the participant. An
//! event that makes no sense there changes nothing, so that no log is too odd
//! to be read; what may be written is decided before it is written.

mod agreement;
mod case;
mod case_apply;
mod cohort;
mod competence;
mod decision;
mod employer;
mod housing;
mod need;
mod pairs;
mod parts;
mod placement;
mod referral;
mod session;
mod system;
mod task;
mod visit;

use serde::{Deserialize, Serialize};

use super::record::Event;
use super::subject::Subject;

pub use agreement::{AgreementState, Balance, Booked, Terms};
pub use case::{
    Action, Border, Case, Connection, Disclosure, Enrolment, HandOver, Holder, Home,
    IdentityChange, Interview, Objection, Profile, Registration, Settled, Share,
};
pub use cohort::Membership;
pub use competence::Competence;
pub use decision::DecisionState;
pub use employer::{EmployerState, Support};
pub use housing::{HomeCount, HousingState, Seeker};
pub use need::NeedState;
pub use parts::{Attendance, Ending, Override, Receipted, Signed};
pub use placement::{Draft, PlacementState, Proposal, ReportedTime, StageDecision, StageRun};
pub use referral::{EndedBy, Referral, ReferralEnd};
pub use session::{BookingRef, SessionPlan, SessionState};
pub use system::{Adopted, CodeForm, Enquiry, EnquiryAnswer, JointWorkState, Project, SystemState};
pub use task::{Done, Task};
pub use visit::VisitState;

macro_rules! states {
    ($($(#[$doc:meta])* $kind:ident($state:ident) = $get:ident,)+) => {
        /// What is true of a subject, by its kind.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum State {
            $($(#[$doc])* $kind(Box<$state>),)+
            /// The switches and frozen reports of the system.
            System(Box<SystemState>),
        }

        impl State {
            /// A subject of which nothing is known.
            #[must_use]
            pub fn new(subject: &Subject) -> Self {
                match subject {
                    $(Subject::$kind(id) => Self::$kind(Box::new($state::new(id.clone()))),)+
                    Subject::System => Self::System(Box::default()),
                }
            }

            /// Whose state it is.
            #[must_use]
            pub fn subject(&self) -> Subject {
                match self {
                    $(Self::$kind(state) => Subject::$kind(state.id.clone()),)+
                    Self::System(_) => Subject::System,
                }
            }

            /// Adds the next event in the order of folding. Events that are not
            /// about the subject, or make no sense here, change nothing.
            pub fn apply(&mut self, event: &Event) {
                if !event.about.contains(&self.subject()) {
                    return;
                }
                match self {
                    $(Self::$kind(state) => state.apply(event),)+
                    Self::System(state) => state.apply(event),
                }
            }

            $(
                /// The state, if it is of this kind.
                #[must_use]
                pub fn $get(&self) -> Option<&$state> {
                    if let Self::$kind(state) = self { Some(state) } else { None }
                }
            )+

            /// The state, if it is of this kind.
            #[must_use]
            pub fn system(&self) -> Option<&SystemState> {
                if let Self::System(state) = self { Some(state) } else { None }
            }
        }
    };
}

states! {
    /// A participant's case.
    Participant(Case) = case,
    /// An employer.
    Employer(EmployerState) = employer,
    /// A visit.
    Visit(VisitState) = visit,
    /// A need.
    Need(NeedState) = need,
    /// An agreement.
    Agreement(AgreementState) = agreement,
    /// A placement.
    Placement(PlacementState) = placement,
    /// A session.
    Session(SessionState) = session,
    /// The housing of a municipality.
    Housing(HousingState) = housing,
    /// A decision.
    Decision(DecisionState) = decision,
}

//! What happened, written once and never changed.
//!
//! The case log holds [`Event`]s. What is true on a day is the fold of them,
//! and a mistake is put right by an event that replaces the wrong one. An
//! event says nothing in free words about a person: such text lies apart as a
//! [`DocumentId`], so that it can be erased while the log stays whole.
//!
//! ```
//! use etablera_domain::event::{Event, Happening};
//! use etablera_domain::jsonl;
//!
//! let row = r#"{"v":1,"id":"01930d5c-0000-7000-8000-000000000001","stream":"participant:P1",
//!     "about":["participant:P1"],"occurred_on":"2026-11-02",
//!     "recorded_at":"2026-11-03T08:15:00.000000Z","by":"anna",
//!     "what":{"registered":{"organisation":"lulea"}}}"#;
//! let event: Event = jsonl::parse(row)?;
//! assert!(matches!(event.what, Happening::Registered { .. }));
//! # Ok::<(), jsonl::RowError>(())
//! ```

mod code;
mod competence;
mod fact;
mod fold;
mod happening;
mod id;
mod joint;
mod kinds;
mod moment;
mod names;
mod record;
mod referral;
pub mod state;
mod subject;
mod wire;
mod words;

pub use code::{Code, ParseCodeError};
pub use competence::{CompetenceAct, CompetencePlan, CompetenceUse, Every, Refresh, RefreshWhen};
pub use fact::{EntityKind, Fact, Improvement, Measure, Size, WorkKind, WorkStep};
pub use fold::{Folded, effective, fold, state_on};
pub use happening::Happening;
pub use id::{DocumentId, EnquiryId, EventId, ParseUuidError, ReceiptId, ReferralId, StatisticsId};
pub use joint::{JointAction, joint_actions};
pub use kinds::{
    Choice, ConnectionKind, Consent, Due, LabourStatus, Milestone, Outcome, Party, PlacementTerms,
    Presence, Processing, ProfileSource, Promise, Protection, Recipient, SecrecyTest, Service,
    Settlement, Signatory, Stage,
};
pub use moment::{Moment, ParseMomentError};
pub use record::{Event, EventError, Recorded};
pub use referral::ReferralField;
pub use state::{Case, State};
pub use subject::{ParseSubjectError, Subject, SubjectKind};

//! Use cases about lists, proposals, and what an employer gets to know.

pub(in crate::office) mod answer;
mod disclose;
mod disclosed;
mod employer_view;
mod engine;
mod experience;
mod explain;
mod home;
mod market;
mod override_;
mod propose;
mod replay;
pub(in crate::office) mod shortlist;
mod switch;
mod tried;

pub use answer::{Accept, Contact, Decline, accept, contact, decline};
pub use disclose::{Disclose, Disclosed, disclose, disclosures, disclosures_of, preview};
pub use disclosed::{ReadDisclosed, read_disclosed};
pub use employer_view::{
    EmployerView, Field, FirstDay, ForEmployer, FullName, Lesson, Lessons, Tasks, Why,
};
pub use engine::{Engine, EnginePins};
pub use experience::{ExperienceShown, ReadExperience, experience};
pub use explain::{Explain, Explained, explain};
pub use override_::{
    LiftOverride, Override, ReasonCounts, lift_override, override_proposal, override_statistics,
};
pub use propose::{Propose, propose};
pub use replay::{ForgetReceipts, Replayed, forget_receipts, replay};
pub use shortlist::{AsOf, ListsOf, Pins, Shortlist, Shortlisted, shortlist};
pub use switch::{StopProposals, resume_proposals, stop_proposals};

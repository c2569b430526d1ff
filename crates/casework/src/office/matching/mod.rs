//! Use cases about lists, proposals, and what an employer gets to know.

pub(in crate::office) mod answer;
mod by_surplus;
mod disclose;
mod disclosed;
mod employer_view;
pub(in crate::office) mod engine;
pub(in crate::office) mod experience;
mod explain;
pub(in crate::office) mod home;
pub(in crate::office) mod keep;
pub(in crate::office) mod listed;
pub(in crate::office) mod market;
mod needs_seen;
pub(in crate::office) mod override_;
pub(in crate::office) mod pins;
mod place;
pub(in crate::office) mod propose;
mod replay;
pub(in crate::office) mod shortlist;
mod switch;
pub(in crate::office) mod tried;

pub use answer::{Accept, Contact, Decline, accept, contact, decline};
pub(in crate::office) use by_surplus::chance_in;
pub use by_surplus::{CellCounts, Order, SurplusShown, Worth};
pub use disclose::{Disclose, Disclosed, disclose, disclosures, disclosures_of, preview};
pub use disclosed::{ReadDisclosed, read_disclosed};
pub use employer_view::{
    EmployerView, Field, FirstDay, ForEmployer, FullName, Lesson, Lessons, Tasks, Why,
};
pub use engine::{Engine, EnginePins};
pub use experience::{ExperienceShown, ReadExperience, experience};
pub use explain::{Explain, Explained, explain};
pub use needs_seen::NeedsSeen;
pub use override_::{
    LiftOverride, Override, ReasonCounts, lift_override, override_proposal, override_statistics,
};
pub use pins::Pins;
pub use propose::{Propose, propose};
pub use replay::{ForgetReceipts, Replayed, forget_receipts, replay};
pub use shortlist::{AsOf, ListsOf, Shortlist, Shortlisted, shortlist};
pub use switch::{StopProposals, resume_proposals, stop_proposals};

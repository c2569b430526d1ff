//! What is counted for those who check how people are chosen.
//!
//! [`impact`] counts how far people of each group came, without anybody's id
//! and without a small group; [`merits`] is what somebody who was not chosen
//! may read of whoever was. Neither knows who anybody is, and neither is of
//! any use to matching, which does not know this crate.

mod ground;
mod impact;
mod merits;
mod step;

pub use ground::{Ground, Group};
pub use impact::{Against, Counted, GroupImpact, GroupShare, Impact, Question, StepImpact, impact};
pub use merits::{
    CompetenceMerit, CredentialMerit, EducationMerit, ExperienceMerit, Extent, LanguageMerit,
    Merits, merits,
};
pub use step::Step;

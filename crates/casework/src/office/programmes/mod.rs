//! Programmes at work: what an operation goes by, and every step of a journey.
//!
//! `rules` is the one gate: whatever any use case writes about somebody in a
//! programme passes it, and so does whatever is put right or taken back. The
//! other files are the steps themselves.

mod adopt;
mod lessons;
mod placement;
mod rest;
mod rules;
mod stage;
mod standing;
mod templates;
mod time;
mod way;

pub use adopt::{
    AdoptProgramme, AdoptRules, Adopted, ProgrammeShown, Programmes, adopt_programme, adopt_rules,
    list_programmes,
};
pub use lessons::LessonShown;
pub use placement::{
    ApprovePlacement, DraftPlacement, Drafted, PlacementPaper, RejectPlacement, ShowPlacement,
    approve_placement, draft_placement, reject_placement, show_placement,
};
pub use rest::{Pause, Resume, pause, resume};
pub use rules::Broken;
pub use stage::{
    CheckIn, DecideStage, EndPlacement, StartStage, check_in, decide_stage, end_placement,
    start_stage,
};
pub use standing::{
    Duties, DutyLine, ReadStanding, StandingShown, StepShown, Unfit, duties, standing,
};
pub(in crate::office) use way::{Way, each_way};

pub use time::{ReportTime, report_time};

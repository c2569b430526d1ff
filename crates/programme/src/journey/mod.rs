//! One participant's way through a programme.
//!
//! A [`Journey`] is what a participant's events amount to under a template. It
//! says of an event whether it can come next and why not, takes it whole or
//! not at all, and answers for any day what is allowed, due and late.
//!
//! `state` is what is kept, `check` the rules, `take` how events are taken in,
//! `time` how pauses move days, `due` what is to be done, `introduction`
//! what the first stage has due since it began, `allowed` what can happen, `run` the stage that goes on and how long one may be, `log` the way
//! from a log with corrections and late entries, and `refusal` why not.
//!
//! # When a placement ends
//! - For a reason of an outcome `end`, its stage ends with it, and leads where
//!   the outcome leads.
//! - For a reason of `moves`, its stage waits for another placement, with the
//!   days that are left of it; an open stage with as many as it takes. If none
//!   are left, the participant waits for a match as in the beginning: what
//!   was not decided in time is not decided after the placement.
//! - After a decision, for any reason: what was decided on comes next.
//!
//! Each match needs its own yes. Whoever waits for one anew, or left, begins
//! at no placement on what was said or agreed of it before: it is proposed
//! under another id.
//!
//! ```
//! use etablera_domain::event::Event;
//! use etablera_domain::jsonl;
//! use etablera_programme::journey::{Journey, Refusal, Step};
//! use etablera_programme::template::Template;
//!
//! let template = Template::shipped("workplace-lulea").expect("is shipped");
//! let mut journey = Journey::new(&template, "P1".parse()?);
//! let event: Event = jsonl::parse(r#"{"v":1,"id":"01930d5c-0000-7000-8000-000000000001",
//!     "stream":"participant:P1","about":["participant:P1"],"occurred_on":"2026-11-02",
//!     "recorded_at":"2026-11-03T08:15:00.000000Z","by":"anna",
//!     "what":{"registered":{"organisation":"lulea"}}}"#)?;
//! let day = event.occurred_on;
//! assert_eq!(journey.allowed(day)[0], (Step::Enrol, Err(Refusal::NotRegistered)));
//! journey.take(&event)?;
//! assert_eq!(journey.allowed(day)[0], (Step::Enrol, Ok(())));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod allowed;
mod check;
mod due;
mod introduction;
mod log;
mod refusal;
mod run;
mod state;
mod take;
mod time;

pub use allowed::Step;
pub use due::{Due, Duty, Phase, Standing};
pub use introduction::{Introduction, StageEnd};
pub use log::{NotAdmitted, Refused};
pub use refusal::Refusal;
pub use run::StageRun;
pub use state::{Entry, Journey, Leaving, Lesson, PastStage, Pause};

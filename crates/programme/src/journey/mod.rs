//! One participant's way through a programme.
//!
//! A [`Journey`] is what a participant's events amount to under a template. It
//! says of an event whether it can come next and why not, takes it whole or
//! not at all, and answers for any day what is allowed, due and late.
//!
//! `state` is what is kept, `check` the rules, `take` how events are taken in,
//! `time` how pauses move days, `due` what is to be done, `allowed` what can
//! happen, `log` the way from a log with corrections and late entries, and
//! `refusal` why not.

mod allowed;
mod check;
mod due;
mod log;
mod refusal;
mod state;
mod take;
mod time;

pub use allowed::Step;
pub use due::{Due, Duty, Phase, Standing};
pub use log::{NotAdmitted, Refused};
pub use refusal::Refusal;
pub use state::{Entry, Journey, Leaving, Lesson, PastStage, Pause};

//! Strategies compared: the same people arrive at the same needs under each,
//! over periods, and what comes of it is measured against hindsight.
//!
//! 1. A [`Log`] says who arrives when and stays for how long, which needs are
//!    open when, and what each pair is worth: from a [`Synthetic`] model, or
//!    by giving the pairs of a real round seeded [`Arrivals`].
//! 2. [`replay`] runs one [`Contender`] through it, period by period.
//! 3. [`hindsight`] is the best that anybody could have done who knew all
//!    that came: no contender gets more.
//! 4. A [`Study`] does so for many seeds and tells what each [`Trial`]
//!    measured; [`summaries`] gives means with intervals.
//!
//! Needs are announced: it is known when they open and close, as employers
//! plan their trial places. Whoever has come says how long they stay. Who
//! will come is not known; what is known of it are histories, logs of other
//! arrivals at the same needs.
//!
//! Nothing here reads a clock: the stopwatch is an argument, and times are the
//! only figures that differ from one run to the next.

mod arrivals;
mod desk;
mod foresight;
mod hindsight;
mod log;
mod measure;
mod replay;
mod statistics;
mod study;
mod synthetic;
mod worth;

pub use arrivals::{Arrivals, Crowd};
pub use hindsight::{Hindsight, hindsight};
pub use log::{Log, LogError, Window};
pub use measure::{Measure, Outcome, measure};
pub use replay::{Congestion, Contender, Mode, Replayed, replay};
pub use statistics::{Estimate, estimate};
pub use study::{Case, Study, StudyError, Summary, Trial, summaries};
pub use synthetic::Synthetic;

//! The introduction of a new colleague: what is due, who signed, and the load
//! on mentors.
//!
//! A template says which items an introduction has, when each is due and what
//! it takes of a mentor. An [`IntroductionPlan`] is that for one colleague on a
//! day: since the first day of the first stage, and moved by pauses as a
//! [`Journey`](crate::journey::Journey) moves everything.
//!
//! An item is done when its task is done, and signed by whoever wrote that
//! down. That signs for one side; the other side, be it the colleague or the
//! mentor, signs beside it (`ItemCountersigned`, [`SignOffs::countersign`]). One person who signs
//! for both says why, by a reason of the template.
//!
//! `signing` is who signed, `plan` what is due, late and next, `load` the
//! minutes of mentors by week with what is too much, and `solid` how many get a
//! solid introduction, with what it is a share of. How many colleagues a mentor
//! has at a time is [`agreement::assign`](crate::agreement::assign), asked by
//! [`may_mentor`].
//!
//! ```
//! use etablera_domain::event::{Event, Recorded};
//! use etablera_domain::jsonl;
//! use etablera_programme::introduction::IntroductionPlan;
//! use etablera_programme::template::Template;
//!
//! let template = Template::shipped("kompetenscentrum").expect("is shipped");
//! let row = |nth: u64, on: &str, stream: &str, what: &str| -> Recorded {
//!     let event: Event = jsonl::parse(&format!(r#"{{"v":1,
//!         "id":"01930d5c-0000-7000-8000-00000000000{nth}","stream":"{stream}",
//!         "about":["{stream}","participant:P1"],"occurred_on":"{on}",
//!         "recorded_at":"2026-12-01T08:15:00.000000Z","by":"eva","what":{what}}}"#))
//!         .expect("an event");
//!     Recorded { seq: nth, event }
//! };
//! let receipt = "01930d5c-0000-7000-8000-00000000000a";
//! let log = [
//!     row(1, "2026-12-01", "participant:P1", r#"{"registered":{"organisation":"lulea"}}"#),
//!     row(2, "2026-12-01", "participant:P1",
//!         &format!(r#"{{"enrolled":{{"operation":"O1","statistics":"{receipt}"}}}}"#)),
//!     row(3, "2026-12-01", "placement:L1",
//!         &format!(r#"{{"proposed":{{"participant":"P1","need":"N1","receipt":"{receipt}",
//!             "rank":1}}}}"#)),
//!     row(4, "2026-12-01", "placement:L1", r#"{"accepted":{"by":"participant"}}"#),
//!     row(5, "2026-12-01", "placement:L1", r#"{"accepted":{"by":"staff"}}"#),
//!     row(6, "2026-12-01", "placement:L1",
//!         r#"{"stage_started":{"stage":"introduction","until":"2027-02-28"}}"#),
//!     row(7, "2026-12-01", "participant:P1", r#"{"task_set":{"task":"T1",
//!         "what":"first_meeting","due":{"on":{"day":"2026-12-02"}}}}"#),
//!     row(8, "2026-12-02", "participant:P1", r#"{"task_done":{"task":"T1"}}"#),
//! ];
//! let who = "P1".parse()?;
//! let plan = IntroductionPlan::of_log(&template, &who, &log, "2026-12-03".parse()?)
//!     .expect("the first stage began");
//! assert!(plan.items[0].is_on_time());
//! assert_eq!(plan.next().expect("four are open").item.as_str(), "workplace_and_safety");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod load;
mod plan;
mod signing;
mod solid;

pub use load::{MentorLoad, Mentored, Overload, WeekLoad, may_mentor, mentor_load};
pub use plan::{IntroductionPlan, ItemState, PlannedItem};
pub use signing::{OtherSide, SignOff, SignOffs, SignRefusal, Signature};
pub use solid::{Share, Solid, solid};

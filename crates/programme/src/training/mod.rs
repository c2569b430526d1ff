//! The training day: what is taught, who was there, and what is left.
//!
//! One day a week is training: civic orientation, and beyond it what the labour
//! market asks, values and codes at work, and language. A [`ContentPlan`] says
//! which parts there are and the hours each needs. [`Sessions`] are the sessions
//! of a store, and a [`Member`] is somebody with their times in cohorts; from
//! the three follow, for any day, the minutes of each part and person, whether
//! they are on course, absences in a row, and lists that nobody has taken.
//!
//! What counts is minutes in which somebody was there. A session is expected of
//! whoever is in its cohort on its day: from the day of joining to that of
//! leaving, both included, so that a late joiner owes nothing from before. Of a
//! session that was planned anew the last plan counts, and attendance that was
//! taken stays; one that was cancelled is expected of nobody. A person counts
//! once a session, in however many cohorts they are. What cannot be right is a
//! [`Fault`] by name, and never silently mended.
//!
//! `content`, `topic` and `decode` are what is taught, `law` what the ordinance
//! asks; `session` and `member` what the store holds, `row` how one stands to
//! the other, `fault` what is odd in them; `tally` and `progress` the report a
//! part and person, `pace` who finishes in time, `cohort` the same in total;
//! `absence` runs and alerts, `late` lists not taken; `given` and `propose`
//! join sessions with what employers promised; `lay_out` plans a course.
//!
//! ```
//! use etablera_domain::event::{Event, State, Subject};
//! use etablera_domain::jsonl;
//! use etablera_programme::training::{ContentPlan, Member, Sessions, progress, shipped_rules};
//!
//! let plan = ContentPlan::shipped();
//! let who: Subject = "participant:P1".parse()?;
//! let which: Subject = "session:S1".parse()?;
//! let (mut person, mut session) = (State::new(&who), State::new(&which));
//! for (stream, on, what) in [
//!     ("participant:P1", "2026-11-02", r#"{"cohort_joined":{"cohort":"k1"}}"#),
//!     ("session:S1", "2026-11-02", r#"{"session_planned":{"on":"2026-11-06","minutes":300,
//!         "part":"living","cohort":"k1"}}"#),
//!     ("session:S1", "2026-11-06", r#"{"attended":{"participant":"P1","presence":"present",
//!         "minutes":240}}"#),
//! ] {
//!     let event: Event = jsonl::parse(&format!(r#"{{"v":1,
//!         "id":"01930d5c-0000-7000-8000-000000000001","stream":"{stream}",
//!         "about":["{stream}"],"occurred_on":"{on}",
//!         "recorded_at":"2026-11-07T08:15:00.000000Z","by":"anna","what":{what}}}"#))?;
//!     person.apply(&event);
//!     session.apply(&event);
//! }
//! let sessions = Sessions::of(session.session());
//! let member = Member::of(person.case().expect("a participant"));
//! let day = "2026-11-07".parse()?;
//! let report = progress(&plan, (&sessions, &member), (&shipped_rules(), day))?;
//! let living = report.part("living").expect("a part of the plan");
//! assert_eq!((living.tally.attended, living.tally.short), (240, 60));
//! assert_eq!(living.left(), 12 * 60 - 240);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod absence;
mod cohort;
mod content;
mod decode;
mod fault;
mod given;
mod late;
mod law;
mod lay_out;
mod member;
mod pace;
mod progress;
mod propose;
mod row;
mod session;
mod tally;
mod topic;

pub use absence::{Absences, Alert, AlertKind, Run, Thresholds, absences};
pub use cohort::{CohortProgress, PartTotal, Standings, cohort_progress};
pub use content::{ContentPlan, Part};
pub use fault::{Fault, faults};
pub use given::{BookingFault, GivenUnder, booking_faults};
pub use late::{LateList, late_lists};
pub use law::shipped_rules;
pub use lay_out::{LaidOut, LaidSession, LayOutError, TeachingDay, lay_out};
pub use member::Member;
pub use pace::{Finish, Pace, PaceStanding};
pub use progress::{PartProgress, Progress, progress};
pub use propose::{Ask, AskedTwice, Proposal, ProposedBooking, asks, propose};
pub use row::{Row, Stand, rows};
pub use session::{Session, Sessions};
pub use tally::Tally;
pub use topic::Topic;

//! Funders' indicators: each number with its proof.
//!
//! A [`Set`] is the definitions of one fund and programme period, as data. It
//! answers about [`Material`], as it stood at the end of a day, with a
//! [`Report`]: of each indicator a [`Count`], or the source that nobody has. A
//! count is made from what was found of every subject and from nothing else:
//! who counts, with the day that decided, and of each who does not, the
//! [`Clause`].
//!
//! `definition` is one indicator, `file` and `set` how sets are read, and
//! `shipped` those that come with the crate. `reading` is the day and what
//! funders leave open. `seen` is what is read from a participation once;
//! `entry`, `leaving`, `integration` and `border` judge. `count` is the proof,
//! `group` how it is broken down, `answer` joins all, and `check` compares
//! numbers with each other.

mod answer;
mod border;
mod check;
mod clause;
mod count;
mod definition;
mod entry;
mod file;
mod group;
mod integration;
mod leaving;
mod material;
mod reading;
mod seen;
mod set;
mod shipped;

pub use answer::{Answer, AnswerError, Incomplete, Outcome, Report};
pub use check::{CheckFault, Checked, Figure, Figures, Relation};
pub use clause::Clause;
pub use count::{Count, Finding, Part, Subject};
pub use definition::{
    Asked, Breakdown, Definition, Fund, LongTerm, Moment, Name, Rule, Standing, Target, Variable,
};
pub use group::{AgeOfThree, Group};
pub use material::Material;
pub use reading::{Reading, Window};
pub use set::{Check, Set, SetError};
pub use shipped::{SETS, shipped};

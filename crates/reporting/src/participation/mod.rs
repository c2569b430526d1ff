//! Who took part, as far as indicators ask: ids, days and coarse answers.
//!
//! A [`Participation`] is one person in one operation. Whoever leaves an
//! operation and enters it again takes part once, and the leaving day moves. A
//! person in two operations takes part twice. `record` is a participation,
//! `facts` what result indicators ask besides, `builder` the only way to make
//! one, `from_case` how a case reads as one,
//! `noted` what was noted of it for the operation, and `cohort` those that are
//! counted together. `joint` is who took part in what across a border, where a
//! person counts as often as they went, and `thing` what is counted that is no
//! person.
//!
//! Nobody's identity is in any of these types.
//!
//! ```
//! use etablera_domain::event::LabourStatus;
//! use etablera_reporting::participation::{Builder, Cohort};
//!
//! let day = |text: &str| text.parse::<chrono::NaiveDate>();
//! let p7 = Builder::new("P7".parse()?, "22-021-S06".parse()?)
//!     .stay(day("2024-02-05")?, Some(day("2024-06-28")?))
//!     .project_job(day("2024-03-01")?, Some(day("2024-06-28")?))
//!     .status(day("2024-07-01")?, LabourStatus::Employed);
//! let cohort = Cohort::new([p7], [], day("2024-12-31")?);
//! assert_eq!(cohort.map(|cohort| cohort.participations().len()), Ok(1));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod builder;
mod cohort;
mod error;
mod facts;
mod from_case;
mod joint;
mod noted;
mod record;
mod thing;

pub use builder::Builder;
pub use cohort::{Cohort, Source};
pub use error::{Dated, ParticipationError, Wrong};
pub use etablera_domain::event::{EntityKind, Improvement, Measure, Size, WorkKind};
pub use facts::{Facts, LanguageLevels, Special};
pub(crate) use from_case::project_spans;
pub use joint::{Kind, Taking, takings};
pub use noted::{certify, collected};
pub use record::{Answers, Participation, Span, Stay};
pub use thing::{Entity, Work};

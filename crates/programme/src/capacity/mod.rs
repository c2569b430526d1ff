//! How many trial seats, supervisors and training days a goal needs.
//!
//! A [`Programme`] is stages in a row, each with a length, what it takes of
//! each [`Resource`], and the [`Chances`] of what its end leads to; people come
//! and wait in the order they came. A [`Goal`] is so many people within so
//! many months. [`simulate`] says what given [`Resources`] lead to, with
//! intervals over the replications; [`gains`] says which resource holds it
//! back; [`search`] lists everything that is enough and has nothing to spare.
//!
//! `stage` is what a stage is, `model` a programme and a goal that fit, `draw`
//! what chance decides, `run` one replication, `report` all of them together,
//! `search` the least that is enough, `counts` takes stages from a
//! template and chances from past journeys, and `question` is what a file asks.
//!
//! What is left out: people differ only by chance, days of sickness do not
//! count, whoever waits for the next stage does so without pay or place, and
//! chances are taken as known. Intervals are over chance within the model, and
//! say nothing of how wrong the model may be.
//!
//! ```
//! use std::num::{NonZeroU16, NonZeroU32, NonZeroUsize};
//!
//! use etablera_programme::capacity::{
//!     Arrivals, Chances, Draws, Goal, Mark, Model, Programme, Resource, Resources, gains,
//!     simulate, stages,
//! };
//! use etablera_programme::template::Template;
//!
//! // One month's trial, four months' employment, and all go on.
//! let lulea = Template::shipped("workplace-lulea").expect("is shipped");
//! let two = NonZeroU16::new(2).expect("not 0");
//! let programme = Programme {
//!     stages: stages(&lulea, |_| Chances::ALL_GO_ON),
//!     start: "2027-01-01".parse()?,
//!     waiting: 0,
//!     arrivals: Arrivals::Monthly(1),
//!     calendar: None,
//!     per_supervisor: two,
//!     per_training_day: NonZeroU16::new(12).expect("not 0"),
//! };
//! let goal = Goal { mark: Mark::Through, people: two, months: 6 };
//! let model = Model::new(programme, goal)?;
//! let (draws, one) = (Draws::new(&model, NonZeroU32::MIN, 1), NonZeroUsize::MIN);
//!
//! // One comes each month and takes five, and so two are through after six.
//! let enough = Resources { trial_seats: 1, employment_seats: 4, supervisors: 3, training_days: 1 };
//! assert_eq!(simulate(&model, &draws, enough, one).people.median, 2);
//! let short = Resources { employment_seats: 1, ..enough };
//! assert_eq!(simulate(&model, &draws, short, one).people.median, 1);
//! assert_eq!(gains(&model, &draws, short, one)[0].resource, Resource::EmploymentSeat);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod counts;
mod draw;
mod model;
mod question;
mod report;
mod run;
mod search;
mod stage;

pub use counts::{Counts, Estimate, stages};
pub use draw::Draws;
pub use model::{Arrivals, Goal, Mark, Model, ModelError, Programme};
pub use question::{Asked, Question, QuestionError};
pub use report::{
    Gain, Report, ResourceReport, Resources, Spread, StageReport, Sureness, gains, most_useful,
    simulate,
};
pub use search::{Enough, Frontier, SearchError, Wanted, search};
pub use stage::{Chances, ChancesError, Resource, Seat, Stage, Stay, Uses};

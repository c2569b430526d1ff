//! How likely a placement leads to employment, learnt from past trials.
//!
//! Off unless somebody asks: matching scores fit, and a person decides. A
//! [`Model`] is a table of coefficients that anybody can read: the chance of a
//! pair is a logistic function of its [`Features`], calibrated on trials that
//! the coefficients were not fitted to.
//!
//! 1. [`Features::of`] looks at one judged pair, and at nothing else. The
//!    names are a closed list ([`Feature`]): no ground of discrimination law
//!    is in it, and there is nowhere to put one. What is in it may still stand
//!    in for one – languages for origin, hours for health, the way to work for
//!    where people of some origin live – so that what a model does is to be
//!    looked at by group, and not only what it takes.
//! 2. [`train`] fits a model to [`Row`]s by Newton's method with a penalty on
//!    large coefficients, so that separated and collinear columns have an
//!    answer; where there is too little to learn from, it falls back to the
//!    share of all trials, drawn towards one half, and says so ([`Basis`]).
//! 3. [`Reliability`] says what a model is worth: what was foreseen beside what
//!    came, against the plain share of all.
//!
//! Rows are put in an order of their own and equal ones are counted together,
//! so that their order never matters and a row twice is a row that weighs
//! twice, to the bit.
//!
//! ```
//! use etablera_matching::outcome::{Feature, Features, NotFinite, Row, Training, train};
//!
//! // The nearer, the more often: 20 of 30 at 1 km, 10 of 30 at 10 km.
//! let at = |kilometres| Features::default().with(Feature::Kilometres, kilometres);
//! let near = (0..30).map(|n| Ok(Row::new(at(1.0)?, n < 20)));
//! let far = (0..30).map(|n| Ok(Row::new(at(10.0)?, n < 10)));
//! let rows = near.chain(far).collect::<Result<Vec<Row>, NotFinite>>()?;
//! let trained = train(&rows, &Training::default())?;
//! let told = trained.model.predict(&at(1.0)?);
//! assert!(told.chance > 0.5 && told.low < told.chance && told.chance < told.high);
//! assert_eq!(told.reasons[0].feature, Feature::Kilometres);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! What is no feature cannot be one:
//!
//! ```compile_fail
//! use etablera_matching::outcome::{Feature, Features};
//!
//! let _ = Features::default().with(Feature::Gender, 1.0);
//! ```

mod calibration;
mod feature;
mod file;
mod fit;
mod matrix;
mod model;
mod pair;
mod reliability;
mod row;
mod train;

pub use calibration::{Block, Calibration, Calibrator, pav};
pub use feature::{Feature, Features, NotFinite};
pub use file::{MODEL_VERSION, ModelError};
pub use model::{Basis, Contribution, Model, Prediction, Term, WhyBase};
pub use reliability::{Bin, Reliability};
pub use row::Row;
pub use train::{Trained, Training, TrainingError, train};

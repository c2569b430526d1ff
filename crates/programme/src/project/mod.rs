//! The public record of a project, as the list of operations that a funder
//! publishes has it (CPR Art. 49(3)).
//!
//! A [`ProjectRecord`] has only fields that are right: a project ends after it
//! begins, an objective has its area, and a region its code, since there is no
//! way to say otherwise. [`ProjectRecord::from_json`] finds everything that is
//! wrong with a text at once, each by field, value and what was expected, and
//! [`ProjectRecord::to_json`] writes the one form of a record: its fields in
//! the order and with the names of the open record.
//!
//! `number`, `place` and `programme` are the types of the fields, `record` the
//! record, `json` its form, and `error` what can be wrong.
//!
//! ```
//! use etablera_programme::project::ProjectRecord;
//!
//! let text = include_str!("../../tests/project/kompetenscentrum.json");
//! let record = ProjectRecord::from_json(text)?;
//! assert_eq!(record.objective.area(), 'D');
//! assert_eq!(record.to_json(), text);
//!
//! let wrong = text.replace("2120002742", "2120002743").replace("SE33", "SE34");
//! let errors = ProjectRecord::from_json(&wrong).unwrap_err();
//! assert_eq!(
//!     errors.to_string(),
//!     "`Projektägare org.nr`: `2120002743` is not an organisation number: expected ten digits \
//!      with a right check digit, such as `212000-2742`\n\
//!      `NUTS-2` is `SE34`: expected a region of Sweden, such as `SE33`"
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod error;
mod json;
mod number;
mod place;
mod programme;
mod record;

pub use error::{FieldError, RecordErrors};
pub use number::{CaseNumber, Cci, InterventionType, Percent, Postcode, Words};
pub use place::{Countries, Region, country_named, name_of};
pub use programme::{Fund, Objective};
pub use record::{Costs, ProjectRecord, Run};

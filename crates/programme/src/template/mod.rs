//! Programmes as data.
//!
//! A template says which stages a programme has and where their outcomes
//! lead, what is due when, and what is allowed at most. `model` is what it
//! says, `length` how long things take, `read` and `decode` find every
//! mistake of a file with its line, `graph` those that only the whole shows,
//! `path` are the days of whoever goes straight through, and `adapt` makes
//! another municipality's own.
//!
//! ```
//! use etablera_programme::template::Template;
//!
//! let lulea = Template::shipped("workplace-lulea").expect("is shipped");
//! assert_eq!(lulea.stages[0].id.as_str(), "trial");
//! let wrong = Template::parse("id = \"empty\"").unwrap_err();
//! assert_eq!(wrong[0].to_string(), "line 1: `calendar` is missing");
//! ```

mod adapt;
pub(crate) mod decode;
mod error;
mod graph;
mod length;
mod model;
mod path;
pub(crate) mod read;

pub use adapt::{AdaptError, Change};
pub use error::{Problem, TemplateError};
pub use length::{Length, ParseLengthError};
pub use model::{
    Condition, Extension, FollowUp, Held, Item, Learnt, Limits, Names, OutcomePlan, Pauses,
    ReasonPlan, Split, StagePlan, Target, Template, TrainingDay,
};
pub use path::{Path, PathStage, WorkingDays};

/// The shipped templates: name and text.
const SHIPPED: [(&str, &str); 4] = [
    ("arctic-labour", include_str!("../../templates/arctic-labour.toml")),
    ("den-glomda-resursen", include_str!("../../templates/den-glomda-resursen.toml")),
    ("kompetenscentrum", include_str!("../../templates/kompetenscentrum.toml")),
    ("workplace-lulea", include_str!("../../templates/workplace-lulea.toml")),
];

impl Template {
    /// The names of the shipped templates, in order.
    pub fn shipped_names() -> impl Iterator<Item = &'static str> {
        SHIPPED.iter().map(|(name, _)| *name)
    }

    /// The text of a shipped template, with its comments.
    #[must_use]
    pub fn shipped_text(name: &str) -> Option<&'static str> {
        SHIPPED.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
    }

    /// A shipped template by name.
    #[must_use]
    pub fn shipped(name: &str) -> Option<Self> {
        Self::parse(Self::shipped_text(name)?).ok()
    }

    /// Reads a template from TOML.
    ///
    /// # Errors
    /// Everything that is wrong, by line.
    pub fn parse(text: &str) -> Result<Self, Vec<TemplateError>> {
        decode::template(text)
    }
}

//! Programmes as data.
//!
//! A template says which stages a programme has and where their outcomes
//! lead, what is due when, and what is allowed at most. `model` is what it
//! says, `length` how long things take, `read` and `decode` find every
//! mistake of a file with its line, `shape` is what they ask for, `graph` finds
//! what only the whole shows, `path` are the days of whoever goes straight through, and `adapt` makes
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
mod shape;

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

/// What the file of a template may hold, as JSON Schema (draft 2020-12): its
/// fields, those that must be there, and what each can be. It is made by asking
/// the reader, so that the two agree.
///
/// What only the whole shows, such as where stages lead, is left to
/// [`Template::parse`].
#[must_use]
pub fn schema() -> serde_json::Value {
    let mut schema = decode::asked().schema();
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema".into();
    schema["title"] = "Template of a programme".into();
    schema
}

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

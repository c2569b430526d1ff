//! What is wrong with a template, and where.

use std::fmt;

/// Something wrong in a template's file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TemplateError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong there.
    pub problem: Problem,
}

impl fmt::Display for TemplateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.problem)
    }
}

impl std::error::Error for TemplateError {}

/// What can be wrong with a template.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
#[non_exhaustive]
pub enum Problem {
    /// It is not TOML.
    #[error("{0}")]
    Syntax(String),
    /// A field that no template has.
    #[error("`{field}` is not a field here: expected one of {known}")]
    Unknown {
        /// Its name.
        field: String,
        /// The names of those that are.
        known: String,
    },
    /// A field that every template has is not there.
    #[error("`{0}` is missing")]
    Missing(&'static str),
    /// A list that must not be empty is.
    #[error("`{0}` is empty: expected at least one")]
    Empty(&'static str),
    /// A field and the flag that takes its place.
    #[error("`{0}` and `{1}` are both there: expected one of them")]
    Both(&'static str, &'static str),
    /// A value that the field cannot have.
    #[error("`{field}` is {found}: expected {expected}")]
    Value {
        /// The field.
        field: String,
        /// What stands there.
        found: String,
        /// What may stand there.
        expected: String,
    },
    /// Two things of one name.
    #[error("{what} `{id}` is there twice")]
    Twice {
        /// What they are.
        what: &'static str,
        /// Their name.
        id: String,
    },
    /// A stage that is named and not there.
    #[error("`{id}` is not a stage: expected {known}, `matching` or `leave`")]
    NoStage {
        /// The name.
        id: String,
        /// The stages that are there.
        known: String,
    },
    /// Nothing leads to a stage.
    #[error("stage `{0}` cannot be reached: expected an outcome that leads to it")]
    Unreachable(String),
    /// From a stage nobody ever comes out of the programme.
    #[error("from stage `{0}` nothing leads out of the programme: expected a way to `leave`")]
    NoExit(String),
    /// A stage that nothing can follow.
    #[error("stage `{0}` has no outcome: expected at least one")]
    NoOutcome(String),
    /// An outcome that leads nowhere.
    #[error("outcome `{outcome}` of stage `{stage}` has no `to`: expected where it leads")]
    NoTarget {
        /// The stage.
        stage: String,
        /// The outcome.
        outcome: &'static str,
    },
    /// An outcome that leads to where its kind cannot.
    #[error("outcome `{outcome}` of stage `{stage}` leads to `{to}`: expected {expected}")]
    WrongTarget {
        /// The stage.
        stage: String,
        /// The outcome.
        outcome: &'static str,
        /// Where it leads.
        to: String,
        /// Where it may lead.
        expected: &'static str,
    },
    /// Two stages that an event cannot tell apart.
    #[error("`{first}` and `{second}` are of one kind and follow the same stage: expected one")]
    Ambiguous {
        /// One of them.
        first: String,
        /// The other.
        second: String,
    },
    /// The warning comes before the stage begins.
    #[error("a warning {warning} working days ahead is longer than stage `{stage}`")]
    WarningTooLong {
        /// Working days.
        warning: u16,
        /// The stage.
        stage: String,
    },
    /// A stage without an end has something that counts from its end.
    #[error("stage `{stage}` is open and has {what}: expected a length")]
    Open {
        /// The stage.
        stage: String,
        /// What counts from its end.
        what: &'static str,
    },
    /// A check-in after the stage.
    #[error("check-in after {after} lies beyond stage `{stage}`")]
    CheckInTooLate {
        /// Since the stage's first day.
        after: String,
        /// The stage.
        stage: String,
    },
    /// A check-in that does not come after the one that stands before it.
    #[error("check-in after {after} of stage `{stage}` follows {before}: expected a later one")]
    CheckInOrder {
        /// The one that stands before it.
        before: String,
        /// Since the stage's first day.
        after: String,
        /// The stage.
        stage: String,
    },
    /// A stage without a placement asks for something of one.
    #[error("stage `{stage}` is held in the programme: expected no `{condition}` there")]
    NoPlacement {
        /// The stage.
        stage: String,
        /// What it asks for.
        condition: &'static str,
    },
    /// A reason that ends the stage at one placement and moves it to another.
    #[error("`{code}` ends stage `{stage}` and is one of `moves`: expected it in one of them")]
    MovesAndEnds {
        /// The reason.
        code: String,
        /// The stage.
        stage: String,
    },
    /// A question whose answers count only after it is due.
    #[error(
        "follow-up `{id}` opens {opens} after leaving and is due after {after}: expected earlier"
    )]
    OpensLate {
        /// Its name.
        id: String,
        /// Since when an answer counts.
        opens: String,
        /// When it is due.
        after: String,
    },
    /// An outcome makes longer what cannot be, or nothing does what could.
    #[error("stage `{0}` has an `extend` outcome or an `extension`: expected both or neither")]
    Extension(String),
    /// The shares of the time split.
    #[error("`work` and `training` add up to {0}: expected 1")]
    Shares(String),
    /// The longest programme is shorter than its own stages.
    #[error("`longest` is {longest}: expected at least the {path} days that the stages take")]
    Longest {
        /// As written.
        longest: String,
        /// The least days of the main path.
        path: u32,
    },
}

//! What an employer may learn about somebody, and nothing else.
//!
//! Every field is a [`Field`], which holds only what is declared here for
//! employers, and says why it is there. Special categories of data, notes,
//! wishes, addresses and whole profiles are not, and cannot be from outside:
//! the examples of [`Field`] and [`EmployerView`] show that the compiler
//! refuses them.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use etablera_domain::event::Code;
use etablera_domain::{LearnBy, NeedId, PlacementId, What};
use serde::{Deserialize, Serialize};

mod sealed {
    /// Kept to this module.
    pub trait Sealed {}
}

/// What an employer may learn. Nobody else can say that something is.
pub trait ForEmployer: sealed::Sealed {}

macro_rules! for_employers {
    ($($name:ident),+) => {$(
        impl sealed::Sealed for $name {}
        impl ForEmployer for $name {}
    )+};
}

for_employers!(FullName, Tasks, Lessons, FirstDay);

/// A name as it is said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(transparent)]
pub struct FullName(pub(in crate::office) String);

/// Titles of tasks from the employer's own need.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(transparent)]
pub struct Tasks(pub(in crate::office) Vec<String>);

/// What is to be taught for the employer's own need.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(transparent)]
pub struct Lessons(pub(in crate::office) Vec<Lesson>);

/// Something to be taught.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Lesson {
    /// What the need asks for.
    pub what: What,
    /// How it is learnt.
    pub by: LearnBy,
}

/// The first day somebody can come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(transparent)]
pub struct FirstDay(pub(in crate::office) NaiveDate);

macro_rules! get {
    ($($name:ident -> $type:ty),+) => {$(
        impl $name {
            /// What it holds.
            #[must_use]
            pub fn get(&self) -> &$type {
                &self.0
            }
        }
    )+};
}

get!(FullName -> str, Tasks -> [String], Lessons -> [Lesson], FirstDay -> NaiveDate);

/// Why an employer learns something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "WhyDisclosed")]
pub enum Why {
    /// The participant agreed to be introduced to this employer.
    Consent,
    /// The employer plans the work by it.
    PlansWork,
    /// The employer teaches it.
    Teaches,
    /// The employer plans the beginning by it.
    PlansStart,
}

/// One thing that an employer learns, and why. It holds what is declared for
/// employers and nothing else:
///
/// ```
/// use etablera_casework::office::{Field, FullName};
///
/// fn sent(_: Field<FullName>) {}
/// ```
///
/// Special categories of data, texts, addresses, profiles, wishes and plain text
/// do not go in:
///
/// ```compile_fail,E0277
/// fn leaked(_: etablera_casework::office::Field<etablera_storage::Special>) {}
/// ```
///
/// ```compile_fail,E0277
/// fn leaked(_: etablera_casework::office::Field<etablera_storage::SpecialView>) {}
/// ```
///
/// ```compile_fail,E0277
/// fn leaked(_: etablera_casework::office::Field<etablera_storage::Document>) {}
/// ```
///
/// ```compile_fail,E0277
/// fn leaked(_: etablera_casework::office::Field<etablera_storage::Contacts>) {}
/// ```
///
/// ```compile_fail,E0277
/// fn leaked(_: etablera_casework::office::Field<etablera_domain::Participant>) {}
/// ```
///
/// ```compile_fail,E0277
/// fn leaked(_: etablera_casework::office::Field<etablera_domain::Wishes>) {}
/// ```
///
/// ```compile_fail,E0277
/// fn leaked(_: etablera_casework::office::Field<String>) {}
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Field_of_{T}", description = "One thing that an employer learns, and why.")]
pub struct Field<T: ForEmployer> {
    /// What.
    pub value: T,
    /// Why.
    pub why: Why,
}

/// All that an employer learns about somebody who is proposed to them.
///
/// ```
/// fn read(view: etablera_casework::office::EmployerView) {
///     let _ = view.name;
/// }
/// ```
///
/// There is no room for anything else:
///
/// ```compile_fail,E0609
/// fn read(view: etablera_casework::office::EmployerView) {
///     let _ = view.notes;
/// }
/// ```
///
/// ```compile_fail,E0609
/// fn read(view: etablera_casework::office::EmployerView) {
///     let _ = view.disability;
/// }
/// ```
///
/// ```compile_fail,E0609
/// fn read(view: etablera_casework::office::EmployerView) {
///     let _ = view.home;
/// }
/// ```
///
/// ```compile_fail,E0609
/// fn read(view: etablera_casework::office::EmployerView) {
///     let _ = view.wishes;
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "All that an employer learns about somebody who is proposed to them.")]
pub struct EmployerView {
    /// What to call it in answers.
    pub placement: PlacementId,
    /// Which of their needs it is about.
    pub need: NeedId,
    /// Who it is; only with consent, and never of a protected person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Field<FullName>>,
    /// The tasks that they can do.
    pub tasks: Field<Tasks>,
    /// What needs teaching.
    pub teach: Field<Lessons>,
    /// The first day they can come, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub available_from: Option<Field<FirstDay>>,
}

impl EmployerView {
    /// The names of the fields that say something, for the register.
    #[must_use]
    pub fn fields(&self) -> BTreeSet<Code> {
        // Taken apart, so that a new field cannot be forgotten here.
        let Self { placement: _, need: _, name, tasks: _, teach: _, available_from } = self;
        let mut names = vec!["tasks", "teach"];
        names.extend(name.as_ref().map(|_| "name"));
        names.extend(available_from.as_ref().map(|_| "available_from"));
        names.into_iter().filter_map(|name| name.parse().ok()).collect()
    }
}

//! What can be asked of the server: every use case, by method and path.
//!
//! A path is that of the command line: `etablera participant enrol P017` is
//! `POST /participants/P017/enrol`. `GET` reads and `POST` writes down; what is
//! in the path is a field of the command, and so is what stands in the query
//! or in the body.

mod accounts;
mod agreements;
mod cases;
mod competences;
mod employers;
mod erasures;
mod housing;
mod installation;
mod journeys;
mod matching;
mod needs;
mod participants;
mod programmes;
mod referrals;
mod register;
mod reports;
mod run;
mod training;
mod whole;

use std::sync::LazyLock;

use axum::http::Method;
use etablera_casework::office::Call;
use etablera_casework::office::{Engine, Office, UseCase};
use etablera_domain::event::{Subject, SubjectKind};
use schemars::{Schema, SchemaGenerator};

use crate::app::App;
pub(crate) use run::Failure;
use run::{Command, Given, Judged, Run, Used, Whole};

/// Whether an operation writes anything beside the access log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// It only reads.
    Reads,
    /// It writes down what happened.
    Writes,
}

/// What an operation is asked with: the parts of a request that name fields of
/// the command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// In the path and the query.
    Query,
    /// In the path and a JSON object.
    Body,
}

/// One operation of the interface.
pub struct Operation {
    /// Its name: that of the command line, such as `participant.enrol`.
    pub id: &'static str,
    /// How it is asked.
    pub method: Method,
    /// Where, below `/api/v1`; what is in braces is a field of the command.
    pub path: &'static str,
    /// What it does, in a line.
    pub summary: &'static str,
    /// Whether it writes.
    pub effect: Effect,
    /// What the rows of its answer are ordered by, where it gives a page of
    /// them: a field of each.
    pub(crate) page: Option<&'static str>,
    /// Whether only a person may ask it, in a session.
    pub(crate) by_hand: bool,
    pub(crate) types: Types,
    run: Box<dyn Run>,
}

/// What is taken and given, as schemas.
#[derive(Clone, Copy)]
pub(crate) struct Types {
    /// The schema of the command.
    pub(crate) takes: fn(&mut SchemaGenerator) -> Schema,
    /// The schema of the answer.
    pub(crate) gives: fn(&mut SchemaGenerator) -> Schema,
}

impl Operation {
    fn new<C: Command, A: Given>(
        (effect, id, path): (Effect, &'static str, &'static str),
        summary: &'static str,
        run: Box<dyn Run>,
    ) -> Self {
        let method = match effect {
            Effect::Reads => Method::GET,
            Effect::Writes => Method::POST,
        };
        Self {
            id,
            method,
            path,
            summary,
            effect,
            page: None,
            by_hand: false,
            types: Types { takes: C::schema_in, gives: A::schema_in },
            run,
        }
    }

    /// The same, asked with a body: its question does not fit in a line.
    fn with_body(mut self) -> Self {
        self.method = Method::POST;
        self
    }

    /// The same, for a person in a session and no token.
    fn by_hand(mut self) -> Self {
        self.by_hand = true;
        self
    }

    /// The same, giving a page of rows at a time, ordered by a field of each; its
    /// command has the fields `after` and `limit`.
    fn paged(mut self, by: &'static str) -> Self {
        self.page = Some(by);
        self
    }

    /// Whether only a person may ask it, in a session.
    #[must_use]
    pub fn is_by_hand(&self) -> bool {
        self.by_hand
    }

    /// Which parts of a request name fields of the command.
    #[must_use]
    pub fn asked(&self) -> Asked {
        if self.method == Method::GET { Asked::Query } else { Asked::Body }
    }

    /// What it belongs to: the first part of its name.
    #[must_use]
    pub fn tag(&self) -> &'static str {
        tag(self.id)
    }

    /// The names in the braces of its path.
    pub fn path_fields(&self) -> impl Iterator<Item = &'static str> {
        self.path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
    }

    /// The subject that a path names, with the value of its field.
    pub(crate) fn subject<'v>(&self, value: impl Fn(&str) -> Option<&'v str>) -> Option<Subject> {
        let field = self.path_fields().next()?;
        let id = value(field)?;
        let text = if field == "subject" { id.to_owned() } else { format!("{field}:{id}") };
        text.parse().ok()
    }

    /// Whether its path names something that has a version.
    pub(crate) fn has_version(&self) -> bool {
        let is_kind = |field| SubjectKind::ALL.iter().any(|kind| kind.name() == field);
        self.path_fields().next().is_some_and(|field| field == "subject" || is_kind(field))
    }

    pub(crate) fn run(&self) -> &dyn Run {
        &*self.run
    }
}

/// Every operation, in the order of the contract.
#[must_use]
pub fn operations() -> &'static [Operation] {
    static ALL: LazyLock<Vec<Operation>> = LazyLock::new(|| {
        let tags = [
            participants::operations(),
            cases::operations(),
            referrals::operations(),
            journeys::operations(),
            competences::operations(),
            employers::operations(),
            agreements::operations(),
            needs::operations(),
            matching::operations(),
            training::operations(),
            housing::operations(),
            programmes::operations(),
            reports::operations(),
            erasures::operations(),
            installation::operations(),
            accounts::operations(),
        ];
        tags.into_iter().flatten().collect()
    });
    &ALL
}

/// The first part of a name.
pub(crate) fn tag(id: &'static str) -> &'static str {
    id.split('.').next().unwrap_or(id)
}

type Name = (&'static str, &'static str);

/// A use case that only reads.
fn get<C: Command, A: Given, F>((id, path): Name, summary: &'static str, work: F) -> Operation
where
    F: for<'a> Fn(&'a Office, &'a Call, &'a C) -> UseCase<'a, A> + Send + Sync + 'static,
{
    Operation::new::<C, A>((Effect::Reads, id, path), summary, Used::boxed(work))
}

/// A use case that writes.
fn post<C: Command, A: Given, F>((id, path): Name, summary: &'static str, work: F) -> Operation
where
    F: for<'a> Fn(&'a Office, &'a Call, &'a C) -> UseCase<'a, A> + Send + Sync + 'static,
{
    Operation::new::<C, A>((Effect::Writes, id, path), summary, Used::boxed(work))
}

/// A use case that judges, and keeps what it was judged with in a receipt.
fn judge<C: Command, A: Given, F>((id, path): Name, summary: &'static str, work: F) -> Operation
where
    F: for<'a> Fn(&'a Office, &'a Call, &'a Engine<'static>, &'a C) -> UseCase<'a, A>
        + Send
        + Sync
        + 'static,
{
    Operation::new::<C, A>((Effect::Writes, id, path), summary, Judged::boxed(work))
}

/// A use case that reads, with what judges.
fn look<C: Command, A: Given, F>((id, path): Name, summary: &'static str, work: F) -> Operation
where
    F: for<'a> Fn(&'a Office, &'a Call, &'a Engine<'static>, &'a C) -> UseCase<'a, A>
        + Send
        + Sync
        + 'static,
{
    Operation::new::<C, A>((Effect::Reads, id, path), summary, Judged::boxed(work))
}

/// A use case that writes, with how strict logging in is.
fn manage<C: Command, A: Given, F>((id, path): Name, summary: &'static str, work: F) -> Operation
where
    F: for<'a> Fn(&'a App, &'a Call, &'a C) -> UseCase<'a, A> + Send + Sync + 'static,
{
    Operation::new::<C, A>((Effect::Writes, id, path), summary, Whole::boxed(work))
}

/// The subjects that stand alone in a path: what the use cases that take an id
/// are asked with.
macro_rules! ones {
    ($($(#[$doc:meta])* $name:ident { $field:ident: $id:ty })+) => {$(
        $(#[$doc])*
        #[derive(serde::Deserialize, schemars::JsonSchema)]
        #[serde(deny_unknown_fields)]
        struct $name {
            $field: $id,
        }
    )+};
}

use ones;

/// A question that names nothing.
#[derive(serde::Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Nothing {}

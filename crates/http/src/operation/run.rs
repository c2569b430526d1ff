//! From a record of fields to a use case, and from its answer to JSON.

use std::marker::PhantomData;
use std::pin::Pin;

use etablera_casework::office::{Call, CaseError, Engine, Office, UseCase};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::value::{RawValue, to_raw_value};
use serde_json::{Map, Value};
use serde_path_to_error::Track;

use super::whole::whole;
use crate::app::App;

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// The record is not the command.
    #[error("{at}: {said}")]
    Record {
        /// Where, as a JSON pointer.
        at: String,
        /// What was expected.
        said: String,
    },
    /// The use case says no.
    #[error(transparent)]
    Case(#[from] CaseError),
    /// The answer cannot be written.
    #[error("the answer cannot be written")]
    Unwritten(#[from] serde_json::Error),
}

/// What is asked with.
pub(super) trait Command: DeserializeOwned + JsonSchema + 'static {
    fn schema_in(generator: &mut SchemaGenerator) -> Schema {
        generator.subschema_for::<Self>()
    }
}

impl<C: DeserializeOwned + JsonSchema + 'static> Command for C {}

/// What is answered.
pub(super) trait Given: Serialize + JsonSchema + 'static {
    fn schema_in(generator: &mut SchemaGenerator) -> Schema {
        generator.subschema_for::<Self>()
    }
}

impl<A: Serialize + JsonSchema + 'static> Given for A {}

/// What the record of a request comes to, as a text: answers are long, and most
/// are only passed on.
pub(crate) type Answering<'a> = Pin<Box<dyn Future<Output = Result<Box<RawValue>, Failure>> + 'a>>;

/// A use case behind a record of fields.
pub(crate) trait Run: Send + Sync {
    /// Decodes the record, asks, and encodes the answer.
    fn run<'a>(&'a self, app: &'a App, call: &'a Call, record: Map<String, Value>)
    -> Answering<'a>;
}

/// A use case of a store.
pub(super) struct Used<C, A, F>(F, PhantomData<fn(C) -> A>);

impl<C: Command, A: Given, F> Used<C, A, F>
where
    F: for<'a> Fn(&'a Office, &'a Call, &'a C) -> UseCase<'a, A> + Send + Sync + 'static,
{
    pub(super) fn boxed(work: F) -> Box<dyn Run> {
        Box::new(Self(work, PhantomData))
    }
}

impl<C: Command, A: Given, F> Run for Used<C, A, F>
where
    F: for<'a> Fn(&'a Office, &'a Call, &'a C) -> UseCase<'a, A> + Send + Sync + 'static,
{
    fn run<'a>(
        &'a self,
        app: &'a App,
        call: &'a Call,
        record: Map<String, Value>,
    ) -> Answering<'a> {
        Box::pin(async move {
            let command: C = decode(record)?;
            let answer = (self.0)(&app.office, call, &command).await?;
            Ok(to_raw_value(&answer)?)
        })
    }
}

/// A use case that judges with an engine.
pub(super) struct Judged<C, A, F>(F, PhantomData<fn(C) -> A>);

impl<C: Command, A: Given, F> Judged<C, A, F>
where
    F: for<'a> Fn(&'a Office, &'a Call, &'a Engine<'static>, &'a C) -> UseCase<'a, A>
        + Send
        + Sync
        + 'static,
{
    pub(super) fn boxed(work: F) -> Box<dyn Run> {
        Box::new(Self(work, PhantomData))
    }
}

impl<C: Command, A: Given, F> Run for Judged<C, A, F>
where
    F: for<'a> Fn(&'a Office, &'a Call, &'a Engine<'static>, &'a C) -> UseCase<'a, A>
        + Send
        + Sync
        + 'static,
{
    fn run<'a>(
        &'a self,
        app: &'a App,
        call: &'a Call,
        record: Map<String, Value>,
    ) -> Answering<'a> {
        Box::pin(async move {
            let command: C = decode(record)?;
            let answer = (self.0)(&app.office, call, app.judging.engine(), &command).await?;
            Ok(to_raw_value(&answer)?)
        })
    }
}

/// A use case of the whole server.
pub(super) struct Whole<C, A, F>(F, PhantomData<fn(C) -> A>);

impl<C: Command, A: Given, F> Whole<C, A, F>
where
    F: for<'a> Fn(&'a App, &'a Call, &'a C) -> UseCase<'a, A> + Send + Sync + 'static,
{
    pub(super) fn boxed(work: F) -> Box<dyn Run> {
        Box::new(Self(work, PhantomData))
    }
}

impl<C: Command, A: Given, F> Run for Whole<C, A, F>
where
    F: for<'a> Fn(&'a App, &'a Call, &'a C) -> UseCase<'a, A> + Send + Sync + 'static,
{
    fn run<'a>(
        &'a self,
        app: &'a App,
        call: &'a Call,
        record: Map<String, Value>,
    ) -> Answering<'a> {
        Box::pin(async move {
            let command: C = decode(record)?;
            let answer = (self.0)(app, call, &command).await?;
            Ok(to_raw_value(&answer)?)
        })
    }
}

/// The command that a record is. What is wrong is told with its place.
///
/// Commands are many, and what decodes them is compiled once: hence the type
/// that is only known while it runs.
fn decode<C: DeserializeOwned>(record: Map<String, Value>) -> Result<C, Failure> {
    let mut track = Track::new();
    let record = serde_path_to_error::Deserializer::new(whole(Value::Object(record)), &mut track);
    let mut record = <dyn erased_serde::Deserializer<'_>>::erase(record);
    let command = erased_serde::deserialize(&mut record);
    drop(record);
    command.map_err(|error| Failure::Record { at: pointer(&track.path()), said: error.to_string() })
}

/// A path as a JSON pointer (RFC 6901).
fn pointer(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    let mut pointer = String::new();
    for segment in path {
        let part = match segment {
            Segment::Seq { index } => index.to_string(),
            Segment::Map { key } => key.replace('~', "~0").replace('/', "~1"),
            // The name of a variant is no place in the text.
            Segment::Enum { .. } | Segment::Unknown => continue,
        };
        pointer.push('/');
        pointer.push_str(&part);
    }
    pointer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Rows {
        #[expect(dead_code, reason = "only read from JSON")]
        rows: Vec<Row>,
    }

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Row {
        #[expect(dead_code, reason = "only read from JSON")]
        #[serde(rename = "a/b")]
        count: u8,
    }

    fn at(text: &str) -> String {
        let Ok(Value::Object(record)) = serde_json::from_str(text) else { panic!("{text}") };
        match decode::<Rows>(record) {
            Err(Failure::Record { at, .. }) => at,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        assert_eq!(at(r#"{"rows": [{"a/b": 1}, {"a/b": 300}]}"#), "/rows/1/a~1b");
        assert_eq!(at(r#"{"rows": [{}]}"#), "/rows/0");
        assert_eq!(at("{}"), "");
    }
}

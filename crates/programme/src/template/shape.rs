//! What the fields of a template hold, as the reader asks for them.
//!
//! The reader is run once on a table that is empty and keeps every question, so
//! that the schema cannot say anything that the reader does not.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;
use std::rc::Rc;
use std::str::FromStr;

use etablera_domain::event::Code;
use serde_json::{Map, Value, json};

use super::length::Length;
use crate::rules::Amount;

/// Something that is written as a text and parsed.
pub(crate) trait Form: FromStr<Err: Display> {
    /// How it is written, as a regular expression, where not in any way.
    const PATTERN: Option<&'static str>;
    /// Whether a whole number may stand for it, without quotes.
    const BARE: bool = false;
}

impl Form for String {
    const PATTERN: Option<&'static str> = None;
}

impl Form for Code {
    const PATTERN: Option<&'static str> = Some("^[a-z][a-z0-9_-]{0,47}$");
}

impl Form for Length {
    const PATTERN: Option<&'static str> = Some("^0*[1-9][0-9]{0,3} (day|week|month)s?$");
}

impl Form for Amount {
    const PATTERN: Option<&'static str> = Some("^[+-]?[0-9]+(/[+]?[0-9]+)?$");
    const BARE: bool = true;
}

/// What a field holds.
pub(super) enum Shape {
    Text,
    Flag,
    /// A whole number from one to another.
    Number(u16, u16),
    /// A text of a pattern, and whether a whole number may stand for it.
    Parsed(Option<&'static str>, bool),
    Words(Vec<&'static str>),
    List(Box<Self>),
    Table(Rc<Fields>),
}

impl Shape {
    pub(super) fn words<T>(words: &[(&'static str, T)]) -> Self {
        Self::Words(words.iter().map(|(word, _)| *word).collect())
    }

    pub(super) fn list(of: Self) -> Self {
        Self::List(Box::new(of))
    }

    /// In words, for who wrote something else.
    pub(super) fn expected(&self) -> String {
        match self {
            Self::Flag => "`true` or `false`".to_owned(),
            Self::Number(least, most) => format!("a whole number from {least} to {most}"),
            Self::List(_) => "a list".to_owned(),
            Self::Table(_) => "a table".to_owned(),
            Self::Text | Self::Parsed(..) | Self::Words(_) => "a text".to_owned(),
        }
    }

    fn schema(&self) -> Value {
        match self {
            Self::Text => json!({ "type": "string", "pattern": "\\S" }),
            Self::Flag => json!({ "type": "boolean" }),
            Self::Number(least, most) => {
                json!({ "type": "integer", "minimum": least, "maximum": most })
            }
            Self::Parsed(None, _) => json!({ "type": "string" }),
            Self::Parsed(pattern, false) => json!({ "type": "string", "pattern": pattern }),
            // The pattern says nothing of what is no text.
            Self::Parsed(pattern, true) => {
                json!({ "type": ["string", "integer"], "pattern": pattern })
            }
            Self::Words(words) => json!({ "type": "string", "enum": words }),
            Self::List(of) => json!({ "type": "array", "items": of.schema() }),
            Self::Table(fields) => fields.schema(),
        }
    }
}

/// The fields of a table, as far as the reader asked for them.
#[derive(Default)]
pub(super) struct Fields {
    all: RefCell<BTreeMap<&'static str, Shape>>,
    required: RefCell<BTreeSet<&'static str>>,
    /// Lists that have something in them.
    filled: RefCell<BTreeSet<&'static str>>,
    /// A field, and the flag that takes its place.
    either: RefCell<Option<(&'static str, &'static str)>>,
}

impl Fields {
    pub(super) fn add(&self, field: &'static str, shape: Shape) {
        self.all.borrow_mut().insert(field, shape);
    }

    pub(super) fn require(&self, field: &'static str) {
        self.required.borrow_mut().insert(field);
    }

    pub(super) fn fill(&self, field: &'static str) {
        self.filled.borrow_mut().insert(field);
    }

    pub(super) fn either(&self, field: &'static str, flag: &'static str) {
        *self.either.borrow_mut() = Some((field, flag));
    }

    /// As JSON Schema, draft 2020-12.
    pub(super) fn schema(&self) -> Value {
        let mut properties = Map::new();
        for (field, shape) in self.all.borrow().iter() {
            let mut schema = shape.schema();
            if self.filled.borrow().contains(field) {
                schema["minItems"] = json!(1);
            }
            properties.insert((*field).to_owned(), schema);
        }
        let mut schema = json!({
            "type": "object",
            "properties": properties,
            "required": *self.required.borrow(),
            "additionalProperties": false,
        });
        if let Some((field, flag)) = *self.either.borrow() {
            let set = |value: bool| json!({ flag: { "const": value } });
            schema["oneOf"] = json!([
                { "required": [field], "properties": set(false) },
                { "required": [flag], "properties": set(true), "not": { "required": [field] } },
            ]);
        }
        schema
    }
}

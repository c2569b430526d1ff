//! Fields that come as text: what each is, by the schema of the command.

use std::collections::BTreeMap;

use schemars::generate::SchemaSettings;
use serde_json::{Map, Value};

use crate::operation::Operation;
use crate::problem::{Kind, Problem};

/// What a field is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Is {
    Text,
    Number,
    Flag,
    /// Several, each of which is a text unless it says otherwise.
    Several,
    /// A record, as JSON.
    Record,
}

/// The fields of a command.
#[derive(Debug)]
pub(crate) struct Fields(BTreeMap<String, Is>);

impl Fields {
    /// Those of an operation's command.
    pub(crate) fn of(operation: &Operation) -> Self {
        let mut generator = SchemaSettings::draft2020_12().for_deserialize().into_generator();
        let schema = (operation.types.takes)(&mut generator);
        let all = generator.take_definitions(true);
        let schema = resolve(schema.as_value(), &all);
        let fields = schema["properties"].as_object().into_iter().flatten();
        Self(fields.map(|(name, schema)| (name.clone(), is(schema, &all))).collect())
    }

    /// The names of the fields.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// The record that a query comes to.
    pub(crate) fn query(&self, query: &str) -> Result<Map<String, Value>, Problem> {
        let mut record = Map::new();
        for (name, text) in form_urlencoded::parse(query.as_bytes()) {
            if text.contains('\u{FFFD}') || name.contains('\u{FFFD}') {
                let said = "the query is no UTF-8: expected UTF-8";
                return Err(Problem::new(Kind::Malformed).told(said));
            }
            if !self.0.contains_key(&*name) {
                let names: Vec<_> = self.names().map(|name| format!("`{name}`")).collect();
                let name: String = name.chars().take(40).collect();
                let said = format!("unknown field `{name}`: expected one of {}", names.join(", "));
                return Err(Problem::new(Kind::Invalid).told(said));
            }
            let value = self.value(&name, &text)?;
            match record.get_mut(&*name) {
                None => {
                    record.insert(name.into_owned(), value);
                }
                Some(Value::Array(several)) if self.0[&*name] == Is::Several => {
                    several.extend(value.as_array().cloned().unwrap_or_default());
                }
                Some(_) => {
                    let said = format!("`{name}` comes more than once: expected it once");
                    return Err(invalid(&name, said));
                }
            }
        }
        Ok(record)
    }

    /// The value that a text is for a field.
    pub(crate) fn value(&self, name: &str, text: &str) -> Result<Value, Problem> {
        match self.0.get(name).copied().unwrap_or(Is::Text) {
            Is::Text => Ok(text.into()),
            Is::Several => Ok(match serde_json::from_str(text) {
                Ok(Value::Array(several)) => Value::Array(several),
                _ => Value::Array(vec![text.into()]),
            }),
            Is::Number => {
                let number = text.parse::<serde_json::Number>().ok();
                let expected = || invalid(name, format!("`{name}`: expected a number"));
                number.map(Value::Number).ok_or_else(expected)
            }
            Is::Flag => match text {
                "true" => Ok(true.into()),
                "false" => Ok(false.into()),
                _ => Err(invalid(name, format!("`{name}`: expected `true` or `false`"))),
            },
            Is::Record => serde_json::from_str(text)
                .map_err(|error| invalid(name, format!("`{name}` is no JSON: {error}"))),
        }
    }
}

fn invalid(name: &str, said: String) -> Problem {
    Problem::new(Kind::Invalid).told(said).with("pointer", format!("/{name}"))
}

/// What a schema says that a field is, whether it may be null or not.
fn is(schema: &Value, all: &Map<String, Value>) -> Is {
    let schema = resolve(schema, all);
    if let Some(kinds) = schema.get("anyOf").or_else(|| schema.get("oneOf")) {
        let kinds = kinds.as_array().into_iter().flatten();
        let kinds: Vec<_> = kinds.filter(|kind| kind["type"] != "null").collect();
        return match kinds[..] {
            [one] => is(one, all),
            _ if kinds.iter().all(|kind| is(kind, all) == Is::Text) => Is::Text,
            _ => Is::Record,
        };
    }
    let named = |name: &str| match &schema["type"] {
        Value::String(kind) => kind == name,
        Value::Array(kinds) => kinds.iter().any(|kind| kind == name),
        _ => false,
    };
    if named("string") || schema.get("const").is_some_and(Value::is_string) {
        Is::Text
    } else if named("integer") || named("number") {
        Is::Number
    } else if named("boolean") {
        Is::Flag
    } else if named("array") {
        Is::Several
    } else {
        Is::Record
    }
}

/// A schema, or the one that it refers to.
fn resolve<'s>(schema: &'s Value, all: &'s Map<String, Value>) -> &'s Value {
    let name = schema["$ref"].as_str().and_then(|path| path.rsplit('/').next());
    match name.and_then(|name| all.get(name)) {
        Some(other) => resolve(other, all),
        None => schema,
    }
}

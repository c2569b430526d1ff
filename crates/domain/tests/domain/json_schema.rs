//! As much of JSON Schema (2020-12) as our schemas use; any other keyword
//! panics, so that none is passed over.

use std::collections::BTreeMap;

use etablera_domain::schema;
use regex_lite::Regex;
use serde_json::{Map, Value};

/// One schema with its definitions.
pub(crate) struct Validator {
    root: Value,
    patterns: BTreeMap<String, Regex>,
}

/// The patterns anywhere in a schema, compiled.
fn patterns(schema: &Value, found: &mut BTreeMap<String, Regex>) {
    match schema {
        Value::Object(keywords) => {
            if let Some(Value::String(pattern)) = keywords.get("pattern") {
                found.insert(pattern.clone(), Regex::new(pattern).unwrap());
            }
            keywords.values().for_each(|inner| patterns(inner, found));
        }
        Value::Array(inner) => inner.iter().for_each(|inner| patterns(inner, found)),
        _ => {}
    }
}

impl Validator {
    /// The schema of a kind of file.
    pub(crate) fn of(name: &str) -> Self {
        let root = schema::schema(name).unwrap().to_value();
        let mut found = BTreeMap::new();
        patterns(&root, &mut found);
        Self { root, patterns: found }
    }

    /// Whether the schema accepts a row.
    pub(crate) fn accepts(&self, row: &Value) -> bool {
        self.fits(&self.root, row)
    }

    fn fits(&self, schema: &Value, value: &Value) -> bool {
        match schema {
            Value::Bool(anything) => *anything,
            Value::Object(keywords) => {
                keywords.iter().all(|(keyword, with)| self.keyword(keywords, keyword, with, value))
            }
            other => panic!("no schema: {other}"),
        }
    }

    fn keyword(&self, all: &Map<String, Value>, name: &str, with: &Value, value: &Value) -> bool {
        let fits = |schema: &Value| self.fits(schema, value);
        match name {
            "$schema" | "$defs" | "title" | "description" | "examples" | "default" => true,
            "$ref" => fits(self.root.pointer(&with.as_str().unwrap()[1..]).unwrap()),
            "const" => value == with,
            "enum" => list(with).contains(value),
            "oneOf" => list(with).iter().filter(|schema| fits(schema)).count() == 1,
            "anyOf" => list(with).iter().any(fits),
            "type" => is_of_type(with, value),
            "minimum" => value.as_f64().is_none_or(|number| number >= with.as_f64().unwrap()),
            "maximum" => value.as_f64().is_none_or(|number| number <= with.as_f64().unwrap()),
            "pattern" => {
                let pattern = &self.patterns[with.as_str().unwrap()];
                value.as_str().is_none_or(|text| pattern.is_match(text))
            }
            "format" => has_format(with.as_str().unwrap(), value),
            "items" => {
                value.as_array().is_none_or(|rows| rows.iter().all(|row| self.fits(with, row)))
            }
            "uniqueItems" => value.as_array().is_none_or(|rows| all_differ(rows)),
            "required" => value.as_object().is_none_or(|object| {
                list(with).iter().all(|name| object.contains_key(name.as_str().unwrap()))
            }),
            "properties" => value.as_object().is_none_or(|object| {
                with.as_object().unwrap().iter().all(|(name, schema)| {
                    object.get(name).is_none_or(|value| self.fits(schema, value))
                })
            }),
            "additionalProperties" => value.as_object().is_none_or(|object| {
                let known = all.get("properties").and_then(Value::as_object);
                let mut others = object
                    .iter()
                    .filter(|(name, _)| known.is_none_or(|known| !known.contains_key(*name)));
                others.all(|(_, value)| self.fits(with, value))
            }),
            other => panic!("`{other}` is a keyword that this test does not know"),
        }
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap()
}

fn all_differ(values: &[Value]) -> bool {
    values.iter().enumerate().all(|(at, value)| !values[..at].contains(value))
}

fn is_of_type(types: &Value, value: &Value) -> bool {
    match types {
        Value::Array(types) => types.iter().any(|one| is_of_type(one, value)),
        one => match one.as_str().unwrap() {
            "null" => value.is_null(),
            "boolean" => value.is_boolean(),
            "number" => value.is_number(),
            "integer" => value.as_f64().is_some_and(|number| number.fract() == 0.0),
            "string" => value.is_string(),
            "array" => value.is_array(),
            "object" => value.is_object(),
            other => panic!("`{other}` is a type that this test does not know"),
        },
    }
}

fn has_format(format: &str, value: &Value) -> bool {
    match format {
        "date" => value.as_str().is_none_or(|text| {
            text.len() == 10 && chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d").is_ok()
        }),
        // Their ranges stand beside them.
        "int16" | "uint8" | "uint16" | "uint32" | "uint64" | "double" => true,
        other => panic!("`{other}` is a format that this test does not know"),
    }
}

//! The schemas of all types of one direction, with the definitions they share.

use std::borrow::Cow;
use std::sync::LazyLock;

use jsonschema::{Draft, Validator};
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::table::use_cases;

/// A type, as far as schemas are concerned.
#[derive(Clone, Copy)]
pub(crate) struct Type {
    /// Its name in schemas.
    pub(crate) name: fn() -> Cow<'static, str>,
    /// What is told apart from others of its name.
    pub(crate) id: fn() -> Cow<'static, str>,
    /// Its schema, or a reference to it.
    pub(crate) schema: fn(&mut SchemaGenerator) -> Schema,
}

impl Type {
    pub(crate) fn of<T: JsonSchema>() -> Self {
        Self { name: T::schema_name, id: T::schema_id, schema: |all| all.subschema_for::<T>() }
    }
}

/// A command, with a way to read it and to write it again.
#[derive(Clone, Copy)]
pub(crate) struct Command {
    /// Its type.
    pub(crate) of: Type,
    /// Reads a value, and writes down what was read.
    pub(crate) again: fn(&Value) -> Result<Value, String>,
}

impl Command {
    pub(crate) fn of<T: JsonSchema + Serialize + DeserializeOwned>() -> Self {
        let again = |value: &Value| {
            let read: T = serde_json::from_value(value.clone()).map_err(|e| e.to_string())?;
            serde_json::to_value(&read).map_err(|e| e.to_string())
        };
        Self { of: Type::of::<T>(), again }
    }
}

/// A use case: what it takes and what it gives.
pub(crate) struct UseCase {
    /// The name of the function.
    pub(crate) name: &'static str,
    /// What it takes; none where it takes no value of a file or request.
    pub(crate) command: Option<Command>,
    /// What it gives; none where that is no JSON.
    pub(crate) answer: Option<Type>,
}

/// The schemas of one direction.
pub(crate) struct Contract {
    /// The definitions, by name.
    pub(crate) definitions: Map<String, Value>,
    /// The schema of each type, in the order of [`use_cases`].
    pub(crate) roots: Vec<(&'static str, Value)>,
}

impl Contract {
    fn new(settings: SchemaSettings, types: &[(&'static str, Type)]) -> Self {
        let mut generator = settings.into_generator();
        let roots = types.iter().map(|(name, of)| (*name, (of.schema)(&mut generator).to_value()));
        let roots = roots.collect();
        Self { definitions: generator.take_definitions(true), roots }
    }

    /// The schema of a use case as a document of its own.
    pub(crate) fn document(&self, name: &str) -> Value {
        let (_, root) = self.roots.iter().find(|(one, _)| *one == name).unwrap();
        let mut root = root.as_object().unwrap().clone();
        root.insert("$schema".to_owned(), "https://json-schema.org/draft/2020-12/schema".into());
        let mut needed = Map::new();
        self.needed(&Value::Object(root.clone()), &mut needed);
        root.insert("$defs".to_owned(), needed.into());
        Value::Object(root)
    }

    /// Adds the definitions that a schema refers to, and those that they do.
    fn needed(&self, schema: &Value, found: &mut Map<String, Value>) {
        match schema {
            Value::Object(keywords) => {
                let reference = keywords.get("$ref").and_then(Value::as_str);
                let name = reference.and_then(|reference| reference.strip_prefix("#/$defs/"));
                if let Some(name) = name.filter(|name| !found.contains_key(*name)) {
                    let definition = &self.definitions[name];
                    found.insert(name.to_owned(), definition.clone());
                    self.needed(definition, found);
                }
                keywords.values().for_each(|inner| self.needed(inner, found));
            }
            Value::Array(all) => all.iter().for_each(|one| self.needed(one, found)),
            _ => {}
        }
    }
}

/// What commands look like to whoever sends them.
pub(crate) static COMMANDS: LazyLock<Contract> =
    LazyLock::new(|| Contract::new(SchemaSettings::draft2020_12().for_deserialize(), &commands()));

/// What commands look like once we write them.
pub(crate) static COMMANDS_WRITTEN: LazyLock<Contract> =
    LazyLock::new(|| Contract::new(SchemaSettings::draft2020_12().for_serialize(), &commands()));

/// What answers look like.
pub(crate) static ANSWERS: LazyLock<Contract> =
    LazyLock::new(|| Contract::new(SchemaSettings::draft2020_12().for_serialize(), &answers()));

fn commands() -> Vec<(&'static str, Type)> {
    use_cases().into_iter().filter_map(|one| Some((one.name, one.command?.of))).collect()
}

fn answers() -> Vec<(&'static str, Type)> {
    use_cases().into_iter().filter_map(|one| Some((one.name, one.answer?))).collect()
}

/// What tells whether a value fits a schema; formats count.
pub(crate) fn validator(document: &Value) -> Validator {
    let options = jsonschema::options().with_draft(Draft::Draft202012);
    options.should_validate_formats(true).build(document).unwrap()
}

/// Refuses in every object what its schema does not name.
pub(crate) fn closed(mut document: Value) -> Value {
    close(&mut document, false);
    document
}

/// `applied` says that the schema describes part of an object that another
/// describes as well.
fn close(schema: &mut Value, applied: bool) {
    let Value::Object(keywords) = schema else { return };
    let is_object = keywords.contains_key("properties");
    for (keyword, inner) in keywords.iter_mut() {
        match (keyword.as_str(), inner) {
            ("oneOf" | "anyOf" | "allOf", Value::Array(all)) => {
                all.iter_mut().for_each(|one| close(one, applied || is_object));
            }
            ("prefixItems", Value::Array(all)) => {
                all.iter_mut().for_each(|one| close(one, false));
            }
            ("properties" | "patternProperties" | "$defs", Value::Object(all)) => {
                all.values_mut().for_each(|one| close(one, false));
            }
            ("items" | "additionalProperties", one) => close(one, false),
            _ => {}
        }
    }
    if is_object && !applied && !keywords.contains_key("additionalProperties") {
        keywords.insert("unevaluatedProperties".to_owned(), false.into());
    }
}

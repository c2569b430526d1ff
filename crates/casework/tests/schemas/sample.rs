//! Values that a schema describes, from a list of draws.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

/// Numbers that decide what is taken where there is a choice; all of them used
/// up, it is the first and the least.
pub(crate) struct Draws<'d> {
    left: &'d [u16],
}

impl<'d> Draws<'d> {
    pub(crate) fn new(left: &'d [u16]) -> Self {
        Self { left }
    }

    /// A number below `count`.
    fn below(&mut self, count: usize) -> usize {
        let Some((first, rest)) = self.left.split_first() else { return 0 };
        self.left = rest;
        usize::from(*first) % count.max(1)
    }

    fn one_of<'v, T>(&mut self, all: &'v [T]) -> &'v T {
        &all[self.below(all.len())]
    }
}

/// What makes values of a document's schemas.
pub(crate) struct Sampler<'s> {
    definitions: &'s Map<String, Value>,
    /// A text for each pattern that one has an example of.
    texts: BTreeMap<&'s str, &'s Value>,
}

impl<'s> Sampler<'s> {
    pub(crate) fn new(definitions: &'s Map<String, Value>) -> Self {
        let mut texts = BTreeMap::new();
        definitions.values().for_each(|schema| examples(schema, &mut texts));
        Self { definitions, texts }
    }

    /// A value that a schema describes.
    pub(crate) fn value(&self, schema: &'s Value, draws: &mut Draws<'_>) -> Value {
        let Value::Object(keywords) = schema else { return json!({ "any": 1 }) };
        if let Some(Value::String(reference)) = keywords.get("$ref") {
            let name = reference.strip_prefix("#/$defs/").unwrap();
            return self.value(&self.definitions[name], draws);
        }
        if let Some(value) = keywords.get("const") {
            return value.clone();
        }
        if let Some(Value::Array(all)) = keywords.get("enum") {
            return draws.one_of(all).clone();
        }
        if let Some(Value::Array(all)) = keywords.get("oneOf").or(keywords.get("anyOf")) {
            let part = self.value(draws.one_of(all), draws);
            return match (part, keywords.contains_key("properties")) {
                (Value::Object(part), true) => {
                    let mut whole = self.object(keywords, draws);
                    whole.extend(part);
                    Value::Object(whole)
                }
                (part, _) => part,
            };
        }
        let kind = match keywords.get("type") {
            Some(Value::Array(all)) => draws.one_of(all).as_str(),
            kind => kind.and_then(Value::as_str),
        };
        match kind {
            Some("object") => Value::Object(self.object(keywords, draws)),
            Some("array") => self.array(keywords, draws),
            Some("string") => self.text(keywords, draws),
            Some("integer") => integer(keywords, draws),
            Some("number") => draws.one_of(&[json!(0), json!(1), json!(0.5)]).clone(),
            Some("boolean") => (draws.below(2) == 1).into(),
            Some("null") => Value::Null,
            Some(other) => panic!("no sample of `{other}`"),
            None => draws.one_of(&[json!("any"), json!({ "any": [1] })]).clone(),
        }
    }

    fn object(
        &self,
        keywords: &'s Map<String, Value>,
        draws: &mut Draws<'_>,
    ) -> Map<String, Value> {
        let mut object = Map::new();
        let required = keywords.get("required").and_then(Value::as_array);
        let is_required =
            |name: &str| required.is_some_and(|all| all.iter().any(|one| one == name));
        for (name, schema) in
            keywords.get("properties").and_then(Value::as_object).into_iter().flatten()
        {
            if is_required(name) || draws.below(2) == 1 {
                object.insert(name.clone(), self.value(schema, draws));
            }
        }
        for (pattern, schema) in
            keywords.get("patternProperties").and_then(Value::as_object).into_iter().flatten()
        {
            if draws.below(2) == 1 {
                let name = self.texts[pattern.as_str()].as_str().unwrap();
                object.insert(name.to_owned(), self.value(schema, draws));
            }
        }
        object
    }

    fn array(&self, keywords: &'s Map<String, Value>, draws: &mut Draws<'_>) -> Value {
        if let Some(Value::Array(all)) = keywords.get("prefixItems") {
            return all.iter().map(|one| self.value(one, draws)).collect();
        }
        let least = keywords.get("minItems").and_then(Value::as_u64).unwrap_or(0) as usize;
        let count = least + draws.below(3);
        let mut all: Vec<Value> =
            (0..count).map(|_| self.value(&keywords["items"], draws)).collect();
        if keywords.contains_key("uniqueItems") {
            all.sort_by_key(Value::to_string);
            all.dedup();
        }
        all.into()
    }

    fn text(&self, keywords: &Map<String, Value>, draws: &mut Draws<'_>) -> Value {
        if let Some(Value::Array(examples)) = keywords.get("examples") {
            let texts: Vec<&Value> = examples.iter().filter(|one| one.is_string()).collect();
            return (*draws.one_of(&texts)).clone();
        }
        if let Some(Value::String(pattern)) = keywords.get("pattern") {
            return self.texts[pattern.as_str()].clone();
        }
        match keywords.get("format").and_then(Value::as_str) {
            Some("date") => draws.one_of(&[json!("2026-12-01"), json!("2024-02-29")]).clone(),
            None => draws.one_of(&[json!("x"), json!(""), json!("Åsa <b>")]).clone(),
            Some(other) => panic!("no sample of the format `{other}`"),
        }
    }
}

fn integer(keywords: &Map<String, Value>, draws: &mut Draws<'_>) -> Value {
    let bound = |name: &str| keywords.get(name).and_then(Value::as_i64);
    let least = bound("minimum").unwrap_or(-7);
    let most = bound("maximum").unwrap_or(least + 1000);
    draws.one_of(&[least, most, least + (most - least) / 3]).to_owned().into()
}

/// The first example of each pattern anywhere in a schema.
fn examples<'s>(schema: &'s Value, found: &mut BTreeMap<&'s str, &'s Value>) {
    match schema {
        Value::Object(keywords) => {
            if let (Some(Value::String(pattern)), Some(Value::Array(examples))) =
                (keywords.get("pattern"), keywords.get("examples"))
            {
                let text = examples.iter().find(|one| one.is_string());
                if let Some(text) = text {
                    found.entry(pattern).or_insert(text);
                }
            }
            keywords.values().for_each(|inner| examples(inner, found));
        }
        Value::Array(all) => all.iter().for_each(|one| examples(one, found)),
        _ => {}
    }
}

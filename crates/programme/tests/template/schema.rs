//! The schema of a template, read by a plain judge of its own.

use crate::{LULEA, text};
use etablera_programme::template::{Template, schema};
use proptest::prelude::*;
use regex_lite::Regex;
use serde_json::{Value, json};

/// What a schema refuses in a value, with the place of it; of the words of JSON
/// Schema those that ours uses, and no others.
fn refused(schema: &Value, value: &Value, at: &str, all: &mut Vec<String>) {
    for (word, rule) in schema.as_object().unwrap() {
        let fits = match word.as_str() {
            "$schema" | "title" => true,
            "type" => {
                let types = rule.as_array().cloned().unwrap_or_else(|| vec![rule.clone()]);
                types.iter().any(|one| is(one.as_str().unwrap(), value))
            }
            "pattern" => {
                let pattern = Regex::new(rule.as_str().unwrap()).unwrap();
                value.as_str().is_none_or(|text| pattern.is_match(text))
            }
            "enum" => rule.as_array().unwrap().contains(value),
            "const" => rule == value,
            "minimum" => value.as_i64().is_none_or(|number| number >= rule.as_i64().unwrap()),
            "maximum" => value.as_i64().is_none_or(|number| number <= rule.as_i64().unwrap()),
            "minItems" => {
                value.as_array().is_none_or(|list| list.len() as u64 >= rule.as_u64().unwrap())
            }
            "required" => {
                let there = |name: &Value| value.get(name.as_str().unwrap()).is_some();
                !value.is_object() || rule.as_array().unwrap().iter().all(there)
            }
            "additionalProperties" => {
                assert_eq!(rule, &json!(false));
                let known = |name: &String| schema["properties"].get(name).is_some();
                value.as_object().is_none_or(|table| table.keys().all(known))
            }
            "properties" => {
                for (name, schema) in rule.as_object().unwrap() {
                    if let Some(inside) = value.get(name) {
                        refused(schema, inside, &format!("{at}.{name}"), all);
                    }
                }
                true
            }
            "items" => {
                for (nth, inside) in value.as_array().into_iter().flatten().enumerate() {
                    refused(rule, inside, &format!("{at}[{nth}]"), all);
                }
                true
            }
            "not" => !is_right(rule, value),
            "oneOf" => {
                rule.as_array().unwrap().iter().filter(|one| is_right(one, value)).count() == 1
            }
            other => panic!("`{other}` is not known here"),
        };
        if !fits {
            all.push(format!("{at}: {word}"));
        }
    }
}

fn is(kind: &str, value: &Value) -> bool {
    match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "boolean" => value.is_boolean(),
        other => panic!("`{other}` is not known here"),
    }
}

fn is_right(schema: &Value, value: &Value) -> bool {
    let mut all = Vec::new();
    refused(schema, value, "", &mut all);
    all.is_empty()
}

fn found(value: &Value) -> Vec<String> {
    let mut all = Vec::new();
    refused(&schema(), value, "", &mut all);
    all
}

fn read(text: &str) -> Value {
    toml::from_str(text).unwrap()
}

#[test]
fn every_shipped_template_is_as_the_schema_has_it() {
    for name in Template::shipped_names() {
        assert_eq!(found(&read(text(name))), [""; 0], "{name}");
    }
}

#[test]
fn what_the_schema_refuses_is_named() {
    let changed = |from: &str, to: &str| {
        let original = text(LULEA);
        assert!(original.contains(from), "{from}");
        found(&read(&original.replacen(from, to, 1)))
    };
    let colour = "id = \"trial\"\ncolour = \"blue\"";
    assert_eq!(changed("id = \"trial\"", colour), [".stage[0]: additionalProperties"]);
    assert_eq!(changed("eves = false\n", ""), [".calendar: required"]);
    assert_eq!(changed("length = \"1 month\"", ""), [".stage[0]: oneOf"]);
    assert_eq!(changed("length = \"1 month\"", "open = true"), [""; 0]);
    let both = "length = \"1 month\"\nopen = true";
    assert_eq!(changed("length = \"1 month\"", both), [".stage[0]: oneOf"]);
    assert_eq!(changed("first = [\"trial\"]", "first = []"), [".first: minItems"]);
    let none = changed("reasons = [{ code = \"works\" }]", "reasons = []");
    assert_eq!(none, [".stage[0].outcome[0].reasons: minItems"]);
    assert_eq!(changed("supervisor = 2", "supervisor = 0"), [".limits.supervisor: minimum"]);
    assert_eq!(changed("\"1 month\"", "\"1 year\""), [".stage[0].length: pattern"]);
    assert_eq!(changed("kind = \"trial\"", "kind = \"practice\""), [".stage[0].kind: enum"]);
    assert_eq!(changed("work = \"4/5\"", "work = 0.8"), [".split.work: type"]);
}

/// Every field of a schema, by the way to it.
fn fields(schema: &Value, at: &[String], all: &mut Vec<Vec<String>>) {
    if let Some(properties) = schema.get("properties") {
        for (name, inside) in properties.as_object().unwrap() {
            let at = [at, std::slice::from_ref(name)].concat();
            fields(inside, &at, all);
            all.push(at);
        }
    }
    if let Some(items) = schema.get("items") {
        fields(items, at, all);
    }
}

#[test]
fn the_reader_knows_every_field_of_the_schema() {
    let mut all = Vec::new();
    fields(&schema(), &[], &mut all);
    assert!(all.len() > 60, "{}", all.len());
    for way in all {
        // A day is what no field is.
        let mut value = "2026-11-22".to_owned();
        for (nth, name) in way.iter().enumerate().rev() {
            let list = way[nth..].len() > 1
                && matches!(
                    name.as_str(),
                    "stage" | "outcome" | "reasons" | "follow_up" | "introduction"
                );
            value = if list {
                format!("[{{ {value} }}]")
            } else if way[nth..].len() > 1 {
                format!("{{ {value} }}")
            } else {
                value
            };
            value = format!("{name} = {value}");
        }
        let errors = Template::parse(&value).unwrap_err();
        let last = way.last().unwrap();
        let wrong = format!("`{last}` is of type datetime");
        let shown: Vec<String> = errors.iter().map(|one| one.problem.to_string()).collect();
        assert!(shown.iter().any(|one| one.starts_with(&wrong)), "{value}: {shown:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Words and numbers put in the place of others: what the reader takes, the
    /// schema takes.
    #[test]
    fn what_is_a_template_is_as_the_schema_has_it(
        name in prop::sample::select(Template::shipped_names().collect::<Vec<_>>()),
        at in any::<prop::sample::Index>(),
        value in prop::sample::select(vec![
            "1", "0", "07", "-1", "70000", "true", "\"1\"", "\"01 month\"", "\"1 days\"", "\"1200 weeks\"",
            "\"+1/2\"", "\"1/2\"", "\"1/0\"", "\" \"", "\"a\"", "\"A\"", "[]", "[\"a\"]", "{}", "[{}]", "1.5",
            "\"leave\"", "\"matching\"", "\"programme\"", "0x10", "\"4/5\"", "\"1 month\\n\"",
        ]),
        drop in any::<bool>(),
    ) {
        let lines: Vec<&str> = text(name).lines().collect();
        let with: Vec<usize> = (0..lines.len()).filter(|at| lines[*at].contains(" = ")).collect();
        let at = *at.get(&with);
        let mut changed: Vec<String> = lines.iter().map(ToString::to_string).collect();
        let field = lines[at].split(" = ").next().unwrap();
        changed[at] = if drop { String::new() } else { format!("{field} = {value}") };
        let changed = changed.join("\n");
        let read = toml::from_str::<Value>(&changed);
        if let Ok(value) = read {
            let found = found(&value);
            if Template::parse(&changed).is_ok() {
                prop_assert!(found.is_empty(), "{:?}", found);
            }
        }
    }
}

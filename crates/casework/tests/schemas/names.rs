//! The schemas themselves: each is sound, and no two share a name.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::contract::{ANSWERS, COMMANDS, COMMANDS_WRITTEN, Contract};
use crate::table::use_cases;

fn all() -> [(&'static str, &'static Contract); 3] {
    [("read", &COMMANDS), ("written", &COMMANDS_WRITTEN), ("answers", &ANSWERS)]
}

#[test]
fn every_schema_is_of_the_draft_it_names() {
    for (direction, contract) in all() {
        for (name, _) in &contract.roots {
            let document = contract.document(name);
            if let Err(error) = jsonschema::draft202012::meta::validate(&document) {
                panic!("{direction}, {name}: {error} at {}", error.instance_path());
            }
        }
        for (name, schema) in &contract.definitions {
            assert!(jsonschema::meta::is_valid(schema), "{direction}, {name}");
        }
    }
}

/// schemars numbers the second of two types that have one name.
#[test]
fn no_two_types_have_one_name() {
    let mut again = Vec::new();
    for (direction, contract) in all() {
        let names = &contract.definitions;
        again.extend(names.keys().filter_map(|name| {
            let base = name.trim_end_matches(|c: char| c.is_ascii_digit());
            let is_second = base != name.as_str() && names.contains_key(base);
            is_second.then(|| format!("{direction}: {name}"))
        }));
    }
    assert!(again.is_empty(), "{again:?}");
    let mut by_name = BTreeMap::new();
    for one in use_cases() {
        for of in one.command.map(|command| command.of).into_iter().chain(one.answer) {
            let id = (of.id)();
            let other = by_name.insert((of.name)(), id.clone());
            assert!(other.as_ref().is_none_or(|other| *other == id), "{}", (of.name)());
        }
    }
}

/// What a reader of the contract sees of a type: no word of Rust.
#[test]
fn descriptions_are_for_people_who_know_no_rust() {
    for (direction, contract) in all() {
        for (name, schema) in &contract.definitions {
            described(schema, &mut |text| {
                let plain = !text.contains("```") && !text.contains("[`") && !text.contains("::");
                assert!(plain, "{direction}, {name}: {text}");
            });
        }
    }
}

fn described(schema: &Value, see: &mut impl FnMut(&str)) {
    match schema {
        Value::Object(keywords) => {
            for (keyword, inner) in keywords {
                match inner {
                    Value::String(text) if keyword == "description" => see(text),
                    inner => described(inner, see),
                }
            }
        }
        Value::Array(all) => all.iter().for_each(|one| described(one, see)),
        _ => {}
    }
}

/// A field of text with a form says which, and a value that has it.
#[test]
fn every_pattern_has_an_example_that_fits() {
    for (direction, contract) in all() {
        let mut seen = 0;
        for (name, schema) in &contract.definitions {
            let (Some(pattern), Some(examples)) = (schema.get("pattern"), schema.get("examples"))
            else {
                assert!(schema.get("pattern").is_none(), "{direction}, {name}: no example");
                continue;
            };
            let validator = jsonschema::validator_for(schema).unwrap();
            for example in examples.as_array().unwrap() {
                assert!(validator.is_valid(example), "{name}: {example} against {pattern}");
                seen += 1;
            }
        }
        assert!(seen > 20, "{direction}: {seen}");
    }
}

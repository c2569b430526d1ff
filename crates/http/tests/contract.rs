//! The contract: written down beside the code, so that it does not move unseen.

use std::collections::BTreeSet;
use std::fs;

use etablera_http::{contract, operations};
use serde_json::Value;

const FILE: &str = "openapi.json";

#[test]
fn the_contract_is_the_one_that_is_written_down() {
    let text = format!("{}\n", serde_json::to_string_pretty(contract()).unwrap());
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(FILE, &text).unwrap();
    }
    let known = fs::read_to_string(FILE).unwrap_or_default();
    let differs = known.lines().zip(text.lines()).position(|(old, new)| old != new);
    assert!(
        known == text,
        "the contract differs from `crates/http/{FILE}` from line {:?}: if that is meant, run \
         `UPDATE_DOCS=1 cargo test -p etablera-http --test contract`",
        differs.map(|line| line + 1),
    );
}

/// Every place that a value refers to.
fn references<'v>(value: &'v Value, into: &mut BTreeSet<&'v str>) {
    match value {
        Value::Object(fields) => {
            into.extend(fields.get("$ref").and_then(Value::as_str));
            fields.values().for_each(|inner| references(inner, into));
        }
        Value::Array(all) => all.iter().for_each(|inner| references(inner, into)),
        _ => {}
    }
}

#[test]
fn what_is_referred_to_is_there_and_what_is_there_is_referred_to() {
    let contract = contract();
    let mut named = BTreeSet::new();
    references(contract, &mut named);
    for place in &named {
        let pointer = place.strip_prefix('#').unwrap();
        assert!(contract.pointer(pointer).is_some(), "{place}");
    }
    let schemas = contract["components"]["schemas"].as_object().unwrap();
    let unused: Vec<_> = schemas
        .keys()
        .filter(|name| !named.contains(format!("#/components/schemas/{name}").as_str()))
        .collect();
    assert!(unused.is_empty(), "{unused:?}");
}

#[test]
fn an_operation_has_one_name_and_one_place() {
    let ids: BTreeSet<_> = operations().iter().map(|one| one.id).collect();
    assert_eq!(ids.len(), operations().len());
    let places: BTreeSet<_> =
        operations().iter().map(|one| (one.method.as_str(), one.path)).collect();
    assert_eq!(places.len(), operations().len());
    for operation in operations() {
        assert!(!operation.summary.ends_with('.'), "{}", operation.id);
        let described = &contract()["paths"][format!("/api/v1{}", operation.path)];
        let described = &described[operation.method.as_str().to_lowercase()];
        assert_eq!(described["operationId"], operation.id);
        let names: BTreeSet<_> = described["parameters"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|one| one["in"] == "path")
            .filter_map(|one| one["name"].as_str())
            .collect();
        let in_path: BTreeSet<_> = operation.path_fields().collect();
        assert_eq!(names, in_path, "{}: a part of the path is no field", operation.id);
    }
}

/// Every schema of an integer.
fn integers<'v>(value: &'v Value, into: &mut Vec<&'v Value>) {
    match value {
        Value::Object(fields) => {
            let kinds = &value["type"];
            let kinds = kinds.as_array().map_or(std::slice::from_ref(kinds), Vec::as_slice);
            if kinds.iter().any(|kind| kind == "integer") && value["format"].is_string() {
                into.push(value);
            }
            fields.values().for_each(|inner| integers(inner, into));
        }
        Value::Array(all) => all.iter().for_each(|inner| integers(inner, into)),
        _ => {}
    }
}

#[test]
fn an_integer_says_how_large_it_may_be() {
    let mut found = Vec::new();
    integers(contract(), &mut found);
    assert!(found.len() > 100, "{}", found.len());
    for schema in found {
        assert!(schema["minimum"].is_i64() || schema["minimum"].is_u64(), "{schema}");
        assert!(schema["maximum"].is_u64(), "{schema}");
    }
}

#[test]
fn a_version_is_told_of_where_the_path_names_what_has_one() {
    let says = |path: &str, method: &str| {
        let described = &contract()["paths"][path][method];
        let parameters = described["parameters"].as_array().unwrap();
        let asks = parameters.iter().any(|one| one["$ref"] == "#/components/parameters/if-match");
        (asks, described["responses"]["200"]["headers"]["ETag"].is_object())
    };
    assert_eq!(says("/api/v1/participants/{participant}/enrol", "post"), (true, true));
    assert_eq!(says("/api/v1/subjects/{subject}/notes", "get"), (false, true));
    assert_eq!(says("/api/v1/events/{event}/correct", "post"), (false, false));
    assert_eq!(says("/api/v1/participants", "post"), (false, false));
}

#[test]
fn what_is_one_of_several_kinds_must_be_said() {
    let body = &contract()["paths"]["/api/v1/referrals/read"]["post"]["requestBody"];
    assert_eq!(body["required"], true);
}

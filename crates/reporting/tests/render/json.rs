//! The form that programs read.

use etablera_reporting::document::{Cell, Document, Language};
use etablera_reporting::render;
use serde_json::{Value, json};

use crate::fixture::{everything, only, people, texts};

fn read(document: &Document) -> Value {
    serde_json::from_str(&render::json(document)).unwrap()
}

#[test]
fn values_keep_their_types() {
    let read = read(&only(people(Language::Swedish), Language::Swedish));
    assert_eq!((&read["form"], &read["language"]), (&json!(1), &json!("sv")));
    let table = &read["sections"][0]["blocks"][0];
    assert_eq!(table["kind"], "table");
    assert_eq!(table["columns"][2], json!({ "heading": "Andel", "kind": "share" }));
    assert_eq!(
        table["rows"],
        json!([
            ["Kvinnor i åldern 30–54 år", 12345, 0.625, 1234.56, "2026-01-31"],
            ["Män, åäö ÅÄÖ", { "hidden": true }, null, -0.5, null],
            ["=1+1", -3, null, null, null],
        ])
    );
}

#[test]
fn every_kind_of_block_has_its_name() {
    let read = read(&everything(Language::English));
    let kinds: Vec<&Value> = read["sections"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|section| section["blocks"].as_array().unwrap())
        .map(|block| &block["kind"])
        .collect();
    assert_eq!(kinds, ["text", "list", "table", "bars", "lines"]);
    let bars = &read["sections"][1]["blocks"][0];
    assert_eq!(bars["bars"][0]["interval"], json!([0.51, 0.72]));
    assert_eq!(bars["bars"][2]["interval"], Value::Null);
    assert_eq!(bars["data"]["rows"].as_array().unwrap().len(), 3);
    let lines = &read["sections"][1]["blocks"][1];
    assert_eq!((&lines["x"], &lines["lines"][3]["points"][0]["y"]), (&json!("Year"), &json!(0.5)));
}

#[test]
fn the_largest_numbers_stay_as_they_are() {
    let mut table = texts("t", &[&["a"]]);
    table.row([Cell::Whole(i64::MAX)]);
    let read = read(&only(table, Language::English));
    assert_eq!(read["sections"][0]["blocks"][0]["rows"][1][0], json!(i64::MAX));
}

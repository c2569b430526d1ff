//! `etablera rules`: what statutes set, and what follows.

use std::fs;

use etablera_cli::Exit;
use serde_json::Value;

use crate::support::{Ran, etablera};

const CASE: &str = "tests/cases/rules/eight-months-away.toml";

fn trace(args: &str) -> Ran {
    etablera(format!("rules trace nystartsjobb {CASE} {args}").trim_end(), 100)
}

/// The case with some lines changed.
fn changed(from: &str, to: &str) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("facts.toml");
    let text = fs::read_to_string(CASE).unwrap();
    assert!(text.contains(from), "`{from}` is in the case");
    fs::write(&file, text.replace(from, to)).unwrap();
    let file = file.display().to_string();
    (folder, file)
}

#[test]
fn an_answer_comes_with_its_clauses() {
    let ran = trace("");
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    insta::assert_snapshot!(ran.out);
}

#[test]
fn the_same_case_on_another_day_has_another_answer() {
    let answer = |day| {
        let ran = trace(&format!("--as-of {day} --format json"));
        let value: Value = serde_json::from_str(&ran.out).unwrap();
        (ran.exit, value["decision"]["answer"].as_str().unwrap().to_owned())
    };
    assert_eq!(answer("2026-12-01"), (Exit::Done, "may_apply".to_owned()));
    // The permit is more than thirty-six months old.
    assert_eq!(answer("2027-01-09"), (Exit::No, "probably_not".to_owned()));
    // Nobody has read the wording that held then.
    assert_eq!(answer("2025-06-30"), (Exit::Done, "too_little_data".to_owned()));
}

#[test]
fn an_employer_sees_nothing_of_why() {
    let ran = trace("--for-employer");
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    insta::assert_snapshot!(ran.out);
    let (_folder, file) = changed("permit_ground = \"5:1\"\n", "");
    let ran = etablera(&format!("rules trace nystartsjobb {file} --for-employer"), 100);
    assert!(ran.out.contains("too_little_data"), "{}", ran.out);
    assert!(!ran.out.contains("permit"), "{}", ran.out);
}

#[test]
fn a_rule_is_shown_with_every_value_it_has_had() {
    let ran = etablera("rules show nystartsjobb.17.pay --format csv", 100);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    insta::assert_snapshot!(ran.out);
    let on =
        |day| etablera(&format!("rules show nystartsjobb.1 --as-of {day} --format csv"), 80).out;
    assert!(on("2026-12-01").contains(",24,month,true,SFS 2018:43 11 §,"));
    assert!(on("2020-01-01").contains(",24,month,false,"));
    assert!(on("2010-01-01").contains("nystartsjobb.11.length,,month,,,"));
}

#[test]
fn rules_of_ones_own_count_before_those_that_ship() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("own.toml");
    let text = "[[rule]]\nname = \"nystartsjobb.17.pay\"\ndescription = \"Cap\"\n\
        unit = \"krona_per_month\"\nvalue = [{ from = 2026-01-01, amount = 9000, \
        reference = \"made up\", verified = true }]\n";
    fs::write(&file, text).unwrap();
    let ran = trace(&format!("--rules {} --format json", file.display()));
    let value: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(value["pay_that_counts"], 7200);
    fs::write(&file, text.replace("verified = true", "verified = 1")).unwrap();
    let ran = trace(&format!("--rules {}", file.display()));
    assert_eq!(ran.exit, Exit::BadInput);
    assert!(ran.err.contains("own.toml: line "), "{}", ran.err);
}

#[test]
fn a_mistake_in_the_facts_is_named_by_its_line() {
    let cases = [
        ("born = \"1990-05-04\"", "born = \"1990-02-30\"", "line 2: "),
        ("unemployed = true", "unemploied = true", "unknown field `unemploied`"),
        ("kind = \"unemployed\"", "kind = \"resting\"", "unknown variant `resting`"),
        ("share = \"1/1\"", "share = \"1/0\"", "expected a whole number, or a fraction"),
    ];
    for (from, to, why) in cases {
        let (_folder, file) = changed(from, to);
        let ran = etablera(&format!("rules trace nystartsjobb {file}"), 100);
        assert_eq!(ran.exit, Exit::BadInput);
        assert!(ran.err.contains(why) && ran.err.contains("facts.toml: line "), "{}", ran.err);
        assert_eq!(ran.out, "");
    }
}

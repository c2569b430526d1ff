//! What the command line prints, on cases small enough to check by hand:
//! `tests/cases/`.

use crate::support::{CASES, etablera};
use etablera_cli::Exit;
use insta::assert_snapshot;

#[test]
fn lists_read_well_at_80_and_at_200_columns() {
    for columns in [80, 200] {
        let ran = etablera(&format!("match {CASES}"), columns);
        assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
        let widest = ran.out.lines().map(|line| line.chars().count()).max().unwrap();
        assert!(widest <= usize::from(columns), "{widest}");
        assert_snapshot!(format!("match_{columns}"), ran.out);
    }
}

#[test]
fn a_participants_list_goes_by_wish_and_leaves_out_what_is_refused() {
    let ran = etablera(&format!("match {CASES} --for participants --all"), 80);
    assert_snapshot!("match_participants", ran.out);
    let rows = etablera(&format!("match {CASES} --for both --all --format csv"), 80).out;
    assert!(!rows.lines().any(|row| row.contains("N1,P4")), "{rows}");
}

#[test]
fn a_need_that_nobody_meets_is_said_to_be_so() {
    let folder = tempfile::tempdir().unwrap();
    let people = folder.path().join("people.jsonl");
    std::fs::write(&people, r#"{"id":"P1","hours":{"from":1,"to":2}}"#).unwrap();
    let args = CASES.replace("tests/cases/participants.jsonl", &people.display().to_string());
    let out = etablera(&format!("match {args}"), 80).out;
    assert!(out.contains("N1 Lagerarbetare\n  Ingen: av 1 deltagare"), "{out}");
}

#[test]
fn rows_are_the_same_as_json_lines_as_a_document_and_in_explain() {
    let lines = etablera(&format!("match {CASES} --format jsonl"), 80).out;
    let rows: Vec<serde_json::Value> =
        lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let document = etablera(&format!("match {CASES} --format json"), 80).out;
    assert_eq!(serde_json::from_str::<Vec<serde_json::Value>>(&document).unwrap(), rows);

    let explained = etablera(&format!("explain N1 P1 {CASES} --format json"), 80).out;
    let explained: serde_json::Value = serde_json::from_str(&explained).unwrap();
    let row = rows.iter().find(|row| row["need"] == "N1" && row["participant"] == "P1").unwrap();
    for (field, value) in row.as_object().unwrap() {
        assert_eq!(&explained[field], value, "{field}");
    }
    assert_snapshot!("row", serde_json::to_string_pretty(row).unwrap());
}

#[test]
fn comma_separated_values_have_one_row_a_pair() {
    assert_snapshot!(etablera(&format!("match {CASES} --for both --format csv"), 80).out);
}

#[test]
fn explanations_come_in_three_ways_of_writing() {
    for language in ["sv", "sv-plain", "en"] {
        let mut told = String::new();
        for pair in ["N1 P1", "N1 P2", "N1 P3", "N1 P5", "N2 P3", "N2 P4"] {
            told += &etablera(&format!("explain {pair} {CASES} --language {language}"), 80).out;
            told += "\n";
        }
        assert_snapshot!(format!("explain_{language}"), told);
    }
}

#[test]
fn exit_codes_say_yes_no_and_what_went_wrong() {
    let exit = |args: &str| etablera(args, 80).exit;
    assert_eq!(exit(&format!("explain N1 P1 {CASES}")), Exit::Done);
    assert_eq!(exit(&format!("explain N1 P5 {CASES}")), Exit::No, "not eligible");
    assert_eq!(exit(&format!("explain N1 P4 {CASES}")), Exit::No, "refused");
    assert_eq!(exit(&format!("explain N9 P1 {CASES}")), Exit::BadInput);
    assert_eq!(exit("match --needs tests/cases/needs.jsonl"), Exit::BadInput);
    assert_eq!(exit("frobnicate"), Exit::BadInput);
    assert_eq!(exit("--help"), Exit::Done);
}

#[test]
fn the_day_and_the_number_of_threads_are_arguments() {
    let rows = |more: &str| etablera(&format!("match {CASES} --format jsonl {more}"), 80).out;
    assert!(rows("--threads 1") == rows("--threads 7"));
    // The truck certificate of P1 ends in between.
    let tier = |day: &str| {
        let first = rows(&format!("--as-of {day}"));
        let row: serde_json::Value = serde_json::from_str(first.lines().next().unwrap()).unwrap();
        (row["participant"].to_string(), row["tier"].to_string())
    };
    assert_eq!(tier("2026-12-01"), ("\"P1\"".to_owned(), "\"ready\"".to_owned()));
    assert_eq!(tier("2027-03-02"), ("\"P1\"".to_owned(), "\"trainable\"".to_owned()));
}

#[test]
fn parameters_come_from_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("parameters.json");
    let strict = r#"{"must_floor":96,"levels_below":[100,60,30,10],
        "cefr_below":[100,60,30,10,0,0],"evidence":[80,90,95,100],"lent":60,
        "trained":"documented","training_hours":160}"#;
    std::fs::write(&file, strict).unwrap();
    let with = format!("explain N1 P1 {CASES} --parameters {}", file.display());
    assert!(etablera(&with, 80).out.contains("fråga först"));
    std::fs::write(&file, strict.replace("96", "300")).unwrap();
    let ran = etablera(&with, 80);
    assert_eq!(ran.exit, Exit::BadInput);
    assert!(ran.err.contains("parameters.json:1"), "{}", ran.err);
}

#[test]
fn every_schema_is_printed_and_a_wrong_name_lists_the_right_ones() {
    for name in ["employers", "needs", "participants", "training", "visits"] {
        let ran = etablera(&format!("schema {name}"), 80);
        let schema: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
        assert_eq!(schema["type"], "object", "{name}");
    }
    let ran = etablera("schema persons", 80);
    assert_eq!(ran.exit, Exit::BadInput);
    assert!(ran.err.contains("participants"), "{}", ran.err);
}

#[test]
fn concepts_are_found_by_id_and_label_and_nearly() {
    let cook = etablera("taxonomy show isco:5120", 80);
    assert_eq!(cook.out, etablera("taxonomy show esco:isco/C5120", 80).out);
    assert_snapshot!(cook.out);
    let nearly = etablera("taxonomy show undersköteska", 80);
    assert_eq!(nearly.exit, Exit::BadInput);
    assert!(nearly.err.contains("nearest is"), "{}", nearly.err);
}

#[test]
fn completions_and_manual_pages_name_every_command() {
    let script = etablera("completions bash", 80).out;
    let folder = tempfile::tempdir().unwrap();
    etablera(&format!("man --out {}", folder.path().display()), 80);
    for command in ["demo", "match", "explain", "schema", "generate", "taxonomy"] {
        assert!(script.contains(command), "{command}");
        let page = folder.path().join(format!("etablera-{command}.1"));
        assert!(std::fs::read_to_string(page).unwrap().contains(".TH"), "{command}");
    }
    assert!(folder.path().join("etablera-taxonomy-show.1").exists());
}

#[test]
fn generated_files_are_equal_to_the_byte_and_match_reads_them() {
    let folder = tempfile::tempdir().unwrap();
    let read = |name: &str, file: &str| std::fs::read(folder.path().join(name).join(file)).unwrap();
    for (name, seed) in [("a", 5), ("b", 5), ("c", 6)] {
        let out = folder.path().join(name);
        let args = format!("generate --participants 40 --needs 9 --seed {seed} --out");
        let ran = etablera(&format!("{args} {}", out.display()), 80);
        assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    }
    for file in ["participants", "needs", "truth", "employers", "visits", "training"] {
        let file = format!("{file}.jsonl");
        assert_eq!(read("a", &file), read("b", &file), "{file}");
    }
    assert_ne!(read("a", "truth.jsonl"), read("c", "truth.jsonl"));
    let a = folder.path().join("a").display().to_string();
    let ran = etablera(
        &format!(
            "match --needs {a}/needs.jsonl --participants {a}/participants.jsonl --training \
             {a}/training.jsonl --format jsonl --top 3"
        ),
        80,
    );
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    assert!(ran.out.lines().count() > 9);
}

//! Bad input: a clear error with its place, exit code 2, nothing half-written.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::support::{CASES, etablera};
use etablera_cli::Exit;
use flate2::Compression;
use flate2::write::GzEncoder;

/// A folder to put bad files in.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let file = self.0.path().join(name);
        fs::write(&file, content).unwrap();
        file
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn files(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path()).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }
}

/// Checks that matching with these participants fails and says all of this.
#[track_caller]
fn refused(participants: &Path, said: &[&str]) {
    let ran = etablera(
        &format!("match --needs tests/cases/needs.jsonl --participants {}", participants.display()),
        80,
    );
    assert_eq!(ran.exit, Exit::BadInput, "{}", ran.err);
    assert_eq!(ran.out, "", "nothing is answered");
    for words in said {
        assert!(ran.err.contains(words), "`{words}` is not in: {}", ran.err);
    }
}

#[test]
fn rows_name_file_line_field_and_what_was_expected() {
    let folder = Folder::new();
    let good = r#"{"id":"P1"}"#;
    for (row, said) in [
        (r#"{"id":"P2""#, ["bad.jsonl:2:", "not JSON"]),
        (r#"{"id":"P2","sex":"f"}"#, ["bad.jsonl:2:", "unknown field `sex`"]),
        (r#"{"id":"P2","gender":"f"}"#, ["bad.jsonl:2:", "unknown field `gender`"]),
        (r#"{"id":"P1"}"#, ["bad.jsonl:2: id:", "stands on line 1 already"]),
        (
            r#"{"id":"P2","available_from":"2026-02-30"}"#,
            ["bad.jsonl:2: available_from:", "2026-02-30"],
        ),
        (
            r#"{"id":"P2","competences":[{"concept":"isco:5120","level":5,"evidence":"stated"}]}"#,
            ["bad.jsonl:2: competences[0].level:", "expected 1"],
        ),
        (
            r#"{"id":"P2","competences":[{"concept":"truckförare","answer":"no"}]}"#,
            ["bad.jsonl:2: competences[0].concept:", "expected an ESCO URI"],
        ),
    ] {
        let file = folder.file("bad.jsonl", format!("{good}\n{row}\n"));
        refused(&file, &said);
    }
}

#[test]
fn a_concept_that_the_taxonomy_lacks_comes_with_the_nearest() {
    let folder = Folder::new();
    // One digit of `operate forklift` is wrong.
    let id = "esco:skill/28cb374e-6261-4133-8371-f9a5470145db";
    let row = format!(r#"{{"id":"P1","competences":[{{"concept":"{id}","answer":"no"}}]}}"#);
    let file = folder.file("p.jsonl", row);
    refused(&file, &["p.jsonl:1: competences[0].concept:", "is not in the taxonomy; nearest is"]);
    refused(&file, &["f9a5470145da` (köra gaffeltruck)"]);
}

#[test]
fn whole_files_that_are_wrong_say_so() {
    let folder = Folder::new();
    refused(&folder.path("absent.jsonl"), &["absent.jsonl` cannot be read", "No such file"]);
    refused(&folder.file("empty.jsonl", ""), &["empty.jsonl:0: empty: expected participants"]);
    refused(&folder.file("latin1.jsonl", b"{\"id\":\"P\xe5\"}"), &["latin1.jsonl:1:", "UTF-8"]);
    refused(&folder.file("list.jsonl", r#"[{"id":"P1"}]"#), &["list.jsonl:1:", "line"]);
}

#[test]
fn a_truncated_gzip_is_found_out_and_a_whole_one_is_read() {
    let folder = Folder::new();
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    gzip.write_all(&fs::read("tests/cases/participants.jsonl").unwrap()).unwrap();
    let whole = gzip.finish().unwrap();
    refused(&folder.file("cut.gz", &whole[..whole.len() / 2]), &["cut.gz:1: cut off"]);
    let whole = folder.file("whole.gz", whole);
    let args = CASES.replace("tests/cases/participants.jsonl", &whole.display().to_string());
    assert_eq!(etablera(&format!("match {args}"), 80).exit, Exit::Done);
}

#[test]
fn every_fault_is_listed_and_keep_going_uses_the_rest() {
    let folder = Folder::new();
    let file = folder.file("p.jsonl", "{\"id\":\"P1\"}\n{\"id\":1}\n{\"id\":\"P2\"}\nx\n");
    refused(&file, &["p.jsonl:2: id:", "p.jsonl:4:", "hint: `--keep-going`"]);
    let args = format!("--needs tests/cases/needs.jsonl --participants {}", file.display());
    let ran = etablera(&format!("match {args} --keep-going --format csv"), 80);
    assert_eq!(ran.exit, Exit::Done);
    assert!(ran.err.contains("left out: ") && ran.err.contains("p.jsonl:4:"), "{}", ran.err);
    assert!(ran.out.contains("N1,P1") && ran.out.contains("N1,P2"), "{}", ran.out);
}

#[test]
fn a_module_that_no_catalogue_has_is_named() {
    let folder = Folder::new();
    let other = fs::read_to_string("tests/cases/training.jsonl").unwrap().replace("M2", "M3");
    let file = folder.file("training.jsonl", other);
    let args = CASES.replace("tests/cases/training.jsonl", &file.display().to_string());
    let ran = etablera(&format!("match {args}"), 80);
    assert_eq!(ran.exit, Exit::BadInput);
    for words in ["need `N1`", "requirement `svenska`", "`M2`"] {
        assert!(ran.err.contains(words), "{}", ran.err);
    }
}

#[test]
fn a_taxonomy_file_that_is_none_is_refused() {
    let folder = Folder::new();
    let file = folder.file("t.tax", "concept,label\n");
    let ran = etablera(&format!("match {CASES} --taxonomy {}", file.display()), 80);
    assert_eq!(ran.exit, Exit::BadInput);
    assert!(ran.err.contains("t.tax` cannot be used as a taxonomy"), "{}", ran.err);
    assert!(ran.err.contains("caused by: not a compiled taxonomy"), "{}", ran.err);
}

#[test]
fn an_esco_folder_with_files_missing_names_them_and_writes_nothing() {
    let folder = Folder::new();
    folder.file("occupations_en.csv", "conceptType,conceptUri,iscoGroup,preferredLabel\n");
    let out = folder.path("out.tax");
    let from = folder.path("").display().to_string();
    let ran = etablera(&format!("taxonomy import {from} --out {}", out.display()), 80);
    assert_eq!(ran.exit, Exit::BadInput, "{}", ran.err);
    for words in ["skills", "ISCOGroups", "occupationSkillRelations"] {
        assert!(ran.err.contains(words), "`{words}` is not in: {}", ran.err);
    }
    assert_eq!(folder.files(), ["occupations_en.csv"], "nothing half-written");
}

#[test]
fn ads_that_are_none_are_refused_and_an_old_file_stays() {
    let folder = Folder::new();
    let out = folder.file("needs.jsonl", "old\n");
    let ads = folder.file("ads.jsonl", "{\"annons\":{}}\n");
    let args = format!("import jobads {} --out {}", ads.display(), out.display());
    let ran = etablera(&args, 80);
    assert_eq!(ran.exit, Exit::BadInput, "{}", ran.err);
    assert!(ran.err.contains("ads.jsonl:1:"), "{}", ran.err);
    assert_eq!(fs::read_to_string(&out).unwrap(), "old\n");
    assert_eq!(folder.files().len(), 2, "nothing half-written");
}

#[test]
fn a_table_is_tried_before_it_is_written() {
    let folder = Folder::new();
    let table =
        "Deltagarnr;Kan;Kommun;Kön\n1;plocka order för leverans:3;2580;man\n2;flyga;2580;x\n";
    let table = folder.file("people.csv", table);
    let out = folder.path("people.jsonl");
    let map = "--map id=Deltagarnr --map competence=Kan --map home=Kommun";
    let args = format!("import participants {} --out {} {map}", table.display(), out.display());
    let ran = etablera(&args, 80);
    assert_eq!(ran.exit, Exit::BadInput);
    assert!(ran.err.contains("people.csv:3:") && ran.err.contains("flyga"), "{}", ran.err);
    assert!(ran.err.contains("not read: Kön"), "{}", ran.err);
    assert!(!out.exists());
    let dry = etablera(&format!("{args} --keep-going --dry-run"), 80);
    assert_eq!(dry.exit, Exit::Done, "{}", dry.err);
    assert!(dry.out.contains("SE-2580") && !out.exists(), "{}", dry.out);
    assert_eq!(etablera(&format!("{args} --keep-going"), 80).exit, Exit::Done);
    assert_eq!(fs::read_to_string(&out).unwrap(), dry.out);
}

#[test]
fn a_place_that_cannot_be_written_is_the_systems_failure() {
    let folder = Folder::new();
    let file = folder.file("file", "");
    let ran = etablera(&format!("demo --out {}", file.display()), 80);
    assert_eq!(ran.exit, Exit::Failed, "{}", ran.err);
    assert!(ran.err.contains("report.html` cannot be written"), "{}", ran.err);
}

#[test]
fn parameters_out_of_range_are_refused() {
    let folder = Folder::new();
    for (parameters, said) in [
        (r#"{"evidence":[80,90,95,255]}"#, "`evidence` is 255: expected percentages"),
        (r#"{"must_floor":0}"#, "`must_floor` is 0: expected 1 to 100"),
        (r#"{"levels_below":[50,60,30,10]}"#, "`levels_below` is 60: expected no less"),
        (r#"{"floor":70}"#, "unknown field `floor`"),
    ] {
        let file = folder.file("parameters.json", parameters);
        let ran = etablera(&format!("match {CASES} --parameters {}", file.display()), 80);
        assert_eq!(ran.exit, Exit::BadInput, "{parameters}");
        assert!(ran.err.contains(said), "{}", ran.err);
    }
    let file = folder.file("parameters.json", "{}");
    let ran = etablera(&format!("match {CASES} --parameters {}", file.display()), 80);
    assert_eq!(ran.exit, Exit::Done, "what is left out is as built in: {}", ran.err);
}

#[test]
fn a_day_that_nobody_judges_on_is_refused() {
    for day in ["2026-02-30", "0000-01-01", "+10000-01-01", "+262142-12-31", "2026-1-1"] {
        let ran = etablera(&format!("match {CASES} --as-of {day}"), 80);
        assert_eq!(ran.exit, Exit::BadInput, "{day}");
        assert!(ran.err.contains("expected YYYY-MM-DD"), "{}", ran.err);
    }
}

#[test]
fn files_that_would_be_passed_over_are_refused() {
    for args in ["match --training tests/cases/training.jsonl", "match --keep-going"] {
        let ran = etablera(args, 80);
        assert_eq!(ran.exit, Exit::BadInput, "{args}");
        assert!(ran.err.contains("--needs"), "{}", ran.err);
    }
}

#[test]
fn a_population_is_written_whole_or_not_at_all() {
    let folder = Folder::new();
    fs::create_dir(folder.path("visits.jsonl")).unwrap();
    let out = folder.path("").display().to_string();
    let ran = etablera(&format!("generate --participants 3 --needs 3 --out {out}"), 80);
    assert_eq!(ran.exit, Exit::Failed, "{}", ran.err);
    assert_eq!(folder.files(), ["visits.jsonl"]);
}

#[test]
fn titles_do_not_command_the_terminal() {
    let folder = Folder::new();
    let needs = fs::read_to_string("tests/cases/needs.jsonl").unwrap();
    let needs = folder.file("needs.jsonl", needs.replace("Lagerarbetare", "\\u001b[31mLager\\n"));
    let args = CASES.replace("tests/cases/needs.jsonl", &needs.display().to_string());
    for command in ["match", "explain N1 P1"] {
        let ran = etablera(&format!("{command} {args}"), 80);
        assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
        assert!(ran.out.contains("N1  [31mLager") && !ran.out.contains('\u{1b}'), "{}", ran.out);
    }
}

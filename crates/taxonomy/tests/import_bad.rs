//! Releases that cannot be read: every message names the file and says what
//! was expected.

#![cfg(feature = "import")]
#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use etablera_taxonomy::import::{ImportError, read_dirs};

const OCCUPATION: &str =
    "http://data.europa.eu/esco/occupation/00000000-0000-0000-0000-00000000000";

/// A copy of the fixture's release, to spoil.
struct Release(PathBuf);

impl Release {
    fn new(test: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("import-bad").join(test);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        let whole = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import/esco-9.2");
        for file in fs::read_dir(whole).unwrap().map(Result::unwrap) {
            fs::copy(file.path(), folder.join(file.file_name())).unwrap();
        }
        Self(folder)
    }

    fn write(self, file: &str, content: impl AsRef<[u8]>) -> Self {
        fs::write(self.0.join(file), content).unwrap();
        self
    }

    fn remove(self, file: &str) -> Self {
        fs::remove_file(self.0.join(file)).unwrap();
        self
    }

    /// The error and its causes, with the folder's name cut out.
    #[track_caller]
    fn refused(&self) -> String {
        let error = read_dirs(&[&self.0]).unwrap_err();
        chain(&error).replace(&self.0.display().to_string(), "DIR")
    }
}

fn chain(error: &ImportError) -> String {
    let causes = std::iter::successors(error.source(), |&cause| cause.source());
    causes.fold(error.to_string(), |text, cause| format!("{text}: {cause}"))
}

#[test]
fn a_folder_that_is_not_there() {
    let error = chain(&read_dirs(&["no/such/folder"]).unwrap_err());
    assert!(error.starts_with("cannot read `no/such/folder`: "), "{error}");
}

#[test]
fn a_folder_with_nothing_to_read() {
    let release = Release::new("nothing");
    let empty = release.0.join("empty");
    fs::create_dir(&empty).unwrap();
    fs::write(empty.join("README.md"), "nothing").unwrap();
    let error = read_dirs(&[&empty]).unwrap_err().to_string();
    assert!(
        error.starts_with("nothing to read in `") && error.contains("expected ESCO"),
        "{error}"
    );
}

#[test]
fn all_missing_files_are_named_at_once() {
    let release =
        Release::new("missing").remove("skills_en.csv").remove("broaderRelationsOccPillar_en.csv");
    assert_eq!(
        release.refused(),
        "`DIR` lacks `skills_LANG.csv`, `broaderRelationsOccPillar_LANG.csv`: expected each in \
         the first ESCO release, which gives the structure"
    );
}

#[test]
fn a_structure_without_groups_or_related_skills_is_refused() {
    let release = Release::new("groups").remove("skillGroups_en.csv");
    let release = release.remove("skillSkillRelations_en.csv");
    assert_eq!(
        release.refused(),
        "`DIR` lacks `skillGroups_LANG.csv`, `skillSkillRelations_LANG.csv`: expected each in \
         the first ESCO release, which gives the structure"
    );
}

#[test]
fn a_later_release_needs_occupations() {
    let whole = Release::new("later-whole");
    let later = Release::new("later").remove("occupations_en.csv");
    let error = read_dirs(&[&whole.0, &later.0]).unwrap_err().to_string();
    assert!(error.contains("lacks `occupations_LANG.csv`: expected"), "{error}");
}

#[test]
fn a_missing_column() {
    let release = Release::new("column").write("skills_en.csv", "conceptUri,preferredLabel\n");
    assert_eq!(
        release.refused(),
        "`DIR/skills_en.csv` has no column `skillType`: expected it in the header row"
    );
}

#[test]
fn an_empty_file() {
    let release = Release::new("empty").write("ISCOGroups_en.csv", "");
    assert_eq!(
        release.refused(),
        "`DIR/ISCOGroups_en.csv` has no column `conceptUri`: expected it in the header row"
    );
}

#[test]
fn a_row_that_is_cut_off() {
    let table = format!("conceptUri,preferredLabel\r\n{OCCUPATION}1,\"a\r\nb\"\r\n{OCCUPATION}2");
    let release = Release::new("row").write("occupations_en.csv", table);
    assert_eq!(
        release.refused(),
        "`DIR/occupations_en.csv`, line 4: 1 cells, expected 2 as in the header"
    );
}

#[test]
fn a_cell_that_is_cut_off() {
    let table = format!("conceptUri,preferredLabel\n{OCCUPATION}1,\"soup");
    let release = Release::new("cell").write("occupations_en.csv", table);
    assert_eq!(
        release.refused(),
        "`DIR/occupations_en.csv`, line 2: a quoted cell that never ends"
    );
}

#[test]
fn bytes_that_are_no_text() {
    let release =
        Release::new("utf8").write("occupations_sv.csv", b"conceptUri,preferredLabel\nx,k\xf6k\n");
    assert_eq!(
        release.refused(),
        "`DIR/occupations_sv.csv`, line 2: a byte that is no UTF-8: expected the file as published"
    );
}

#[test]
fn gzip_that_is_cut_off_or_none() {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut encoder, b"conceptUri,preferredLabel\n").unwrap();
    let zipped = encoder.finish().unwrap();
    for (test, content) in [("cut", &zipped[..zipped.len() - 9]), ("none", &b"plain"[..])] {
        let error = Release::new(test).write("occupations_sv.csv.gz", content).refused();
        let expected = "`DIR/occupations_sv.csv.gz` does not unpack: expected whole gzip data: ";
        assert!(error.starts_with(expected), "{error}");
        // So too where the columns must tell what a table is.
        let error = Release::new(test).write("table.csv.gz", content).refused();
        assert!(error.starts_with("`DIR/table.csv.gz` does not unpack"), "{error}");
    }
}

#[test]
fn json_of_another_shape() {
    for (test, content, line) in [
        ("json-cut", "{\"data\":\n {\"concepts\": [", 2),
        ("json-shape", "[]", 1),
        ("json-field", "{\"data\": {\"concepts\":\n [{\"id\": \"a\"}]}}", 2),
    ] {
        let error = Release::new(test).write("skills.json", content).refused();
        let expected =
            format!("`DIR/skills.json`, line {line}: not the JSON that JobTech publishes");
        assert!(error.starts_with(&expected), "{error}");
    }
}

#[test]
fn a_cycle_names_a_concept_in_it() {
    let table = format!(
        "conceptUri,broaderUri\n{OCCUPATION}1,{OCCUPATION}2\n{OCCUPATION}2,{OCCUPATION}1\n"
    );
    let release = Release::new("cycle").write("broaderRelationsOccPillar_en.csv", table);
    assert_eq!(
        release.refused(),
        format!(
            "the releases do not make one taxonomy: `{OCCUPATION}1` is broader than, or replaced \
             by, itself"
        )
    );
}

#[test]
fn relations_to_unknown_concepts_do_not_stop_an_import() {
    let table = format!("conceptUri,broaderUri\n{OCCUPATION}1,{OCCUPATION}9\nx,{OCCUPATION}1\n");
    let release = Release::new("unknown").write("broaderRelationsOccPillar_en.csv", table);
    let report = read_dirs(&[&release.0]).unwrap().report;
    let of_file = report.problems.iter().filter(|p| p.file.ends_with("OccPillar_en.csv"));
    let found: Vec<_> = of_file.map(|p| (p.what, p.examples[0].line)).collect();
    assert_eq!(
        found,
        [
            ("names a concept that is not in the taxonomy", Some(2)),
            ("is not the id of a concept", Some(3)),
        ]
    );
}

//! Reading releases: a made-up kitchen in the file forms of ESCO, JobTech and
//! the crosswalks.

#![cfg(feature = "import")]
#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::{fs, iter};

use etablera_taxonomy::import::{ImportReport, Imported, Progress, read_dirs, read_dirs_with};
use etablera_taxonomy::{Concept, ConceptKind, LabelKind, Taxonomy};

const ALL: [&str; 4] = ["esco-9.2", "esco-9.1", "jobtech", "crosswalks"];

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import").join(name)
}

fn import(names: &[&str]) -> Imported {
    let dirs: Vec<_> = names.iter().map(|name| fixture(name)).collect();
    read_dirs(&dirs).unwrap()
}

/// A concept by its id; ESCO's `occupation/1` and `skill/1` are filled up.
fn find(taxonomy: &Taxonomy, id: &str) -> Option<Concept> {
    let id = match id.split_once('/') {
        Some((scheme @ ("occupation" | "skill"), number)) => {
            format!("esco:{scheme}/00000000-0000-0000-0000-{number:0>12}")
        }
        _ => id.to_owned(),
    };
    taxonomy.concept(id.parse().unwrap())
}

fn get(taxonomy: &Taxonomy, id: &str) -> Concept {
    find(taxonomy, id).unwrap_or_else(|| panic!("no concept `{id}`"))
}

fn broader(taxonomy: &Taxonomy, id: &str) -> Vec<String> {
    taxonomy.broader(get(taxonomy, id)).map(|concept| taxonomy.id(concept).to_string()).collect()
}

/// Problems of a file, as `rows what`.
fn problems(report: &ImportReport, file: &str) -> Vec<String> {
    let own = report.problems.iter().filter(|problem| problem.file.ends_with(file));
    own.map(|problem| format!("{} {}", problem.rows, problem.what)).collect()
}

#[test]
fn esco_gives_kinds_labels_and_structure() {
    let Imported { taxonomy, report } = import(&["esco-9.2"]);
    assert_eq!(taxonomy.edition().name, "ESCO 9.2");
    for (id, kind, label) in [
        ("occupation/1", ConceptKind::Occupation, "soup cook"),
        ("skill/10", ConceptKind::Skill, "make soup"),
        ("skill/11", ConceptKind::Knowledge, "history of soup"),
        ("skill/12", ConceptKind::Skill, "hold a ladle"),
        ("skill/20", ConceptKind::SkillGroup, "kitchen skills"),
        ("http://data.europa.eu/esco/isced-f/101", ConceptKind::Field, "personal services"),
        ("isco:5120", ConceptKind::OccupationGroup, "Kitchen cooks"),
    ] {
        let concept = get(&taxonomy, id);
        assert_eq!((taxonomy.kind(concept), taxonomy.label(concept, "en")), (kind, Some(label)));
    }
    assert_eq!(broader(&taxonomy, "occupation/1"), ["http://data.europa.eu/esco/isco/C5120"]);
    assert_eq!(broader(&taxonomy, "skill/11"), ["http://data.europa.eu/esco/isced-f/101"]);
    let cook = get(&taxonomy, "occupation/1");
    assert!(taxonomy.essential(cook).eq([get(&taxonomy, "skill/10")]));
    assert!(taxonomy.optional(cook).eq([get(&taxonomy, "skill/11")]));
    assert!(taxonomy.related(get(&taxonomy, "skill/11")).eq([get(&taxonomy, "skill/10")]));
    assert_eq!(report.totals.relations["essential"], 2);
}

#[test]
fn the_pillar_tells_skills_from_knowledge() {
    let Imported { taxonomy, report } = import(&["esco-9.2"]);
    for (id, kind) in [
        // The column says knowledge; all that is above it are skills.
        ("skill/13", ConceptKind::Skill),
        // In both pillars: the column says.
        ("skill/14", ConceptKind::Knowledge),
        // The column is empty.
        ("skill/15", ConceptKind::Knowledge),
    ] {
        assert_eq!(taxonomy.kind(get(&taxonomy, id)), kind, "{id}");
    }
    let other = report.problems.iter().find(|p| p.what.starts_with("skillType says otherwise"));
    let other = other.unwrap();
    assert!(other.file.ends_with("skills_en.csv"));
    assert_eq!((other.rows, other.examples[0].line), (1, Some(6)));
    assert!(other.examples[0].text.ends_with("13"));
}

#[test]
fn cells_may_hold_several_labels() {
    let Imported { taxonomy, .. } = import(&["esco-9.2"]);
    let labels = |id| taxonomy.labels(get(&taxonomy, id)).map(|l| (l.1, l.2)).collect::<Vec<_>>();
    assert_eq!(
        labels("occupation/1"),
        [
            (LabelKind::Preferred, "soup cook"),
            (LabelKind::Alternative, "broth cook"),
            (LabelKind::Alternative, "soup maker"),
            (LabelKind::Hidden, "supe cook"),
        ]
    );
    assert_eq!(labels("occupation/2").len(), 3);
}

#[test]
fn rows_without_a_place_are_reported() {
    let Imported { taxonomy, report } = import(&["esco-9.2"]);
    assert_eq!(find(&taxonomy, "occupation/3"), None);
    assert_eq!(
        problems(&report, "occupations_en.csv"),
        [
            "1 has a status other than `released`",
            "1 is not a concept of the kind that the file is for",
        ]
    );
    assert_eq!(
        problems(&report, "skills_en.csv"),
        [
            "2 has no skill type: taken as its pillar says, else as a skill",
            "1 is not the id of a concept",
            "1 skillType says otherwise than the pillar: taken as the pillar says",
        ]
    );
    assert_eq!(
        problems(&report, "occupationSkillRelations_en.csv"),
        [
            "1 states a relation other than `essential` and `optional`",
            "1 names a concept that is not in the taxonomy",
        ]
    );
    assert_eq!(problems(&report, "skillSkillRelations_en.csv"), ["1 relates a concept to itself"]);
    let file = report.files.iter().find(|f| f.file.ends_with("skills_en.csv")).unwrap();
    assert_eq!((file.kind, file.rows, file.used), ("ESCO skills", 7, 6));
    assert_eq!(report.unread[0].why, "not needed for a taxonomy");
    assert_eq!(report.problem_rows(), 10);
}

#[test]
fn examples_name_the_line_also_after_cells_of_several_lines() {
    let report = import(&["esco-9.2"]).report;
    let lines: Vec<_> = report.problems.iter().map(|p| p.examples[0].line.unwrap()).collect();
    // Occupations end lines in CR LF and have a cell of two lines above.
    assert_eq!(lines, [5, 6, 4, 5, 10, 5, 6, 3, 6]);
}

#[test]
fn a_later_release_adds_labels_only() {
    let Imported { taxonomy, report } = import(&["esco-9.2", "esco-9.1"]);
    assert_eq!(taxonomy.edition().name, "ESCO 9.2 + ESCO 9.1");
    assert_eq!(broader(&taxonomy, "occupation/1"), ["http://data.europa.eu/esco/isco/C5120"]);
    assert_eq!(find(&taxonomy, "occupation/8"), None);
    let label = "is not in the release that gives the structure";
    assert_eq!(problems(&report, "occupations_cs.csv"), [format!("1 {label}")]);
    assert_eq!(problems(&report, "ISCOGroups_ga.csv"), ["1 has no label"]);
    let later = report.unread.iter().find(|file| file.file.ends_with("OccPillar.csv")).unwrap();
    assert!(later.why.starts_with("relations of a later ESCO release"));
}

#[test]
fn forms_of_a_label_are_found_by_themselves() {
    let Imported { taxonomy, .. } = import(&["esco-9.2", "esco-9.1"]);
    let soup = get(&taxonomy, "occupation/1");
    assert_eq!(taxonomy.label(soup, "cs"), Some("kuchař polévek / kuchařka polévek"));
    assert_eq!(taxonomy.by_label("Kuchařka polévek"), [soup]);
    // The first form leans on the second, and is no name by itself.
    assert_eq!(taxonomy.by_label("kuchař"), []);
    assert_eq!(taxonomy.by_label("kuchařka palačinek do pánve").len(), 1);
}

#[test]
fn tables_with_other_columns_are_listed() {
    let report = import(&ALL).report;
    let notes = report.unread.iter().find(|file| file.file.ends_with("notes.csv")).unwrap();
    assert_eq!(notes.why, "a table with columns that are not known");
}

#[test]
fn the_order_of_folders_beside_esco_plays_no_part() {
    let bytes = |names: &[&str]| import(names).taxonomy.to_bytes();
    let [esco, later, jobtech, crosswalks] = ALL;
    assert_eq!(bytes(&ALL), bytes(&ALL));
    assert_eq!(bytes(&ALL), bytes(&[crosswalks, esco, jobtech, later]));
}

#[test]
fn gzip_and_subfolders_give_the_same_taxonomy() {
    let copy = Path::new(env!("CARGO_TARGET_TMPDIR")).join("import-gzip");
    let _ = fs::remove_dir_all(&copy);
    for name in ALL {
        let folder = copy.join(if name == "jobtech" { "some/where/jobtech" } else { name });
        fs::create_dir_all(&folder).unwrap();
        let files = fs::read_dir(fixture(name)).unwrap().map(Result::unwrap).collect::<Vec<_>>();
        // Written last first, so that the order on disk differs.
        for file in files.iter().rev() {
            let zipped = folder.join(format!("{}.gz", file.file_name().to_string_lossy()));
            let out = fs::File::create(zipped).unwrap();
            let mut out = flate2::write::GzEncoder::new(out, flate2::Compression::fast());
            out.write_all(&fs::read(file.path()).unwrap()).unwrap();
            out.finish().unwrap();
        }
    }
    let dirs = [copy.join("esco-9.2"), copy.join("esco-9.1"), copy.join("some"), copy.join(ALL[3])];
    let zipped = read_dirs(&dirs).unwrap().taxonomy;
    assert_eq!(zipped.to_bytes(), import(&ALL).taxonomy.to_bytes());
}

#[test]
fn what_is_imported_opens_from_its_bytes() {
    let taxonomy = import(&ALL).taxonomy;
    let bytes = taxonomy.to_bytes();
    let opened = Taxonomy::from_bytes(&bytes).unwrap();
    assert_eq!(opened.edition(), taxonomy.edition());
    assert_eq!(opened.to_bytes(), bytes);
    assert_eq!(Taxonomy::from_vec(bytes.clone()).unwrap().to_bytes(), bytes);
    for length in 0..bytes.len() {
        assert!(Taxonomy::from_vec(bytes[..length].to_vec()).is_err(), "{length} bytes");
    }
    assert_eq!(find(&opened, "jobtech:ssyk_bbb_004"), find(&taxonomy, "ssyk:5120"));
}

#[test]
fn progress_tells_every_file_and_the_end() {
    let mut steps = Vec::new();
    let mut note = |step: Progress<'_>| match step {
        Progress::Reading { number, of, .. } => steps.push((number, of)),
        Progress::Compiling => steps.push((0, 0)),
    };
    let imported = read_dirs_with(&[fixture("esco-9.2")], &mut note).unwrap();
    let files = imported.report.files.len();
    let expected = (1..=files).map(|number| (number, files)).chain(iter::once((0, 0)));
    assert_eq!(steps, expected.collect::<Vec<_>>());
}

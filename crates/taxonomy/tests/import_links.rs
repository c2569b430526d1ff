//! Reading JobTech and the crosswalks: a made-up kitchen in their file forms.

#![cfg(feature = "import")]
#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::path::{Path, PathBuf};

use etablera_taxonomy::import::{ImportReport, Imported, read_dirs};
use etablera_taxonomy::{Concept, ConceptKind, MatchKind, Taxonomy};

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

fn matches(taxonomy: &Taxonomy, id: &str) -> Vec<(MatchKind, String)> {
    let found = taxonomy.matches(get(taxonomy, id));
    found.map(|(to, kind)| (kind, taxonomy.id(to).to_string())).collect()
}

/// Problems of a file, as `rows what`.
fn problems(report: &ImportReport, file: &str) -> Vec<String> {
    let own = report.problems.iter().filter(|problem| problem.file.ends_with(file));
    own.map(|problem| format!("{} {}", problem.rows, problem.what)).collect()
}

#[test]
fn jobtech_gives_skills_occupations_and_groups() {
    let Imported { taxonomy, report } = import(&["esco-9.2", "jobtech"]);
    let soup = get(&taxonomy, "jobtech:soup_aaa_001");
    assert_eq!(taxonomy.kind(soup), ConceptKind::Skill);
    assert_eq!(taxonomy.by_label("koka soppa"), [soup]);
    assert_eq!(broader(&taxonomy, "jobtech:cook_ccc_001"), ["ssyk:5120"]);
    assert_eq!(broader(&taxonomy, "ssyk:5120"), ["ssyk:512"]);
    // Level 3 was left out: it follows from the code.
    assert_eq!(taxonomy.label(get(&taxonomy, "ssyk:512"), "sv"), Some("SSYK 2012 512"));
    assert_eq!(taxonomy.label(get(&taxonomy, "ssyk:51"), "sv"), Some("Personlig service"));
    assert_eq!(taxonomy.label(get(&taxonomy, "isco:5120"), "sv"), Some("Kökskockar"));
    let (a, b) = (get(&taxonomy, "jobtech:cook_ccc_001"), get(&taxonomy, "jobtech:cook_ccc_002"));
    assert!(taxonomy.related(a).eq([b]) && taxonomy.related(b).eq([a]));
    assert_eq!(
        problems(&report, "between-occupations.json"),
        ["1 may substitute, but by less than 75 percent: left out"]
    );
}

#[test]
fn jobtech_ids_of_groups_and_withdrawn_concepts_lead_on() {
    let Imported { taxonomy, report } = import(&["esco-9.2", "jobtech"]);
    for (id, now) in [
        ("jobtech:ssyk_bbb_004", "ssyk:5120"),
        ("jobtech:ssyk_bbb_001", "ssyk:5"),
        ("jobtech:isco_ddd_001", "isco:5120"),
        ("jobtech:oldl_aaa_003", "jobtech:ladl_aaa_002"),
        ("jobtech:2020_eee_001", "jobtech:soup_aaa_001"),
    ] {
        assert_eq!(find(&taxonomy, id), find(&taxonomy, now), "{id}");
        assert!(find(&taxonomy, id).is_some(), "{id}");
    }
    for gone in ["jobtech:gone_aaa_004", "jobtech:lost_aaa_005", "jobtech:2020_eee_002"] {
        assert_eq!(find(&taxonomy, gone), None);
    }
    assert_eq!(
        problems(&report, "jobtech/skills.json"),
        [
            "1 is withdrawn and nothing stands for it",
            "1 is not the id of a concept",
            "1 names a concept that is not in the taxonomy",
        ]
    );
    assert_eq!(
        problems(&report, "concept-to-taxonomy.json"),
        [
            "1 is without a place: no newer concept has its label",
            "1 is of a type other than `skill` and `occupation-name`",
        ]
    );
}

#[test]
fn the_kinds_of_the_ssyk_key_follow_from_all_tables() {
    let Imported { taxonomy, report } = import(&ALL);
    let isco = |code: &str| format!("http://data.europa.eu/esco/isco/C{code}");
    assert_eq!(matches(&taxonomy, "ssyk:5120"), [(MatchKind::Exact, isco("5120"))]);
    assert_eq!(
        matches(&taxonomy, "ssyk:5130"),
        [(MatchKind::Narrow, isco("5131")), (MatchKind::Narrow, isco("5132"))]
    );
    assert_eq!(problems(&report, "ssyk-isco.csv"), ["1 is not a code of one to four digits"]);
    assert_eq!(
        problems(&report, "isco-level-4-groups.json"),
        ["2 names a concept that is not in the taxonomy"]
    );
}

#[test]
fn skills_map_as_the_table_reads() {
    let Imported { taxonomy, report } = import(&ALL);
    assert_eq!(
        matches(&taxonomy, "skill/10"),
        [(MatchKind::Exact, "jobtech:soup_aaa_001".to_owned())]
    );
    // A withdrawn id was mapped: what replaced it has two exact matches, so
    // neither is taken as the same.
    let ladle = "jobtech:ladl_aaa_002".to_owned();
    assert_eq!(matches(&taxonomy, "skill/12"), [(MatchKind::Close, ladle.clone())]);
    assert_eq!(
        matches(&taxonomy, "skill/11"),
        [(MatchKind::Close, ladle), (MatchKind::Broad, "jobtech:soup_aaa_001".to_owned())]
    );
    let [history, soup] = ["skill/11", "jobtech:soup_aaa_001"].map(|id| get(&taxonomy, id));
    assert_eq!(taxonomy.similarity(history, soup), 100);
    assert_eq!(
        problems(&report, "skills-both-ways.csv"),
        [
            "1 maps two concepts that are already mapped otherwise",
            "1 has a relation that is not one of SKOS's matches",
            "2 is an exact match to several concepts: taken as a close match",
        ]
    );
}

#[test]
fn styrk_groups_come_from_their_tables() {
    let Imported { taxonomy, report } = import(&ALL);
    let cooks = get(&taxonomy, "styrk:5120");
    assert_eq!(taxonomy.label(cooks, "no"), Some("Kokker"));
    assert_eq!(broader(&taxonomy, "styrk:5120"), ["styrk:512"]);
    assert_eq!(taxonomy.similarity(get(&taxonomy, "occupation/1"), cooks), 100);
    assert_eq!(taxonomy.label(get(&taxonomy, "styrk:0310"), "no"), Some("Serveringsbefal"));
    assert_eq!(problems(&report, "styrk.csv"), ["1 has no mapping: the table says `no relation`"]);
    assert_eq!(problems(&report, "styrk-labels.csv"), ["1 is a code for what is no occupation"]);
}

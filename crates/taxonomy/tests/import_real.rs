//! The published releases, where they are at hand: in the folder that
//! `ETABLERA_DATA` names, or beside the workspace.

#![cfg(feature = "import")]
#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]
#![expect(clippy::print_stderr, reason = "says loudly that it is skipped")]

use std::path::PathBuf;

use etablera_taxonomy::import::{Imported, read_dirs};
use etablera_taxonomy::{ConceptKind, MatchKind, Taxonomy};

/// The folders to import, or `None` where there is no data.
fn dirs() -> Option<Vec<PathBuf>> {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data");
    let data = std::env::var_os("ETABLERA_DATA").map_or_else(|| beside.into(), PathBuf::from);
    if !data.join("esco").is_dir() {
        eprintln!("SKIPPED: no releases in `{}`; set ETABLERA_DATA", data.display());
        return None;
    }
    let names = ["esco/1.2.0", "esco/1.0.8", "jobtech-taxonomy", "crosswalks"];
    Some(names.map(|name| data.join(name)).to_vec())
}

#[test]
fn everything_published_is_placed_or_accounted_for() {
    let Some(dirs) = dirs() else { return };
    let Imported { taxonomy, report } = read_dirs(&dirs).unwrap();
    check_totals(&taxonomy, &report.totals.relations);
    assert!(taxonomy.languages().len() >= 26, "{:?}", taxonomy.languages());
    assert_eq!(report.totals.labels["ar"], 8217);
    for file in &report.files {
        assert!(file.used <= file.rows, "{file:?}");
        let own = report.problems.iter().filter(|problem| problem.file == file.file);
        let taken = |what: &str| what.contains(": taken as");
        let left: usize = own.filter(|p| !taken(p.what)).map(|p| p.rows).sum();
        assert_eq!(file.used + left, file.rows, "{file:?}");
    }
    check_answers(&taxonomy);
    let bytes = taxonomy.to_bytes();
    assert_eq!(Taxonomy::from_bytes(&bytes).unwrap().to_bytes(), bytes);
    assert_eq!(read_dirs(&dirs).unwrap().taxonomy.to_bytes(), bytes);
}

fn check_totals(taxonomy: &Taxonomy, relations: &std::collections::BTreeMap<&'static str, usize>) {
    let count = |scheme: &str, kinds: &[ConceptKind]| {
        let of_kind = taxonomy.concepts().filter(|c| kinds.contains(&taxonomy.kind(*c)));
        of_kind.filter(|c| taxonomy.id(*c).to_string().contains(scheme)).count()
    };
    assert_eq!(count("/occupation/", &[ConceptKind::Occupation]), 3_039);
    assert_eq!(count("/skill/", &[ConceptKind::Skill, ConceptKind::Knowledge]), 13_939);
    // 3,013 below the knowledge pillar alone; 133 also elsewhere, by their rows.
    assert_eq!(count("/skill/", &[ConceptKind::Knowledge]), 3_146);
    assert_eq!(count("/isco/", &[ConceptKind::OccupationGroup]), 619);
    assert_eq!(count("ssyk:", &[ConceptKind::OccupationGroup]), 603);
    assert_eq!(count("jobtech:", &[ConceptKind::Skill]), 6_657);
    assert_eq!(count("jobtech:", &[ConceptKind::Occupation]), 2_412);
    assert_eq!(relations["essential"] + relations["optional"], 129_004);
    // Hierarchies of ESCO, of SSYK (three levels down) and of STYRK.
    assert!(relations["broader"] > 3_652 + 20_822 + 2_412, "{relations:?}");
}

/// Some answers that an expert would expect.
fn check_answers(taxonomy: &Taxonomy) {
    let get = |id: &str| taxonomy.concept(id.parse().unwrap()).unwrap();
    let [cooks, isco] = ["ssyk:5120", "isco:5120"].map(get);
    assert!(taxonomy.matches(cooks).eq([(isco, MatchKind::Exact)]));
    assert_eq!(taxonomy.label(isco, "sv"), Some("Kockar och kallskänkor"));
    let soldier = get("styrk:0310");
    assert_eq!(taxonomy.label(soldier, "no"), Some("Menige"));
    let cook =
        taxonomy.by_label("cook").into_iter().find(|&c| taxonomy.similarity(c, cooks) == 100);
    assert!(cook.is_some_and(|cook| taxonomy.label(cook, "sv") == Some("kokerska")));
}

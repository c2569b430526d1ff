//! The whole chain on official releases: import, job ads, a population, and
//! matching on full ESCO.
//!
//! The releases belong to their publishers and are not in the repository: the
//! variable `ETABLERA_DATA` names the folder that has them.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::support::{Ran, etablera};
use etablera_cli::Exit;
use serde_json::Value;

#[expect(clippy::print_stderr, reason = "a check that is skipped says so")]
fn data() -> Option<PathBuf> {
    let stated = std::env::var_os("ETABLERA_DATA").map(PathBuf::from);
    let folder = stated.unwrap_or_else(|| "../shared/data".into());
    if folder.join("esco/1.2.0").is_dir() {
        return Some(folder);
    }
    eprintln!("SKIPPED: no releases in `{}`: set ETABLERA_DATA", folder.display());
    None
}

fn done(args: &str) -> Ran {
    let ran = etablera(args, 80);
    assert_eq!(ran.exit, Exit::Done, "{args}: {}", ran.err);
    ran
}

#[test]
fn ads_and_people_are_matched_on_full_esco() {
    let Some(data) = data() else { return };
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let from = |name: &str| data.join(name).display().to_string();
    let releases = ["esco/1.2.0", "esco/1.0.8", "jobtech-taxonomy", "crosswalks"].map(from);
    let taxonomy = path("full.tax");
    done(&format!("taxonomy import {} --out {taxonomy} --format json", releases.join(" ")));

    let needs = path("ads.jsonl");
    let ads = from("job-ads/jobsearch_ads.jsonl.gz");
    let ran =
        done(&format!("import jobads {ads} --taxonomy {taxonomy} --out {needs} --format json"));
    let figures: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(figures["ads"], 57);
    let accounted = figures["needs"].as_u64().unwrap() + figures["no_need"].as_u64().unwrap();
    assert_eq!(accounted, 57, "{figures}");

    let people = path("people");
    done(&format!(
        "generate --participants 300 --needs 30 --seed 3 --taxonomy {taxonomy} --out {people}"
    ));
    let ran = done(&format!(
        "match --needs {needs} --participants {people}/participants.jsonl --taxonomy {taxonomy} \
         --top 4 --format jsonl"
    ));
    let rows: Vec<Value> =
        ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let lists: BTreeSet<&str> = rows.iter().map(|row| row["need"].as_str().unwrap()).collect();
    assert_eq!(lists.len() as u64, figures["needs"].as_u64().unwrap());
    assert!(rows.iter().all(|row| row["tier"] == "to_clarify"), "nobody has confirmed an ad");
    assert!(rows.iter().any(|row| row["score"].as_u64() > Some(20_000)), "somebody comes near");
}

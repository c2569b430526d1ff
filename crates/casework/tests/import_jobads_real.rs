//! Real ads, where they are at hand: `ETABLERA_DATA`, else the folder beside
//! the workspace. With `ETABLERA_SHOW` set, everything is printed.
#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]
#![expect(clippy::print_stderr, reason = "a skipped test and the figures should be seen")]

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use etablera_casework::import::jobads::{self, Ads, Problem, Source};
use etablera_domain::{Need, What};
use etablera_taxonomy::Taxonomy;

fn data() -> PathBuf {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data");
    std::env::var_os("ETABLERA_DATA").map_or_else(|| beside.into(), PathBuf::from)
}

/// The text of each ad by its id.
fn texts(path: &Path) -> HashMap<String, String> {
    let lines = std::io::BufRead::split(etablera_casework::load::open(path).unwrap(), b'\n');
    lines
        .map(|line| serde_json::from_slice::<serde_json::Value>(&line.unwrap()).unwrap())
        .map(|ad| {
            let id = ad["id"].as_str().map_or_else(|| ad["id"].to_string(), str::to_owned);
            (id, ad["description"]["text"].as_str().unwrap_or_default().to_owned())
        })
        .collect()
}

fn check(taxonomy: &Taxonomy, name: &str) {
    let path = data().join("job-ads/jobsearch_ads.jsonl.gz");
    if !path.exists() {
        eprintln!("SKIPPED: {} is not there", path.display());
        return;
    }
    let ads = jobads::read("ads", etablera_casework::load::open(&path).unwrap(), taxonomy).unwrap();
    let texts = texts(&path);
    eprintln!("{name}: {:?}", ads.summary);
    if std::env::var_os("ETABLERA_SHOW").is_some() {
        show(&ads, taxonomy);
    }
    assert_eq!(ads.summary.ads, texts.len());
    assert_eq!(ads.summary.needs + ads.summary.not_ads + ads.summary.no_need, texts.len());
    let work = |what: &What| matches!(what, What::Competence { .. } | What::Experience { .. });
    for need in &ads.needs {
        assert!(need.requirements().any(|it| work(&it.what)), "{}", need.id);
        assert!(!need.is_confirmed());
    }
    let by_id: HashMap<_, _> = ads.needs.iter().map(|need| (&need.id, need)).collect();
    for trace in &ads.traces {
        let mut all = by_id[&trace.need].requirements();
        let requirement = all.find(|it| it.id == trace.requirement).unwrap();
        assert_eq!(trace.span.is_some(), trace.source == Source::Text);
        if let Some(span) = &trace.span {
            let words = &texts[trace.need.as_str()][span.clone()];
            assert_eq!(requirement.quote.as_deref(), Some(words));
        }
    }
}

/// Everything, for reading by eye.
fn show(ads: &Ads, taxonomy: &Taxonomy) {
    for need in &ads.needs {
        eprintln!("== {} {}", need.id, need.title);
        show_need(need, ads, taxonomy);
        let of_need = |it: &&Problem| it.ad.as_deref() == Some(need.id.as_str());
        for problem in ads.problems.iter().filter(of_need) {
            eprintln!("  {:?} {}", problem.kind, problem.fault.error);
        }
    }
}

fn show_need(need: &Need, ads: &Ads, taxonomy: &Taxonomy) {
    for it in need.requirements() {
        let trace = ads.traces.iter().find(|t| t.need == need.id && t.requirement == it.id);
        let source = trace.unwrap().source;
        let concept = it.what.concept().and_then(|id| taxonomy.concept(id));
        let label = concept.and_then(|concept| taxonomy.display_label(concept, "sv"));
        let what = format!("{:?}", it.what).replace("http://data.europa.eu/esco/", "");
        let quote = it.quote.as_deref().unwrap_or_default();
        eprintln!("  {source:?} {:?} {label:?} <{quote}> {what}", it.strength);
    }
}

#[test]
fn every_ad_becomes_a_need_or_a_named_problem_with_the_starter_taxonomy() {
    check(etablera_taxonomy::starter(), "starter");
}

#[test]
fn every_ad_becomes_a_need_or_a_named_problem_with_a_full_taxonomy() {
    let dirs = ["esco/1.2.0", "esco/1.0.8", "jobtech-taxonomy", "crosswalks"];
    let dirs = dirs.map(|dir| data().join(dir));
    if dirs.iter().any(|dir| !dir.exists()) {
        eprintln!("SKIPPED: no releases below {}", data().display());
        return;
    }
    let imported = etablera_taxonomy::import::read_dirs(&dirs).unwrap();
    check(&imported.taxonomy, "full");
}

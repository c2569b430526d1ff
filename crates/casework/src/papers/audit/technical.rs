//! The technical file, in the order of Annex IV of the AI Act (Reg. 2024/1689).

use etablera_matching::Parameters;
use etablera_matching::outcome::Feature;
use etablera_reporting::document::{Block, Cell, Document, Section, Table};
use etablera_taxonomy::starter;
use serde_json::Value;

use super::describe::{begun, fields, listed, with_places};
use super::texts;
use crate::office::Installation;
use crate::receipt::Pinned;
use crate::words::Tongue;

/// Where the laws of matching are tested, in the order of the messages.
const LAWS: [&str; 8] = [
    "crates/matching/tests/laws/laws.rs",
    "crates/matching/tests/laws/laws.rs",
    "crates/matching/tests/laws/laws.rs",
    "crates/matching/tests/laws/search.rs",
    "crates/matching/tests/grounds.rs",
    "crates/casework/tests/office_matching/audit.rs",
    "crates/casework/tests/office_matching/lists.rs",
    "crates/matching/tests/assignment",
];
/// Where numbers about accuracy and robustness are measured.
const METRICS: [&str; 6] = [
    "README.md",
    "crates/matching/tests/experiment.rs",
    "benches/matching.rs",
    "crates/reporting/tests/audit_impact.rs",
    "fuzz",
    "xtask/src/soak.rs",
];

/// Where what the learnt model is worth is tested.
const MODEL_METRICS: [&str; 2] =
    ["crates/matching/tests/outcome.rs", "crates/casework/tests/office_matching/model.rs"];

/// The technical file of an installation.
#[must_use]
pub fn technical_file(installation: &Installation, tongue: Tongue) -> Document {
    let mut document = begun("audit-tech-title", installation, tongue);
    document.sections = vec![
        listed("audit-tech-general", 5, tongue),
        elements(tongue),
        data(tongue),
        oversight(installation, tongue),
        accuracy(tongue),
        learnt(tongue),
        listed("audit-tech-logging", 5, tongue),
        listed("audit-security", 7, tongue),
        listed("audit-tech-change", 5, tongue),
        in_force(installation, tongue),
        listed("audit-tech-open", 4, tongue),
    ];
    document
}

fn elements(tongue: Tongue) -> Section {
    let say = |key: &str| tongue.say(key, &[]);
    let pinned = Pinned::parameters(&Parameters::default());
    let headings = ["audit-parameter", "audit-default"];
    let mut parameters = Table::new(say("audit-parameters-table"), texts(headings, tongue));
    for (name, value) in pinned.values.as_object().into_iter().flatten() {
        let value = match value {
            Value::String(word) => word.clone(),
            other => other.to_string(),
        };
        parameters.row([format!("`{name}`"), value].map(Cell::text));
    }
    let taxonomy = starter();
    let headings = ["audit-taxonomy", "audit-concepts", "audit-checksum"];
    let mut taxonomies = Table::new(say("audit-taxonomies"), texts(headings, tongue));
    let edition = taxonomy.edition();
    let checksum = format!("{:08x}", edition.checksum);
    taxonomies.row([edition.name, taxonomy.len().to_string(), checksum].map(Cell::text));
    let laws = with_places(("audit-tech-law", ["audit-law", "audit-tested"]), &LAWS, tongue);
    let hash = tongue.say("audit-parameters-hash", &[("hash", &pinned.hash.to_string())]);
    Section::new(say("audit-tech-elements"))
        .with(say("audit-tech-elements-1"))
        .with(say("audit-tech-elements-2"))
        .with(parameters)
        .with(hash)
        .with(taxonomies)
        .with(say("audit-tech-elements-3"))
        .with(laws)
}

fn data(tongue: Tongue) -> Section {
    let say = |key: &str| tongue.say(key, &[]);
    let grounds = (1..=7).map(|at| tongue.say(&format!("audit-ground-of-law-{at}"), &[]));
    Section::new(say("audit-tech-data"))
        .with(say("audit-tech-data-1"))
        .with(fields("participants", tongue))
        .with(fields("needs", tongue))
        .with(say("audit-tech-data-2"))
        .with(Block::List(grounds.collect()))
        .with(say("audit-tech-data-3"))
}

fn oversight(installation: &Installation, tongue: Tongue) -> Section {
    let mut section = listed("audit-tech-oversight", 6, tongue);
    if let Some(stopped) = installation.stopped {
        section = section.with(tongue.say("audit-tech-stopped", &[("on", &stopped.to_string())]));
    }
    let headings = ["audit-policy", "audit-policy-reason"];
    let mut table = Table::new(tongue.say("audit-policies", &[]), texts(headings, tongue));
    for (id, reason) in &installation.policies {
        table.row([format!("`{id}`"), reason.clone()].map(Cell::text));
    }
    section.with(table)
}

fn accuracy(tongue: Tongue) -> Section {
    let headings = ["audit-metric", "audit-measured"];
    let metrics = with_places(("audit-tech-metric", headings), &METRICS, tongue);
    Section::new(tongue.say("audit-tech-accuracy", &[]))
        .with(tongue.say("audit-tech-accuracy-1", &[]))
        .with(metrics)
}

/// The learnt model: what it takes, is worth and is not for.
fn learnt(tongue: Tongue) -> Section {
    let say = |at: usize| tongue.say(&format!("audit-tech-model-{at}"), &[]);
    let features = Feature::ALL.map(|feature| format!("`{}`", feature.name()));
    let headings = ["audit-metric", "audit-measured"];
    let metrics = with_places(("audit-tech-model-metric", headings), &MODEL_METRICS, tongue);
    let section = Section::new(tongue.say("audit-tech-model", &[]));
    let section = section.with(say(1)).with(say(2)).with(say(3));
    let section = section.with(Block::List(features.into())).with(say(4)).with(metrics);
    section.with(say(5)).with(say(6)).with(Block::List(vec![say(7)]))
}

fn in_force(installation: &Installation, tongue: Tongue) -> Section {
    let section = Section::new(tongue.say("audit-tech-in-force", &[]));
    if installation.organisation.is_none() {
        return section.with(tongue.say("audit-tech-in-force-none", &[]));
    }
    let rules = installation.own_rules.to_string();
    let headings = ["audit-operation", "audit-since", "audit-hash"];
    let mut table = Table::new(tongue.say("audit-programmes", &[]), texts(headings, tongue));
    for one in &installation.programmes {
        let (since, hash) = (one.since.to_string(), one.hash.to_string());
        table.row([one.operation.to_string(), since, hash].map(Cell::text));
    }
    section.with(tongue.say("audit-tech-in-force-rules", &[("rules", &rules)])).with(table)
}

//! The command line and the server give the same JSON.

use std::collections::{BTreeMap, BTreeSet};

use etablera_cli::Exit;
use serde_json::Value;

use super::fixture::Served;
use super::request::{of, operation};
use crate::leak::tables::{CALLERS, SHOWS};
use crate::leak::twins::Twins;

/// Outputs that differ, and why.
const DIFFERENT: &[(&str, &str)] = &[
    ("account list", "whoever asks the server has an account"),
    ("account show", "a token is not for accounts"),
    ("account token list", "a token is not for accounts"),
    ("db verify", "the command line writes the ends as it takes them"),
    ("log access", "what is asked stands in it"),
    ("report audit refusals", "what is asked stands in it"),
    ("report audit receipts", "each list that is asked for has one"),
    ("replay", "the command line writes the bytes again"),
    ("report corrections", "one command for two operations"),
    ("report frozen", "the command line writes the rows alone"),
];

/// The values of an answer, one a row. Where the command line remarks on the
/// receipt, the server answers it.
fn rows(text: &str) -> Option<Vec<Value>> {
    let whole = serde_json::from_str(text).ok();
    match whole {
        Some(Value::Null) => Some(Vec::new()),
        Some(Value::Array(rows)) => Some(rows),
        Some(Value::Object(mut one)) if one.contains_key("receipt") && one.len() == 2 => {
            match one.remove("rows").or_else(|| one.remove("row")) {
                Some(Value::Array(rows)) => Some(rows),
                row => row.map(|row| vec![row]),
            }
        }
        Some(one) => Some(vec![one]),
        None => text.lines().map(|line| serde_json::from_str(line).ok()).collect(),
    }
}

#[test]
fn what_the_command_line_writes_the_server_answers() {
    let twins = Twins::new("secrecy_marking");
    let mut served = Served::over(twins.place());
    let (mut same, mut differ) = (BTreeSet::new(), BTreeMap::new());
    for who in CALLERS {
        for (name, templates) in SHOWS {
            let Some(operation) = operation(name) else { continue };
            // What goes to a file is a report.
            for template in templates.iter().filter(|template| !template.contains("{out}")) {
                let ran = twins.told(who, (name, template), &twins.open);
                let asked = of(operation, &twins.filled(template, &twins.open));
                let answered = served.ask(who, &asked);
                let told =
                    || format!("{template} as {who}\n{}{}\n{}", ran.out, ran.err, answered.body);
                if (ran.exit == Exit::Done) != answered.status.is_success() {
                    differ.insert(*name, told());
                }
                if ran.exit != Exit::Done {
                    continue;
                }
                if rows(&ran.out) == rows(&answered.body) {
                    same.insert(operation.id);
                } else {
                    differ.insert(
                        *name,
                        format!("{template} as {who}\n{}\n{}", ran.out, answered.body),
                    );
                }
            }
        }
    }
    differ.retain(|name, _| !DIFFERENT.iter().any(|(other, _)| other == name));
    let told: Vec<String> = differ
        .iter()
        .map(|(name, told)| format!("{name} {}", told.chars().take(1500).collect::<String>()))
        .collect();
    assert!(differ.is_empty(), "{:?}\n{}", differ.keys(), told.join("\n"));
    assert!(same.len() > 40, "{} are the same: {same:?}", same.len());
}

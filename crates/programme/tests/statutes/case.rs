//! Case files: facts, and what the statute makes of them.

use std::collections::BTreeSet;
use std::path::Path;

use chrono::NaiveDate;
use etablera_programme::decision::{Answer, Clause, Finding};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use toml::Table;

/// A file of cases with facts in common.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    base: Table,
    #[serde(rename = "case")]
    cases: Vec<Case>,
}

/// A case. What its test does not know of lands in `more`, which must all be
/// as expected.
#[derive(Clone, Deserialize)]
pub(crate) struct Case {
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) question: Option<String>,
    pub(crate) day: NaiveDate,
    pub(crate) outcome: Answer,
    #[serde(default)]
    pub(crate) grounds: Vec<Expected>,
    #[serde(default)]
    #[expect(dead_code, reason = "says to a reader which reading the answer hangs on")]
    reading: Option<String>,
    #[serde(default)]
    pub(crate) missing: Option<BTreeSet<String>>,
    #[serde(default)]
    not_known: Vec<String>,
    #[serde(default)]
    input: Table,
    /// What else is expected.
    #[serde(flatten)]
    pub(crate) more: Table,
}

/// A clause that must be among those looked at.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Expected {
    section: String,
    condition: String,
    is: String,
}

impl Expected {
    /// Whether a clause is the expected one: its rule stands in the section
    /// and is named after the condition.
    fn is_met_by(&self, clause: &Clause) -> bool {
        let ground = clause.ground();
        let section = ground.reference.as_ref().is_some_and(|there| {
            there.as_str().strip_prefix("SFS ") == Some(self.section.as_str())
        });
        let condition = ground.rule.as_str().split('.').nth(2) == Some(&self.condition);
        let is = match clause.finding() {
            Finding::Met => "met",
            Finding::Unmet => "not_met",
            Finding::NotKnown | Finding::NotVerified => "unknown",
        };
        section && condition && is == self.is
    }
}

impl Case {
    /// The facts of the case.
    pub(crate) fn facts<T: DeserializeOwned>(&self) -> T {
        let facts = self.input.clone().try_into();
        facts.unwrap_or_else(|error| panic!("{}: {error}", self.name))
    }

    /// What differs in the answer and its grounds.
    pub(crate) fn differs(
        &self,
        answer: Answer,
        clauses: &[Clause],
        missing: &BTreeSet<&str>,
    ) -> Vec<String> {
        let mut differs = Vec::new();
        if answer != self.outcome {
            differs.push(format!("{answer:?}, expected {:?}", self.outcome));
        }
        for ground in &self.grounds {
            if !clauses.iter().any(|clause| ground.is_met_by(clause)) {
                let Expected { section, condition, is } = ground;
                differs.push(format!("no ground {section} {condition} {is}"));
            }
        }
        if let Some(expected) = &self.missing {
            let missing: BTreeSet<String> = missing.iter().map(ToString::to_string).collect();
            if missing != *expected {
                differs.push(format!("missing {missing:?}, expected {expected:?}"));
            }
        }
        differs
    }
}

/// Reads the cases of a file, with the facts they have in common put in.
pub(crate) fn read(path: &Path) -> Vec<Case> {
    let text = std::fs::read_to_string(path).unwrap();
    let file: File = toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let whole = |mut case: Case| {
        let mut facts = file.base.clone();
        facts.extend(std::mem::take(&mut case.input));
        facts.retain(|key, _| !case.not_known.iter().any(|unknown| unknown == key));
        case.input = facts;
        case
    };
    file.cases.into_iter().map(whole).collect()
}

/// The folder of the cases.
pub(crate) fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases"))
}

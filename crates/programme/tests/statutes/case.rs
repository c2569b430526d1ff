//! Case files: facts, and what the statute makes of them.

use std::collections::BTreeSet;
use std::fmt::{Display, Write as _};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use chrono::NaiveDate;
use etablera_programme::decision::{Answer, Clause, Decision, Finding};
use etablera_programme::rules::{Rules, shipped};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use toml::{Table, Value};

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
    pub(crate) input: Table,
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
        self.facts_without(&[])
    }

    /// The facts of the case, without those that say what is asked.
    pub(crate) fn facts_without<T: DeserializeOwned>(&self, keys: &[&str]) -> T {
        let mut input = self.input.clone();
        input.retain(|key, _| !keys.contains(&key));
        let facts = input.try_into();
        facts.unwrap_or_else(|error| panic!("{}: {error}", self.name))
    }

    /// What differs from what is expected.
    fn differs(&self, got: &Got) -> Vec<String> {
        let mut differs = Vec::new();
        if got.decision.answer != self.outcome {
            differs.push(format!("{:?}, expected {:?}", got.decision.answer, self.outcome));
        }
        for ground in &self.grounds {
            if !got.clauses.iter().any(|clause| ground.is_met_by(clause)) {
                let Expected { section, condition, is } = ground;
                differs.push(format!("no ground {section} {condition} {is}"));
            }
        }
        if let Some(expected) = &self.missing {
            let missing: BTreeSet<String> =
                got.decision.missing.iter().map(ToString::to_string).collect();
            if missing != *expected {
                differs.push(format!("missing {missing:?}, expected {expected:?}"));
            }
        }
        let mut more = self.more.clone();
        // Days over the whole months are none where the case says nothing of them.
        if more.contains_key("months") {
            more.entry("days").or_insert(Value::Integer(0));
        }
        for (key, expected) in more {
            if got.more.get(&key) != Some(&expected) {
                differs.push(format!("`{key}` is {:?}, expected {expected}", got.more.get(&key)));
            }
        }
        differs
    }
}

/// What the code answers to a case.
pub(crate) struct Got {
    pub(crate) decision: Decision,
    pub(crate) clauses: Vec<Clause>,
    /// What else it says, in the words of the cases.
    pub(crate) more: Table,
}

/// A table of what is known, in the words of the cases.
pub(crate) fn table<const N: usize>(pairs: [(&str, Option<Value>); N]) -> Table {
    let known = pairs.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?)));
    known.collect()
}

/// A whole number, in the words of the cases.
pub(crate) fn integer(number: impl Into<i64>) -> Value {
    Value::Integer(number.into())
}

/// A day or the like, in the words of the cases.
pub(crate) fn text(shown: impl Display + Copy) -> Value {
    Value::String(shown.to_string())
}

/// Checks the cases of some files, leaving out those that `answer` has nothing
/// to say of. Of those in `disagree`, named with the reason, each must differ.
pub(crate) fn check(
    files: &[PathBuf],
    at_least: usize,
    disagree: &[(&str, &str)],
    answer: impl Fn(&Case) -> Option<Got>,
) {
    let (mut count, mut agreed, mut report) = (0, BTreeSet::new(), String::new());
    for file in files {
        for case in read(file) {
            let Some(got) = answer(&case) else { continue };
            count += 1;
            let differs = case.differs(&got);
            let is_listed = disagree.iter().any(|(name, _)| *name == case.name);
            if differs.is_empty() {
                agreed.insert(case.name.clone());
            } else if !is_listed {
                let file = file.file_name().unwrap().to_string_lossy();
                writeln!(report, "{file}: {}: {}", case.name, differs.join("; ")).unwrap();
            }
        }
    }
    assert!(count >= at_least, "only {count} cases were read");
    assert!(report.is_empty(), "of {count} cases:\n{report}");
    for (name, reason) in disagree {
        assert!(!agreed.contains(*name), "`{name}` no longer differs because {reason}");
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

/// A case file, or every one of a folder.
pub(crate) fn files(name: &str) -> Vec<PathBuf> {
    let path = folder().join(name);
    if !path.is_dir() {
        return vec![path];
    }
    let mut files: Vec<_> =
        std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// The rules that come with the crate, read once.
pub(crate) fn rules() -> &'static Rules {
    static RULES: LazyLock<Rules> = LazyLock::new(shipped);
    &RULES
}

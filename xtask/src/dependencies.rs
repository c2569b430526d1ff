//! The matching library stays small: few crates below it, and none that
//! reaches outside the process.

use std::collections::BTreeSet;

use crate::error::Error;
use crate::step::{self, Outcome};
use crate::workspace::Workspace;

/// The library that must stay small.
const LIBRARY: &str = "etablera-matching";

/// The crates of it and below it, at most.
const LIMIT: usize = 25;

/// Crates of our own that it may use, and itself.
const OWN: [&str; 3] = [LIBRARY, "etablera-domain", "etablera-taxonomy"];

/// Crates that read the clock's zone, the terminal, a random source, the
/// network or a store, and those that run others.
const FORBIDDEN: [&str; 16] = [
    "async-std",
    "axum",
    "clap",
    "csv",
    "fastrand",
    "flate2",
    "getrandom",
    "hyper",
    "iana-time-zone",
    "rand",
    "rand_core",
    "reqwest",
    "rusqlite",
    "sqlx",
    "tempfile",
    "tokio",
];

/// Checks what the matching library is built from.
///
/// # Errors
/// When cargo fails, or there are too many crates or a wrong one.
pub(crate) fn check(workspace: &Workspace) -> Result<Outcome, Error> {
    let arguments = ["tree", "-p", LIBRARY, "-e", "normal", "--prefix", "none"];
    let tree = step::output(&mut workspace.cargo(arguments))?;
    let crates = crates(&tree);
    println!("{LIBRARY}: {} crates of {LIMIT} allowed, itself among them", crates.len());
    let findings = findings(&crates);
    if findings.is_empty() { Ok(Outcome::Passed) } else { Err(Error::Findings(findings)) }
}

/// The different crates of a tree, by name and version.
fn crates(tree: &str) -> BTreeSet<(&str, &str)> {
    let crate_of = |line| {
        let mut words = str::split_whitespace(line);
        Some((words.next()?, words.next()?))
    };
    tree.lines().filter_map(crate_of).collect()
}

/// What is wrong with these crates.
fn findings(crates: &BTreeSet<(&str, &str)>) -> Vec<String> {
    let too_many = (crates.len() > LIMIT)
        .then(|| format!("`{LIBRARY}` has {} crates: at most {LIMIT} allowed", crates.len()));
    let wrong = crates
        .iter()
        .filter(|(name, _)| is_wrong(name))
        .map(|(name, _)| format!("`{LIBRARY}` must not depend on `{name}`"));
    too_many.into_iter().chain(wrong).collect()
}

/// Whether the library must not have this crate below it.
fn is_wrong(name: &str) -> bool {
    let ours = name == "etablera" || name.starts_with("etablera-");
    FORBIDDEN.contains(&name) || (ours && !OWN.contains(&name))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TREE: &str = "\
etablera-matching v0.1.0 (/somewhere/crates/matching)
serde v1.0.0
serde_derive v1.0.0 (proc-macro)
syn v2.0.0
syn v3.0.0
etablera-domain v0.1.0 (/somewhere/crates/domain)
serde v1.0.0 (*)
";

    #[test]
    fn a_crate_counts_once_a_version() {
        assert_eq!(crates(TREE).len(), 6);
        assert!(findings(&crates(TREE)).is_empty());
    }

    #[test]
    fn a_wrong_crate_is_named() {
        for name in ["tokio", "rand", "etablera", "etablera-casework", "etablera-storage"] {
            let tree = format!("{TREE}\n{name} v1.0.0 (*)\n");
            let expected = format!("`etablera-matching` must not depend on `{name}`");
            assert_eq!(findings(&crates(&tree)), [expected]);
        }
    }

    #[test]
    fn the_limit_is_allowed_and_one_more_is_not() {
        let tree = |n: usize| (0..n).map(|i| format!("c{i} v1.0.0\n")).collect::<String>();
        assert!(findings(&crates(&tree(LIMIT))).is_empty());
        let expected = "`etablera-matching` has 26 crates: at most 25 allowed";
        assert_eq!(findings(&crates(&tree(LIMIT + 1))), [expected]);
    }
}

//! Every package's licence is one that `deny.toml` allows.
//!
//! `cargo deny check` does the same and more, where it is installed.

use std::collections::BTreeSet;
use std::iter::Peekable;
use std::vec::IntoIter;

use crate::error::Error;
use crate::metadata::{self, Package};
use crate::step::Outcome;
use crate::workspace::Workspace;

/// The file with the list of licences.
const LIST: &str = "deny.toml";

/// Checks the licence of each package that the workspace can pull in.
///
/// # Errors
/// When the list or the packages cannot be read, or a licence is not allowed.
pub(crate) fn check(workspace: &Workspace) -> Result<Outcome, Error> {
    let allowed = allowed(&workspace.read(LIST)?);
    let packages = metadata::everything(workspace)?;
    println!("{} packages, {} licences allowed", packages.len(), allowed.len());
    let findings: Vec<String> = packages.iter().filter_map(|p| finding(&allowed, p)).collect();
    if findings.is_empty() { Ok(Outcome::Passed) } else { Err(Error::Findings(findings)) }
}

/// What is wrong with a package's licence, if anything.
fn finding(allowed: &BTreeSet<String>, package: &Package) -> Option<String> {
    let Package { name, version, licence, .. } = package;
    match licence {
        None => Some(format!("`{name}` {version} states no licence expression")),
        Some(expression) if !permits(allowed, expression) => Some(format!(
            "`{name}` {version} is under `{expression}`, which `{LIST}` does not allow"
        )),
        Some(_) => None,
    }
}

/// The licences that `allow` lists in the section `[licenses]` of `deny.toml`.
fn allowed(toml: &str) -> BTreeSet<String> {
    let lines = toml.lines().map(|line| line.split('#').next().unwrap_or_default().trim());
    let section = lines.skip_while(|line| *line != "[licenses]").skip(1);
    let section = section.take_while(|line| !line.starts_with('[')).collect::<String>();
    let list = section.split_once("allow = [").and_then(|(_, rest)| rest.split_once(']'));
    // Between the quotes is every second piece.
    list.map_or("", |(list, _)| list).split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

/// Whether an SPDX expression can be met with allowed licences alone.
///
/// `AND` binds closer than `OR`, and the old `MIT/Apache-2.0` means `OR`.
/// What cannot be read is not allowed.
fn permits(allowed: &BTreeSet<String>, expression: &str) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words: Vec<String> = spaced.split_whitespace().map(str::to_owned).collect();
    let mut reader = Reader { allowed, words: words.into_iter().peekable() };
    reader.any() == Some(true) && reader.words.next().is_none()
}

/// Reads an expression from left to right; `None` means that it is malformed.
struct Reader<'a> {
    allowed: &'a BTreeSet<String>,
    words: Peekable<IntoIter<String>>,
}

impl Reader<'_> {
    /// Alternatives: one must be allowed.
    fn any(&mut self) -> Option<bool> {
        let mut met = self.all()?;
        while self.words.next_if(|word| word == "OR").is_some() {
            met |= self.all()?;
        }
        Some(met)
    }

    /// Licences that hold together: each must be allowed.
    fn all(&mut self) -> Option<bool> {
        let mut met = self.one()?;
        while self.words.next_if(|word| word == "AND").is_some() {
            met &= self.one()?;
        }
        Some(met)
    }

    /// One licence, with its exception if it has one, or a group in brackets.
    fn one(&mut self) -> Option<bool> {
        let word =
            self.words.next().filter(|w| !["AND", "OR", "WITH", ")"].contains(&w.as_str()))?;
        if word == "(" {
            let met = self.any()?;
            return self.words.next_if(|w| w == ")").map(|_| met);
        }
        if self.words.next_if(|w| w == "WITH").is_none() {
            return Some(self.allowed.contains(&word));
        }
        let exception = self.words.next()?;
        Some(self.allowed.contains(&format!("{word} WITH {exception}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DENY: &str = r#"
[graph]
allow = ["Not-This"]

[licenses]
# A "comment" with ].
allow = [
    "Apache-2.0", # the usual
    "Apache-2.0 WITH LLVM-exception",
    "MIT",
    "Unicode-3.0",
]

[bans]
allow = ["Nor-This"]
"#;

    #[test]
    fn the_list_is_read() {
        let expected = ["Apache-2.0", "Apache-2.0 WITH LLVM-exception", "MIT", "Unicode-3.0"];
        assert!(allowed(DENY).iter().eq(expected));
        assert!(allowed("").is_empty());
    }

    #[test]
    fn the_projects_own_list_allows_its_own_licence() {
        let list = include_str!("../../deny.toml");
        assert!(permits(&allowed(list), "MIT OR Apache-2.0"));
        assert!(!permits(&allowed(list), "AGPL-3.0-only"));
    }

    #[test]
    fn expressions_are_judged() {
        for (expression, expected) in [
            ("MIT", true),
            ("GPL-3.0-only", false),
            ("MIT OR GPL-3.0-only", true),
            ("GPL-3.0-only OR LGPL-3.0-only", false),
            ("MIT AND GPL-3.0-only", false),
            ("GPL-3.0-only OR MIT AND Apache-2.0", true),
            ("MIT OR GPL-3.0-only AND LGPL-3.0-only", true),
            ("(MIT OR GPL-3.0-only) AND Unicode-3.0", true),
            ("(MIT OR Apache-2.0) AND GPL-3.0-only", false),
            ("Unlicense/MIT", true),
            ("Apache-2.0 WITH LLVM-exception OR GPL-3.0-only", true),
            ("MIT WITH LLVM-exception", false),
            ("((MIT))", true),
        ] {
            assert_eq!(permits(&allowed(DENY), expression), expected, "{expression}");
        }
    }

    #[test]
    fn malformed_expressions_are_refused() {
        for expression in ["", "MIT OR", "OR MIT", "(MIT", "MIT)", "MIT MIT", "MIT WITH", "()"] {
            assert!(!permits(&allowed(DENY), expression), "{expression}");
        }
    }
}

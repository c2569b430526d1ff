//! Files of policies → policies that are named, unique and fit the schema.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::io;
use std::path::PathBuf;

use cedar_policy::ffi::DetailedError;
use cedar_policy::{
    Policy, PolicyId, PolicySet, PolicySetError, Schema, ValidationMode, Validator,
};

use super::source::{FLOOR, PolicyFile};

/// Policies that cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PolicyError {
    /// A folder or file cannot be read.
    #[error("cannot read policies from `{}`", path.display())]
    Read {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file is not Cedar.
    #[error("`{file}` line {line}: {message}")]
    Syntax {
        /// In which file.
        file: String,
        /// On which line, from 1.
        line: usize,
        /// What the parser says.
        message: String,
    },
    /// A policy lacks a name or reason.
    #[error(
        "`{file}` line {line}: a policy lacks `@{annotation}(\"...\")`: expected {expected} above it"
    )]
    Unnamed {
        /// In which file.
        file: String,
        /// On which line the policy begins, from 1.
        line: usize,
        /// Which annotation.
        annotation: &'static str,
        /// What is expected in it.
        expected: &'static str,
    },
    /// A policy is a template, which nothing fills.
    #[error("`{file}`: a policy has a slot such as `?principal`: expected policies without slots")]
    Template {
        /// In which file.
        file: String,
    },
    /// Two policies or files have one name.
    #[error("`{file}` line {line}: `{id}` is used twice: expected one policy an id")]
    Twice {
        /// In which file the second is.
        file: String,
        /// On which line it begins, from 1.
        line: usize,
        /// The id.
        id: String,
    },
    /// A policy does not fit the schema.
    #[error("`{file}` line {line}: `{id}` does not fit the schema: {message}")]
    Invalid {
        /// In which file.
        file: String,
        /// On which line, from 1.
        line: usize,
        /// The policy.
        id: String,
        /// What the validator says.
        message: String,
    },
    /// A file would replace what cannot be replaced.
    #[error(
        "`{file}` differs from the one that ships: expected it unchanged or absent, because \
         it holds what no organisation can allow"
    )]
    Floor {
        /// The file.
        file: String,
    },
}

/// Reads the files, the floor added, in the order of their names, and holds
/// them against the schema if there is one.
pub(super) fn load(
    files: &[PolicyFile],
    schema: Option<&Schema>,
) -> Result<(Vec<PolicyFile>, Vec<Policy>), PolicyError> {
    let files = with_floor(files)?;
    let mut named: BTreeMap<String, (Policy, &PolicyFile, usize)> = BTreeMap::new();
    for file in &files {
        for (policy, line) in parse(file)? {
            let id = policy.id().to_string();
            if named.insert(id.clone(), (policy, file, line)).is_some() {
                return Err(PolicyError::Twice { file: file.name.clone(), line, id });
            }
        }
    }
    if let Some(schema) = schema {
        validate(&named, schema)?;
    }
    let policies = named.into_values().map(|(policy, ..)| policy).collect();
    Ok((files, policies))
}

fn with_floor(files: &[PolicyFile]) -> Result<Vec<PolicyFile>, PolicyError> {
    let floor = PolicyFile::floor();
    let mut all = vec![floor.clone()];
    for file in files {
        if file.name != FLOOR {
            all.push(file.clone());
        } else if file.text != floor.text {
            return Err(PolicyError::Floor { file: file.name.clone() });
        }
    }
    all.sort();
    Ok(all)
}

/// The policies of a file under their `@id`, each with the line it begins on.
fn parse(file: &PolicyFile) -> Result<Vec<(Policy, usize)>, PolicyError> {
    let set: PolicySet = file.text.parse().map_err(|error| {
        let error = DetailedError::from(&error);
        PolicyError::Syntax {
            file: file.name.clone(),
            line: line_of(&file.text, offset(&error).unwrap_or_default()),
            message: one_line(&error.message),
        }
    })?;
    if set.templates().next().is_some() {
        return Err(PolicyError::Template { file: file.name.clone() });
    }
    let mut policies: Vec<_> =
        set.policies().map(|policy| rename(policy, file)).collect::<Result<_, _>>()?;
    policies.sort_by_key(|&(_, line)| line);
    Ok(policies)
}

const ID: (&str, &str) = ("id", "a short name, unique among all files");
const REASON: (&str, &str) = ("reason", "what a reviewer and a refused caller can read");

fn rename(policy: &Policy, file: &PolicyFile) -> Result<(Policy, usize), PolicyError> {
    // The text of a parsed policy is the very slice it was parsed from.
    let start = policy.to_cedar().and_then(|text| file.text.find(&text));
    let line = line_of(&file.text, start.unwrap_or_default());
    let annotation = |(annotation, expected)| {
        let text = policy.annotation(annotation).map(str::trim).filter(|text| !text.is_empty());
        let file = file.name.clone();
        text.ok_or(PolicyError::Unnamed { file, line, annotation, expected })
    };
    annotation(REASON)?;
    Ok((policy.new_id(PolicyId::new(annotation(ID)?)), line))
}

fn validate(
    named: &BTreeMap<String, (Policy, &PolicyFile, usize)>,
    schema: &Schema,
) -> Result<(), PolicyError> {
    let invalid = |id: &str, error: &dyn Display, offset: Option<usize>| {
        let (file, line) = match named.get(id) {
            Some((_, file, line)) => {
                (file.name.clone(), offset.map_or(*line, |at| line_of(&file.text, at)))
            }
            None => (String::new(), 0),
        };
        PolicyError::Invalid { file, line, id: id.to_owned(), message: one_line(error) }
    };
    let set = set(named.values().map(|(policy, ..)| policy))
        .map_err(|error| invalid("", &error, None))?;
    let result = Validator::new(schema.clone()).validate(&set, ValidationMode::Strict);
    let errors = result.validation_errors().map(|e| (0, e.policy_id(), DetailedError::from(e)));
    // A warning says that a policy can never apply, or looks like another.
    let warnings = result.validation_warnings().map(|w| (1, w.policy_id(), DetailedError::from(w)));
    let mut faults: Vec<_> = errors.chain(warnings).collect();
    faults.sort();
    match faults.first() {
        None => Ok(()),
        Some((_, id, fault)) => Err(invalid(id.as_ref(), &explained(fault), offset(fault))),
    }
}

/// The policies as a set.
pub(super) fn set<'p>(
    policies: impl IntoIterator<Item = &'p Policy>,
) -> Result<PolicySet, Box<PolicySetError>> {
    PolicySet::from_policies(policies.into_iter().cloned()).map_err(Box::new)
}

fn explained(fault: &DetailedError) -> String {
    match &fault.help {
        Some(help) => format!("{}: {help}", fault.message),
        None => fault.message.clone(),
    }
}

fn offset(error: &DetailedError) -> Option<usize> {
    error.source_locations.first().map(|label| label.loc.start)
}

fn line_of(text: &str, offset: usize) -> usize {
    1 + text.bytes().take(offset).filter(|&b| b == b'\n').count()
}

fn one_line(text: &(impl Display + ?Sized)) -> String {
    let text = text.to_string();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

//! What `cargo metadata` says of packages and their targets.

use serde_json::Value;

use crate::error::Error;
use crate::step;
use crate::workspace::Workspace;

/// What kind of target to look for, by cargo's own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A library.
    Lib,
    /// A program.
    Bin,
    /// A program of `examples/`.
    Example,
    /// A program of `benches/`.
    Bench,
}

impl Kind {
    /// The word in the metadata.
    fn word(self) -> &'static str {
        match self {
            Self::Lib => "lib",
            Self::Bin => "bin",
            Self::Example => "example",
            Self::Bench => "bench",
        }
    }
}

/// One package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Package {
    /// Its name.
    pub(crate) name: String,
    /// Its version.
    pub(crate) version: String,
    /// Its licence expression, if it states one.
    pub(crate) licence: Option<String>,
    /// Its targets.
    targets: Vec<Target>,
}

/// One target of a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Target {
    /// Its name.
    pub(crate) name: String,
    /// What it is; a library can be of several kinds.
    kinds: Vec<String>,
}

impl Package {
    /// The package's targets of one kind.
    pub(crate) fn targets(&self, kind: Kind) -> impl Iterator<Item = &Target> {
        self.targets.iter().filter(move |target| target.kinds.iter().any(|k| k == kind.word()))
    }
}

/// The workspace's own packages.
///
/// # Errors
/// When cargo fails or prints something else.
pub(crate) fn members(workspace: &Workspace) -> Result<Vec<Package>, Error> {
    packages(workspace, &["--no-deps"])
}

/// All packages that the workspace can pull in, on any platform, with every feature.
///
/// # Errors
/// When cargo fails or prints something else.
pub(crate) fn everything(workspace: &Workspace) -> Result<Vec<Package>, Error> {
    packages(workspace, &["--all-features"])
}

/// The packages of `cargo metadata` with more arguments.
///
/// # Errors
/// When cargo fails or prints something else.
pub(crate) fn packages(workspace: &Workspace, more: &[&str]) -> Result<Vec<Package>, Error> {
    let mut command = workspace.cargo(["metadata", "--format-version", "1"]);
    command.args(more);
    let text = step::output(&mut command)?;
    parse(&text).map_err(|error| Error::Output {
        command: step::shown(&command),
        problem: error.to_string(),
    })
}

/// The packages in the JSON that cargo prints.
fn parse(json: &str) -> serde_json::Result<Vec<Package>> {
    let metadata: Value = serde_json::from_str(json)?;
    Ok(list(&metadata["packages"]).iter().map(package).collect())
}

/// One package of the metadata.
fn package(value: &Value) -> Package {
    Package {
        name: text(&value["name"]),
        version: text(&value["version"]),
        licence: value["license"].as_str().map(str::to_owned),
        targets: list(&value["targets"]).iter().map(target).collect(),
    }
}

/// One target of a package.
fn target(value: &Value) -> Target {
    Target { name: text(&value["name"]), kinds: list(&value["kind"]).iter().map(text).collect() }
}

/// The values of an array; none if it is something else.
fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// A text; the empty one if it is something else.
fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packages_and_targets_are_read() {
        let json = r#"{"packages": [{"name": "a", "version": "1.0.0", "license": null, "targets": [
            {"name": "a", "kind": ["lib"]},
            {"name": "show", "kind": ["example"]}
        ]}]}"#;
        let packages = parse(json).unwrap();
        let [package] = packages.as_slice() else { panic!("one package: {packages:?}") };
        assert_eq!((package.name.as_str(), package.version.as_str()), ("a", "1.0.0"));
        assert_eq!(package.licence, None);
        assert_eq!(package.targets(Kind::Lib).count(), 1);
        assert_eq!(package.targets(Kind::Bench).count(), 0);
        let example = package.targets(Kind::Example).next().unwrap();
        assert_eq!(example.name, "show");
    }

    #[test]
    fn what_is_not_json_is_an_error() {
        assert!(parse("warning: something").is_err());
    }
}

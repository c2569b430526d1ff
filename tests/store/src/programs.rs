//! Where PostgreSQL's programs are.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use crate::error::Error;

/// Where Debian puts them, in a folder a version: not on the path.
const DEBIAN: &str = "/usr/lib/postgresql";

/// What a cluster is made and kept with.
const SERVER: [&str; 4] = ["initdb", "pg_ctl", "postgres", "psql"];

/// The folder of PostgreSQL's programs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Programs {
    /// The folder.
    folder: PathBuf,
}

impl Programs {
    /// The newest that Debian's packages have brought, or else those on the path.
    ///
    /// # Errors
    /// When no folder has all that a server needs; the text says what to install.
    pub fn find() -> Result<Self, Error> {
        let path = std::env::var_os("PATH").unwrap_or_default();
        find(&SERVER, Path::new(DEBIAN), &path)
            .ok_or_else(|| absent("`initdb`, `pg_ctl`, `postgres` or `psql`", Path::new(DEBIAN)))
    }

    /// As [`Self::find`], but where somebody else runs the server: the client alone.
    ///
    /// # Errors
    /// When there is no `psql`; the text says what to install.
    pub(crate) fn find_client() -> Result<Self, Error> {
        let path = std::env::var_os("PATH").unwrap_or_default();
        find(&["psql"], Path::new(DEBIAN), &path).ok_or_else(|| absent("`psql`", Path::new(DEBIAN)))
    }

    /// The folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }
}

/// The first folder with all these programs: newest version first, then the path's order.
fn find(programs: &[&str], versions: &Path, path: &OsStr) -> Option<Programs> {
    let has_all = |folder: &PathBuf| programs.iter().all(|name| folder.join(name).is_file());
    let candidates = newest_first(versions).into_iter().chain(std::env::split_paths(path));
    candidates.into_iter().find(has_all).map(|folder| Programs { folder })
}

/// `versions/N/bin` for each number N, from the highest down.
fn newest_first(versions: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(versions).into_iter().flatten().flatten();
    let mut numbers: Vec<u32> =
        entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok()).collect();
    numbers.sort_unstable_by(|a, b| b.cmp(a));
    numbers.into_iter().map(|number| versions.join(number.to_string()).join("bin")).collect()
}

/// The error for programs that are nowhere.
fn absent(missing: &'static str, versions: &Path) -> Error {
    Error::Absent { missing, sought: format!("`{}/*/bin` or on the path", versions.display()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Folders with empty files in the programs' place.
    fn folders(with: &[(&str, &[&str])]) -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        for (folder, programs) in with {
            let folder = root.path().join(folder);
            std::fs::create_dir_all(&folder).unwrap();
            for program in *programs {
                std::fs::write(folder.join(program), "").unwrap();
            }
        }
        root
    }

    #[test]
    fn the_newest_complete_version_comes_before_the_path() {
        let root = folders(&[
            ("9/bin", &SERVER),
            ("15/bin", &SERVER),
            ("17/bin", &["psql"]),
            ("else", &SERVER),
        ]);
        let path = root.path().join("else").into_os_string();
        let found = |programs: &[&str], versions: &str, path: &OsStr| {
            let folder = find(programs, &root.path().join(versions), path)?.folder;
            Some(folder.strip_prefix(root.path()).unwrap().to_str().unwrap().to_owned())
        };
        assert_eq!(found(&SERVER, "", &path).as_deref(), Some("15/bin"));
        assert_eq!(found(&["psql"], "", &path).as_deref(), Some("17/bin"));
        assert_eq!(found(&SERVER, "nowhere", &path).as_deref(), Some("else"));
        assert_eq!(found(&SERVER, "nowhere", OsStr::new("")), None);
    }

    #[test]
    fn absence_says_what_to_install() {
        // As a test that unwraps shows it.
        let text = format!("{:?}", absent("`psql`", Path::new("/nowhere")));
        assert_eq!(
            text,
            "PostgreSQL 15 or later is needed and `psql` is not in `/nowhere/*/bin` or on the \
             path: install the Debian package `postgresql`, or run `cargo xtask test` as root, \
             which does"
        );
    }
}

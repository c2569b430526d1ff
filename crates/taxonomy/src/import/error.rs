//! Why releases cannot be imported.

use std::io;
use std::path::Path;

use crate::builder::BuildError;

/// Why releases cannot be imported; a row without a place is no such reason,
/// see [`ImportReport`](super::ImportReport).
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ImportError {
    /// A folder or file cannot be read.
    #[error("cannot read `{file}`")]
    Read {
        /// The folder or file.
        file: String,
        /// What the system says.
        source: io::Error,
    },
    /// A `.gz` file does not unpack.
    #[error("`{file}` does not unpack: expected whole gzip data")]
    Gzip {
        /// The file.
        file: String,
        /// What went wrong.
        source: io::Error,
    },
    /// No folder holds a file that is known.
    #[error("nothing to read in {dirs}: expected ESCO, JobTech or crosswalk files as published")]
    NothingToRead {
        /// The folders, each in backticks.
        dirs: String,
    },
    /// An ESCO release is not complete.
    #[error("`{folder}` lacks {missing}: expected {expected}")]
    MissingFiles {
        /// The folder of the release.
        folder: String,
        /// The missing files, each in backticks.
        missing: String,
        /// What such a folder must hold.
        expected: &'static str,
    },
    /// A table lacks a column.
    #[error("`{file}` has no column `{column}`: expected it in the header row")]
    MissingColumn {
        /// The file.
        file: String,
        /// The column.
        column: &'static str,
    },
    /// A text or table is not well formed.
    #[error("`{file}`, line {line}: {what}")]
    Malformed {
        /// The file.
        file: String,
        /// The line, from 1.
        line: u64,
        /// What is wrong and what was expected.
        what: String,
    },
    /// A JSON file is not what its name promises.
    #[error("`{file}`, line {line}: not the JSON that JobTech publishes, expected {expected}")]
    Json {
        /// The file.
        file: String,
        /// The line, from 1.
        line: usize,
        /// The shape.
        expected: &'static str,
        /// What went wrong.
        source: serde_json::Error,
    },
    /// The releases contradict themselves.
    #[error("the releases do not make one taxonomy")]
    Build(#[from] BuildError),
}

impl ImportError {
    pub(super) fn read(file: &Path, source: io::Error) -> Self {
        Self::Read { file: file.display().to_string(), source }
    }

    pub(super) fn json(file: &Path, expected: &'static str, source: serde_json::Error) -> Self {
        Self::Json { file: file.display().to_string(), line: source.line(), expected, source }
    }

    pub(super) fn nothing_to_read(dirs: &[&Path]) -> Self {
        let dirs: Vec<_> = dirs.iter().map(|dir| format!("`{}`", dir.display())).collect();
        Self::NothingToRead { dirs: dirs.join(", ") }
    }
}

//! Files in and out of a store, in bulk.

mod batch;
mod error;
mod export;
mod import;
mod people;
mod places;
mod record;

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

pub use error::TransferError;
pub use export::{Exported, export};
pub use import::{FileReport, Import, Imported, import};

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $name:literal,)+) => {
        /// What a file holds, in the order of reading: what others build on
        /// comes first.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum FileKind {
            $($(#[$doc])* $kind,)+
        }

        impl FileKind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$kind,)+];

            /// The name of such a file, without an ending.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$kind => $name,)+
                }
            }
        }
    };
}

kinds! {
    /// Texts and records about somebody.
    Documents = "documents",
    /// The case log.
    Events = "events",
    /// Coarse answers under pseudonyms.
    Statistics = "statistics",
    /// Employers.
    Employers = "employers",
    /// Visits to them.
    Visits = "visits",
    /// Their needs.
    Needs = "needs",
    /// What participants can do and want.
    Participants = "participants",
    /// Who participants are.
    Persons = "persons",
}

impl FileKind {
    /// The kind of a file, by its name: `needs.jsonl`, `needs.jsonl.gz`.
    #[must_use]
    pub fn of(file: &Path) -> Option<Self> {
        let name = file.file_name()?.to_str()?;
        let stem = name.strip_suffix(".gz").unwrap_or(name).strip_suffix(".jsonl")?;
        Self::ALL.iter().copied().find(|kind| kind.name() == stem)
    }
}

/// A file to read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Source {
    /// What it holds.
    pub kind: FileKind,
    /// Where it is.
    pub file: PathBuf,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_known_by_its_name() {
        for (name, kind) in [
            ("needs.jsonl", Some(FileKind::Needs)),
            ("a/b/events.jsonl.gz", Some(FileKind::Events)),
            ("truth.jsonl", None),
            ("needs.csv", None),
            ("old-needs.jsonl", None),
        ] {
            assert_eq!(FileKind::of(Path::new(name)), kind, "{name}");
        }
    }
}

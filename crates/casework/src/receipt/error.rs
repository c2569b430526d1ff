//! Why a receipt cannot be replayed.

use std::io;
use std::path::PathBuf;

use super::Hash;
use super::source::Role;

/// Why a receipt cannot be made or replayed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReceiptError {
    /// The text is not JSON, or a field is not what it should be.
    #[error("the receipt cannot be read")]
    Malformed(#[from] serde_json::Error),
    /// The text is JSON, and no receipt.
    #[error("not a receipt: expected `v`, the version of its form")]
    NotAReceipt,
    /// The receipt has another form.
    #[error("a receipt of version {found}: expected version {expected}")]
    Version {
        /// The version that it states.
        found: u64,
        /// The version that this program reads.
        expected: u64,
    },
    /// An input is not there any more.
    #[error(
        "`{}` ({role}) cannot be read: expected the file with hash {expected}; `--{role} FILE` \
         says where it is now",
        file.display()
    )]
    Absent {
        /// What it holds.
        role: Role,
        /// Where it was looked for.
        file: PathBuf,
        /// Its hash.
        expected: Hash,
        /// Why it cannot be read.
        source: io::Error,
    },
    /// An input cannot be pinned.
    #[error("`{}` ({role}) cannot be pinned in a receipt: expected a file", file.display())]
    NotAFile {
        /// What it holds.
        role: Role,
        /// What is no file.
        file: PathBuf,
        /// Why it cannot be read, if that is so.
        source: Option<io::Error>,
    },
    /// An input is not the one that the answer was made from.
    #[error("`{}` ({role}) has changed: expected hash {expected}, found {found}", file.display())]
    Changed {
        /// What it holds.
        role: Role,
        /// The file.
        file: PathBuf,
        /// The hash in the receipt.
        expected: Hash,
        /// The hash of the file.
        found: Hash,
    },
    /// The example town of this engine is another.
    #[error("the example town has changed: expected hash {expected}, found {found}")]
    Town {
        /// The hash in the receipt.
        expected: Hash,
        /// The hash of the town that is compiled in.
        found: Hash,
    },
    /// The taxonomy is not the one that the answer was made from.
    #[error(
        "taxonomy `{found_edition}` has hash {found}: expected `{expected_edition}` with hash \
         {expected}; `--taxonomy FILE` says where it is now"
    )]
    Taxonomy {
        /// The edition in the receipt.
        expected_edition: String,
        /// The hash in the receipt.
        expected: Hash,
        /// The edition that was found.
        found_edition: String,
        /// Its hash.
        found: Hash,
    },
    /// The parameters in the receipt do not have the hash beside them.
    #[error("the parameters in the receipt have hash {found}: expected {expected}")]
    Parameters {
        /// The hash beside them.
        expected: Hash,
        /// Their hash.
        found: Hash,
    },
    /// The parameters in the receipt make no sense.
    #[error("the parameters in the receipt cannot be used")]
    BadParameters(#[from] etablera_matching::ParametersError),
}

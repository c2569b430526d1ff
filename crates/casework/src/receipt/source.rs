//! Where people, needs and training came from.

use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use etablera_storage::Hash;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::error::ReceiptError;
use crate::town;

/// Where people, needs and training came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Source {
    /// Files.
    Files {
        /// Bad rows were left out.
        keep_going: bool,
        /// The files, in the order of [`Role`].
        inputs: Vec<Input>,
    },
    /// The example town, which is compiled in.
    Town {
        /// The hash of its records.
        hash: Hash,
    },
    /// The case log, up to one event.
    Log {
        /// The number of the last event that was known.
        seq: u64,
        /// The hash of the chain there.
        hash: Hash,
    },
}

impl Source {
    /// The example town of this engine.
    ///
    /// # Panics
    ///
    /// Never: its records are plain data.
    #[must_use]
    pub fn town() -> Self {
        let town = town::town();
        let records = (&town.needs, &town.participants, &town.training);
        let text = serde_json::to_vec(&records).expect("records are plain data");
        Self::Town { hash: Hash::of(&text) }
    }

    /// Checks that the example town is the one that was pinned; what is read
    /// from elsewhere is checked where it is read.
    ///
    /// # Errors
    ///
    /// When it is another.
    pub fn check_town(&self) -> Result<(), ReceiptError> {
        match (self, Self::town()) {
            (Self::Town { hash: expected }, Self::Town { hash: found }) if *expected != found => {
                Err(ReceiptError::Town { expected: *expected, found })
            }
            _ => Ok(()),
        }
    }
}

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Needs.
    Needs,
    /// Participants.
    Participants,
    /// Training modules.
    Training,
    /// What people have decided, with their reasons.
    Override,
    /// Limits beyond the seats.
    Limits,
    /// A label on each participant.
    Groups,
    /// A learnt model.
    Model,
}

/// As the argument that names the file.
impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Needs => "needs",
            Self::Participants => "participants",
            Self::Training => "training",
            Self::Override => "override",
            Self::Limits => "limits",
            Self::Groups => "groups",
            Self::Model => "model",
        })
    }
}

/// A file, pinned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// What it holds.
    pub role: Role,
    /// Where it was, as the command was told.
    pub path: String,
    /// Its size.
    pub bytes: u64,
    /// The SHA-256 hash of its bytes as they lie there, compressed or not.
    pub hash: Hash,
}

impl Input {
    /// Pins a file.
    ///
    /// # Errors
    ///
    /// When it cannot be read, or is none, such as a pipe: what was read from
    /// it could not be read again.
    pub fn pin(role: Role, file: &Path) -> Result<Self, ReceiptError> {
        let wrong = |source| ReceiptError::NotAFile { role, file: file.to_owned(), source };
        if file.metadata().is_ok_and(|there| !there.is_file()) {
            return Err(wrong(None));
        }
        let (bytes, hash) = hash_of(file).map_err(|error| wrong(Some(error)))?;
        Ok(Self { role, path: file.display().to_string(), bytes, hash })
    }

    /// Checks that a file is the one that was pinned, wherever it is now.
    ///
    /// # Errors
    ///
    /// When it cannot be read, or has other bytes.
    pub fn check(&self, file: &Path) -> Result<(), ReceiptError> {
        let Self { role, hash: expected, .. } = *self;
        let file_name = || file.to_owned();
        let (_, found) = hash_of(file).map_err(|source| ReceiptError::Absent {
            role,
            file: file_name(),
            expected,
            source,
        })?;
        if found == expected {
            return Ok(());
        }
        Err(ReceiptError::Changed { role, file: file_name(), expected, found })
    }
}

/// The size and hash of a file.
fn hash_of(file: &Path) -> io::Result<(u64, Hash)> {
    let mut file = File::open(file)?;
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    let mut bytes = 0;
    loop {
        match file.read(&mut buffer) {
            Ok(0) => break,
            Ok(some) => {
                hasher.update(&buffer[..some]);
                bytes += some as u64;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    let hash = Hash::from_bytes(&hasher.finalize());
    Ok((bytes, hash.ok_or_else(|| io::Error::other("a hash has 32 bytes"))?))
}

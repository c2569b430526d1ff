//! A keyring in a file that only its owner can read.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::format::ParseKeyringError;
use super::keyring::Keyring;

/// No file of keys is longer, in bytes: several hundred keys.
const LIMIT: usize = 64 * 1024;

/// Why a file of keys cannot be read or written. Never says what is in it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum KeyFileError {
    /// The system says no.
    #[error("cannot {verb} the key file `{path}`")]
    Io {
        /// What was tried.
        verb: &'static str,
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// Others can read or write it.
    #[error("others have access to the key file `{path}` (mode {mode:03o}): run `chmod 600` on it")]
    Permissions {
        /// The file.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// A folder or a device.
    #[error("the key file `{0}` is not a file")]
    NotAFile(PathBuf),
    /// There is one already, whose keys something may be sealed with.
    #[error("`{0}` exists already, and is not written over")]
    Exists(PathBuf),
    /// It is not text, or far too long.
    #[error("the key file `{0}` is not one: expected text of at most 64 KiB")]
    NotText(PathBuf),
    /// Its content is not a keyring.
    #[error("the key file `{path}` does not parse")]
    Parse {
        /// The file.
        path: PathBuf,
        /// Where and how.
        source: ParseKeyringError,
    },
}

impl Keyring {
    /// Reads a keyring from a file.
    ///
    /// # Errors
    ///
    /// If the file cannot be read or does not parse, and on Unix if anybody but
    /// its owner has access to it.
    pub fn read_file(path: &Path) -> Result<Self, KeyFileError> {
        let failed = |source| KeyFileError::Io { verb: "read", path: path.to_owned(), source };
        // Before it is opened, because opening a pipe waits.
        check_kind(path, &fs::metadata(path).map_err(failed)?)?;
        let file = File::open(path).map_err(failed)?;
        // And after, because it may be another by now.
        let metadata = file.metadata().map_err(failed)?;
        check_kind(path, &metadata)?;
        check_mode(path, &metadata)?;

        // With room for all and for the end to be noticed: growing would leave
        // a copy behind.
        let mut bytes = Zeroizing::new(Vec::with_capacity(LIMIT + 64));
        file.take(LIMIT as u64 + 1).read_to_end(&mut bytes).map_err(failed)?;
        let text = std::str::from_utf8(&bytes).ok().filter(|text| text.len() <= LIMIT);
        let text = text.ok_or_else(|| KeyFileError::NotText(path.to_owned()))?;
        Self::parse(text).map_err(|source| KeyFileError::Parse { path: path.to_owned(), source })
    }

    /// Writes the keyring to a file that is not there yet, for its owner only,
    /// and returns when it is on the disk.
    ///
    /// # Errors
    ///
    /// [`KeyFileError::Exists`] if there is such a file, which is then as it
    /// was; and if it cannot be written, when no half of one is left behind.
    pub fn create_file(&self, path: &Path) -> Result<(), KeyFileError> {
        write_new(self, path)?;
        sync_folder(path)
    }

    /// Writes the keyring in the place of a file, such as after a key was
    /// added: at every moment the file holds all of the old keys or all of the
    /// new ones.
    ///
    /// It is first written beside, with `.new` at the end of its name.
    ///
    /// # Errors
    ///
    /// [`KeyFileError::Exists`] if the file beside is there, because somebody
    /// else is writing or was interrupted; and if there is no file to replace
    /// or it cannot be written, when the old one stays.
    pub fn replace_file(&self, path: &Path) -> Result<(), KeyFileError> {
        let failed = |source| KeyFileError::Io { verb: "replace", path: path.to_owned(), source };
        // A link goes on pointing to the file.
        let path = &fs::canonicalize(path).map_err(failed)?;
        check_kind(path, &fs::metadata(path).map_err(failed)?)?;
        let mut beside = path.clone().into_os_string();
        beside.push(".new");
        let beside = PathBuf::from(beside);
        write_new(self, &beside)?;
        if let Err(source) = fs::rename(&beside, path) {
            // The first fault is the one to report.
            let _ = fs::remove_file(&beside);
            return Err(failed(source));
        }
        sync_folder(path)
    }
}

fn write_new(keys: &Keyring, path: &Path) -> Result<(), KeyFileError> {
    let failed = |source: io::Error| match source.kind() {
        io::ErrorKind::AlreadyExists => KeyFileError::Exists(path.to_owned()),
        _ => KeyFileError::Io { verb: "write", path: path.to_owned(), source },
    };
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path).map_err(failed)?;
    let text = keys.render();
    file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(|source| {
        // Half a keyring must not look like one; the first fault is reported.
        let _ = fs::remove_file(path);
        failed(source)
    })
}

/// Brings the name of a new file to the disk.
fn sync_folder(path: &Path) -> Result<(), KeyFileError> {
    #[cfg(unix)]
    {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let synced = File::open(folder.unwrap_or(Path::new("."))).and_then(|f| f.sync_all());
        synced.map_err(|source| KeyFileError::Io {
            verb: "sync",
            path: path.to_owned(),
            source,
        })?;
    }
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}

fn check_kind(path: &Path, metadata: &fs::Metadata) -> Result<(), KeyFileError> {
    if metadata.is_file() { Ok(()) } else { Err(KeyFileError::NotAFile(path.to_owned())) }
}

#[cfg(unix)]
fn check_mode(path: &Path, metadata: &fs::Metadata) -> Result<(), KeyFileError> {
    let mode = std::os::unix::fs::PermissionsExt::mode(&metadata.permissions()) & 0o777;
    if mode & 0o077 == 0 {
        return Ok(());
    }
    Err(KeyFileError::Permissions { path: path.to_owned(), mode })
}

/// Elsewhere access is not told by a mode.
#[cfg(not(unix))]
fn check_mode(_: &Path, _: &fs::Metadata) -> Result<(), KeyFileError> {
    Ok(())
}

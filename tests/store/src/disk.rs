//! A disk that fills up.

use std::io;
use std::path::{Path, PathBuf};

use crate::keeper::Keeper;

/// A file system of its own with room for a given number of bytes.
///
/// It is unmounted and removed when dropped or when the process ends.
#[derive(Debug)]
pub struct SmallDisk {
    /// Where it is mounted.
    path: PathBuf,
    /// What unmounts it.
    _keeper: Keeper,
}

impl SmallDisk {
    /// Mounts an empty file system with room for so many bytes, in whole pages.
    ///
    /// # Errors
    /// When that is refused: only root may mount, and in a container only if it
    /// is allowed to. The text says what `mount` said.
    pub fn mount(bytes: u64) -> io::Result<Self> {
        // A tmpfs of size 0 is one without a limit.
        let size = bytes.max(1).to_string();
        let mut keeper = Keeper::start(include_str!("disk.sh"), &[&size])?;
        keeper.ask("mount")?.map_err(|said| {
            let text = format!("a disk of {bytes} bytes could not be mounted: {}", said.trim());
            io::Error::new(io::ErrorKind::PermissionDenied, text)
        })?;
        Ok(Self { path: keeper.folder().join("disk"), _keeper: keeper })
    }

    /// The root of the file system, which only this user can enter.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}

//! Backups: a store in one file, made while others write.

use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use etablera_domain::event::Moment;

use crate::address::Address;
use crate::copy::Table;
use crate::db::Db;
use crate::error::StoreError;
use crate::head::Ends;
use crate::migrate;
use crate::store::{Reader, Store};

impl Store {
    /// Writes one state of everything to a new file, which is a store by
    /// itself: whichever database this is, the file is one of SQLite. Others
    /// may read and write meanwhile. What is sealed stays sealed; the keys
    /// are not in it. The file is there whole, on the disk, or not at all.
    ///
    /// `at` is when the file's own history begins, for a copy of a server.
    /// Returns the ends of the logs that the file has.
    ///
    /// # Errors
    ///
    /// When there is such a file, or it cannot be written.
    pub async fn backup(&self, to: &Path, at: Moment) -> Result<Ends, StoreError> {
        let partial = Partial::beside(to)?;
        let copied = match &self.db {
            Db::Sqlite { .. } => self.db.vacuum_into(&partial.path).await,
            Db::Postgres { .. } => self.copy_into(&partial.path, at).await,
        };
        copied?;
        let ends = self.ends_of(&partial.path).await?;
        partial.publish(to)?;
        Ok(ends)
    }

    async fn copy_into(&self, path: &Path, at: Moment) -> Result<(), StoreError> {
        let mut from = self.db.read().await?;
        let target = Db::scratch(path).await?;
        let mut to = target.write().await?;
        let version = migrate::version(&mut from).await?;
        migrate::make(&mut to, at, version).await?;
        for table in Table::all(&mut to).await? {
            table.copy(&mut from, &mut to).await?;
        }
        to.commit().await?;
        target.close().await;
        Ok(())
    }

    /// The ends of the logs in a file, which also shows that it can be read.
    async fn ends_of(&self, path: &Path) -> Result<Ends, StoreError> {
        let db = Db::only_read(path).await?;
        let mut reader = Reader { tx: db.read().await?, keys: self.keys.clone() };
        let ends = reader.ends().await;
        drop(reader);
        db.close().await;
        ends
    }
}

/// A file that is being written beside its place, and removed unless it gets
/// there.
struct Partial {
    path: PathBuf,
}

impl Partial {
    fn beside(to: &Path) -> Result<Self, StoreError> {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        if fs::symlink_metadata(to).is_ok() {
            return Err(StoreError::Exists(Address::file(to).to_string()));
        }
        let mut name = to.file_name().unwrap_or_default().to_owned();
        let next = NEXT.fetch_add(1, Ordering::Relaxed);
        name.push(format!(".{}-{next}.partial", std::process::id()));
        Ok(Self { path: to.with_file_name(name) })
    }

    /// Brings it to its place, unless something has come there meanwhile.
    fn publish(self, to: &Path) -> Result<(), StoreError> {
        let failed = |source| StoreError::File { path: to.display().to_string(), source };
        #[cfg(unix)]
        {
            // The log is in the clear.
            let owners = std::os::unix::fs::PermissionsExt::from_mode(0o600);
            fs::set_permissions(&self.path, owners).map_err(failed)?;
        }
        File::open(&self.path).and_then(|file| file.sync_all()).map_err(failed)?;
        // Unlike a renamed file, a link never takes the place of another.
        fs::hard_link(&self.path, to).map_err(|error| match error.kind() {
            ErrorKind::AlreadyExists => StoreError::Exists(Address::file(to).to_string()),
            _ => failed(error),
        })?;
        fs::remove_file(&self.path).map_err(failed)?;
        let folder = match to.parent() {
            Some(parent) if parent != Path::new("") => parent,
            _ => Path::new("."),
        };
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(failed)
    }
}

impl Drop for Partial {
    fn drop(&mut self) {
        for end in ["", "-journal", "-wal", "-shm"] {
            let mut path = self.path.clone().into_os_string();
            path.push(end);
            // It may be at its place by now.
            let _ = fs::remove_file(path);
        }
    }
}

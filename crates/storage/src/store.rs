//! A store, and its readers and writers.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use etablera_domain::event::Moment;

use crate::address::Address;
use crate::db::{Db, Tx};
use crate::error::StoreError;
use crate::key_check::{self, OtherIndex};
use crate::keys::{Keyring, Purpose, SealError};
use crate::log::Tail;
use crate::migrate;
use crate::opening::Opening;
use crate::progress::Progress;
use crate::projection::{self, Cache};
use crate::register::{Access, Gate};
use crate::together::Together;

/// A case log with its registers. Clones share their connections.
#[derive(Clone)]
pub struct Store {
    pub(crate) db: Db,
    pub(crate) keys: Arc<Keyring>,
    /// Entries of the access log that wait to be written.
    looks: Arc<Together<Arc<[Access]>, ()>>,
}

impl Store {
    fn on(db: Db, keys: Arc<Keyring>) -> Self {
        Self { db, keys, looks: Arc::default() }
    }

    /// Makes a store where there is none, sealed with a keyring that has keys
    /// for every purpose.
    ///
    /// # Errors
    ///
    /// When there is one, a key is missing, or it cannot be made.
    pub async fn create(
        address: &Address,
        keys: Arc<Keyring>,
        opening: impl Into<Opening>,
    ) -> Result<Self, StoreError> {
        complete(&keys).map_err(StoreError::WrongKeys)?;
        let Opening { at, patience, memory } = opening.into();
        let db = Db::connect_with(address, true, (patience, memory)).await?;
        let mut tx = db.write().await?;
        migrate::make(&mut tx, at, migrate::NEWEST).await.map_err(|e| e.at(address))?;
        key_check::admit(&mut tx, &keys, OtherIndex::Accept).await?;
        projection::note_current(&mut tx).await?;
        tx.commit().await?;
        Ok(Self::on(db, keys))
    }

    /// Opens a store, and brings it up to the newest version.
    ///
    /// A keyring without keys for a purpose opens it as well, and nothing that
    /// is sealed for that purpose can then be read or written.
    ///
    /// # Errors
    ///
    /// When there is none, a newer program made it, the keys are not those it
    /// is sealed with, or it cannot be opened.
    pub async fn open(
        address: &Address,
        keys: Arc<Keyring>,
        opening: impl Into<Opening>,
    ) -> Result<Self, StoreError> {
        let store = Self::open_unchecked(address, keys, opening).await?;
        let mut tx = store.db.read().await?;
        key_check::verify(&mut tx, &store.keys, OtherIndex::Refuse).await?;
        let current = projection::is_current(&mut tx).await?;
        drop(tx);
        // A program that folds otherwise made it.
        if !current {
            let mut writer = store.write_with(OtherIndex::Refuse).await?;
            writer.rebuild().await?;
            writer.commit().await?;
        }
        Ok(store)
    }

    /// Opens a store whose keys are still to be checked.
    pub(crate) async fn open_unchecked(
        address: &Address,
        keys: Arc<Keyring>,
        opening: impl Into<Opening>,
    ) -> Result<Self, StoreError> {
        let Opening { at, patience, memory } = opening.into();
        let db = Db::connect_with(address, false, (patience, memory)).await?;
        let mut tx = db.read().await?;
        if !migrate::is_store(&mut tx).await? {
            return Err(StoreError::Absent(address.to_string()));
        }
        let found = migrate::version(&mut tx).await?;
        drop(tx);
        // A store of this version opens also where it may only be read.
        let store = Self::on(db, keys);
        if found == migrate::NEWEST { Ok(store) } else { store.bring_up(at).await }
    }

    /// Brings a store up to the newest version, with checks of its keys.
    async fn bring_up(self, at: Moment) -> Result<Self, StoreError> {
        let mut tx = self.db.write().await?;
        migrate::advance(&mut tx, at, migrate::NEWEST).await?;
        key_check::admit(&mut tx, &self.keys, OtherIndex::Accept).await?;
        tx.commit().await?;
        Ok(self)
    }

    /// Looks at one state of everything.
    ///
    /// # Errors
    ///
    /// When the database cannot be reached.
    pub async fn read(&self) -> Result<Reader, StoreError> {
        Ok(Reader { tx: self.db.read().await?, keys: Arc::clone(&self.keys) })
    }

    /// Looks at one state of everything as a writer does, and waits for none:
    /// the database refuses what it writes, and nothing is kept.
    ///
    /// # Errors
    ///
    /// When the database cannot be reached.
    pub async fn look(&self) -> Result<Writer, StoreError> {
        self.read().await?.into_writer().await
    }

    /// Adds to the access log, in one transaction with what others add at the
    /// same time.
    ///
    /// # Errors
    ///
    /// As [`Store::write`], and when the database cannot be written.
    pub async fn log_access(&self, accesses: Vec<Access>) -> Result<(), StoreError> {
        if accesses.is_empty() {
            return Ok(());
        }
        let accesses: Arc<[Access]> = accesses.into();
        let write = async |all: Vec<Arc<[Access]>>| -> Result<Vec<()>, StoreError> {
            self.write_accesses(&all).await?;
            Ok(vec![(); all.len()])
        };
        match self.looks.have_done(Arc::clone(&accesses), |_| true, write).await {
            Some(()) => Ok(()),
            // Alone, also to find out what is wrong.
            None => self.write_accesses(&[accesses]).await,
        }
    }

    async fn write_accesses(&self, all: &[Arc<[Access]>]) -> Result<(), StoreError> {
        let mut writer = self.write().await?;
        writer.log_access(all.iter().flat_map(|some| some.iter().cloned()).collect()).await?;
        writer.commit().await
    }

    /// Begins to write, waiting for other writers to end.
    ///
    /// # Errors
    ///
    /// When the database cannot be reached, is locked for long, may only be
    /// read, or has got other keys in the meantime.
    pub async fn write(&self) -> Result<Writer, StoreError> {
        let mut writer = self.write_with(OtherIndex::Refuse).await?;
        // A newer program may have brought the store up while this one ran.
        let found = migrate::version(&mut writer.tx).await?;
        if found != migrate::NEWEST {
            return Err(StoreError::Newer { found, known: migrate::NEWEST });
        }
        match projection::is_current(&mut writer.tx).await? {
            true => Ok(writer),
            false => Err(StoreError::OtherFold),
        }
    }

    /// Leaves nothing of what was erased behind in the files of the store, as
    /// far as the database can: not in the file or write-ahead log of SQLite, not
    /// in the tables of PostgreSQL, which are written anew meanwhile. Backups
    /// keep what they hold, and so do the write-ahead log and archives of a
    /// server, and the free space of a disk.
    ///
    /// # Errors
    ///
    /// [`StoreError::Locked`] when others hold the store; what was erased stays
    /// erased, and it may be asked again. When the database cannot be reached.
    pub async fn wipe(&self) -> Result<(), StoreError> {
        self.db.wipe().await
    }

    pub(crate) async fn write_with(&self, other: OtherIndex) -> Result<Writer, StoreError> {
        let mut reader = Reader { tx: self.db.write().await?, keys: Arc::clone(&self.keys) };
        key_check::admit(&mut reader.tx, &self.keys, other).await?;
        reader.into_writer().await
    }

    /// Closes every connection; later calls fail.
    pub async fn close(&self) {
        self.db.close().await;
    }
}

/// Refuses a keyring that lacks a key which a store needs.
fn complete(keys: &Keyring) -> Result<(), SealError> {
    for purpose in Purpose::ALL {
        keys.newest(purpose).ok_or(SealError::NoKey(purpose))?;
    }
    let index = keys.index(Purpose::Personal);
    index.map(|_| ()).ok_or(SealError::NoIndexKey(Purpose::Personal))
}

/// Sees one state of everything.
pub struct Reader {
    pub(crate) tx: Tx,
    pub(crate) keys: Arc<Keyring>,
}

impl Reader {
    /// The same, counting what it reads for whoever waits.
    #[must_use]
    pub fn telling(mut self, progress: &Progress) -> Self {
        self.tx.progress = progress.clone();
        self
    }

    async fn into_writer(mut self) -> Result<Writer, StoreError> {
        let tail = Tail::of(&mut self).await?;
        Ok(Writer { reader: self, tail, cache: Cache::default(), gate: None })
    }
}

/// Sees one state of everything and adds to it. What it adds is there after
/// [`Writer::commit`], all of it; a writer that is dropped leaves nothing.
pub struct Writer {
    pub(crate) reader: Reader,
    pub(crate) tail: Tail,
    pub(crate) cache: Cache,
    /// What is permitted until this writer closes it.
    pub(crate) gate: Option<Gate>,
}

impl Writer {
    /// The same, counting what it reads for whoever waits.
    #[must_use]
    pub fn telling(mut self, progress: &Progress) -> Self {
        self.reader = self.reader.telling(progress);
        self
    }
}

impl Deref for Writer {
    type Target = Reader;

    fn deref(&self) -> &Reader {
        &self.reader
    }
}

impl DerefMut for Writer {
    fn deref_mut(&mut self) -> &mut Reader {
        &mut self.reader
    }
}

impl Writer {
    /// Keeps everything that was written.
    ///
    /// # Errors
    ///
    /// When it could not be kept; then nothing is, except where the error is
    /// [`StoreError::Uncertain`].
    pub async fn commit(mut self) -> Result<(), StoreError> {
        self.flush().await?;
        // Where an error was passed over.
        self.close_gate().await?;
        self.reader.tx.commit().await
    }
}

//! A store, and its readers and writers.

use std::ops::{Deref, DerefMut};

use etablera_domain::event::Moment;

use crate::address::Address;
use crate::db::{Db, Tx};
use crate::error::StoreError;
use crate::log::Tail;
use crate::migrate;
use crate::projection::Cache;

/// A case log with its registers. Clones share their connections.
#[derive(Clone)]
pub struct Store {
    db: Db,
}

impl Store {
    /// Makes a store where there is none.
    ///
    /// # Errors
    ///
    /// When there is one, or it cannot be made.
    pub async fn create(address: &Address, at: Moment) -> Result<Self, StoreError> {
        let db = Db::connect(address, true).await?;
        migrate::make(&db, at, migrate::NEWEST).await?;
        Ok(Self { db })
    }

    /// Opens a store, and brings it up to the newest version.
    ///
    /// # Errors
    ///
    /// When there is none, a newer program made it, or it cannot be opened.
    pub async fn open(address: &Address, at: Moment) -> Result<Self, StoreError> {
        let db = Db::connect(address, false).await?;
        let mut tx = db.read().await?;
        if !migrate::is_store(&mut tx).await? {
            return Err(StoreError::Absent(address.to_string()));
        }
        let found = migrate::version(&mut tx).await?;
        drop(tx);
        // A store of this version opens also where it may only be read.
        if found != migrate::NEWEST {
            migrate::migrate(&db, at, migrate::NEWEST).await?;
        }
        Ok(Self { db })
    }

    /// Looks at one state of everything.
    ///
    /// # Errors
    ///
    /// When the database cannot be reached.
    pub async fn read(&self) -> Result<Reader, StoreError> {
        Ok(Reader { tx: self.db.read().await? })
    }

    /// Begins to write, waiting for other writers to end.
    ///
    /// # Errors
    ///
    /// When the database cannot be reached, is locked for long, or may only
    /// be read.
    pub async fn write(&self) -> Result<Writer, StoreError> {
        let mut reader = Reader { tx: self.db.write().await? };
        let tail = Tail::of(&mut reader).await?;
        Ok(Writer { reader, tail, cache: Cache::default() })
    }

    /// Closes every connection; later calls fail.
    pub async fn close(&self) {
        self.db.close().await;
    }
}

/// Sees one state of everything.
pub struct Reader {
    pub(crate) tx: Tx,
}

/// Sees one state of everything and adds to it. What it adds is there after
/// [`Writer::commit`], all of it; a writer that is dropped leaves nothing.
pub struct Writer {
    pub(crate) reader: Reader,
    pub(crate) tail: Tail,
    pub(crate) cache: Cache,
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
        self.reader.tx.commit().await
    }
}

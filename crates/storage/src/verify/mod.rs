//! Whether the log and what follows from it are as they were written.

mod about;
mod access;
mod accounts;
mod finding;
mod known;
mod log;
mod referrals;

use crate::db::Tx;
use crate::error::StoreError;
use crate::head::Ends;
use crate::log::Head;
use crate::store::{Reader, Store};

pub use finding::{Finding, Place, Verification};

/// Rows to look at together.
const PAGE: u64 = 2000;

impl Reader {
    /// Looks at every row of the log, some at a time; what is held grows with
    /// the number of streams, and with the events about one subject: the chain of hashes, each column beside the event, places,
    /// versions and moments without gaps or steps back, whom events are
    /// about, and what is kept as true beside a fold of the log. Of accounts it
    /// looks whether each can be found, acts as something and can log in; of
    /// referrals, whether they lead where the log says.
    ///
    /// `known` are ends of the log that were seen before, such as those in
    /// receipts. Without them a log whose end was cut off looks whole, and so
    /// does one whose hashes were all made anew.
    ///
    /// # Errors
    ///
    /// When the database cannot be read at all.
    pub async fn verify(&mut self, known: &[Head]) -> Result<Verification, StoreError> {
        let mut done = Verification::default();
        self.expect_all().await?;
        let about = log::check(&mut self.tx, known, &mut done).await?;
        let referrals = about::check(&mut self.tx, about, &mut done).await?;
        referrals.check(self, &mut done).await?;
        accounts::check(&mut self.tx, &mut done).await?;
        Ok(done)
    }

    /// Says how many rows there are to look at in both logs, and in what follows
    /// from them.
    async fn expect_all(&mut self) -> Result<(), StoreError> {
        let sql = "SELECT (SELECT COUNT(*) FROM event) + (SELECT COUNT(*) FROM event_about) \
                   + (SELECT COUNT(*) FROM folded) + (SELECT COUNT(*) FROM access)";
        if let Some(row) = self.tx.fetch_one(sql, Vec::new()).await? {
            self.tx.progress.expect(row.number(0)?);
        }
        Ok(())
    }

    /// Looks at every row of the access log: the chain of hashes, places
    /// without gaps, and under which subject each is filed. `known` are ends
    /// of the access log that were seen before, as for [`Reader::verify`].
    ///
    /// # Errors
    ///
    /// When the database cannot be read at all.
    pub async fn verify_accesses(&mut self, known: &[Head]) -> Result<Verification, StoreError> {
        let mut done = Verification::default();
        access::check(&mut self.tx, known, &mut done).await?;
        Ok(done)
    }

    /// The ends of both logs, to be noted elsewhere and to verify the store
    /// against later.
    ///
    /// # Errors
    ///
    /// When the database cannot be read.
    pub async fn ends(&mut self) -> Result<Ends, StoreError> {
        Ok(Ends { log: self.head().await?, accesses: self.access_head().await? })
    }
}

impl Store {
    /// Asks SQLite whether the file is whole, which finds damaged pages and
    /// indices that do not fit their tables. A server looks after its own
    /// files: there nothing is found.
    ///
    /// # Errors
    ///
    /// When the database cannot be read at all.
    pub async fn verify_file(&self) -> Result<Vec<Finding>, StoreError> {
        let mut tx = self.db.read().await?;
        let checked = match tx.kind() {
            crate::db::Kind::Postgres => return Ok(Vec::new()),
            crate::db::Kind::Sqlite => integrity(&mut tx).await,
        };
        match checked {
            Ok(said) => Ok(said.into_iter().map(Finding::in_file).collect()),
            Err(StoreError::Corrupt(said) | StoreError::Foreign(said)) => {
                Ok(vec![Finding::in_file(said)])
            }
            Err(other) => Err(other),
        }
    }
}

/// What SQLite finds.
async fn integrity(tx: &mut Tx) -> Result<Vec<String>, StoreError> {
    let mut said = Vec::new();
    for row in tx.fetch("PRAGMA integrity_check", Vec::new()).await? {
        let line = row.text(0)?;
        if line != "ok" {
            said.push(line.to_owned());
        }
    }
    for row in tx.fetch("PRAGMA foreign_key_check", Vec::new()).await? {
        said.push(format!("a row of `{}` leads nowhere", row.text(0)?));
    }
    Ok(said)
}

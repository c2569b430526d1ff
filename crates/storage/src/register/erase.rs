//! Erasing what is known about somebody.

use std::collections::BTreeSet;

use etablera_domain::event::{DocumentId, Subject, SubjectKind};

use super::gate::Gate;
use crate::db::Value;
use crate::error::StoreError;
use crate::store::{Reader, Writer};

/// How much was erased, or would be, in rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Erasure {
    /// Of the register of persons.
    pub persons: u64,
    /// By which they were found, and where referrals of them led.
    pub tokens: u64,
    /// Texts and records.
    pub documents: u64,
    /// Of special categories of data.
    pub specials: u64,
    /// Receipts that lost their answer and kept what it was made from.
    pub receipts_redacted: u64,
    /// Answers kept for repeated requests. They come and go with requests, so
    /// that their number may be another at another time.
    pub answers: u64,
    /// Accounts to log in with that were theirs alone.
    pub accounts: u64,
}

/// The participant that a subject is, as text.
fn participant(subject: &Subject) -> Option<Vec<Value>> {
    (subject.kind() == SubjectKind::Participant).then(|| vec![Value::from(subject.id())])
}

impl Reader {
    /// What [`Writer::erase`] would erase now.
    ///
    /// # Errors
    ///
    /// When the database cannot be read.
    pub async fn erasure_counts(&mut self, subject: &Subject) -> Result<Erasure, StoreError> {
        let mut counts = Erasure::default();
        if let Some(id) = participant(subject) {
            let sql = "SELECT COUNT(*) FROM person WHERE participant = $1";
            counts.persons = self.count(sql, id.clone()).await?;
            let sql = "SELECT COUNT(*) FROM token WHERE participant = $1";
            counts.tokens = self.count(sql, id.clone()).await?;
            let sql = "SELECT COUNT(*) FROM referral WHERE participant = $1";
            counts.tokens += self.count(sql, id.clone()).await?;
            let sql = "SELECT COUNT(*) FROM special WHERE participant = $1";
            counts.specials = self.count(sql, id).await?;
        }
        let about = vec![Value::text(subject)];
        let sql = "SELECT COUNT(*) FROM document WHERE subject = $1";
        counts.documents = self.count(sql, about.clone()).await?;
        let sql = "SELECT COUNT(*) FROM receipt WHERE kept <> 'redacted' \
                   AND id IN (SELECT receipt FROM receipt_about WHERE subject = $1)";
        counts.receipts_redacted = self.count(sql, about.clone()).await?;
        let sql = "SELECT COUNT(*) FROM request r WHERE EXISTS \
                   (SELECT 1 FROM request_about a WHERE a.key = r.key AND a.subject = $1) \
                   OR NOT EXISTS (SELECT 1 FROM request_about a WHERE a.key = r.key)";
        counts.answers = self.count(sql, about.clone()).await?;
        let sql = "SELECT COUNT(*) FROM account a WHERE \
                   EXISTS (SELECT 1 FROM seat s WHERE s.account = a.id AND s.record = $1) AND \
                   NOT EXISTS (SELECT 1 FROM seat s WHERE s.account = a.id AND s.record <> $1)";
        counts.accounts = self.count(sql, about).await?;
        Ok(counts)
    }

    pub(super) async fn count(
        &mut self,
        sql: &'static str,
        values: Vec<Value>,
    ) -> Result<u64, StoreError> {
        let row = self.tx.fetch_one(sql, values).await?;
        row.map_or(Ok(0), |row| row.number(0))
    }
}

impl Writer {
    /// Erases what the registers hold about a subject, and the answers kept for
    /// repeated requests that may be about them. The log stays, and so do the
    /// access log, statistics records and what receipts were made from. An
    /// account that acts as others too loses the seat.
    ///
    /// What is about somebody under another subject, such as a note on their
    /// placement, is erased with that subject. Without keys for special
    /// categories it is erased all the same.
    ///
    /// # Errors
    ///
    /// When the database cannot be written.
    pub async fn erase(&mut self, subject: &Subject) -> Result<Erasure, StoreError> {
        let mut done = Erasure::default();
        self.open_gate(Gate::Erase).await?;
        if let Some(id) = participant(subject) {
            let sql = "DELETE FROM person WHERE participant = $1";
            done.persons = self.tx.execute(sql, id.clone()).await?;
            let sql = "DELETE FROM token WHERE participant = $1";
            done.tokens = self.tx.execute(sql, id.clone()).await?;
            let sql = "DELETE FROM referral WHERE participant = $1";
            done.tokens += self.tx.execute(sql, id.clone()).await?;
            let sql = "DELETE FROM special WHERE participant = $1";
            done.specials = self.tx.execute(sql, id).await?;
        }
        let about = vec![Value::text(subject)];
        let sql = "DELETE FROM document WHERE subject = $1";
        done.documents = self.tx.execute(sql, about).await?;
        let nothing = Value::from(Vec::new());
        let sql = "UPDATE receipt SET kept = 'redacted', answer = $1 WHERE kept <> 'redacted' \
                   AND id IN (SELECT receipt FROM receipt_about WHERE subject = $2)";
        done.receipts_redacted = self.tx.execute(sql, vec![nothing, Value::text(subject)]).await?;
        // Of older answers nobody has said whom they are about.
        let sql = "DELETE FROM request WHERE key IN \
                   (SELECT key FROM request_about WHERE subject = $1) \
                   OR NOT EXISTS (SELECT 1 FROM request_about a WHERE a.key = request.key)";
        done.answers = self.tx.execute(sql, vec![Value::text(subject)]).await?;
        done.accounts = self.erase_accounts(subject).await?;
        self.close_gate().await?;
        Ok(done)
    }

    /// Erases the accounts that act as a subject only, and the seat of others.
    async fn erase_accounts(&mut self, subject: &Subject) -> Result<u64, StoreError> {
        let of = vec![Value::text(subject)];
        let sql = "DELETE FROM account WHERE \
                   EXISTS (SELECT 1 FROM seat s WHERE s.account = account.id AND s.record = $1) \
                   AND NOT EXISTS \
                   (SELECT 1 FROM seat s WHERE s.account = account.id AND s.record <> $1)";
        let erased = self.tx.execute(sql, of.clone()).await?;
        self.tx.execute("DELETE FROM seat WHERE record = $1", of).await?;
        Ok(erased)
    }

    /// Erases single documents, whosever they are; says how many were there.
    ///
    /// # Errors
    ///
    /// When the database cannot be written.
    pub async fn erase_documents(&mut self, ids: &BTreeSet<DocumentId>) -> Result<u64, StoreError> {
        let mut done = 0;
        self.open_gate(Gate::Erase).await?;
        for id in ids {
            let sql = "DELETE FROM document WHERE id = $1";
            done += self.tx.execute(sql, vec![Value::text(id)]).await?;
        }
        self.close_gate().await?;
        Ok(done)
    }
}

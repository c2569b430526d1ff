//! Receipts: what an answer was made from, so that it can be made again.

use std::collections::{BTreeSet, HashMap};

use chrono::TimeDelta;
use etablera_domain::ActorId;
use etablera_domain::event::{Moment, ReceiptId, Subject};

use super::access::{Access, Warrant};
use super::gate::Gate;
use super::sealed::Place;
use crate::chain::Hash;
use crate::db::{Row, Value};
use crate::error::StoreError;
use crate::keys::{Keyring, Purpose};
use crate::store::{Reader, Writer};

/// How long a receipt is kept at least, in days: six months, whichever.
const KEPT_DAYS: i64 = 184;

/// What an answer was made from. It is never changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// Names it.
    pub id: ReceiptId,
    /// When the answer was given.
    pub made_at: Moment,
    /// To whom.
    pub by: ActorId,
    /// What kind of answer it was, such as `shortlist`.
    pub kind: String,
    /// Whom it was about.
    pub subjects: BTreeSet<Subject>,
    /// What it was made from, as JSON: versions, hashes, inputs by id. Nothing
    /// that tells who somebody is: it stays when they are erased.
    pub pins: String,
    /// The answer.
    pub answer: Kept,
}

/// How much of an answer is kept.
#[derive(Clone, PartialEq, Eq)]
pub enum Kept {
    /// All of it.
    Bytes(Vec<u8>),
    /// Its hash.
    Hash(Hash),
    /// Its hash, since somebody it was about was erased.
    Redacted(Hash),
}

impl Kept {
    /// The hash of the answer.
    #[must_use]
    pub fn hash(&self) -> Hash {
        match self {
            Self::Bytes(bytes) => Hash::of(bytes),
            Self::Hash(hash) | Self::Redacted(hash) => *hash,
        }
    }

    /// Its word in the store.
    fn name(&self) -> &'static str {
        match self {
            Self::Bytes(_) => "bytes",
            Self::Hash(_) => "hash",
            Self::Redacted(_) => "redacted",
        }
    }
}

/// Without the answer.
impl std::fmt::Debug for Kept {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}({})", self.name(), self.hash())
    }
}

const COLUMNS: &str = "receipt (id, made_at, actor, kind, pins, kept, hash, answer)";

/// Where the answer of a receipt stands.
pub(super) fn place(id: &str) -> Place<'_> {
    Place { purpose: Purpose::Personal, table: "receipt", id }
}

/// The receipt in a row of the columns, without its subjects.
fn opened(keys: &Keyring, row: &Row) -> Result<Receipt, StoreError> {
    let place = place(row.text(0)?);
    let hash = Hash::from_bytes(row.bytes(6)?).ok_or_else(|| place.unreadable())?;
    let answer = match row.text(5)? {
        "bytes" => Kept::Bytes(place.open(keys, row.bytes(7)?)?.to_vec()),
        "hash" => Kept::Hash(hash),
        "redacted" => Kept::Redacted(hash),
        _ => return Err(place.unreadable()),
    };
    if answer.hash() != hash {
        return Err(place.unreadable());
    }
    Ok(Receipt {
        id: row.parsed(0)?,
        made_at: row.parsed(1)?,
        by: row.parsed(2)?,
        kind: row.text(3)?.to_owned(),
        subjects: BTreeSet::new(),
        pins: row.text(4)?.to_owned(),
        answer,
    })
}

impl Reader {
    /// A receipt.
    ///
    /// # Errors
    ///
    /// When the database cannot be read, or the answer not be opened.
    pub async fn receipt(&mut self, id: ReceiptId) -> Result<Option<Receipt>, StoreError> {
        let sql = "SELECT id, made_at, actor, kind, pins, kept, hash, answer FROM receipt \
                   WHERE id = $1";
        let rows = self.tx.fetch(sql, vec![Value::text(id)]).await?;
        Ok(self.with_subjects(&rows).await?.pop())
    }

    /// The receipts after one, ordered by id, at most so many. Ids of version
    /// 7 order by the time they were made.
    ///
    /// # Errors
    ///
    /// As [`Reader::receipt`].
    pub async fn receipts(
        &mut self,
        after: Option<ReceiptId>,
        limit: u64,
    ) -> Result<Vec<Receipt>, StoreError> {
        let sql = "SELECT id, made_at, actor, kind, pins, kept, hash, answer FROM receipt \
                   WHERE id > $1 ORDER BY id LIMIT $2";
        let after = after.map(|id| id.to_string()).unwrap_or_default();
        let rows = self.tx.fetch(sql, vec![after.into(), limit.into()]).await?;
        self.with_subjects(&rows).await
    }

    /// The receipts about a subject, ordered by id.
    ///
    /// # Errors
    ///
    /// As [`Reader::receipt`].
    pub async fn receipts_about(&mut self, subject: &Subject) -> Result<Vec<Receipt>, StoreError> {
        let sql = "SELECT id, made_at, actor, kind, pins, kept, hash, answer FROM receipt \
                   WHERE id IN (SELECT receipt FROM receipt_about WHERE subject = $1) ORDER BY id";
        let rows = self.tx.fetch(sql, vec![Value::text(subject)]).await?;
        self.with_subjects(&rows).await
    }

    /// The receipts in rows, with whom they are about.
    async fn with_subjects(&mut self, rows: &[Row]) -> Result<Vec<Receipt>, StoreError> {
        let opened = rows.iter().map(|row| opened(&self.keys, row));
        let mut receipts = opened.collect::<Result<Vec<_>, _>>()?;
        let sql = ("SELECT receipt, subject FROM receipt_about WHERE receipt", "");
        let ids = receipts.iter().map(|receipt| receipt.id.to_string()).collect();
        let mut subjects: HashMap<ReceiptId, BTreeSet<Subject>> = HashMap::new();
        for row in &self.fetch_among(sql, ids).await? {
            subjects.entry(row.parsed(0)?).or_default().insert(row.parsed(1)?);
        }
        for receipt in &mut receipts {
            receipt.subjects = subjects.remove(&receipt.id).unwrap_or_default();
        }
        Ok(receipts)
    }
}

impl Writer {
    /// Keeps a receipt.
    ///
    /// # Errors
    ///
    /// When there is one with its id, the database cannot be written, or a key
    /// is missing.
    pub async fn put_receipt(&mut self, receipt: &Receipt) -> Result<(), StoreError> {
        let id = receipt.id.to_string();
        let answer = match &receipt.answer {
            Kept::Bytes(bytes) => place(&id).seal(&self.keys, bytes)?,
            Kept::Hash(_) | Kept::Redacted(_) => Vec::new(),
        };
        let about = receipt.subjects.iter().map(|of| vec![Value::text(of), id.clone().into()]);
        let about = about.collect();
        let row = vec![
            id.clone().into(),
            Value::text(receipt.made_at),
            Value::text(&receipt.by),
            receipt.kind.as_str().into(),
            receipt.pins.as_str().into(),
            receipt.answer.name().into(),
            Value::from(&receipt.answer.hash().bytes()[..]),
            answer.into(),
        ];
        self.tx.insert(COLUMNS, vec![row], "").await?;
        self.tx.insert("receipt_about (subject, receipt)", about, "").await
    }

    /// Removes the receipts of some kinds made before a moment, and writes each
    /// into the access log, once for everybody it was about; returns how many.
    /// What proves something for longer, such as a certificate, is of a kind
    /// that is not named.
    ///
    /// # Errors
    ///
    /// [`StoreError::TooYoung`] when the moment is less than six months before
    /// the warrant, and when the database cannot be written.
    pub async fn forget_receipts(
        &mut self,
        before: Moment,
        kinds: &[&str],
        warrant: &Warrant,
    ) -> Result<u64, StoreError> {
        let latest = warrant.at.utc().checked_sub_signed(TimeDelta::days(KEPT_DAYS));
        let latest = latest.map_or(before, Moment::new);
        if before > latest {
            return Err(StoreError::TooYoung { before, latest });
        }
        let mut count = 0;
        for kind in kinds {
            count += self.forget_kind(vec![Value::text(before), (*kind).into()], warrant).await?;
        }
        Ok(count)
    }

    /// Removes those made before `$1` of the kind `$2`.
    async fn forget_kind(
        &mut self,
        which: Vec<Value>,
        warrant: &Warrant,
    ) -> Result<u64, StoreError> {
        let sql = "SELECT r.id, COALESCE(a.subject, '') FROM receipt r \
                   LEFT JOIN receipt_about a ON a.receipt = r.id \
                   WHERE r.made_at < $1 AND r.kind = $2 ORDER BY r.id, a.subject";
        let rows = self.tx.fetch(sql, which.clone()).await?;
        let mut accesses = Vec::with_capacity(rows.len());
        for row in &rows {
            let access = warrant.access(&format!("forget_receipt {}", row.text(0)?));
            let about = Some(row.text(1)?).filter(|about| !about.is_empty());
            let subject = about.map(|_| row.parsed(1)).transpose()?;
            accesses.push(Access { subject, ..access });
        }
        self.log_access(accesses).await?;
        self.open_gate(Gate::Forget).await?;
        let sql = "DELETE FROM receipt_about WHERE receipt IN \
                   (SELECT id FROM receipt WHERE made_at < $1 AND kind = $2)";
        self.tx.execute(sql, which.clone()).await?;
        let sql = "DELETE FROM receipt WHERE made_at < $1 AND kind = $2";
        let count = self.tx.execute(sql, which).await?;
        self.close_gate().await?;
        Ok(count)
    }
}

//! Texts and records about somebody, which the log only names.

use std::fmt;

use etablera_domain::event::{DocumentId, Moment, Subject};
use serde::{Deserialize, Serialize};

use super::sealed::Place;
use crate::db::{Row, Value};
use crate::error::StoreError;
use crate::keys::{Keyring, Purpose};
use crate::store::{Reader, Writer};

/// A text or record about somebody. It is never changed: a newer one takes its
/// place in the log. `Debug` leaves the body out.
#[derive(Clone, PartialEq, Eq)]
pub struct Document {
    /// Names it, in events.
    pub id: DocumentId,
    /// Whom or what it is about; with them it is erased.
    pub subject: Subject,
    /// What it is.
    pub kind: DocumentKind,
    /// Its content; see [`DocumentKind`] for its form.
    pub body: String,
    /// When it was written.
    pub created_at: Moment,
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $word:literal,)+) => {
        /// What a document is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(rename_all = "snake_case")]
        pub enum DocumentKind {
            $($(#[$doc])* $kind,)+
        }

        impl DocumentKind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$kind,)+];

            /// Its word in stores and files.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$kind => $word,)+
                }
            }
        }
    };
}

kinds! {
    /// What a participant can do and wants: a row of the file of participants,
    /// as JSON.
    Profile = "profile",
    /// What staff noted, in words.
    Note = "note",
    /// A contact, reference, introduction or strength, as JSON.
    Connection = "connection",
    /// A case in short, at its handing over, in words.
    Summary = "summary",
    /// A person to talk to at an employer, as JSON.
    EmployerContact = "employer_contact",
    /// Why somebody decided otherwise than was proposed, in words.
    Reason = "reason",
}

impl fmt::Debug for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Document");
        shown.field("id", &self.id).field("subject", &self.subject).field("kind", &self.kind);
        shown.finish_non_exhaustive()
    }
}

/// What a seal covers beside the body, so that no document passes for one
/// about another, of another kind or of another time.
pub(super) fn bound(id: &str, subject: &str, kind: &str, at: &str) -> String {
    format!("{id} {subject} {kind} {at}")
}

/// Where a document stands.
pub(super) fn place(bound: &str) -> Place<'_> {
    Place { purpose: Purpose::Personal, table: "document", id: bound }
}

/// The document in a row of `id, subject, kind, created_at, sealed`.
fn opened(keys: &Keyring, row: &Row) -> Result<Document, StoreError> {
    let bound = bound(row.text(0)?, row.text(1)?, row.text(2)?, row.text(3)?);
    let place = place(&bound);
    let body = place.open(keys, row.bytes(4)?)?;
    let body = std::str::from_utf8(&body).map_err(|_| place.unreadable())?.to_owned();
    let word = row.text(2)?;
    let kind = DocumentKind::ALL.iter().find(|kind| kind.name() == word);
    let kind = *kind.ok_or_else(|| place.unreadable())?;
    Ok(Document {
        id: row.parsed(0)?,
        subject: row.parsed(1)?,
        kind,
        body,
        created_at: row.parsed(3)?,
    })
}

impl Reader {
    /// A document; none if there never was one or it was erased.
    ///
    /// # Errors
    ///
    /// When the database cannot be read, or the row not be opened.
    pub async fn document(&mut self, id: DocumentId) -> Result<Option<Document>, StoreError> {
        let sql = "SELECT id, subject, kind, created_at, sealed FROM document WHERE id = $1";
        let row = self.tx.fetch_one(sql, vec![Value::text(id)]).await?;
        row.map(|row| opened(&self.keys, &row)).transpose()
    }

    /// The documents about a subject, by the time they were written, then id.
    ///
    /// # Errors
    ///
    /// As [`Reader::document`].
    pub async fn documents(&mut self, subject: &Subject) -> Result<Vec<Document>, StoreError> {
        let sql = "SELECT id, subject, kind, created_at, sealed FROM document \
                   WHERE subject = $1 ORDER BY created_at, id";
        let rows = self.tx.fetch(sql, vec![Value::text(subject)]).await?;
        rows.iter().map(|row| opened(&self.keys, row)).collect()
    }

    /// The documents about some subjects, by the time they were written, then
    /// id.
    ///
    /// # Errors
    ///
    /// As [`Reader::document`].
    pub async fn documents_of(
        &mut self,
        subjects: impl IntoIterator<Item = Subject>,
    ) -> Result<Vec<Document>, StoreError> {
        let sql = ("SELECT id, subject, kind, created_at, sealed FROM document WHERE subject", "");
        let subjects = subjects.into_iter().map(|subject| subject.to_string()).collect();
        let rows = self.fetch_among(sql, subjects).await?;
        let opened = rows.iter().map(|row| opened(&self.keys, row));
        let mut documents = opened.collect::<Result<Vec<_>, _>>()?;
        documents.sort_by_key(|document| (document.created_at, document.id));
        Ok(documents)
    }

    /// The documents with these ids, ordered by id; those that are not there
    /// are left out.
    ///
    /// # Errors
    ///
    /// As [`Reader::document`].
    pub async fn documents_among(
        &mut self,
        ids: impl IntoIterator<Item = DocumentId>,
    ) -> Result<Vec<Document>, StoreError> {
        let sql = ("SELECT id, subject, kind, created_at, sealed FROM document WHERE id", "");
        let ids = ids.into_iter().map(|id| id.to_string()).collect();
        let rows = self.fetch_among(sql, ids).await?;
        let opened = rows.iter().map(|row| opened(&self.keys, row));
        let mut documents = opened.collect::<Result<Vec<_>, _>>()?;
        documents.sort_by_key(|document| document.id);
        Ok(documents)
    }
}

impl Writer {
    /// Keeps a document.
    ///
    /// # Errors
    ///
    /// When there is one with its id, the database cannot be written, or a key
    /// is missing.
    pub async fn put_document(&mut self, document: &Document) -> Result<(), StoreError> {
        self.put_documents(std::slice::from_ref(document)).await
    }

    /// Keeps many documents at once.
    ///
    /// # Errors
    ///
    /// As [`Writer::put_document`].
    pub async fn put_documents(&mut self, documents: &[Document]) -> Result<(), StoreError> {
        // Some at a time, so that not all of an import is held twice.
        for some in documents.chunks(5000) {
            let mut rows = Vec::with_capacity(some.len());
            for Document { id, subject, kind, body, created_at } in some {
                let (id, subject) = (id.to_string(), subject.to_string());
                let at = created_at.to_string();
                let bound = bound(&id, &subject, kind.name(), &at);
                let sealed = place(&bound).seal(&self.keys, body.as_bytes())?;
                let kind = Value::from(kind.name());
                rows.push(vec![id.into(), subject.into(), kind, at.into(), sealed.into()]);
            }
            self.tx.insert("document (id, subject, kind, created_at, sealed)", rows, "").await?;
        }
        Ok(())
    }
}

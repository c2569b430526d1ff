//! The rows of files that no other crate knows.

use std::borrow::Cow;

use etablera_domain::Statistics;
use etablera_domain::event::{DocumentId, Moment, Subject};
use etablera_domain::jsonl::Record;
use etablera_storage::{Document, DocumentKind, Person};
use serde::{Deserialize, Serialize};

/// A text or record about somebody, as files hold it.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DocumentRow {
    id: DocumentId,
    subject: Subject,
    kind: DocumentKind,
    created_at: Moment,
    body: String,
}

impl From<Document> for DocumentRow {
    fn from(of: Document) -> Self {
        let Document { id, subject, kind, body, created_at } = of;
        Self { id, subject, kind, created_at, body }
    }
}

impl From<DocumentRow> for Document {
    fn from(row: DocumentRow) -> Self {
        let DocumentRow { id, subject, kind, created_at, body } = row;
        Self { id, subject, kind, body, created_at }
    }
}

impl Record for DocumentRow {
    const NAME: &'static str = "documents";

    fn key(&self) -> Cow<'_, str> {
        self.id.to_string().into()
    }
}

/// Who a participant is, as files hold it.
#[derive(Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct PersonRow(pub(super) Person);

impl Record for PersonRow {
    const NAME: &'static str = "persons";

    fn key(&self) -> Cow<'_, str> {
        self.0.participant.as_str().into()
    }
}

/// Coarse answers, as files hold them.
#[derive(Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct StatisticsRow(pub(super) Statistics);

impl Record for StatisticsRow {
    const NAME: &'static str = "statistics";

    fn key(&self) -> Cow<'_, str> {
        self.0.id.to_string().into()
    }
}

//! Everything that is known about a person (GDPR Art. 15).

use etablera_domain::event::{Case, DocumentId, Event, Moment, ReceiptId, Subject, SubjectKind};
use etablera_domain::{ActorId, ParticipantId};
use etablera_storage::{
    Access, DocumentKind, Kept, Person, Receipt, Reply, SpecialPurpose, SpecialView, Statistics,
    Warrant,
};
use serde::Serialize;
use serde_json::Value;

use crate::office::commands::commands;
use crate::office::error::CaseError;
use crate::office::{Call, Office, Work};
use crate::policy::Action;

commands! {
    /// Asks for everything that is known about a person.
    ExportSubject {
        /// Who.
        participant: ParticipantId,
    }
}

/// A text or record as it is handed out.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Unsealed {
    /// Names it.
    pub id: DocumentId,
    /// What it is.
    pub kind: DocumentKind,
    /// When it was written.
    pub created_at: Moment,
    /// Whether the case still leads to it.
    pub in_use: bool,
    /// Its content: a record, or a text.
    pub content: Value,
}

/// What a participant has said where nobody has to answer.
#[derive(Clone, Default, PartialEq, Eq, Serialize)]
pub struct SpecialTold {
    /// When they were asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asked_on: Option<chrono::NaiveDate>,
    /// Whether they have a disability.
    pub disability: Reply<bool>,
    /// Whether they belong to a minority.
    pub minority: Reply<bool>,
    /// Whether their capacity to work is found to be reduced.
    pub reduced_capacity: Reply<bool>,
    /// The support agreed on.
    pub support: Reply<Vec<String>>,
}

/// A receipt as it is handed out.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct ReceiptTold {
    /// Names it.
    pub id: ReceiptId,
    /// When the answer was given.
    pub made_at: Moment,
    /// To whom.
    pub by: ActorId,
    /// What kind of answer it was.
    pub kind: String,
    /// The hash of the answer.
    pub hash: String,
    /// What it was made from; left out where it names others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pins: Option<Value>,
    /// The answer; left out where it names others, or is not kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<Value>,
}

/// Everything that is known about a person.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Export {
    /// Who.
    pub participant: ParticipantId,
    /// When it was made.
    pub made_at: Moment,
    /// Who they are, with every identity number they had.
    pub person: Option<Person>,
    /// What is true now: the consents, the holder, what was disclosed.
    pub case: Option<Case>,
    /// Profiles, notes, the network and summaries, also those that no longer
    /// count.
    pub documents: Vec<Unsealed>,
    /// Special categories of data.
    pub special: Option<SpecialTold>,
    /// What is counted under a pseudonym.
    pub statistics: Vec<Statistics>,
    /// Everything that was written about them, corrections too.
    pub events: Vec<Event>,
    /// What answers about them were made from.
    pub receipts: Vec<ReceiptTold>,
    /// Who looked at them, and who was refused.
    pub accesses: Vec<Access>,
}

impl Export {
    /// Where each table of a store that holds something about a person comes
    /// in: the table, and the field here. A test compares it with the schema.
    pub const TABLES: &'static [(&'static str, &'static str)] = &[
        ("person", "person"),
        // Keyed hashes of what stands in the person.
        ("token", "person"),
        ("document", "documents"),
        ("special", "special"),
        ("statistics", "statistics"),
        ("event", "events"),
        ("event_about", "events"),
        ("folded", "case"),
        ("receipt", "receipts"),
        ("receipt_about", "receipts"),
        ("access", "accesses"),
    ];
}

/// Everything that is known about a person. That it was handed out stands in
/// the access log, and so does each look at special categories.
///
/// # Errors
///
/// When the caller may not, nothing was ever known, or a key is missing.
pub async fn export_subject(
    office: &Office,
    call: &Call,
    command: &ExportSubject,
) -> Result<Export, CaseError> {
    office
        .look(call, async |work| {
            let participant = command.participant.clone();
            let subject = Subject::from(participant.clone());
            work.may(Action::ExportSubject, &subject).await?;
            let warrant = work.warrant();
            let case = work.registered_case(&subject).await?;
            let case = case.ok_or_else(|| CaseError::Absent(subject.clone()))?;
            let as_of = work.writer.tail().seq;
            let events = work.writer.about(&subject, as_of).await?;
            let accesses = work.writer.accesses(&subject).await?;
            let receipts = work.writer.receipts_about(&subject).await?;
            Ok(Export {
                made_at: call.now,
                person: work.writer.person(&participant).await?,
                documents: work.unsealed(&subject, &case).await?,
                special: work.special_told(&participant, &warrant).await?,
                statistics: work.statistics_of(&case).await?,
                events: events.into_iter().map(|recorded| recorded.event).collect(),
                receipts: receipts.into_iter().map(|one| told(&subject, one)).collect(),
                accesses: accesses.into_iter().map(|logged| logged.access).collect(),
                case: Some(case),
                participant,
            })
        })
        .await
}

/// A record as it is, a text as a text.
fn content(body: &str) -> Value {
    serde_json::from_str(body).unwrap_or_else(|_| Value::from(body))
}

/// A receipt without what it says about others.
fn told(subject: &Subject, receipt: Receipt) -> ReceiptTold {
    let person = |one: &&Subject| one.kind() == SubjectKind::Participant && *one != subject;
    let alone = receipt.subjects.iter().find(person).is_none();
    let hash = receipt.answer.hash().to_string();
    let answer = match &receipt.answer {
        Kept::Bytes(bytes) if alone => Some(content(&String::from_utf8_lossy(bytes))),
        _ => None,
    };
    let pins = alone.then(|| content(&receipt.pins));
    let Receipt { id, made_at, by, kind, .. } = receipt;
    ReceiptTold { id, made_at, by, kind, hash, pins, answer }
}

impl Work<'_> {
    /// Every text and record about a participant, wherever it is filed.
    async fn unsealed(
        &mut self,
        subject: &Subject,
        case: &Case,
    ) -> Result<Vec<Unsealed>, CaseError> {
        let in_use = case.documents();
        let mut documents = self.writer.documents(subject).await?;
        let elsewhere =
            in_use.iter().copied().filter(|id| documents.iter().all(|one| one.id != *id));
        let elsewhere = self.writer.documents_among(elsewhere.collect::<Vec<_>>()).await?;
        documents.extend(elsewhere);
        let unsealed = documents.into_iter().map(|one| Unsealed {
            id: one.id,
            kind: one.kind,
            created_at: one.created_at,
            in_use: in_use.contains(&one.id),
            content: match one.kind {
                DocumentKind::Profile | DocumentKind::Connection => content(&one.body),
                _ => Value::from(one.body),
            },
        });
        Ok(unsealed.collect())
    }

    /// The special categories, put together from what each purpose sees.
    async fn special_told(
        &mut self,
        participant: &ParticipantId,
        warrant: &Warrant,
    ) -> Result<Option<SpecialTold>, CaseError> {
        let mut told = SpecialTold::default();
        let mut any = false;
        for purpose in SpecialPurpose::ALL {
            let view = self.writer.special(participant, purpose, warrant).await?;
            any |= view.is_some();
            match view {
                Some(SpecialView::Indicator(one)) => {
                    (told.disability, told.minority) = (one.disability, one.minority);
                }
                Some(SpecialView::Subsidy(one)) => {
                    told.reduced_capacity = one.reduced_capacity;
                    told.support = match one.support {
                        Reply::Known(some) => {
                            Reply::Known(some.iter().map(ToString::to_string).collect())
                        }
                        Reply::Declined => Reply::Declined,
                        Reply::Unknown => Reply::Unknown,
                    };
                }
                Some(SpecialView::Audit(one)) => told.asked_on = Some(one.asked_on),
                None => {}
            }
        }
        Ok(any.then_some(told))
    }

    async fn statistics_of(&mut self, case: &Case) -> Result<Vec<Statistics>, CaseError> {
        let mut all = Vec::new();
        for time in case.enrolments.values().flatten() {
            all.extend(self.writer.statistics(time.statistics).await?);
        }
        Ok(all)
    }
}

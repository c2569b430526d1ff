//! Notes in words.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use etablera_domain::event::{Case, DocumentId, Happening, State, Subject, SubjectKind};
use etablera_storage::DocumentKind;
use serde::Serialize;

use crate::office::case::{Entry, employer_not_erased, not_erased, said};
use crate::office::commands::commands;
use crate::office::error::CaseError;
use crate::office::known::employer_of;
use crate::office::{Call, Office, UseCase, Work};
use crate::policy::Action;

commands! {
    /// Notes something.
    Note {
        /// About whom or what: a participant, employer, visit, need, placement
        /// or session.
        subject: Subject,
        /// The note.
        text: String,
        /// The day; today unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on: Option<NaiveDate>,
    }
    /// Asks for the notes about somebody or something.
    ReadNotes {
        /// About whom or what.
        subject: Subject,
    }
}

/// A note.
#[derive(Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct NoteSeen {
    /// Names it.
    pub document: DocumentId,
    /// Its day.
    pub on: NaiveDate,
    /// What it says.
    pub text: String,
}

/// Notes something. A note on a placement is about the participant, and goes
/// with them.
///
/// # Errors
///
/// When the caller may not, the note is empty, or nothing can be noted there.
pub fn note<'a>(office: &'a Office, call: &'a Call, command: &'a Note) -> UseCase<'a, Entry> {
    office.run(call, ("note", command), async move |work| {
        let stream = &command.subject;
        notable(stream)?;
        work.may(Action::Note, stream).await?;
        let on = work.day(command.on)?;
        let text = said("note", &command.text)?.to_owned();
        let about = work.whose(stream).await?;
        let note = work.file(&about, DocumentKind::Note, text).await?;
        let what = Happening::Noted { note };
        let event = work.happen(stream, on, vec![about], what).await?;
        let version = work.writer.version(stream).await?;
        Ok(Entry { event, document: Some(note), version })
    })
}

/// The notes, oldest first.
///
/// # Errors
///
/// When the caller may not, or nothing can be noted there.
pub fn read_notes<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a ReadNotes,
) -> UseCase<'a, Vec<NoteSeen>> {
    office.look(call, async move |work| {
        let subject = &command.subject;
        notable(subject)?;
        work.may(Action::ReadNotes, subject).await?;
        match work.state(subject).await? {
            State::Participant(case) => work.notes_of(&case).await,
            State::Placement(placement) => {
                let days = placement.notes.iter().map(|(id, on)| (*id, Some(*on))).collect();
                work.notes_among(days).await
            }
            _ => {
                let documents = work.writer.documents(subject).await?;
                let notes = documents.iter().filter(|one| one.kind == DocumentKind::Note);
                let days = notes.map(|one| (one.id, None)).collect();
                work.notes_among(days).await
            }
        }
    })
}

fn notable(subject: &Subject) -> Result<(), CaseError> {
    use SubjectKind::{Employer, Need, Participant, Placement, Session, Visit};
    match subject.kind() {
        Participant | Employer | Visit | Need | Placement | Session => Ok(()),
        _ => Err(CaseError::wrong(format!(
            "nothing is noted on `{subject}`: expected a participant, employer, visit, need, \
             placement or session"
        ))),
    }
}

impl Work<'_> {
    /// Whose a note on a stream is.
    async fn whose(&mut self, stream: &Subject) -> Result<Subject, CaseError> {
        match self.state(stream).await? {
            State::Participant(case) => {
                not_erased(stream, &case)?;
                Ok(stream.clone())
            }
            State::Placement(placement) => {
                let proposal = placement.proposal.as_ref();
                let whose = proposal.map(|one| Subject::from(one.participant.clone()));
                let whose = whose.ok_or_else(|| CaseError::Absent(stream.clone()))?;
                if let Some(case) = self.registered_case(&whose).await? {
                    not_erased(&whose, &case)?;
                }
                Ok(whose)
            }
            state => {
                if let Some(employer) = employer_of(&state) {
                    employer_not_erased(&self.employer_of(&employer).await?)?;
                }
                Ok(stream.clone())
            }
        }
    }

    /// What was noted in a case: in notes, interviews and at its handing over.
    pub(in crate::office) async fn notes_of(
        &mut self,
        case: &Case,
    ) -> Result<Vec<NoteSeen>, CaseError> {
        let mut days: BTreeMap<DocumentId, Option<NaiveDate>> =
            case.notes.iter().map(|(id, on)| (*id, Some(*on))).collect();
        days.extend(case.interviews.iter().filter_map(|one| Some((one.note?, Some(one.on)))));
        days.extend(case.hand_overs.iter().filter_map(|one| Some((one.summary?, Some(one.on)))));
        self.notes_among(days).await
    }

    /// Notes by their ids, with their day, or that on which they were written.
    async fn notes_among(
        &mut self,
        days: BTreeMap<DocumentId, Option<NaiveDate>>,
    ) -> Result<Vec<NoteSeen>, CaseError> {
        let documents = self.writer.documents_among(days.keys().copied()).await?;
        let seen = documents.into_iter().map(|one| NoteSeen {
            document: one.id,
            on: days.get(&one.id).copied().flatten().unwrap_or(one.created_at.day()),
            text: one.body,
        });
        let mut seen: Vec<_> = seen.collect();
        seen.sort_by_key(|note| (note.on, note.document));
        Ok(seen)
    }
}

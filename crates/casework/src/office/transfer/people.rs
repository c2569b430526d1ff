//! Participants on their way in: profiles, who they are, texts about them.

use std::collections::{BTreeMap, HashMap};

use etablera_domain::Participant;
use etablera_domain::event::{Case, Code, Happening, ProfileSource, State, Subject, SubjectKind};
use etablera_domain::jsonl::{Row, RowError};
use etablera_storage::{Document, DocumentKind, Person};

use super::import::Way;
use super::places::{Known, unknown};
use super::record::{DocumentRow, PersonRow};
use crate::office::CaseError;

impl Way<'_, '_> {
    /// The next participants: who is new is registered with the organisation
    /// of the store, and a profile that is another than the known one counts
    /// from now on.
    pub(super) async fn participants(&mut self) -> Result<bool, CaseError> {
        let Some(rows) = self.batches.next::<Participant>(&mut self.faults) else {
            return Ok(false);
        };
        let (mut events, mut documents) = (Vec::new(), Vec::new());
        for Row { line, record } in rows {
            if let Some(RowError { field, message }) = unknown(&record, self.taxonomy) {
                self.refuse(line, &field, message);
                continue;
            }
            let subject = Subject::from(record.id.clone());
            let State::Participant(case) = self.work.writer.folded(&subject).await?.state else {
                continue;
            };
            match self.profile(&case, &record).await? {
                Known::Same => self.same += 1,
                Known::Closed => {
                    self.refuse(line, "id", format!("the case of `{subject}` is closed"));
                }
                Known::New => {
                    if case.registered.is_none() {
                        let organisation = self.work.office.organisation.clone();
                        let what = Happening::Registered { organisation };
                        events.push(self.event(&subject, None, what));
                    }
                    let profile = self.document(&subject, &record)?;
                    let source = ProfileSource::Import;
                    let what = Happening::ProfileRecorded { profile: profile.id, source };
                    events.push(self.event(&subject, None, what));
                    documents.push(profile);
                }
            }
        }
        self.written += documents.len() as u64;
        self.work.writer.put_documents(&documents).await?;
        self.extend(events).await?;
        Ok(true)
    }

    /// How a profile stands to the one that counts.
    async fn profile(&mut self, case: &Case, record: &Participant) -> Result<Known, CaseError> {
        if let Some(profile) = &case.profile
            && let Some(there) = self.work.writer.document(profile.document).await?
            && serde_json::from_str::<Participant>(&there.body).is_ok_and(|there| there == *record)
        {
            return Ok(Known::Same);
        }
        let closed = case.closed.is_some() || case.erased.is_some();
        Ok(if closed { Known::Closed } else { Known::New })
    }

    /// A profile as it is kept.
    fn document(&self, subject: &Subject, record: &Participant) -> Result<Document, CaseError> {
        let body = serde_json::to_string(record)
            .map_err(|error| CaseError::wrong(format!("`{subject}` cannot be kept: {error}")))?;
        Ok(Document {
            id: self.work.document_id(),
            subject: subject.clone(),
            kind: DocumentKind::Profile,
            body,
            created_at: self.work.call.now,
        })
    }

    /// The next texts about somebody.
    pub(super) async fn documents(&mut self) -> Result<bool, CaseError> {
        let Some(rows) = self.batches.next::<DocumentRow>(&mut self.faults) else {
            return Ok(false);
        };
        let rows: Vec<(usize, Document)> =
            rows.into_iter().map(|row| (row.line, row.record.into())).collect();
        let ids = rows.iter().map(|(_, document)| document.id);
        let known: HashMap<_, _> = self
            .work
            .writer
            .documents_among(ids)
            .await?
            .into_iter()
            .map(|document| (document.id, document))
            .collect();
        let (mut new, mut erased) = (Vec::new(), BTreeMap::new());
        for (line, document) in rows {
            match known.get(&document.id) {
                None => match self.unwanted(&document, &mut erased).await? {
                    None => new.push(document),
                    Some(why) => self.refuse(line, "subject", why),
                },
                Some(there) if *there == document => self.same += 1,
                Some(_) => self.refuse(line, "id", "it is kept already, and says otherwise"),
            }
        }
        self.written += new.len() as u64;
        self.work.writer.put_documents(&new).await?;
        Ok(true)
    }

    /// Why a text is not to be kept: whom it is about was erased, or it is filed
    /// where an erasure would not look for it.
    async fn unwanted(
        &mut self,
        document: &Document,
        erased: &mut BTreeMap<Subject, bool>,
    ) -> Result<Option<String>, CaseError> {
        use DocumentKind::{Connection, Profile, Reason, Summary};
        let subject = &document.subject;
        let is_personal = matches!(document.kind, Connection | Profile | Reason | Summary);
        if is_personal && subject.kind() != SubjectKind::Participant {
            let kind = document.kind.name();
            return Ok(Some(format!("a {kind} of `{subject}`: expected that of a participant")));
        }
        let gone = match erased.get(subject) {
            Some(gone) => *gone,
            None => self.was_erased(subject).await?,
        };
        erased.insert(subject.clone(), gone);
        Ok(gone.then(|| format!("what was known about `{subject}` was erased: expected nothing")))
    }

    /// Whether a participant was erased, or the participant of a placement.
    async fn was_erased(&mut self, subject: &Subject) -> Result<bool, CaseError> {
        let state = match self.work.state(subject).await? {
            State::Placement(placement) => match placement.proposal {
                Some(proposal) => self.work.state(&proposal.participant.into()).await?,
                None => return Ok(false),
            },
            state => state,
        };
        Ok(state.case().is_some_and(|case| case.erased.is_some()))
    }

    /// Who the next participants are.
    pub(super) async fn persons(&mut self) -> Result<bool, CaseError> {
        let Some(rows) = self.batches.next::<PersonRow>(&mut self.faults) else {
            return Ok(false);
        };
        let (mut new, mut events) = (Vec::new(), Vec::new());
        let mut numbers = std::collections::HashSet::new();
        for Row { line, record: PersonRow(person) } in rows {
            let there = self.work.writer.person(&person.participant).await?;
            if there.as_ref() == Some(&person) {
                self.same += 1;
                continue;
            }
            if !self.is_registered(&person).await? {
                let why = "nobody of this id is registered: expected a row of participants.jsonl";
                self.refuse(line, "participant", why);
                continue;
            }
            let again = person.numbers.iter().any(|one| !numbers.insert(one.number.to_string()));
            if again || self.is_of_another(&person).await? {
                self.refuse(line, "numbers", "another participant has the same identity number");
                continue;
            }
            for part in there.iter().flat_map(|there| changed(there, &person)) {
                let subject = Subject::from(person.participant.clone());
                let part: Code = part.parse().map_err(|_| CaseError::wrong("no such part"))?;
                events.push(self.event(&subject, None, Happening::IdentityChanged { part }));
            }
            new.push(person);
        }
        self.written += new.len() as u64;
        self.work.writer.put_persons(&new).await?;
        self.extend(events).await?;
        Ok(true)
    }

    async fn is_registered(&mut self, person: &Person) -> Result<bool, CaseError> {
        let subject = Subject::from(person.participant.clone());
        let state = self.work.writer.folded(&subject).await?.state;
        Ok(state.case().is_some_and(|case| case.registered.is_some() && case.erased.is_none()))
    }

    /// Whether somebody else has one of the person's numbers.
    async fn is_of_another(&mut self, person: &Person) -> Result<bool, CaseError> {
        for one in &person.numbers {
            let others = self.work.writer.find_by_number(one.number).await?;
            if others.iter().any(|other| *other != person.participant) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// The parts in which two records of a person differ.
fn changed(there: &Person, new: &Person) -> Vec<&'static str> {
    let name = |of: &Person| (of.given.clone(), of.family.clone());
    let mut parts = Vec::new();
    if name(there) != name(new) {
        parts.push("name");
    }
    if there.numbers != new.numbers || there.birth != new.birth {
        parts.push("number");
    }
    if there.contacts != new.contacts || there.language != new.language {
        parts.push("contact");
    }
    parts
}

//! Participants on their way in: profiles, who they are, texts about them.

use std::collections::{BTreeSet, HashMap};

use etablera_domain::event::{
    Case, Code, DocumentId, Happening, ProfileSource, State, Subject, SubjectKind,
};
use etablera_domain::jsonl::{Row, RowError};
use etablera_domain::{Participant, ParticipantId};
use etablera_storage::{Document, DocumentKind, Person};

use super::import::Way;
use super::places::{Known, unknown};
use super::record::{DocumentRow, PersonRow};
use crate::office::CaseError;
use crate::office::known::employer_of;

impl Way<'_, '_> {
    /// The next participants: who is new is registered with the organisation
    /// of the store, and a profile that is another than the known one counts
    /// from now on.
    pub(super) async fn participants(&mut self) -> Result<bool, CaseError> {
        let Some(rows) = self.batches.next::<Participant>(&mut self.faults) else {
            return Ok(false);
        };
        let (mut events, mut documents) = (Vec::new(), Vec::new());
        let cases = self.cases(rows.iter().map(|row| &row.record.id)).await?;
        let profiles = self.profiles(&cases).await?;
        for Row { line, record } in rows {
            if let Some(RowError { field, message }) = unknown(&record, self.taxonomy) {
                self.refuse(line, &field, message);
                continue;
            }
            let subject = Subject::from(record.id.clone());
            let case = cases.get(&record.id);
            match known(case, &profiles, &record) {
                Known::Same => self.same += 1,
                Known::Closed => {
                    self.refuse(line, "id", format!("the case of `{subject}` is closed"));
                }
                Known::New => {
                    if case.is_none_or(|case| case.registered.is_none()) {
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

    /// The cases of some participants; none of those that nothing is known of.
    async fn cases(
        &mut self,
        ids: impl Iterator<Item = &ParticipantId>,
    ) -> Result<HashMap<ParticipantId, Case>, CaseError> {
        let subjects = ids.map(|id| Subject::from(id.clone()));
        let found = self.work.writer.folded_among(subjects).await?;
        let cases = found.into_values().filter_map(|folded| match folded.state {
            State::Participant(case) => Some((case.id.clone(), *case)),
            _ => None,
        });
        Ok(cases.collect())
    }

    /// The profiles that count in some cases, as they are kept.
    async fn profiles(
        &mut self,
        cases: &HashMap<ParticipantId, Case>,
    ) -> Result<HashMap<DocumentId, Document>, CaseError> {
        let ids = cases.values().filter_map(|case| Some(case.profile.as_ref()?.document));
        let found = self.work.writer.documents_among(ids).await?;
        Ok(found.into_iter().map(|document| (document.id, document)).collect())
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
        let texts = rows.iter().filter(|(_, document)| !known.contains_key(&document.id));
        let erased = self.erased(texts.map(|(_, document)| document.subject.clone())).await?;
        let mut new = Vec::new();
        for (line, document) in rows {
            match known.get(&document.id) {
                None => match unwanted(&document, &erased) {
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

    /// Which of some subjects are participants or employers that were erased, or
    /// placements, visits or needs of such.
    async fn erased(
        &mut self,
        subjects: impl Iterator<Item = Subject>,
    ) -> Result<BTreeSet<Subject>, CaseError> {
        let (mut erased, mut placed) = (BTreeSet::new(), Vec::new());
        for (subject, folded) in self.work.writer.folded_among(subjects).await? {
            match folded.state {
                State::Placement(placement) => {
                    let proposal = placement.proposal;
                    placed.extend(proposal.map(|one| (subject, Subject::from(one.participant))));
                }
                state if is_erased(&state) => {
                    erased.insert(subject);
                }
                state => {
                    placed.extend(employer_of(&state).map(|one| (subject, Subject::from(one))));
                }
            }
        }
        let people = placed.iter().map(|(_, person)| person.clone());
        let people = self.work.writer.folded_among(people).await?;
        let gone =
            |person: &Subject| people.get(person).is_some_and(|folded| is_erased(&folded.state));
        erased.extend(placed.into_iter().filter(|(_, person)| gone(person)).map(|(of, _)| of));
        Ok(erased)
    }

    /// Who the next participants are.
    pub(super) async fn persons(&mut self) -> Result<bool, CaseError> {
        let Some(rows) = self.batches.next::<PersonRow>(&mut self.faults) else {
            return Ok(false);
        };
        let (mut new, mut events) = (Vec::new(), Vec::new());
        let mut numbers = std::collections::HashSet::new();
        let ids = || rows.iter().map(|row| &row.record.0.participant);
        let cases = self.cases(ids()).await?;
        let there = self.work.writer.persons_among(ids().cloned()).await?;
        let there: HashMap<_, _> =
            there.into_iter().map(|person| (person.participant.clone(), person)).collect();
        let holders = self.holders(&rows).await?;
        for Row { line, record: PersonRow(person) } in rows {
            let there = there.get(&person.participant);
            if there == Some(&person) {
                self.same += 1;
                continue;
            }
            if !cases.get(&person.participant).is_some_and(is_registered) {
                let why = "nobody of this id is registered: expected a row of participants.jsonl";
                self.refuse(line, "participant", why);
                continue;
            }
            let again = person.numbers.iter().any(|one| !numbers.insert(one.number.to_string()));
            if again || is_of_another(&person, &holders) {
                self.refuse(line, "numbers", "another participant has the same identity number");
                continue;
            }
            for part in there.into_iter().flat_map(|there| changed(there, &person)) {
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

    /// Who has or had the identity numbers in some rows.
    async fn holders(&mut self, rows: &[Row<PersonRow>]) -> Result<Holders, CaseError> {
        let numbers = rows.iter().flat_map(|row| &row.record.0.numbers).map(|one| one.number);
        let mut holders = Holders::new();
        for (number, of) in self.work.writer.find_by_numbers(numbers).await? {
            holders.entry(number.to_string()).or_default().push(of);
        }
        Ok(holders)
    }
}

/// Who has or had each identity number.
type Holders = HashMap<String, Vec<ParticipantId>>;

/// How a profile stands to the one that counts.
fn known(
    case: Option<&Case>,
    profiles: &HashMap<DocumentId, Document>,
    record: &Participant,
) -> Known {
    let Some(case) = case else { return Known::New };
    if let Some(profile) = &case.profile
        && let Some(there) = profiles.get(&profile.document)
        && serde_json::from_str::<Participant>(&there.body).is_ok_and(|there| there == *record)
    {
        return Known::Same;
    }
    let closed = case.closed.is_some() || case.erased.is_some();
    if closed { Known::Closed } else { Known::New }
}

/// Why a text is not to be kept: whom it is about was erased, or it is filed
/// where an erasure would not look for it.
fn unwanted(document: &Document, erased: &BTreeSet<Subject>) -> Option<String> {
    use DocumentKind::{Connection, Profile, Reason, Summary};
    let Document { subject, kind, .. } = document;
    let is_personal = matches!(kind, Connection | Profile | Reason | Summary);
    if is_personal && subject.kind() != SubjectKind::Participant {
        return Some(format!("a {} of `{subject}`: expected that of a participant", kind.name()));
    }
    let gone = erased.contains(subject);
    gone.then(|| format!("what was known about `{subject}` was erased: expected nothing"))
}

pub(super) fn is_erased(state: &State) -> bool {
    state.case().is_some_and(|case| case.erased.is_some())
        || state.employer().is_some_and(|employer| employer.erased.is_some())
}

fn is_registered(case: &Case) -> bool {
    case.registered.is_some() && case.erased.is_none()
}

/// Whether somebody else has one of the person's numbers.
fn is_of_another(person: &Person, holders: &Holders) -> bool {
    let others = person.numbers.iter().filter_map(|one| holders.get(&one.number.to_string()));
    others.flatten().any(|other| *other != person.participant)
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

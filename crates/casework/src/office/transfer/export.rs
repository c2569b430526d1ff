//! What a store holds, as files that an import reads.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::io;

use etablera_domain::event::{
    Case, Event, EventId, Folded, State, StatisticsId, Subject, SubjectKind,
};
use etablera_storage::{Access, Document, DocumentKind, Reader};
use serde::{Deserialize, Serialize};

use super::record::{DocumentRow, PersonRow, StatisticsRow};
use super::{FileKind, TransferError};
use crate::office::facts::of_case;
use crate::office::{Call, CaseError, Office, Work};
use crate::policy::{Action, Ask, Resource};

/// How many events are read at a time.
const BATCH: u64 = 2000;

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Exported {
    /// How many rows each file got.
    pub rows: Vec<(FileKind, u64)>,
}

/// Where rows go: each line with the file that it belongs to.
pub(super) type Sink<'s> = &'s mut dyn FnMut(FileKind, &[u8]) -> io::Result<()>;

/// Writes the log, and what of the registers the caller may read one by one:
/// who somebody is, their profile, their network, notes, and coarse answers with
/// the names behind indicators. Who runs the installation and reads no case gets
/// no text about anybody so; a whole store is moved by `db backup` and `db
/// restore`, sealed. Special categories, receipts and the access log are never
/// written.
///
/// Who has a protected identity is left out with all that concerns them, unless
/// `protected` asks for them and the caller may read who they are.
///
/// That it was done, and about whom, stands in the access log before the first
/// row is written.
///
/// # Errors
///
/// When the caller may not, the store fails, or a row cannot be written.
pub async fn export(
    office: &Office,
    call: &Call,
    protected: bool,
    sink: Sink<'_>,
) -> Result<Exported, TransferError> {
    // What is written out is read after this: a permission is never kept for a
    // request that comes again.
    let call = &Call { key: None, ..call.clone() };
    let shown = office.run(call, ("export", &protected), async |work| {
        work.may(Action::Export, &Subject::System).await?;
        shown(work, protected).await
    });
    let shown = shown.await?;
    let reader = office.store.read().await.map_err(CaseError::from)?;
    let mut reader = reader.telling(&call.progress);
    let hidden = Hidden::of(&mut reader, &shown).await?;
    let mut out = Out { at: (office, call), reader, hidden, sink, rows: Vec::new() };
    out.events().await?;
    out.people().await?;
    out.places().await?;
    let mut rows = out.rows;
    rows.sort_unstable();
    Ok(Exported { rows })
}

/// Those with a protected identity whom the caller may read. Everybody who is
/// written out gets an entry in the access log.
async fn shown(work: &mut Work<'_>, protected: bool) -> Result<BTreeSet<Subject>, CaseError> {
    let mut shown = BTreeSet::new();
    let mut accesses = Vec::new();
    for (subject, folded) in work.writer.all(SubjectKind::Participant).await? {
        let hidden = folded.state.case().is_some_and(Case::is_protected);
        if hidden && !(protected && may_read(work, &subject).await?) {
            continue;
        }
        if hidden {
            shown.insert(subject.clone());
        }
        let may = |action: &Action| match folded.state.case() {
            Some(case) => work.may_silently(*action, &of_case((&subject, case), work.call.today)),
            None => false,
        };
        let read = OF_A_PERSON.iter().filter(|one| may(one)).map(|one| one.name());
        let read = read.collect::<Vec<_>>().join(" ");
        accesses.push(Access {
            at: work.call.now,
            actor: work.call.caller.actor.clone(),
            role: work.call.caller.role.to_string(),
            action: Action::Export.to_string(),
            subject: Some(subject),
            allowed: true,
            because: Vec::new(),
            purpose: (!read.is_empty()).then_some(read),
        });
    }
    work.writer.log_access(accesses).await?;
    Ok(shown)
}

async fn may_read(work: &mut Work<'_>, subject: &Subject) -> Result<bool, CaseError> {
    let resource: Resource = work.resource(subject).await?;
    match work.may_on(Action::ReadProtected, &resource, None) {
        Ok(()) => Ok(true),
        Err(error) if error.is_refusal() => Ok(false),
        Err(error) => Err(error),
    }
}

/// Whom and what nobody may learn of from the files.
pub(in crate::office) struct Hidden {
    subjects: BTreeSet<Subject>,
    statistics: HashSet<StatisticsId>,
    /// Events that were left out, whose corrections are left out as well.
    events: HashSet<EventId>,
}

impl Hidden {
    /// Everybody with a protected identity but those shown.
    pub(in crate::office) async fn of(
        reader: &mut Reader,
        shown: &BTreeSet<Subject>,
    ) -> Result<Self, CaseError> {
        let mut subjects = BTreeSet::new();
        let mut statistics = HashSet::new();
        for (subject, folded) in reader.all(SubjectKind::Participant).await? {
            let Some(case) = folded.state.case() else { continue };
            if case.is_protected() && !shown.contains(&subject) {
                statistics.extend(case.enrolments.values().flatten().map(|one| one.statistics));
                subjects.extend(case.placements.keys().cloned().map(Subject::from));
                subjects.insert(subject);
            }
        }
        for (subject, folded) in reader.all(SubjectKind::Decision).await? {
            let about = folded.state.decision().map(|decision| &decision.about);
            if about.is_some_and(|about| about.iter().any(|of| subjects.contains(of))) {
                subjects.insert(subject);
            }
        }
        Ok(Self { subjects, statistics, events: HashSet::new() })
    }

    /// Whether an event is about any of them, or corrects one that is.
    pub(in crate::office) fn leaves_out(&mut self, event: &Event) -> bool {
        let out = event.about.iter().any(|subject| self.subjects.contains(subject))
            || event.corrects.is_some_and(|target| self.events.contains(&target));
        if out {
            self.events.insert(event.id);
        }
        out
    }
}

/// What lets something about a person into the files, beside the log.
const OF_A_PERSON: [Action; 4] =
    [Action::ReadIdentity, Action::ReadProfile, Action::ReadNetwork, Action::ReadNotes];

/// What a text needs to be handed out.
fn needed(document: &Document) -> Action {
    match document.kind {
        DocumentKind::Profile => Action::ReadProfile,
        DocumentKind::Connection => Action::ReadNetwork,
        DocumentKind::EmployerContact => Action::ReadEmployer,
        DocumentKind::Note | DocumentKind::Summary | DocumentKind::Reason => Action::ReadNotes,
    }
}

/// The files as they are written.
struct Out<'s> {
    at: (&'s Office, &'s Call),
    reader: Reader,
    hidden: Hidden,
    sink: Sink<'s>,
    rows: Vec<(FileKind, u64)>,
}

impl Out<'_> {
    /// Whether the caller may read such a thing one by one.
    fn may(&self, action: Action, resource: &Resource) -> bool {
        let (office, call) = self.at;
        office.policies.decide(&Ask::new(&call.caller, action, resource)).is_allowed()
    }

    fn may_read_notes(&self, of: &Subject) -> bool {
        let resource = Resource::of(of.clone(), self.at.0.organisation.clone());
        self.may(Action::ReadNotes, &resource)
    }

    fn put(&mut self, kind: FileKind, row: &impl Serialize) -> Result<(), TransferError> {
        let line = serde_json::to_vec(row).map_err(io::Error::from)?;
        (self.sink)(kind, &line)?;
        match self.rows.iter_mut().find(|(of, _)| *of == kind) {
            Some((_, count)) => *count += 1,
            None => self.rows.push((kind, 1)),
        }
        Ok(())
    }

    async fn events(&mut self) -> Result<(), TransferError> {
        let mut after = 0;
        loop {
            let some = self.reader.events(after, BATCH).await.map_err(CaseError::from)?;
            let Some(last) = some.last() else { return Ok(()) };
            after = last.seq;
            for recorded in &some {
                if self.hidden.leaves_out(&recorded.event) {
                    continue;
                }
                let mut event = recorded.event.clone();
                if let Some(words) = event.what.words()
                    && !self.may_read_notes(&event.stream)
                {
                    words.clear();
                }
                self.put(FileKind::Events, &event)?;
            }
        }
    }

    /// Who they are, what they can do, and every text about them or others.
    async fn people(&mut self) -> Result<(), TransferError> {
        for kind in SubjectKind::ALL {
            let mut all = self.reader.all(*kind).await.map_err(CaseError::from)?;
            all.retain(|(subject, _)| !self.hidden.subjects.contains(subject));
            for some in all.chunks(BATCH as usize) {
                self.persons(some).await?;
                self.documents(some).await?;
            }
        }
        // With the log, a pseudonym leads to whom it stands for.
        let system = Resource::system(self.at.0.organisation.clone());
        if !self.may(Action::ReadIndicatorNames, &system) {
            return Ok(());
        }
        let all = self.reader.all_statistics().await.map_err(CaseError::from)?;
        for record in all {
            if !self.hidden.statistics.contains(&record.id) {
                self.put(FileKind::Statistics, &StatisticsRow(record))?;
            }
        }
        Ok(())
    }

    async fn persons(&mut self, some: &[(Subject, Folded)]) -> Result<(), TransferError> {
        let cases =
            some.iter().filter_map(|(subject, folded)| Some((subject, folded.state.case()?)));
        let readable = cases.filter(|(subject, case)| {
            self.may(Action::ReadIdentity, &of_case((subject, case), self.at.1.today))
        });
        let ids: Vec<_> = readable.map(|(_, case)| case.id.clone()).collect();
        for person in self.reader.persons_among(ids).await.map_err(CaseError::from)? {
            self.put(FileKind::Persons, &PersonRow(person))?;
        }
        Ok(())
    }

    async fn documents(&mut self, some: &[(Subject, Folded)]) -> Result<(), TransferError> {
        let subjects = some.iter().map(|(subject, _)| subject.clone());
        let found = self.reader.documents_of(subjects).await.map_err(CaseError::from)?;
        let mut of: HashMap<Subject, Vec<Document>> = HashMap::new();
        for document in found {
            of.entry(document.subject.clone()).or_default().push(document);
        }
        for (subject, folded) in some {
            self.documents_about(subject, &folded.state, of.remove(subject).unwrap_or_default())?;
        }
        Ok(())
    }

    fn documents_about(
        &mut self,
        subject: &Subject,
        state: &State,
        documents: Vec<Document>,
    ) -> Result<(), TransferError> {
        let profile = state.case().and_then(|case| case.profile.as_ref()).map(|one| one.document);
        let resource = match state.case() {
            Some(case) => of_case((subject, case), self.at.1.today),
            None => Resource::of(subject.clone(), self.at.0.organisation.clone()),
        };
        for document in documents {
            if !self.may(needed(&document), &resource) {
                continue;
            }
            if Some(document.id) == profile {
                let parsed: serde_json::Value =
                    serde_json::from_str(&document.body).map_err(io::Error::from)?;
                self.put(FileKind::Participants, &parsed)?;
            }
            self.put(FileKind::Documents, &DocumentRow::from(document))?;
        }
        Ok(())
    }

    /// The records of the log that matching reads as files.
    async fn places(&mut self) -> Result<(), TransferError> {
        for kind in [SubjectKind::Employer, SubjectKind::Visit, SubjectKind::Need] {
            for (subject, folded) in self.reader.all(kind).await.map_err(CaseError::from)? {
                match folded.state {
                    State::Employer(state) => {
                        if let Some(record) = &state.record {
                            self.put(FileKind::Employers, record)?;
                        }
                    }
                    State::Visit(state) => {
                        if let Some(mut record) = state.record {
                            if !self.may_read_notes(&subject) {
                                record.notes.clear();
                            }
                            self.put(FileKind::Visits, &record)?;
                        }
                    }
                    State::Need(state) => {
                        if let Some(record) = &state.record {
                            self.put(FileKind::Needs, record)?;
                        }
                    }
                    _ => {}
                }
            }
        }
        Ok(())
    }
}

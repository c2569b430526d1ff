//! Employers, their visits and their needs, and coarse answers on their way in.

use std::collections::{BTreeMap, HashMap};

use etablera_domain::event::{DocumentId, Folded, Happening, State, Subject};
use etablera_domain::jsonl::{Record, Row, RowError};
use etablera_domain::{Employer, Need, Visit};
use etablera_storage::{Document, DocumentKind};

use super::import::Way;
use super::people::is_erased;
use super::record::StatisticsRow;
use crate::load::{NamesConcepts, unknown_concept};
use crate::office::CaseError;
use crate::office::case::json;
use crate::office::employers::{take_name, trader};

impl Way<'_, '_> {
    /// The next employers.
    pub(super) async fn employers(&mut self) -> Result<bool, CaseError> {
        self.recorded(|employer: &Employer| {
            let what = Happening::EmployerRecorded { employer: employer.clone() };
            (employer.id.clone().into(), None, what)
        })
        .await
    }

    /// The next visits.
    pub(super) async fn visits(&mut self) -> Result<bool, CaseError> {
        self.recorded(|visit: &Visit| {
            let what = Happening::VisitMade { visit: visit.clone(), note: None };
            (visit.id.clone().into(), Some(visit.employer.clone().into()), what)
        })
        .await
    }

    /// The next needs.
    pub(super) async fn needs(&mut self) -> Result<bool, CaseError> {
        self.recorded(|need: &Need| {
            let what = Happening::NeedRecorded { need: Box::new(need.clone()) };
            (need.id.clone().into(), Some(need.employer.clone().into()), what)
        })
        .await
    }

    /// Writes down the next records that are not what is known.
    async fn recorded<T: Record + Checked>(
        &mut self,
        happened: impl Fn(&T) -> (Subject, Option<Subject>, Happening),
    ) -> Result<bool, CaseError> {
        let Some(rows) = self.batches.next::<T>(&mut self.faults) else { return Ok(false) };
        let (mut events, mut written) = (Vec::new(), 0);
        let streams = rows.iter().map(|row| happened(&row.record)).flat_map(|(of, about, _)| {
            // The employer may be gone.
            [Some(of), about]
        });
        let states = self.work.writer.folded_among(streams.flatten()).await?;
        let texts = self.apart(&states).await?;
        for Row { line, mut record } in rows {
            if let Some(RowError { field, message }) = record.unknown(self.taxonomy) {
                self.refuse(line, &field, message);
                continue;
            }
            let (stream, about, _) = happened(&record);
            let known = states.get(&stream).map(|folded| &folded.state);
            let whose = about.as_ref().and_then(|about| states.get(about));
            if [known, whose.map(|folded| &folded.state)].into_iter().flatten().any(is_erased) {
                self.refuse(line, "id", format!("`{stream}` goes with what was erased"));
                continue;
            }
            let apart = record.take_apart(known, &texts)?;
            match known.map_or(Known::New, |known| record.compare(known)) {
                Known::Same if !apart.is_new => self.same += 1,
                Known::Closed => self.refuse(line, "id", format!("`{stream}` is closed")),
                Known::New | Known::Same => {
                    let (_, _, mut what) = happened(&record);
                    let document = match apart.text {
                        Some((kind, text)) => Some(self.work.file(&stream, kind, text).await?),
                        None => apart.kept,
                    };
                    match (&mut what, document) {
                        (Happening::VisitMade { note, .. }, _) => *note = document,
                        (Happening::EmployerRecorded { .. }, Some(contact)) => {
                            let contact = Happening::ContactRecorded { contact };
                            events.push(self.event(&stream, None, contact));
                        }
                        _ => {}
                    }
                    events.push(self.event(&stream, about, what));
                    written += 1;
                }
            }
        }
        self.written += written;
        self.extend(events).await?;
        Ok(true)
    }

    /// What is kept apart from the log of some visits and sole traders, in the
    /// order in which it was written.
    async fn apart(&mut self, states: &BTreeMap<Subject, Folded>) -> Result<Texts, CaseError> {
        let of = states.iter().filter(|(_, folded)| match &folded.state {
            State::Visit(visit) => visit.note.is_some(),
            State::Employer(employer) => {
                employer.record.as_ref().is_some_and(|one| one.name == one.id.as_str())
            }
            _ => false,
        });
        let of: Vec<Subject> = of.map(|(subject, _)| subject.clone()).collect();
        let mut texts = Texts::new();
        for document in self.work.writer.documents_of(of).await? {
            texts.entry(document.subject.clone()).or_default().push(document);
        }
        Ok(texts)
    }

    /// The next coarse answers.
    pub(super) async fn statistics(&mut self) -> Result<bool, CaseError> {
        let Some(rows) = self.batches.next::<StatisticsRow>(&mut self.faults) else {
            return Ok(false);
        };
        let ids = rows.iter().map(|row| row.record.0.id);
        let known = self.work.writer.statistics_among(ids).await?;
        let known: BTreeMap<_, _> = known.into_iter().map(|there| (there.id, there)).collect();
        let mut new = Vec::new();
        for Row { line, record: StatisticsRow(record) } in rows {
            match known.get(&record.id) {
                None => new.push(record),
                Some(there) if *there == record => self.same += 1,
                Some(_) => self.refuse(line, "id", "it is frozen already, and says otherwise"),
            }
        }
        self.written += new.len() as u64;
        self.work.writer.put_all_statistics(&new).await?;
        Ok(true)
    }
}

/// How a record stands to what is known.
pub(super) enum Known {
    /// It says the same.
    Same,
    /// It says something new.
    New,
    /// Nothing can be written about it any more.
    Closed,
}

/// The texts about each subject, in the order in which they were written.
type Texts = HashMap<Subject, Vec<Document>>;

/// What of a record lies apart from the log.
#[derive(Default)]
struct Apart {
    /// Whether the file says something else than what is known.
    is_new: bool,
    /// The text that stays as it is.
    kept: Option<DocumentId>,
    /// The text to write down.
    text: Option<(DocumentKind, String)>,
}

/// A record that can be held against what is known.
trait Checked {
    fn compare(&self, known: &State) -> Known;

    /// Takes out what lies apart from the log, and looks whether it is known.
    fn take_apart(&mut self, _: Option<&State>, _: &Texts) -> Result<Apart, CaseError> {
        Ok(Apart::default())
    }

    fn unknown(&self, _: &etablera_taxonomy::Taxonomy) -> Option<RowError> {
        None
    }
}

fn compare<T: PartialEq>(record: &T, there: Option<&T>, closed: bool) -> Known {
    match there {
        Some(there) if there == record => Known::Same,
        _ if closed => Known::Closed,
        _ => Known::New,
    }
}

impl Checked for Employer {
    fn compare(&self, known: &State) -> Known {
        let known = known.employer();
        let closed = known.is_some_and(|known| known.closed.is_some());
        compare(self, known.and_then(|known| known.record.as_ref()), closed)
    }

    fn take_apart(&mut self, known: Option<&State>, texts: &Texts) -> Result<Apart, CaseError> {
        let known = known.and_then(State::employer);
        let texts = texts.get(&self.id.clone().into()).map_or(&[][..], Vec::as_slice);
        // A file cannot say so: who is known as a sole trader stays one.
        let Some(known) = known.filter(|known| trader(known, texts).is_some()) else {
            return Ok(Apart::default());
        };
        let contact = take_name(self, known, texts).map(|contact| json(&contact)).transpose()?;
        let text = contact.map(|contact| (DocumentKind::EmployerContact, contact));
        Ok(Apart { is_new: text.is_some(), kept: None, text })
    }
}

impl Checked for Visit {
    fn compare(&self, known: &State) -> Known {
        let mut there = known.visit().and_then(|known| known.record.clone());
        // What was noted is compared as it is taken out.
        there.iter_mut().for_each(|there| there.notes.clear());
        compare(self, there.as_ref(), false)
    }

    fn take_apart(&mut self, known: Option<&State>, texts: &Texts) -> Result<Apart, CaseError> {
        let said = Some(std::mem::take(&mut self.notes)).filter(|said| !said.trim().is_empty());
        let Some(known) = known.and_then(State::visit) else {
            let text = said.map(|said| (DocumentKind::Note, said));
            return Ok(Apart { text, ..Apart::default() });
        };
        // An old event has its notes in it; they leave it with the next one.
        let old = known.record.as_ref().map(|there| &there.notes);
        let old = old.filter(|notes| !notes.trim().is_empty() && known.note.is_none());
        let under = texts.get(&known.id.clone().into());
        let kept = under.into_iter().flatten().find(|one| Some(one.id) == known.note);
        let there = kept.map(|one| &one.body).or(old);
        let is_new = said.is_some() && said.as_ref() != there;
        let text = if is_new { said } else { old.cloned() };
        let text = text.map(|text| (DocumentKind::Note, text));
        Ok(Apart { is_new, kept: known.note, text })
    }
}

impl Checked for Need {
    fn compare(&self, known: &State) -> Known {
        let known = known.need();
        let closed = known.is_some_and(|known| known.closed.is_some());
        compare(self, known.and_then(|known| known.record.as_ref()), closed)
    }

    fn unknown(&self, taxonomy: &etablera_taxonomy::Taxonomy) -> Option<RowError> {
        unknown(self, taxonomy)
    }
}

/// What a record names and the taxonomy does not have.
pub(super) fn unknown(
    record: &impl NamesConcepts,
    taxonomy: &etablera_taxonomy::Taxonomy,
) -> Option<RowError> {
    unknown_concept(record, taxonomy)
}

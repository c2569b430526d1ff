//! Employers, their visits and their needs, and coarse answers on their way in.

use std::collections::BTreeMap;

use etablera_domain::event::{Happening, State, Subject};
use etablera_domain::jsonl::{Record, Row, RowError};
use etablera_domain::{Employer, Need, Visit};
use etablera_storage::DocumentKind;

use super::import::Way;
use super::record::StatisticsRow;
use crate::load::{NamesConcepts, unknown_concept};
use crate::office::CaseError;

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
        let mut events = Vec::new();
        let streams = rows.iter().map(|row| happened(&row.record).0);
        let states = self.work.writer.folded_among(streams).await?;
        for Row { line, mut record } in rows {
            if let Some(RowError { field, message }) = record.unknown(self.taxonomy) {
                self.refuse(line, &field, message);
                continue;
            }
            let notes = record.take_notes();
            let (stream, about, mut what) = happened(&record);
            let known = states.get(&stream).map(|folded| &folded.state);
            match known.map_or(Known::New, |known| record.compare(known)) {
                Known::Same => self.same += 1,
                Known::Closed => self.refuse(line, "id", format!("`{stream}` is closed")),
                Known::New => {
                    if let (Happening::VisitMade { note, .. }, Some(text)) = (&mut what, notes) {
                        *note = Some(self.work.file(&stream, DocumentKind::Note, text).await?);
                    }
                    events.push(self.event(&stream, about, what));
                }
            }
        }
        self.written += events.len() as u64;
        self.extend(events).await?;
        Ok(true)
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

/// A record that can be held against what is known.
trait Checked {
    fn compare(&self, known: &State) -> Known;

    /// Takes out what was noted, which lies apart from the log.
    fn take_notes(&mut self) -> Option<String> {
        None
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
}

impl Checked for Visit {
    fn compare(&self, known: &State) -> Known {
        compare(self, known.visit().and_then(|known| known.record.as_ref()), false)
    }

    fn take_notes(&mut self) -> Option<String> {
        Some(std::mem::take(&mut self.notes)).filter(|notes| !notes.trim().is_empty())
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

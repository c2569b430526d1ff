//! What is kept at one place in the log.

use std::sync::Arc;

use chrono::NaiveDate;
use etablera_domain::Need;
use etablera_domain::event::{Case, Folded, State, SubjectKind};
use etablera_storage::{Head, Reader};

use super::needs::Needs;
use super::people::People;
use super::person::people;
use crate::office::error::CaseError;
use crate::office::listed::Walk;
use crate::office::matching::engine::Engine;

/// Subjects that are read at a time, so that not everything is held twice.
const STEP: u64 = 2000;

/// What is kept at one place in the log, for lists of a day.
pub(super) struct View<'t> {
    pub(super) head: Head,
    pub(super) day: NaiveDate,
    pub(super) needs: Needs<'t>,
    pub(super) people: People,
}

impl<'t> View<'t> {
    /// Reads it whole.
    pub(super) async fn read(
        reader: &mut Reader,
        engine: &Engine<'t>,
        day: NaiveDate,
    ) -> Result<Self, CaseError> {
        let head = reader.head().await?;
        let matcher = engine.matcher(day);
        let mut everybody = People::default();
        let mut walk = Walk::new(SubjectKind::Participant, None, STEP);
        while let Some(page) = walk.next(reader).await? {
            let cases: Vec<&Case> =
                page.iter().filter_map(|(_, folded)| folded.state.case()).collect();
            let read = people(reader, &cases, &matcher).await?;
            for (case, person) in cases.into_iter().zip(read) {
                everybody.set(case.id.clone(), person);
            }
        }
        let (mut needs, mut walk) = (Vec::new(), Walk::new(SubjectKind::Need, None, STEP));
        while let Some(page) = walk.next(reader).await? {
            needs.extend(page.into_iter().filter_map(|(_, folded)| open_need(folded)));
        }
        Ok(Self { head, day, needs: Needs::new(matcher, needs), people: everybody })
    }
}

/// A need, if it is open.
pub(super) fn open_need(folded: Folded) -> Option<Arc<Need>> {
    let State::Need(state) = folded.state else { return None };
    if state.is_open() { state.record.map(Arc::new) } else { None }
}

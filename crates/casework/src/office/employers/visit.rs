//! Visits to employers, at which needs are broken down.

use etablera_domain::event::state::VisitState;
use etablera_domain::event::{DocumentId, Happening, Subject};
use etablera_domain::{Need, NeedId, Origin, Visit, VisitId};
use etablera_storage::DocumentKind;
use serde::{Deserialize, Serialize};

use super::need::check_new;
use crate::office::error::CaseError;
use crate::office::work::Work;
use crate::office::{Call, Office, UseCase};
use crate::policy::Action;

/// Records a visit with the needs that came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordVisit {
    /// The visit.
    pub visit: Visit,
    /// The needs, each from this visit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<Need>,
}

/// Records a visit and its needs: all of them or nothing. What was noted lies
/// apart from the log, sealed.
///
/// # Errors
///
/// When the caller may not, the employer is not entered or is closed, the
/// visit or a need is there already, a need makes no sense or is not from this
/// visit, or the store fails.
pub fn record_visit<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a RecordVisit,
) -> UseCase<'a, Vec<NeedId>> {
    office.run(call, ("record_visit", command), async move |work| {
        let RecordVisit { visit, needs } = command;
        let subject = Subject::from(visit.id.clone());
        work.may_begin(Action::RecordVisit, &subject).await?;
        work.not_after_today(visit.on)?;
        work.open_employer(&visit.employer).await?;
        if work.visit_of(&visit.id).await?.record.is_some() {
            return Err(CaseError::Exists(subject));
        }
        let (visit, note) = work.without_notes(visit.clone()).await?;
        let visit = &visit;
        let what = Happening::VisitMade { visit: visit.clone(), note };
        let about = vec![visit.employer.clone().into()];
        work.happen(&subject, visit.on, about, what).await?;
        for need in needs {
            record_one(work, visit, need).await?;
        }
        Ok(needs.iter().map(|need| need.id.clone()).collect())
    })
}

/// Records a need of a visit.
async fn record_one(work: &mut Work<'_>, visit: &Visit, need: &Need) -> Result<(), CaseError> {
    let id = &need.id;
    work.may_begin(Action::RecordNeed, &id.clone().into()).await?;
    if need.origin != Origin::Visit(visit.id.clone()) || need.employer != visit.employer {
        let (visit, employer) = (&visit.id, &visit.employer);
        return Err(CaseError::wrong(format!(
            "need `{id}` is not from this visit: expected visit `{visit}` to `{employer}`"
        )));
    }
    check_new(work, need).await?;
    let about = vec![need.employer.clone().into(), visit.id.clone().into()];
    let what = Happening::NeedRecorded { need: Box::new(need.clone()) };
    work.happen(&id.clone().into(), visit.on, about, what).await?;
    Ok(())
}

impl Work<'_> {
    /// A visit without its notes, and the text that these become.
    pub(in crate::office) async fn without_notes(
        &mut self,
        mut visit: Visit,
    ) -> Result<(Visit, Option<DocumentId>), CaseError> {
        let notes = std::mem::take(&mut visit.notes);
        if notes.trim().is_empty() {
            return Ok((visit, None));
        }
        let subject = Subject::from(visit.id.clone());
        let note = self.file(&subject, DocumentKind::Note, notes).await?;
        Ok((visit, Some(note)))
    }
}

/// Shows a visit, with what was noted for whoever may read notes.
///
/// # Errors
///
/// When the caller may not, there is no such visit, or the store fails.
pub fn show_visit<'a>(office: &'a Office, call: &'a Call, id: &'a VisitId) -> UseCase<'a, Visit> {
    office.look(call, async move |work| {
        let resource = work.may(Action::ReadVisit, &id.clone().into()).await?;
        let VisitState { record, note, .. } = work.visit_of(id).await?;
        let mut visit = record.ok_or_else(|| CaseError::Absent(id.clone().into()))?;
        // An old event has its notes in it.
        let has_notes = note.is_some() || !visit.notes.is_empty();
        if has_notes && work.may_on(Action::ReadNotes, &resource, None).is_err() {
            visit.notes.clear();
        } else if let Some(note) = note {
            let document = work.writer.document(note).await?;
            visit.notes = document.map(|one| one.body).unwrap_or_default();
        }
        Ok(visit)
    })
}

//! Visits to employers, at which needs are broken down.

use etablera_domain::event::{Happening, Subject};
use etablera_domain::{Need, NeedId, Origin, Visit, VisitId};
use serde::{Deserialize, Serialize};

use super::need::check_new;
use crate::office::error::CaseError;
use crate::office::work::Work;
use crate::office::{Call, Office};
use crate::policy::Action;

/// Records a visit with the needs that came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordVisit {
    /// The visit.
    pub visit: Visit,
    /// The needs, each from this visit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<Need>,
}

/// Records a visit and its needs: all of them or nothing.
///
/// # Errors
///
/// When the caller may not, the employer is not entered or is closed, the
/// visit or a need is there already, a need makes no sense or is not from this
/// visit, or the store fails.
pub async fn record_visit(
    office: &Office,
    call: &Call,
    command: &RecordVisit,
) -> Result<Vec<NeedId>, CaseError> {
    office
        .run(call, ("record_visit", command), async |work| {
            let RecordVisit { visit, needs } = command;
            let subject = Subject::from(visit.id.clone());
            work.may_begin(Action::RecordVisit, &subject).await?;
            work.not_after_today(visit.on)?;
            work.open_employer(&visit.employer).await?;
            if work.visit_of(&visit.id).await?.record.is_some() {
                return Err(CaseError::Exists(subject));
            }
            let what = Happening::VisitMade { visit: visit.clone() };
            let about = vec![visit.employer.clone().into()];
            work.happen(&subject, visit.on, about, what).await?;
            for need in needs {
                record_one(work, visit, need).await?;
            }
            Ok(needs.iter().map(|need| need.id.clone()).collect())
        })
        .await
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

/// Shows a visit.
///
/// # Errors
///
/// When the caller may not, there is no such visit, or the store fails.
pub async fn show_visit(office: &Office, call: &Call, id: &VisitId) -> Result<Visit, CaseError> {
    office
        .look(call, async |work| {
            work.may(Action::ReadVisit, &id.clone().into()).await?;
            let record = work.visit_of(id).await?.record;
            record.ok_or_else(|| CaseError::Absent(id.clone().into()))
        })
        .await
}

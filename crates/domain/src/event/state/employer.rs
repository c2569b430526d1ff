//! Employers.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::parts::{Ending, Receipted};
use crate::employer::Employer;
use crate::event::fact::{EntityKind, Size};
use crate::event::happening::Happening;
use crate::event::id::DocumentId;
use crate::event::record::Event;
use crate::event::subject::Subject;
use crate::id::{AgreementId, EmployerId, NeedId, OperationId, VisitId};

/// The support of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Support {
    /// Since when.
    pub since: NaiveDate,
    /// What the employer is.
    pub kind: EntityKind,
    /// How large an enterprise it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size: Option<Size>,
}

/// What is true of an employer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EmployerState {
    /// Which employer.
    pub id: EmployerId,
    /// The record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<Employer>,
    /// Since when which operation supports it, and as what.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub supported: BTreeMap<OperationId, Support>,
    /// People to talk to, by the day they were entered.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub contacts: BTreeMap<DocumentId, NaiveDate>,
    /// Notes, by their day.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub notes: BTreeMap<DocumentId, NaiveDate>,
    /// Visits, by their day.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub visits: BTreeMap<VisitId, NaiveDate>,
    /// Needs, open and closed.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub needs: BTreeSet<NeedId>,
    /// Agreements, old and new.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub agreements: BTreeSet<AgreementId>,
    /// When and why it was closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<Ending>,
    /// When it was erased, and the certificate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub erased: Option<Receipted>,
}

impl EmployerState {
    pub(super) fn new(id: EmployerId) -> Self {
        Self {
            id,
            record: None,
            supported: BTreeMap::new(),
            contacts: BTreeMap::new(),
            notes: BTreeMap::new(),
            visits: BTreeMap::new(),
            needs: BTreeSet::new(),
            agreements: BTreeSet::new(),
            closed: None,
            erased: None,
        }
    }

    pub(super) fn apply(&mut self, event: &Event) {
        match &event.stream {
            Subject::Employer(id) if *id == self.id => self.apply_own(event),
            stream => self.apply_other(stream, event),
        }
    }

    fn apply_own(&mut self, event: &Event) {
        let on = event.occurred_on;
        match &event.what {
            Happening::EmployerRecorded { employer } if employer.id == self.id => {
                self.record = Some(employer.clone());
            }
            // Begun twice is begun the first time; what it is may be known later.
            Happening::SupportBegun { operation, kind, size } => {
                let new = Support { since: on, kind: *kind, size: *size };
                let one = self.supported.entry(operation.clone()).or_insert(new);
                (one.kind, one.size) = (*kind, size.or(one.size));
            }
            Happening::ContactRecorded { contact } => drop(self.contacts.insert(*contact, on)),
            Happening::Noted { note } => drop(self.notes.insert(*note, on)),
            Happening::Closed { reason } => self.closed = Some(Ending::of(event, reason)),
            Happening::Reopened {} => self.closed = None,
            Happening::Erased { certificate } => {
                self.contacts.clear();
                self.notes.clear();
                self.erased = Some(Receipted { on, receipt: *certificate });
            }
            _ => {}
        }
    }

    fn apply_other(&mut self, stream: &Subject, event: &Event) {
        match (stream, &event.what) {
            (Subject::Visit(id), Happening::VisitMade { visit, .. })
                if visit.employer == self.id =>
            {
                self.visits.insert(id.clone(), visit.on);
            }
            (Subject::Need(id), Happening::NeedRecorded { need }) if need.employer == self.id => {
                self.needs.insert(id.clone());
            }
            (Subject::Agreement(id), Happening::AgreementMade { employer, .. })
                if *employer == self.id =>
            {
                self.agreements.insert(id.clone());
            }
            _ => {}
        }
    }
}

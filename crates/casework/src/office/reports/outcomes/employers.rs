//! What employers promised, and how long they wait for names.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use etablera_domain::event::state::AgreementState;
use etablera_domain::event::{
    Event, Happening, Party, Recipient, Recorded, Service, State, Subject, SubjectKind, effective,
    state_on,
};
use etablera_domain::{EmployerId, NeedId};
use etablera_reporting::outcome::{NeedAsked, Promised, employer_balance};
use serde::Serialize;

use super::asked::Asked;
use crate::office::Work;
use crate::office::error::CaseError;
use crate::policy::Action;

/// What one employer promised of one service, and what is left of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct EmployerBalance {
    /// Who promised.
    pub employer: EmployerId,
    /// What.
    pub service: Service,
    /// How many times.
    #[serde(flatten)]
    pub times: Promised,
}

impl Work<'_> {
    /// Every balance, as it stood on the day, of agreements that the caller may
    /// read.
    pub(super) async fn balances(
        &mut self,
        on: NaiveDate,
    ) -> Result<Vec<EmployerBalance>, CaseError> {
        let mut agreements: Vec<AgreementState> = Vec::new();
        for (subject, log) in self.logs_of_kind(SubjectKind::Agreement).await? {
            let resource = self.resource(&subject).await?;
            if !self.may_silently(Action::ReadAgreement, &resource) {
                continue;
            }
            if let State::Agreement(state) = state_on(&subject, &log, on) {
                agreements.push(*state);
            }
        }
        let told = employer_balance(&agreements, on).into_iter();
        let told =
            told.map(|((employer, service), times)| EmployerBalance { employer, service, times });
        Ok(told.collect())
    }

    /// When needs that were told in the days that are asked about got their
    /// first names. A need is of no operation, so that it is every need of the
    /// organisation.
    pub(super) async fn needs_asked(
        &mut self,
        asked: &Asked,
    ) -> Result<BTreeMap<NeedId, NeedAsked>, CaseError> {
        let logs = self.logs_of_kind(SubjectKind::Need).await?;
        let needs = logs.into_iter().filter_map(|(subject, log)| {
            let Subject::Need(id) = &subject else { return None };
            let need = need_asked(id, &log, asked.reading.on)?;
            asked.received.contains(&need.told).then(|| (id.clone(), need))
        });
        Ok(needs.collect())
    }

    async fn logs_of_kind(
        &mut self,
        kind: SubjectKind,
    ) -> Result<BTreeMap<Subject, Vec<Recorded>>, CaseError> {
        let as_of = self.writer.tail().seq;
        let all = self.writer.all(kind).await?.into_iter().map(|(subject, _)| subject);
        let all: Vec<Subject> = all.collect();
        Ok(self.writer.about_among(&all, as_of).await?)
    }
}

/// When a need was told, and when the employer first heard of somebody: was
/// contacted, was told, said yes, or had somebody begin.
fn need_asked(id: &NeedId, log: &[Recorded], on: NaiveDate) -> Option<NeedAsked> {
    let events = effective(log).into_iter().filter(|event| event.occurred_on <= on);
    let events: Vec<&Event> = events.collect();
    let own = Subject::Need(id.clone());
    let told = |event: &&&Event| {
        event.stream == own && matches!(event.what, Happening::NeedRecorded { .. })
    };
    let told = events.iter().find(told)?.occurred_on;
    // A placement that is proposed anew may go to another need.
    let mut ours = BTreeSet::new();
    let (mut named, mut withdrawn) = (None, None);
    for event in events {
        match (&event.stream, &event.what) {
            (Subject::Placement(placement), Happening::Proposed { need, .. }) => {
                if need == id {
                    ours.insert(placement.clone())
                } else {
                    ours.remove(placement)
                };
            }
            (
                Subject::Placement(placement),
                Happening::Contacted { party: Party::Employer }
                | Happening::Accepted { by: Party::Employer }
                | Happening::StageStarted { .. },
            ) if ours.contains(placement) => {
                named.get_or_insert(event.occurred_on);
            }
            (_, Happening::Disclosed { to: Recipient::Employer(_) | Recipient::Need(_), .. }) => {
                named.get_or_insert(event.occurred_on);
            }
            (stream, Happening::Closed { .. }) if *stream == own => {
                withdrawn = Some(event.occurred_on);
            }
            (stream, Happening::Reopened {}) if *stream == own => withdrawn = None,
            _ => {}
        }
    }
    Some(NeedAsked { told, named, withdrawn })
}

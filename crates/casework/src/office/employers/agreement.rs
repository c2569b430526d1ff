//! Agreements with employers: what they promise, and what is left of it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use etablera_domain::event::state::{AgreementState, Balance};
use etablera_domain::event::{Code, EventId, Happening, Party, Promise, Service, Subject};
use etablera_domain::{AgreementId, EmployerId};
use serde::{Deserialize, Serialize};

use crate::office::error::CaseError;
use crate::office::matching::answer::may_speak_for;
use crate::office::work::Work;
use crate::office::{Call, Office, UseCase};
use crate::policy::Action;

/// Makes an agreement, or makes it anew with other terms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MakeAgreement {
    /// Which.
    pub agreement: AgreementId,
    /// With whom.
    pub employer: EmployerId,
    /// What they promise.
    pub promises: Vec<Promise>,
    /// The last day it holds.
    pub until: NaiveDate,
}

/// A party's answer to an agreement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerAgreement {
    /// Which.
    pub agreement: AgreementId,
    /// Who answers: the employer or staff.
    pub by: Party,
    /// Why not; none for a yes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub declined: Option<Code>,
}

/// A promised service was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GiveService {
    /// Under which agreement.
    pub agreement: AgreementId,
    /// Which.
    pub service: Service,
    /// How many times.
    pub count: u16,
    /// The day.
    pub on: NaiveDate,
}

/// Closes an agreement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CloseAgreement {
    /// Which.
    pub agreement: AgreementId,
    /// Why.
    pub reason: Code,
}

/// An agreement and what is left of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgreementShown {
    /// What is true of it.
    pub state: AgreementState,
    /// The balance of every service that is promised or was given.
    pub balances: BTreeMap<Service, Balance>,
    /// What does not fit between its bookings and training sessions.
    pub faults: Vec<String>,
}

/// Makes an agreement, or makes it anew: earlier answers then do not count.
///
/// # Errors
///
/// When the caller may not, the employer is not there or closed, the terms
/// have run out or promise nothing, the agreement is another employer's or
/// closed, or the store fails.
pub fn make_agreement<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a MakeAgreement,
) -> UseCase<'a, EventId> {
    office.run(call, ("make_agreement", command), async move |work| {
        let MakeAgreement { agreement, employer, promises, until } = command.clone();
        let subject = Subject::from(agreement.clone());
        work.may_begin(Action::MakeAgreement, &subject).await?;
        work.open_employer(&employer).await?;
        let state = work.agreement_of(&agreement).await?;
        if state.closed.is_some() || state.terms().is_some_and(|t| t.employer != employer) {
            return Err(CaseError::Exists(subject));
        }
        let nothing = promises.is_empty() || promises.iter().any(|one| one.count == 0);
        if nothing || until < call.today {
            return Err(CaseError::wrong(format!(
                "agreement `{agreement}` promises nothing: expected services at least once, \
                     and a last day from {} on",
                call.today
            )));
        }
        let about = vec![employer.clone().into()];
        let what = Happening::AgreementMade { employer, promises, until };
        work.happen(&subject, call.today, about, what).await
    })
}

/// Records that a party says yes or no to an agreement.
///
/// # Errors
///
/// When the caller may not or cannot speak for the party, there is no such
/// agreement, it is closed, or the store fails.
pub fn answer_agreement<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a AnswerAgreement,
) -> UseCase<'a, EventId> {
    office.run(call, ("answer_agreement", command), async move |work| {
        let subject = Subject::from(command.agreement.clone());
        let yes = command.declined.is_none();
        let action = if yes { Action::Accept } else { Action::Decline };
        let resource = work.may(action, &subject).await?;
        let employer = holding(work, &command.agreement).await?;
        let by = command.by;
        if by == Party::Participant {
            return Err(CaseError::wrong("a participant has no part in an agreement"));
        }
        may_speak_for(call, &resource, by)?;
        let what = match command.declined.clone() {
            None => Happening::Accepted { by },
            Some(reason) => Happening::Declined { by, reason },
        };
        work.happen(&subject, call.today, vec![employer.into()], what).await
    })
}

/// Records that a service was given, as far as it is promised and not booked.
///
/// # Errors
///
/// When the caller may not, there is no such agreement, it does not hold on
/// the day, the count is 0, or the store fails.
pub fn give_service<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a GiveService,
) -> UseCase<'a, EventId> {
    office.run(call, ("give_service", command), async move |work| {
        let GiveService { agreement, service, count, on } = command.clone();
        let subject = Subject::from(agreement.clone());
        work.may(Action::RecordService, &subject).await?;
        work.not_after_today(on)?;
        let employer = holding(work, &agreement).await?;
        if count == 0 || !work.agreement_of(&agreement).await?.holds_on(on) {
            return Err(CaseError::wrong(format!(
                "agreement `{agreement}` does not hold on {on}, or nothing was given: expected \
                     a day it covers, and at least once"
            )));
        }
        let what = Happening::ServiceGiven { service, count };
        work.happen(&subject, on, vec![employer.into()], what).await
    })
}

/// Closes an agreement before it runs out.
///
/// # Errors
///
/// When the caller may not, there is no such agreement, it is closed already,
/// or the store fails.
pub fn close_agreement<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a CloseAgreement,
) -> UseCase<'a, EventId> {
    office.run(call, ("close_agreement", command), async move |work| {
        let subject = Subject::from(command.agreement.clone());
        work.may(Action::MakeAgreement, &subject).await?;
        let employer = holding(work, &command.agreement).await?;
        let what = Happening::Closed { reason: command.reason.clone() };
        work.happen(&subject, call.today, vec![employer.into()], what).await
    })
}

/// Shows an agreement and what is left of each service.
///
/// # Errors
///
/// When the caller may not, there is no such agreement, or the store fails.
pub fn show_agreement<'a>(
    office: &'a Office,
    call: &'a Call,
    id: &'a AgreementId,
) -> UseCase<'a, AgreementShown> {
    office.look(call, async move |work| {
        work.may(Action::ReadAgreement, &id.clone().into()).await?;
        let state = work.agreement_of(id).await?;
        let Some(terms) = state.terms() else {
            return Err(CaseError::Absent(id.clone().into()));
        };
        let services = terms.promises.keys().chain(state.given.keys());
        let balances = services.map(|one| (*one, state.balance(*one))).collect();
        let faults = work.booking_faults(&BTreeSet::from([id.clone()]), |_| true).await?;
        let faults = faults.iter().map(ToString::to_string).collect();
        Ok(AgreementShown { state, balances, faults })
    })
}

/// With whom an agreement is that was made and not closed.
pub(super) async fn holding(
    work: &mut Work<'_>,
    id: &AgreementId,
) -> Result<EmployerId, CaseError> {
    let state = work.agreement_of(id).await?;
    let Some(terms) = state.terms() else { return Err(CaseError::Absent(id.clone().into())) };
    if state.closed.is_some() {
        return Err(CaseError::wrong(format!("agreement `{id}` is closed: expected an open one")));
    }
    Ok(terms.employer.clone())
}

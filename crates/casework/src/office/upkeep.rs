//! What the installation asks of whoever looks after it.

use etablera_domain::event::{Code, Subject};
use etablera_storage::AcceptedClock;

use super::{Call, CaseError, Office, UseCase};
use crate::policy::{Action, Ask, Caller, Decision, Purpose, Resource};

/// Goes on only if the caller may do this to the installation, and writes
/// into the access log that they asked.
///
/// # Errors
///
/// When they may not, or the store fails.
pub fn permit<'a>(office: &'a Office, call: &'a Call, action: Action) -> UseCase<'a, ()> {
    UseCase::new(async move {
        // A permission is never kept for a request that comes again.
        let call = Call { key: None, ..call.clone() };
        let asked = office.run(&call, ("permit", &action), async |work| {
            work.may(action, &Subject::System).await.map(|_| ())
        });
        asked.await
    })
}

/// Lets the log be written to again after a clock that was far ahead: what
/// happens is written as of the last event until the clock has caught up. Who
/// decided so, why, and up to when stands in the access log.
///
/// # Errors
///
/// When the caller may not, the clock is not far behind the log, or the store
/// fails.
pub fn accept_clock<'a>(
    office: &'a Office,
    call: &'a Call,
    reason: &'a Code,
) -> UseCase<'a, AcceptedClock> {
    UseCase::new(async move {
        let call = Call { key: None, ..call.clone() };
        let accepted = office.run(&call, ("accept_clock", reason), async |work| {
            work.may(Action::AcceptClock, &Subject::System).await?;
            let accepted = work.writer.accept_clock(call.now).await?;
            work.note_purpose(&format!("{reason}, until {}", accepted.last));
            Ok(accepted)
        });
        accepted.await
    })
}

/// What somebody might want to do.
#[derive(Clone, Debug)]
pub struct Question {
    /// Who.
    pub caller: Caller,
    /// What.
    pub action: Action,
    /// To whom or what.
    pub subject: Subject,
    /// What for.
    pub purpose: Option<Purpose>,
}

/// What the policies say to a question about others. About a subject that the
/// one who asks may not know of, the answer is the same as about one that does
/// not exist.
///
/// # Errors
///
/// When the one who asks may not change policies, or the store fails.
pub fn ask<'a>(
    office: &'a Office,
    call: &'a Call,
    question: &'a Question,
) -> UseCase<'a, Decision> {
    UseCase::new(async move {
        let call = &Call { key: None, ..call.clone() };
        let mut decision = None;
        let asked = office.run(call, ("ask", &question.subject), async |work| {
            work.may(Action::ManagePolicy, &Subject::System).await?;
            let mut resource = work.resource(&question.subject).await?;
            let known = Ask::new(&call.caller, Action::KnowOf, &resource);
            if !office.policies.decide(&known).is_allowed() {
                resource = Resource::absent(question.subject.clone());
            }
            let Question { caller, action, purpose, .. } = question;
            let ask = Ask { caller, action: *action, resource: &resource, purpose: *purpose };
            decision = Some(office.policies.decide(&ask));
            Ok(())
        });
        asked.await?;
        decision.ok_or(CaseError::AnswerLost)
    })
}

//! Erasure by decision: a dry run, an approval by another, and the act, with
//! a certificate.

use std::collections::BTreeSet;

use etablera_domain::event::state::DecisionState;
use etablera_domain::event::{
    Code, DocumentId, EventId, Happening, Moment, ReceiptId, Subject, SubjectKind,
};
use etablera_domain::{ActorId, DecisionId, EmployerId};
use etablera_storage::{Erasure, Kept, Receipt};
use serde::{Deserialize, Serialize};

use super::retention::Retention;
use crate::office::case::{Entry, json, not_erased};
use crate::office::commands::commands;
use crate::office::error::CaseError;
use crate::office::people::person::code;
use crate::office::{Call, Office, UseCase, Work};
use crate::policy::Action;

/// What such a decision is about.
const MATTER: &str = "erasure";

commands! {
    /// Prepares the erasure of somebody: the dry run.
    PrepareErasure {
        /// Names the decision; once more the same one for another dry run.
        decision: DecisionId,
        /// Whom or what.
        subject: Subject,
        /// Why before the rules of retention let it go, such as
        /// `request_of_subject`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<Code>,
    }
    /// Approves an erasure that another has prepared.
    ApproveErasure {
        /// Which decision.
        decision: DecisionId,
    }
    /// Carries out an approved erasure.
    CarryOutErasure {
        /// Which decision.
        decision: DecisionId,
    }
}

/// How much would be erased, or was, in rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Counts {
    /// Of the register of persons.
    pub persons: u64,
    /// By which they were found.
    pub tokens: u64,
    /// Texts and records.
    pub documents: u64,
    /// Of special categories of data.
    pub specials: u64,
    /// Receipts that lose their answer.
    pub receipts: u64,
    /// Accounts to log in with; older certificates count none.
    #[serde(default)]
    pub accounts: u64,
}

impl From<Erasure> for Counts {
    fn from(erasure: Erasure) -> Self {
        let Erasure { persons, tokens, documents, specials, accounts, .. } = erasure;
        let receipts = erasure.receipts_redacted;
        Self { persons, tokens, documents, specials, receipts, accounts }
    }
}

/// A dry run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Prepared {
    /// The event.
    pub event: EventId,
    /// The receipt of the dry run.
    pub receipt: ReceiptId,
    /// What would be erased.
    pub counts: Counts,
}

/// What proves an erasure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Certificate {
    /// The receipt that it stands in.
    pub receipt: ReceiptId,
    /// By which decision.
    pub decision: DecisionId,
    /// Whose data are gone.
    pub subject: Subject,
    /// How much was erased.
    pub counts: Counts,
    /// Who prepared it.
    pub prepared_by: ActorId,
    /// Who approved it.
    pub approved_by: ActorId,
    /// Who carried it out.
    pub carried_out_by: ActorId,
    /// When.
    pub at: Moment,
    /// How many answers kept for repeated requests went with it.
    #[serde(default)]
    pub answers: u64,
    /// What is left; older certificates say nothing of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remains: Option<Remains>,
}

/// What an erasure leaves, since it tells of nobody who they are, or is out of
/// reach.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Remains {
    /// Events about them, under their id.
    pub events: u64,
    /// Receipts that keep the hash of an answer about them, and by ids what it
    /// was made from.
    pub receipt_hashes: u64,
    /// Rows of the access log about them.
    pub accesses: u64,
    /// Backups taken before this moment hold what was erased, sealed. Which there
    /// are the store does not know: they are to be destroyed by those who keep
    /// them.
    pub backups_before: Moment,
}

/// Prepares an erasure: counts what would go, and erases nothing.
///
/// # Errors
///
/// When the caller may not, a participant's case is open, they were erased,
/// the rules of retention that ship keep them still and no reason is stated, or the decision is about something
/// else or was carried out.
pub fn prepare_erasure<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a PrepareErasure,
) -> UseCase<'a, Prepared> {
    office.run(call, ("prepare_erasure", command), async move |work| {
        let PrepareErasure { decision, subject, reason } = command;
        work.may(Action::PrepareErasure, subject).await?;
        work.erasable(subject).await?;
        work.due_or_stated(subject, reason.as_ref()).await?;
        let stream = Subject::from(decision.clone());
        let state = work.decision(&stream).await?;
        let other = state.prepared.is_some()
            && (state.about.iter().ne([subject])
                || state.matter.as_ref().is_none_or(|matter| matter.as_str() != MATTER));
        if other || state.carried_out.is_some() {
            let text = format!("`{stream}` is about something else or done: expected a new id");
            return Err(CaseError::wrong(text));
        }
        let counts = work.erasure_of(subject).await?;
        let receipt = work.receipt_id();
        let pins = work.pins(subject, reason.as_ref());
        work.certify((receipt, "erasure_dry_run"), (&stream, pins), &counts).await?;
        let what = Happening::DecisionPrepared { matter: code(MATTER)?, receipt };
        let on = call.today;
        let event = work.happen(&stream, on, vec![subject.clone()], what).await?;
        Ok(Prepared { event, receipt, counts })
    })
}

/// Approves an erasure as its last dry run shows it.
///
/// # Errors
///
/// When the caller may not or has prepared it, it is not prepared, or it is
/// approved already.
pub fn approve_erasure<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a ApproveErasure,
) -> UseCase<'a, Entry> {
    office.run(call, ("approve_erasure", command), async move |work| {
        let stream = Subject::from(command.decision.clone());
        work.may(Action::ApproveErasure, &stream).await?;
        let state = work.decision(&stream).await?;
        erasure_of(&stream, &state)?;
        if state.approved.is_some() {
            return Err(CaseError::wrong(format!(
                "`{stream}` is approved: expected one that is not"
            )));
        }
        let about = state.about.iter().cloned().collect();
        let on = call.today;
        let event = work.happen(&stream, on, about, Happening::DecisionApproved {}).await?;
        Ok(Entry { event, document: None, version: work.writer.version(&stream).await? })
    })
}

/// Carries out an erasure: what the dry run counted goes, and no more.
///
/// # Errors
///
/// When the caller may not, it is not approved, it was carried out, the case
/// was opened again, or there is more or less to erase than the dry run
/// showed; then a new dry run is needed. [`CaseError::Unwiped`] when all is
/// done, and only the bytes of erased rows are not wiped yet.
pub fn carry_out_erasure<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a CarryOutErasure,
) -> UseCase<'a, Certificate> {
    UseCase::new(async move {
        let certificate = office
            .run(call, ("carry_out_erasure", command), async |work| {
                let stream = Subject::from(command.decision.clone());
                work.may(Action::CarryOutErasure, &stream).await?;
                let state = work.decision(&stream).await?;
                let subject = erasure_of(&stream, &state)?;
                let (Some(prepared), Some(approved)) = (&state.prepared_by, &state.approved) else {
                    let text = format!("`{stream}` is not approved: expected an approved decision");
                    return Err(CaseError::wrong(text));
                };
                work.erasable(&subject).await?;
                let (counts, answers) = work.erase_as_shown(&state, &subject).await?;
                let receipt = work.receipt_id();
                let remains = Some(work.remains_of(&subject).await?);
                let certificate = Certificate {
                    receipt,
                    decision: command.decision.clone(),
                    subject: subject.clone(),
                    counts,
                    prepared_by: prepared.by.clone(),
                    approved_by: approved.by.clone(),
                    carried_out_by: call.caller.actor.clone(),
                    at: call.now,
                    answers,
                    remains,
                };
                let pins = work.pins(&subject, None);
                work.certify((receipt, "erasure_certificate"), (&stream, pins), &certificate)
                    .await?;
                let what = Happening::DecisionCarriedOut { certificate: receipt };
                work.happen(&stream, call.today, vec![subject.clone()], what).await?;
                let what = Happening::Erased { certificate: receipt };
                work.happen(&subject, call.today, vec![stream], what).await?;
                Ok(certificate)
            })
            .await?;
        // Also for a request that comes again, where it failed the first time.
        let receipt = certificate.receipt;
        office.store.wipe().await.map_err(|source| CaseError::Unwiped { receipt, source })?;
        Ok(certificate)
    })
}

/// Whom a decision erases, if it is one that erases.
fn erasure_of(stream: &Subject, state: &DecisionState) -> Result<Subject, CaseError> {
    let matter = state.matter.as_ref().is_some_and(|matter| matter.as_str() == MATTER);
    if state.carried_out.is_some() {
        let text = format!("`{stream}` was carried out: expected one that is still to do");
        return Err(CaseError::wrong(text));
    }
    let subject = state.about.first().filter(|_| matter).cloned();
    subject.ok_or_else(|| {
        CaseError::wrong(format!("`{stream}` erases nobody: expected a prepared erasure"))
    })
}

impl Work<'_> {
    async fn decision(&mut self, stream: &Subject) -> Result<DecisionState, CaseError> {
        let state = self.state(stream).await?;
        state.decision().cloned().ok_or_else(|| CaseError::Absent(stream.clone()))
    }

    /// Whether a subject can be erased now: of participants, closed cases.
    async fn erasable(&mut self, subject: &Subject) -> Result<(), CaseError> {
        let Some(case) = self.registered_case(subject).await? else { return Ok(()) };
        not_erased(subject, &case)?;
        match case.closed {
            Some(_) => Ok(()),
            None => Err(CaseError::wrong(format!(
                "the case of `{subject}` is open: expected a closed one; close it first"
            ))),
        }
    }

    /// Refuses what the rules of retention keep still, unless somebody says why
    /// it is to go before.
    async fn due_or_stated(
        &mut self,
        subject: &Subject,
        reason: Option<&Code>,
    ) -> Result<(), CaseError> {
        let Some(case) = self.registered_case(subject).await? else { return Ok(()) };
        let rules = Retention::shipped();
        let due = rules.due(&case).map(|(day, _)| day);
        if reason.is_some() || due.is_some_and(|day| day <= self.call.today) {
            return Ok(());
        }
        let kept = due.map_or("without end for now".to_owned(), |day| format!("until {day}"));
        Err(CaseError::wrong(format!(
            "`{subject}` is kept {kept}: expected a `reason` to erase them before, such as \
             `request_of_subject`"
        )))
    }

    /// How much an erasure would erase now.
    async fn erasure_of(&mut self, subject: &Subject) -> Result<Counts, CaseError> {
        let mut counts = Counts::from(self.writer.erasure_counts(subject).await?);
        counts.documents += self.filed_elsewhere(subject).await?.len() as u64;
        Ok(counts)
    }

    /// Erases, and counts that with the answers that went with it.
    async fn erase_all_of(&mut self, subject: &Subject) -> Result<(Counts, u64), CaseError> {
        let elsewhere = self.filed_elsewhere(subject).await?;
        if let Subject::Participant(id) = subject {
            self.carry_editions(id).await?;
        }
        let erased = self.writer.erase(subject).await?;
        let mut counts = Counts::from(erased);
        counts.documents += self.writer.erase_documents(&elsewhere).await?;
        Ok((counts, erased.answers))
    }

    /// What is left of somebody who was erased.
    async fn remains_of(&mut self, subject: &Subject) -> Result<Remains, CaseError> {
        let as_of = self.writer.tail().seq;
        Ok(Remains {
            events: self.writer.about(subject, as_of).await?.len() as u64,
            receipt_hashes: self.writer.receipts_about(subject).await?.len() as u64,
            accesses: self.writer.accesses(subject).await?.len() as u64,
            backups_before: self.call.now,
        })
    }

    /// The texts about a participant or an employer that are filed under another
    /// subject: what the case leads to, and whatever is filed under their
    /// placements; of an employer, under their visits and needs.
    async fn filed_elsewhere(
        &mut self,
        subject: &Subject,
    ) -> Result<BTreeSet<DocumentId>, CaseError> {
        let state = self.state(subject).await?;
        if let Some(employer) = state.employer() {
            let theirs = self.visits_and_needs(subject, &employer.id).await?;
            let all = self.writer.documents_of(theirs).await?;
            return Ok(all.iter().map(|one| one.id).collect());
        }
        let Some(case) = state.case() else { return Ok(BTreeSet::new()) };
        let mut all = self.writer.documents_among(case.documents()).await?;
        for placement in case.placements.keys() {
            all.extend(self.writer.documents(&placement.clone().into()).await?);
        }
        // Never what is another person's.
        let elsewhere = all.iter().filter(|one| one.subject.kind() != SubjectKind::Participant);
        Ok(elsewhere.map(|one| one.id).collect())
    }

    /// The visits and needs of an employer, also what was taken back since:
    /// its texts are still there.
    async fn visits_and_needs(
        &mut self,
        subject: &Subject,
        id: &EmployerId,
    ) -> Result<BTreeSet<Subject>, CaseError> {
        let as_of = self.writer.tail().seq;
        let events = self.writer.about(subject, as_of).await?;
        let theirs = events.into_iter().filter(|one| match &one.event.what {
            Happening::VisitMade { visit, .. } => visit.employer == *id,
            Happening::NeedRecorded { need } => need.employer == *id,
            _ => false,
        });
        Ok(theirs.map(|one| one.event.stream).collect())
    }

    /// Erases what the dry run of a decision counted.
    async fn erase_as_shown(
        &mut self,
        state: &DecisionState,
        subject: &Subject,
    ) -> Result<(Counts, u64), CaseError> {
        let shown = match &state.prepared {
            Some(prepared) => self.writer.receipt(prepared.receipt).await?,
            None => None,
        };
        let shown: Option<Counts> = shown.and_then(|receipt| match receipt.answer {
            Kept::Bytes(bytes) => serde_json::from_slice(&bytes).ok(),
            Kept::Hash(_) | Kept::Redacted(_) => None,
        });
        let found = self.erasure_of(subject).await?;
        let done =
            if shown == Some(found) { Some(self.erase_all_of(subject).await?) } else { None };
        done.filter(|(done, _)| *done == found).ok_or_else(|| {
            CaseError::wrong(format!(
                "what is known about `{subject}` is not what the dry run showed: expected a new \
                 dry run and approval"
            ))
        })
    }

    /// What a step was done under.
    fn pins(&self, subject: &Subject, reason: Option<&Code>) -> serde_json::Value {
        let policies = self.office.policies.hash().to_string();
        let mut pins = serde_json::json!({ "subject": subject, "policies": policies });
        if let Some(reason) = reason {
            pins["reason"] = reason.as_str().into();
        }
        pins
    }

    /// Keeps a receipt of a step. It is filed under the decision and not under
    /// whom it erases, so that it stays.
    async fn certify(
        &mut self,
        (id, kind): (ReceiptId, &str),
        (decision, pins): (&Subject, serde_json::Value),
        answer: &impl Serialize,
    ) -> Result<(), CaseError> {
        let receipt = Receipt {
            id,
            made_at: self.call.now,
            by: self.call.caller.actor.clone(),
            kind: kind.to_owned(),
            subjects: [decision.clone()].into(),
            pins: pins.to_string(),
            answer: Kept::Bytes(json(answer)?.into_bytes()),
        };
        Ok(self.writer.put_receipt(&receipt).await?)
    }
}

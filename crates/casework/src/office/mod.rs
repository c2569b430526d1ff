//! Casework on a store: the use cases that the command line and the server
//! share.
//!
//! Each use case is a plain function of an [`Office`], a [`Call`] and a
//! command. It asks the policies, reads what is true, writes what happened,
//! and all of that, the entry in the access log and the answer kept for a
//! repeated request stand in one transaction. A refusal is written as well.

mod agreement;
mod answer;
mod call;
mod case;
mod close;
mod commands;
mod consent;
mod disclose;
mod employer;
mod employer_view;
mod engine;
mod enrol;
mod erase;
mod error;
mod export_page;
mod export_subject;
mod facts;
mod holder;
mod kinds;
mod known;
mod look;
mod market;
mod need;
mod network;
mod note;
mod override_;
mod person;
mod profile;
mod propose;
mod record;
mod register;
mod replay;
mod retention;
mod shortlist;
mod show;
mod special;
mod switch;
mod tasks;
mod timeline;
pub mod transfer;
pub mod upkeep;
mod visit;
mod work;

use etablera_domain::OrganisationId;
use etablera_storage::{Hash, Request, Store};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::policy::Policies;

pub use agreement::{
    AgreementShown, AnswerAgreement, CloseAgreement, GiveService, MakeAgreement, answer_agreement,
    close_agreement, give_service, make_agreement, show_agreement,
};
pub use answer::{Accept, Contact, Decline, accept, contact, decline};
pub use call::Call;
pub use case::Entry;
pub use close::{CloseCase, ReopenCase, close_case, reopen_case};
pub use consent::{GiveConsent, WithdrawConsent, consent, withdraw_consent};
pub use disclose::{Disclose, Disclosed, disclose, disclosures, disclosures_of, preview};
pub use employer::{
    ContactPerson, EmployerShown, RecordContact, RecordEmployer, list_employers, record_contact,
    record_employer, show_employer,
};
pub use employer_view::{
    EmployerView, Field, FirstDay, ForEmployer, FullName, Lesson, Lessons, Tasks, Why,
};
pub use engine::{Engine, EnginePins};
pub use enrol::{Answers, Enrol, Leave, ObserveStatus, enrol, leave, observe_status};
pub use erase::{
    ApproveErasure, CarryOutErasure, Certificate, Counts, PrepareErasure, Prepared,
    approve_erasure, carry_out_erasure, prepare_erasure,
};
pub use error::CaseError;
pub use export_page::export_page;
pub use export_subject::{
    Export, ExportSubject, ReceiptTold, SpecialTold, Unsealed, export_subject,
};
pub use holder::{
    Assign, HandOverCase, HandedOver, ShareCase, UnshareCase, assign, hand_over, share, unshare,
};
pub use kinds::{Correction, KINDS, Kind};
pub use need::{
    CloseNeed, OneNeed, RecordNeed, change_need, close_need, confirm_need, list_needs, record_need,
    reopen_need, show_need,
};
pub use network::{
    AddConnection, ConnectionRecord, ConnectionSeen, ReadNetwork, RemoveConnection, add_connection,
    read_network, remove_connection,
};
pub use note::{Note, NoteSeen, ReadNotes, note, read_notes};
pub use override_::{
    LiftOverride, Override, ReasonCounts, lift_override, override_proposal, override_statistics,
};
pub use person::{
    ChangeContacts, ChangeName, ChangeNumber, Identity, SetProtection, ShowPerson, change_contacts,
    change_name, change_number, set_protection, show_person,
};
pub use profile::{
    Interview, ProfileSeen, ReadProfile, RecordProfile, interview, read_profile, record_profile,
};
pub use propose::{Propose, propose};
pub use record::{Correct, Record, Retract, correct, record, retract};
pub use register::{Register, Twins, register};
pub use replay::{ForgetReceipts, Replayed, forget_receipts, replay};
pub use retention::{After, DueErasure, Retention, RetentionError, Rule, due_for_erasure};
pub use shortlist::{AsOf, ListsOf, Pins, Shortlist, Shortlisted, shortlist};
pub use show::{CaseLine, CasePage, ListCases, ShowCase, list_cases, show_case};
pub use special::{ReadSpecial, RecordSpecial, read_special, record_special};
pub use switch::{StopProposals, resume_proposals, stop_proposals};
pub use tasks::{
    DropTask, FinishTask, PlanMilestone, SetTask, drop_task, finish_task, plan_milestone, set_task,
};
pub use timeline::{DueTask, Happened, ReadTimeline, Timeline, timeline};
pub use transfer::TransferError;
pub use visit::{RecordVisit, record_visit, show_visit};
pub(crate) use work::Work;

/// Where casework is done: a store, and the policies that hold there.
pub struct Office {
    /// The case log and the registers.
    pub store: Store,
    /// Who may do what.
    pub policies: Policies,
    /// The organisation that runs it, and answers for what belongs to no
    /// participant's case.
    pub organisation: OrganisationId,
}

impl Office {
    /// Runs one use case in one transaction.
    ///
    /// A call with a request key that was answered before gets that answer
    /// again, and nothing happens twice.
    ///
    /// # Errors
    ///
    /// When the caller may not, the command makes no sense here, or the store
    /// fails; then nothing is written but a refusal.
    pub(crate) async fn run<C, A>(
        &self,
        call: &Call,
        (name, command): (&'static str, &C),
        work: impl AsyncFnOnce(&mut Work<'_>) -> Result<A, CaseError>,
    ) -> Result<A, CaseError>
    where
        C: Serialize + ?Sized,
        A: Serialize + DeserializeOwned,
    {
        let mut desk = Work::begin(self, call).await?;
        let request = call.request(name, command)?;
        if let Some(request) = &request
            && let Some(answer) = desk.writer.answer(request).await?
        {
            return serde_json::from_str(&answer).map_err(|_| CaseError::AnswerLost);
        }
        match work(&mut desk).await {
            Ok(answer) => {
                keep(&mut desk, request, &answer).await?;
                desk.commit().await?;
                Ok(answer)
            }
            Err(error) if error.is_logged() => {
                desk.log_refusal().await?;
                Err(error)
            }
            Err(error) => Err(error),
        }
    }
}

/// Keeps the answer for a request that comes again.
async fn keep<A: Serialize>(
    desk: &mut Work<'_>,
    request: Option<Request>,
    answer: &A,
) -> Result<(), CaseError> {
    let Some(request) = request else { return Ok(()) };
    let answer = serde_json::to_string(answer).map_err(|_| CaseError::AnswerLost)?;
    let at = desk.call.now;
    Ok(desk.writer.keep_answer(&request, &answer, at).await?)
}

/// The hash of a command, as a receipt or a repeated request compares it.
pub(crate) fn fingerprint(parts: &[&[u8]]) -> Hash {
    let mut all = Vec::new();
    for part in parts {
        all.extend_from_slice(&(part.len() as u64).to_be_bytes());
        all.extend_from_slice(part);
    }
    Hash::of(&all)
}

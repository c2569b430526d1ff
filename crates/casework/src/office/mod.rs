//! Casework on a store: the use cases that the command line and the server
//! share.
//!
//! Each use case is a plain function of an [`Office`], a [`Call`] and a
//! command, and gives a [`UseCase`] to wait for. It asks the policies, reads
//! what is true, writes what happened, and all of that, the entry in the access
//! log and the answer kept for a repeated request stand in one transaction. A
//! refusal is written as well. One that only reads looks at what is kept when it
//! begins, and is answered when its entry stands in the access log.

pub mod account;
mod call;
mod case;
mod commands;
mod competence;
mod course;
mod effect;
mod employers;
mod error;
mod facts;
mod given;
mod history;
mod housing;
mod introduction;
mod kinds;
mod known;
mod listed;
mod live;
mod look;
mod matching;
mod oversight;
mod people;
mod programmes;
mod record;
mod referral;
mod reports;
mod rights;
mod standing;
mod training;
pub mod transfer;
pub mod upkeep;
mod use_case;
mod verify;
mod work;

use etablera_domain::OrganisationId;
use etablera_domain::event::Subject;
use etablera_storage::{Hash, Request, Store};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::policy::Policies;

pub use call::Call;
pub use case::Entry;
pub use competence::{
    AloneWith, CompetenceDue, CompetenceShown, CompetencesDue, EndCompetence, FollowCompetence,
    PlanCompetence, ReadCompetences, ReadCompetencesDue, end_competence, follow_competence,
    plan_competence, read_competences, read_competences_due,
};
pub use course::{CohortShown, ReadCohort, ReadProgress, read_cohort, read_progress};
pub use employers::{
    AgreementShown, AnswerAgreement, BookService, CloseAgreement, CloseNeed, ContactPerson,
    EmployerShown, GiveService, KeepBooking, ListEmployers, ListNeeds, MakeAgreement, OneNeed,
    RecordContact, RecordEmployer, RecordNeed, RecordVisit, ReleaseBooking, answer_agreement,
    book_service, change_need, close_agreement, close_need, confirm_need, give_service,
    keep_booking, list_employers, list_needs, make_agreement, record_contact, record_employer,
    record_need, record_visit, release_booking, reopen_need, show_agreement, show_employer,
    show_need, show_visit,
};
pub use error::CaseError;
pub use given::{GiveUnder, give_under};
pub use history::{
    AccessLine, LogLine, ReadAccesses, ReadHistory, ReadLog, history, read_accesses, read_log,
};
pub use housing::{
    AllocateHome, CountHomes, EndHomeSearch, HousingShown, SeekHome, ShowHousing, VacateHomes,
    WaitShown, allocate_home, count_homes, end_home_search, seek_home, show_housing, vacate_homes,
};
pub use introduction::{
    CountersignItem, MentorWeek, MentorsShown, ReadIntroduction, ReadMentors, SignItem,
    countersign_item, read_introduction, read_mentors, sign_item,
};
pub use kinds::{Correction, KINDS, Kind};
pub use listed::{Rows, RowsError};
pub use live::{Live, LiveSize};
pub use matching::{
    Accept, AsOf, CellCounts, Contact, Decline, Disclose, Disclosed, EmployerView, Engine,
    EnginePins, ExperienceShown, Explain, Explained, Field, FirstDay, ForEmployer, ForgetReceipts,
    FullName, Lesson, Lessons, LiftOverride, ListsOf, NeedsSeen, Order, Override, Pins, Propose,
    ReadDisclosed, ReadExperience, ReasonCounts, Replayed, Shortlist, Shortlisted, StopProposals,
    SurplusShown, Tasks, Why, Worth, accept, contact, decline, disclose, disclosures,
    disclosures_of, experience, explain, forget_receipts, lift_override, override_proposal,
    override_statistics, preview, propose, read_disclosed, replay, resume_proposals, shortlist,
    stop_proposals,
};
pub use oversight::{DecisionSeen, ReadDecision, ReadProposal, read_decision, read_proposal};
pub use people::{
    AddConnection, AnswerShare, Answers, Assign, CaseLine, CasePage, ChangeContacts, ChangeName,
    ChangeNumber, CloseCase, ConnectionRecord, ConnectionSeen, DropTask, DueTask, Enrol,
    FinishTask, GiveConsent, HandOverCase, HandedOver, Happened, Identity, Interview, Leave,
    ListCases, Note, NoteSeen, Object, ObserveStatus, PlanMilestone, ProfileSeen, ReadNetwork,
    ReadNotes, ReadProfile, ReadSpecial, ReadTimeline, RecordProfile, RecordSpecial, RecordWish,
    Register, Registered, RemoveConnection, ReopenCase, SetProtection, SetTask, SettleObjection,
    ShareCase, ShowCase, ShowPerson, Timeline, Twins, UnshareCase, WithdrawConsent,
    WithdrawObjection, add_connection, answer_share, assign, change_contacts, change_name,
    change_number, close_case, consent, drop_task, enrol, finish_task, hand_over, interview, leave,
    list_cases, note, object, observe_status, plan_milestone, read_network, read_notes,
    read_profile, read_special, record_profile, record_special, record_wish, register,
    remove_connection, reopen_case, set_protection, set_task, settle_objection, share, show_case,
    show_person, timeline, unshare, withdraw_consent, withdraw_objection,
};
pub use programmes::{
    AdoptProgramme, AdoptRules, Adopted, ApprovePlacement, Broken, CheckIn, DecideStage,
    DraftPlacement, Drafted, Duties, DutyLine, EndPlacement, LessonShown, Pause, PlacementPaper,
    ProgrammeShown, Programmes, ReadStanding, RejectPlacement, ReportTime, Resume, ShowPlacement,
    StandingShown, StartStage, StepShown, Unfit, adopt_programme, adopt_rules, approve_placement,
    check_in, decide_stage, draft_placement, duties, end_placement, list_programmes, pause,
    reject_placement, report_time, resume, show_placement, standing, start_stage,
};
pub use record::{Correct, Record, Retract, correct, record, retract};
pub use referral::{
    AnswerReferral, Availability, ForPartner, ListReceivedReferrals, ListReferrals, OperationTime,
    PartnerView, Reached, ReadReferral, Refer, ReferralAnswered, ReferralReceived, ReferralSent,
    ReferralStanding, ReferralToken, Referred, StatusSeen, Told, WithdrawReferral, answer_referral,
    list_received_referrals, list_referrals, preview_referral, read_referral, refer,
    withdraw_referral,
};
pub use reports::*;
pub use rights::{
    After, ApproveErasure, CarryOutErasure, Certificate, Counts, DueErasure, EventTold, Export,
    ExportSubject, PrepareErasure, Prepared, ReceiptTold, Remains, Retention, RetentionError, Rule,
    SpecialTold, Unsealed, approve_erasure, carry_out_erasure, due_for_erasure, export_page,
    export_subject, prepare_erasure,
};
pub use training::{
    CancelSession, Partly, PlanSession, SessionSheet, SheetLine, ShowSession, TakeAttendance,
    cancel_session, plan_session, show_session, take_attendance,
};
pub use transfer::TransferError;
pub use use_case::UseCase;
pub use verify::{Seen, Verified, verify_store};
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
    /// How many events the stream of a subject has, for a next call to say what
    /// it has seen. Whether there is such a subject is not for everybody to
    /// know: it is told to whoever a use case has answered.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn version(&self, subject: &Subject) -> Result<u64, CaseError> {
        Ok(self.store.read().await?.version(subject).await?)
    }

    /// Runs one use case in one transaction.
    ///
    /// A call with a request key that was answered before gets that answer
    /// again, and nothing happens twice; that it was asked again stands in the
    /// access log.
    ///
    /// # Errors
    ///
    /// When the caller may not, the command makes no sense here, or the store
    /// fails; then nothing is written but a refusal.
    pub(crate) fn run<'a, C, A>(
        &'a self,
        call: &'a Call,
        (name, command): (&'static str, &'a C),
        work: impl AsyncFnOnce(&mut Work<'_>) -> Result<A, CaseError> + 'a,
    ) -> UseCase<'a, A>
    where
        C: Serialize + ?Sized,
        A: Serialize + DeserializeOwned + 'a,
    {
        UseCase::new(async move {
            let mut desk = Work::begin(self, call).await?;
            let answer = desk.answer_once((name, command), work).await;
            desk.end(answer).await
        })
    }
}

impl Work<'_> {
    /// Does the work of a use case, unless its request came before: then it
    /// gives the answer of then.
    pub(in crate::office) async fn answer_once<C, A>(
        &mut self,
        (name, command): (&'static str, &C),
        work: impl AsyncFnOnce(&mut Self) -> Result<A, CaseError>,
    ) -> Result<A, CaseError>
    where
        C: Serialize + ?Sized,
        A: Serialize + DeserializeOwned,
    {
        let request = self.call.request(name, command)?;
        if let Some(request) = &request
            && let Some(answer) = self.writer.answer(request).await?
        {
            self.log_repeat(name);
            return serde_json::from_str(&answer).map_err(|_| CaseError::AnswerLost);
        }
        let answer = work(self).await?;
        keep(self, request, &answer).await?;
        Ok(answer)
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
    desk.writer.keep_answer(&request, &answer, at).await?;
    let about = desk.concerned();
    Ok(desk.writer.file_answer(&request, &about).await?)
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

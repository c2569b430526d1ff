//! Every use case, by what it takes and what it gives.

use std::collections::BTreeMap;

use etablera_casework::office::account::{
    Accepted, AccountShown, ChangeSeats, Confirmed, DisableAccount, EnableAccount,
    FirstAdministrator, Invitation, InviteAccount, IssueToken, ListTokens, ReadAccount,
    ResetAccount, RevokeToken, TieAccount, TokenIssued, TokenShown,
};
use etablera_casework::office::{
    self, Accept, AccessLine, AddConnection, AdoptCodeForm, AdoptProgramme, AdoptRules, Adopted,
    AllocateHome, AnswerAgreement, AnswerEnquiry, AnswerReferral, AnswerShare, ApproveErasure,
    ApprovePlacement, AskAfter, Assign, AuditDisclosures, AuditImpact, AuditOverrides,
    AuditReceipts, AuditRefusals, BeginSupport, BookService, BordersShown, Call, CancelSession,
    CarryOutErasure, CaseError, CaseLine, CasePage, Certificate, ChangeContacts, ChangeName,
    ChangeNumber, CheckIn, CheckModel, CloseAgreement, CloseCase, CloseNeed, CohortShown,
    CompetenceShown, CompetencesDue, ConnectionSeen, Contact, Correct, CostsShown, CountHomes,
    CountersignItem, DecideStage, DecisionSeen, Decline, Disclose, DisclosuresAudited,
    DraftPlacement, Drafted, DropTask, DueErasure, Duties, DutyLine, EmployerShown, EmployerView,
    EndCompetence, EndHomeSearch, EndPlacement, Engine, EnquiryPeople, EnquirySeen, Enrol, Entry,
    ExperienceShown, Explain, Export, ExportSubject, FinishTask, FollowCompetence, FollowWork,
    ForeseePair, ForgetReceipts, FreezeReport, FrozenNow, FrozenShown, FunnelShown, GiveConsent,
    GiveService, GiveUnder, HandOverCase, HandedOver, HousingShown, Identity, ImpactAudited,
    IndicatorsShown, Interview, KeepBooking, LearntModel, Leave, LiftOverride, ListCases,
    ListEmployers, ListEnquiries, ListNeeds, ListReceivedReferrals, ListReferrals, LogLine,
    MakeAgreement, MentorsShown, MeritsOf, MeritsTold, ModelChecked, MonthlySent, MonthlyShown,
    Note, NoteFact, NoteSeen, Object, ObserveStatus, Office, OneNeed, OrientationShown,
    OutcomesShown, Override, OverridesAudited, PairForeseen, PartnerView, Pause, PeriodCorrections,
    PlacementPaper, PlanCompetence, PlanMilestone, PlanSession, PrepareErasure, Prepared,
    ProfileSeen, ProgrammeShown, Programmes, Propose, PublishSupply, ReadAccesses, ReadBorders,
    ReadCohort, ReadCompetences, ReadCompetencesDue, ReadCorrections, ReadCosts, ReadDecision,
    ReadDisclosed, ReadExperience, ReadFrozen, ReadFunnel, ReadHistory, ReadIndicators,
    ReadIntroduction, ReadLog, ReadMentors, ReadMonthly, ReadNetwork, ReadNotes, ReadOrientation,
    ReadOutcomes, ReadProfile, ReadProgress, ReadProposal, ReadReferral, ReadSent, ReadSpecial,
    ReadStanding, ReadSupply, ReadTimeline, ReasonCounts, ReceiptAudited, Record, RecordContact,
    RecordEmployer, RecordNeed, RecordProfile, RecordProject, RecordSpecial, RecordVisit,
    RecordWish, Refer, ReferralAnswered, ReferralReceived, ReferralSent, Referred, RefusalsAudited,
    Register, Registered, RejectPlacement, ReleaseBooking, RemoveConnection, ReopenCase,
    ReportTime, Resume, Retention, Retract, SeekHome, SendMonthly, SeriesShown, SessionSheet,
    SetProtection, SetTask, SettleObjection, ShareCase, Shortlist, ShowCase, ShowEnquiry,
    ShowHousing, ShowPerson, ShowPlacement, ShowProject, ShowSession, SignItem, StandingShown,
    StartStage, StateMerits, StopProposals, SupplyShown, TakeAttendance, Timeline, TrainModel,
    UnshareCase, VacateHomes, WithdrawConsent, WithdrawObjection, WithdrawReferral,
};
use etablera_casework::policy::Action;
use etablera_domain::event::state::{Disclosure, NeedState, PlacementState};
use etablera_domain::event::{Code, DocumentId, EventId, ReceiptId};
use etablera_domain::{
    AgreementId, Employer, EmployerId, Need, NeedId, ParticipantId, PlacementId, Visit, VisitId,
};
use etablera_programme::introduction::IntroductionPlan;
use etablera_programme::training::Progress;
use etablera_storage::{AcceptedClock, SpecialView};

use crate::contract::{Command, Type, UseCase};

type Told<T> = Result<T, CaseError>;

/// Adds use cases to a list. Those of `json` and `engine` are called here as
/// well, so that the table says what they take and give.
macro_rules! cases {
    ($all:ident, json, $($name:ident($command:ty) -> $answer:ty,)+) => {$(
        let _ = async |office: &Office, call: &Call, command: &$command| -> Told<$answer> {
            office::$name(office, call, command).await
        };
        cases!($all, loose, $name($command) -> $answer,);
    )+};
    ($all:ident, engine, $($name:ident($command:ty) -> $answer:ty,)+) => {$(
        let _ = async |(office, call): (&Office, &Call),
                       engine: &Engine<'_>,
                       command: &$command|
               -> Told<$answer> { office::$name(office, call, engine, command).await };
        cases!($all, loose, $name($command) -> $answer,);
    )+};
    ($all:ident, loose, $($name:ident($($command:ty)?) -> $answer:ty,)+) => {$(
        let command = None$(.or(Some(Command::of::<$command>())))?;
        let answer = Some(Type::of::<$answer>());
        $all.push(UseCase { name: stringify!($name), command, answer });
    )+};
    // The answer is no JSON: documents, lines of text, or values that the
    // frontends put into words.
    ($all:ident, other_form, $($name:ident($($command:ty)?),)+) => {$(
        let command = None$(.or(Some(Command::of::<$command>())))?;
        $all.push(UseCase { name: stringify!($name), command, answer: None });
    )+};
}

/// Every use case.
pub(crate) fn use_cases() -> Vec<UseCase> {
    let mut all = Vec::new();
    cases_and_employers(&mut all);
    people(&mut all);
    referrals(&mut all);
    accounts(&mut all);
    programmes_and_reports(&mut all);
    the_rest(&mut all);
    with_an_engine(&mut all);
    of_another_shape(&mut all);
    in_another_form(&mut all);
    all
}

fn cases_and_employers(all: &mut Vec<UseCase>) {
    cases! { all, json,
        plan_competence(PlanCompetence) -> Entry,
        follow_competence(FollowCompetence) -> Entry,
        end_competence(EndCompetence) -> Entry,
        read_competences(ReadCompetences) -> Vec<CompetenceShown>,
        read_competences_due(ReadCompetencesDue) -> CompetencesDue,
        read_progress(ReadProgress) -> Progress,
        read_cohort(ReadCohort) -> CohortShown,
        make_agreement(MakeAgreement) -> EventId,
        answer_agreement(AnswerAgreement) -> EventId,
        give_service(GiveService) -> EventId,
        close_agreement(CloseAgreement) -> EventId,
        book_service(BookService) -> EventId,
        keep_booking(KeepBooking) -> EventId,
        release_booking(ReleaseBooking) -> EventId,
        record_employer(RecordEmployer) -> EventId,
        record_contact(RecordContact) -> DocumentId,
        show_employer(EmployerId) -> EmployerShown,
        record_need(RecordNeed) -> EventId,
        change_need(RecordNeed) -> EventId,
        confirm_need(OneNeed) -> EventId,
        close_need(CloseNeed) -> EventId,
        reopen_need(OneNeed) -> EventId,
        show_need(NeedId) -> NeedState,
        record_visit(RecordVisit) -> Vec<NeedId>,
        show_visit(VisitId) -> Visit,
        give_under(GiveUnder) -> EventId,
        history(ReadHistory) -> Timeline,
        read_log(ReadLog) -> Vec<LogLine>,
        read_accesses(ReadAccesses) -> Vec<AccessLine>,
        vacate_homes(VacateHomes) -> EventId,
        count_homes(CountHomes) -> EventId,
        seek_home(SeekHome) -> EventId,
        end_home_search(EndHomeSearch) -> EventId,
        allocate_home(AllocateHome) -> EventId,
        show_housing(ShowHousing) -> HousingShown,
        read_introduction(ReadIntroduction) -> Option<IntroductionPlan>,
        sign_item(SignItem) -> Entry,
        countersign_item(CountersignItem) -> Entry,
        read_mentors(ReadMentors) -> MentorsShown,
        accept(Accept) -> EventId,
    }
}

fn people(all: &mut Vec<UseCase>) {
    cases! { all, json,
        decline(Decline) -> EventId,
        contact(Contact) -> EventId,
        disclosures_of(ParticipantId) -> Vec<Disclosure>,
        read_disclosed(ReadDisclosed) -> Vec<EmployerView>,
        experience(ReadExperience) -> Vec<ExperienceShown>,
        override_proposal(Override) -> EventId,
        lift_override(LiftOverride) -> EventId,
        forget_receipts(ForgetReceipts) -> u64,
        stop_proposals(StopProposals) -> EventId,
        read_decision(ReadDecision) -> DecisionSeen,
        read_proposal(ReadProposal) -> PlacementState,
        close_case(CloseCase) -> Entry,
        reopen_case(ReopenCase) -> Entry,
        consent(GiveConsent) -> Entry,
        withdraw_consent(WithdrawConsent) -> Entry,
        enrol(Enrol) -> Entry,
        leave(Leave) -> Entry,
        observe_status(ObserveStatus) -> Entry,
        assign(Assign) -> Entry,
        hand_over(HandOverCase) -> HandedOver,
        share(ShareCase) -> Entry,
        answer_share(AnswerShare) -> Entry,
        unshare(UnshareCase) -> Entry,
        add_connection(AddConnection) -> Entry,
        remove_connection(RemoveConnection) -> Entry,
        read_network(ReadNetwork) -> Vec<ConnectionSeen>,
        note(Note) -> Entry,
        read_notes(ReadNotes) -> Vec<NoteSeen>,
        object(Object) -> Entry,
        withdraw_objection(WithdrawObjection) -> Entry,
        settle_objection(SettleObjection) -> Entry,
        show_person(ShowPerson) -> Identity,
        change_number(ChangeNumber) -> Entry,
        change_name(ChangeName) -> Entry,
        change_contacts(ChangeContacts) -> Entry,
        set_protection(SetProtection) -> Entry,
        record_profile(RecordProfile) -> Entry,
        read_profile(ReadProfile) -> Option<ProfileSeen>,
        interview(Interview) -> Entry,
        register(Register) -> Registered,
    }
}

fn referrals(all: &mut Vec<UseCase>) {
    cases! { all, json,
        list_employers(ListEmployers) -> Vec<Employer>,
        list_needs(ListNeeds) -> Vec<Need>,
        ask_after(AskAfter) -> EnquirySeen,
        list_enquiries(ListEnquiries) -> Vec<EnquirySeen>,
        answer_enquiry(AnswerEnquiry) -> EnquirySeen,
        refer(Refer) -> Referred,
        preview_referral(Refer) -> PartnerView,
        withdraw_referral(WithdrawReferral) -> Entry,
        read_referral(ReadReferral) -> PartnerView,
        answer_referral(AnswerReferral) -> ReferralAnswered,
        list_referrals(ListReferrals) -> Vec<ReferralSent>,
        list_received_referrals(ListReceivedReferrals) -> Vec<ReferralReceived>,
    }
}

/// Those that take what is said by who logs in are `other_form`: their commands
/// are not written again.
fn accounts(all: &mut Vec<UseCase>) {
    cases! { all, loose,
        enable_account(EnableAccount) -> (),
        disable_account(DisableAccount) -> (),
        read_account(ReadAccount) -> AccountShown,
        list_tokens(ListTokens) -> Vec<TokenShown>,
        revoke_token(RevokeToken) -> (),
        tie_account(TieAccount) -> (),
        untie_account(TieAccount) -> (),
        invite_account(InviteAccount) -> Invitation,
        first_administrator(FirstAdministrator) -> Invitation,
        reset_account(ResetAccount) -> Invitation,
        issue_token(IssueToken) -> TokenIssued,
        change_seats(ChangeSeats) -> (),
        list_accounts() -> Vec<AccountShown>,
        accept_invitation() -> Accepted,
        confirm_factor() -> Confirmed,
        renew_recovery() -> Confirmed,
    }
    cases! { all, other_form,
        accept_external(),
        by_token(),
        change_password(),
        log_in(),
        log_in_external(),
        log_out(),
        log_out_everywhere(),
        session(),
        take_seat(),
    }
}

fn programmes_and_reports(all: &mut Vec<UseCase>) {
    cases! { all, json,
        show_case(ShowCase) -> CasePage,
        list_cases(ListCases) -> Vec<CaseLine>,
        record_special(RecordSpecial) -> (),
        read_special(ReadSpecial) -> Option<SpecialView>,
        set_task(SetTask) -> Entry,
        finish_task(FinishTask) -> Entry,
        drop_task(DropTask) -> Entry,
        plan_milestone(PlanMilestone) -> Entry,
        timeline(ReadTimeline) -> Timeline,
        record_wish(RecordWish) -> Entry,
        adopt_programme(AdoptProgramme) -> Adopted,
        adopt_rules(AdoptRules) -> EventId,
        list_programmes(Programmes) -> Vec<ProgrammeShown>,
        draft_placement(DraftPlacement) -> Drafted,
        approve_placement(ApprovePlacement) -> EventId,
        reject_placement(RejectPlacement) -> EventId,
        show_placement(ShowPlacement) -> PlacementPaper,
        pause(Pause) -> Entry,
        resume(Resume) -> Entry,
        start_stage(StartStage) -> Entry,
        decide_stage(DecideStage) -> Entry,
        check_in(CheckIn) -> Entry,
        end_placement(EndPlacement) -> Entry,
        standing(ReadStanding) -> Vec<StandingShown>,
        duties(Duties) -> Vec<DutyLine>,
        report_time(ReportTime) -> Entry,
        record(Record) -> EventId,
        correct(Correct) -> EventId,
        retract(Retract) -> EventId,
        audit_disclosures(AuditDisclosures) -> DisclosuresAudited,
        audit_impact(AuditImpact) -> ImpactAudited,
        preview_merits(MeritsOf) -> MeritsTold,
        state_merits(StateMerits) -> MeritsTold,
        audit_overrides(AuditOverrides) -> OverridesAudited,
        audit_refusals(AuditRefusals) -> RefusalsAudited,
        read_corrections(ReadCorrections) -> Vec<PeriodCorrections>,
        freeze_report(FreezeReport) -> FrozenNow,
        read_frozen(ReadFrozen) -> FrozenShown,
        read_indicators(ReadIndicators) -> IndicatorsShown,
        read_monthly(ReadMonthly) -> MonthlyShown,
    }
}

fn the_rest(all: &mut Vec<UseCase>) {
    cases! { all, json,
        send_monthly(SendMonthly) -> MonthlySent,
        read_sent(ReadSent) -> SeriesShown,
        adopt_code_form(AdoptCodeForm) -> EventId,
        read_borders(ReadBorders) -> BordersShown,
        read_costs(ReadCosts) -> CostsShown,
        read_funnel(ReadFunnel) -> FunnelShown,
        read_orientation(ReadOrientation) -> OrientationShown,
        read_outcomes(ReadOutcomes) -> OutcomesShown,
        record_project(RecordProject) -> EventId,
        note_fact(NoteFact) -> Entry,
        begin_support(BeginSupport) -> EventId,
        follow_work(FollowWork) -> EventId,
        read_supply(ReadSupply) -> Option<SupplyShown>,
        prepare_erasure(PrepareErasure) -> Prepared,
        approve_erasure(ApproveErasure) -> Entry,
        carry_out_erasure(CarryOutErasure) -> Certificate,
        export_subject(ExportSubject) -> Export,
        plan_session(PlanSession) -> EventId,
        cancel_session(CancelSession) -> EventId,
        take_attendance(TakeAttendance) -> Vec<EventId>,
        show_session(ShowSession) -> SessionSheet,
    }
}

fn with_an_engine(all: &mut Vec<UseCase>) {
    cases! { all, engine,
        preview(PlacementId) -> EmployerView,
        propose(Propose) -> PlacementId,
        train_model(TrainModel) -> LearntModel,
    }
}

fn of_another_shape(all: &mut Vec<UseCase>) {
    cases! { all, loose,
        disclosures() -> Vec<(ParticipantId, Disclosure)>,
        override_statistics() -> BTreeMap<Code, ReasonCounts>,
        resume_proposals() -> EventId,
        audit_receipts(AuditReceipts) -> Vec<ReceiptAudited>,
        check_model(CheckModel) -> ModelChecked,
        foresee_pair(ForeseePair) -> PairForeseen,
        publish_supply(PublishSupply) -> SupplyShown,
        show_enquiry(ShowEnquiry) -> EnquiryPeople,
        due_for_erasure(Retention) -> Vec<DueErasure>,
        permit(Action) -> (),
        accept_clock(Code) -> AcceptedClock,
    }
}

fn in_another_form(all: &mut Vec<UseCase>) {
    cases! { all, other_form,
        show_agreement(AgreementId),
        installation(Retention),
        show_project(ShowProject),
        disclose(Disclose),
        explain(Explain),
        shortlist(Shortlist),
        replay(ReceiptId),
        ask(),
        verify_store(),
    }
}

//! What can happen.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use etablera_taxonomy::{ConceptId, Country};
use serde::{Deserialize, Serialize};

use super::code::Code;
use super::competence::{CompetenceAct, CompetencePlan};
use super::fact::{EntityKind, Fact, Size, WorkStep};
use super::id::{DocumentId, EnquiryId, ReceiptId, ReferralId, StatisticsId};
use super::kinds::{
    Choice, ConnectionKind, Consent, Due, LabourStatus, Milestone, Outcome, Party, PlacementTerms,
    Presence, Processing, ProfileSource, Promise, Protection, Recipient, SecrecyTest, Service,
    Settlement, Signatory, Stage,
};
use super::referral::ReferralField;
use crate::date;
use crate::employer::Employer;
use crate::id::{
    ActorId, AgreementId, BookingId, EmployerId, ModuleId, NeedId, OperationId, OrganisationId,
    ParticipantId, PlanId, TaskId,
};
use crate::need::Need;
use crate::statistics::Gender;
use crate::visit::Visit;

/// What can happen to participants, employers, needs, visits, agreements,
/// placements, training sessions, housing, and to the system itself.
///
/// In files each is an object of one name, such as `{"closed": {"reason":
/// "moved_away"}}`. Kinds and fields are only ever added, and a new field may
/// be absent, so that an old event always reads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Happening {
    // A participant.
    /// A person was registered with an organisation.
    Registered {
        /// Which organisation is responsible.
        organisation: OrganisationId,
    },
    /// Something in the register of persons changed; what, stands there.
    IdentityChanged {
        /// Which part, such as `number`, `name` or `contact`.
        part: Code,
    },
    /// The protection of the identity was set or lifted.
    ProtectionSet {
        /// How it is protected now.
        protection: Protection,
    },
    /// What a person can do and wants was written down anew.
    ProfileRecorded {
        /// The profile, a participant's record.
        profile: DocumentId,
        /// Where it comes from.
        source: ProfileSource,
    },
    /// Staff talked with a participant.
    Interviewed {
        /// What was noted.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<DocumentId>,
    },
    /// Something was noted.
    Noted {
        /// The note.
        note: DocumentId,
    },
    /// The participant agreed to something.
    Consented {
        /// To what.
        to: Consent,
    },
    /// The participant took an agreement back.
    ConsentWithdrawn {
        /// To what.
        to: Consent,
    },
    /// The participant objected to how their data are used (Art. 21).
    Objected {
        /// To which use.
        to: Processing,
        /// The grounds, in the participant's words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<DocumentId>,
    },
    /// An objection was answered, or taken back.
    ObjectionSettled {
        /// To which use.
        to: Processing,
        /// How.
        settlement: Settlement,
        /// Why.
        reason: Code,
    },
    /// A contact, reference, introduction or strength was added.
    ConnectionAdded {
        /// The record.
        connection: DocumentId,
        /// What it is.
        kind: ConnectionKind,
    },
    /// A connection was taken away.
    ConnectionRemoved {
        /// The record.
        connection: DocumentId,
    },
    /// Somebody became responsible for the case.
    CaseAssigned {
        /// Who.
        to: ActorId,
    },
    /// A case went from one to another, with what is open.
    HandedOver {
        /// From whom.
        from: ActorId,
        /// To whom.
        to: ActorId,
        /// The summary.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        summary: Option<DocumentId>,
        /// What was open.
        #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
        open: BTreeSet<TaskId>,
    },
    /// Another organisation was let in on the case.
    CaseShared {
        /// Which.
        with: OrganisationId,
        /// What for.
        purpose: Code,
        /// The last day of it; none until it is taken back.
        #[serde(
            default,
            deserialize_with = "date::optional_day",
            skip_serializing_if = "Option::is_none"
        )]
        until: Option<NaiveDate>,
    },
    /// Another organisation answered that it was let in.
    ShareAnswered {
        /// Which.
        by: OrganisationId,
        /// Whether it takes the case on; with a no it is off the case.
        yes: bool,
        /// Why.
        reason: Code,
    },
    /// Another organisation is no longer on the case.
    CaseUnshared {
        /// Which.
        with: OrganisationId,
    },
    /// The participant was referred to another organisation, which may read some
    /// fields until a day.
    Referred {
        /// Names the referral.
        referral: ReferralId,
        /// To whom.
        to: OrganisationId,
        /// What for.
        purpose: Code,
        /// What it may read.
        fields: BTreeSet<ReferralField>,
        /// The last day it may.
        #[serde(deserialize_with = "date::day")]
        until: NaiveDate,
        /// Why, if that was said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<Code>,
        /// The test of secrecy.
        test: SecrecyTest,
    },
    /// The organisation that somebody was referred to answered.
    ReferralAnswered {
        /// Which referral.
        referral: ReferralId,
        /// Whether it takes the matter on; with a no the referral ends.
        yes: bool,
        /// Why.
        reason: Code,
    },
    /// A referral was taken back.
    ReferralWithdrawn {
        /// Which.
        referral: ReferralId,
        /// Why.
        reason: Code,
    },
    /// A named event got its day, or another day.
    MilestonePlanned {
        /// Which.
        milestone: Milestone,
        /// The day.
        #[serde(deserialize_with = "date::day")]
        on: NaiveDate,
    },
    /// There is something to do.
    TaskSet {
        /// Names it in the case.
        task: TaskId,
        /// What.
        what: Code,
        /// When it is due.
        due: Due,
    },
    /// It was done.
    TaskDone {
        /// Which.
        task: TaskId,
    },
    /// It need not be done any more.
    TaskDropped {
        /// Which.
        task: TaskId,
        /// Why.
        reason: Code,
    },
    /// Beside whoever wrote down that an item of the introduction is done, the
    /// other side signed.
    ItemCountersigned {
        /// Which item.
        item: Code,
        /// Why one person signed for both sides, if so.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on_behalf: Option<Code>,
    },
    /// It was planned how a new competence is used, shared and topped up; of a
    /// competence the last plan holds.
    CompetencePlanned {
        /// The plan.
        plan: Box<CompetencePlan>,
        /// What else was said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<DocumentId>,
    },
    /// A colleague has the competence of a plan too.
    CompetenceTied {
        /// Which competence.
        competence: ConceptId,
        /// By which plan.
        plan: PlanId,
        /// The colleague.
        participant: ParticipantId,
    },
    /// What a competence plan asks for was done.
    CompetenceFollowed {
        /// Which competence.
        competence: ConceptId,
        /// What was done.
        act: CompetenceAct,
    },
    /// A competence plan holds no more.
    CompetenceEnded {
        /// Which competence.
        competence: ConceptId,
        /// Why.
        reason: Code,
    },
    /// The participant joined a cohort of the training day.
    CohortJoined {
        /// Which.
        cohort: Code,
        /// The operation that it belongs to, and ends with; without one it goes
        /// on while the participant is in any.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        operation: Option<OperationId>,
    },
    /// The participant left a cohort.
    CohortLeft {
        /// Which.
        cohort: Code,
    },
    /// The participant entered an operation.
    Enrolled {
        /// Which.
        operation: OperationId,
        /// The coarse answers that indicators need, frozen.
        statistics: StatisticsId,
    },
    /// The participant left an operation.
    Left {
        /// Which.
        operation: OperationId,
        /// Why.
        reason: Code,
    },
    /// The programme rests for the participant.
    Paused {
        /// Why, coarsely: nothing about health.
        reason: Code,
    },
    /// The programme goes on, from this day.
    Resumed {},
    /// The status on the labour market was found out.
    StatusObserved {
        /// Which.
        status: LabourStatus,
    },
    /// Something was found out that a funder asks for.
    FactNoted {
        /// For which operation.
        operation: OperationId,
        /// What.
        fact: Fact,
    },
    /// The case, need or agreement was closed.
    Closed {
        /// Why.
        reason: Code,
    },
    /// It was opened again.
    Reopened {},
    /// What was known about the subject was erased by decision.
    Erased {
        /// The certificate.
        certificate: ReceiptId,
    },

    // Employers, visits, needs, agreements.
    /// An employer was entered, or their record changed.
    EmployerRecorded {
        /// The record.
        employer: Employer,
    },
    /// An operation began to support an employer.
    SupportBegun {
        /// Which operation.
        operation: OperationId,
        /// What the employer is.
        kind: EntityKind,
        /// How large an enterprise it is; none where nobody knows.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        size: Option<Size>,
    },
    /// A person to talk to at an employer was entered.
    ContactRecorded {
        /// The record.
        contact: DocumentId,
    },
    /// Staff visited an employer.
    VisitMade {
        /// The record; what was noted stands apart, and in an old event in it.
        visit: Visit,
        /// What was noted about the workplace.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<DocumentId>,
    },
    /// A need was entered, or changed.
    NeedRecorded {
        /// The record.
        need: Box<Need>,
    },
    /// An agreement with an employer was made.
    AgreementMade {
        /// With whom.
        employer: EmployerId,
        /// What they promise.
        promises: Vec<Promise>,
        /// The last day it holds.
        #[serde(deserialize_with = "date::day")]
        until: NaiveDate,
    },
    /// A promised service was given.
    ServiceGiven {
        /// Which.
        service: Service,
        /// How many times.
        count: u16,
    },
    /// A promised service was booked.
    ServiceBooked {
        /// Names the booking in the agreement.
        booking: BookingId,
        /// What.
        service: Service,
        /// The day it is to be given.
        #[serde(deserialize_with = "date::day")]
        on: NaiveDate,
    },
    /// A booked service was given.
    BookingKept {
        /// Which.
        booking: BookingId,
    },
    /// A booked service will not be given.
    BookingReleased {
        /// Which.
        booking: BookingId,
        /// Why.
        reason: Code,
    },

    // A placement.
    /// A participant was proposed for a need, or a need to a participant.
    Proposed {
        /// Who.
        participant: ParticipantId,
        /// For what.
        need: NeedId,
        /// What the proposal was made from.
        receipt: ReceiptId,
        /// The place in the list, from 1.
        rank: u32,
    },
    /// Somebody decided otherwise than was proposed.
    Overridden {
        /// About whom.
        participant: ParticipantId,
        /// About what; none to keep the participant out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        need: Option<NeedId>,
        /// What was decided.
        choice: Choice,
        /// The reason in one word, for statistics.
        reason: Code,
        /// The reason in words.
        note: DocumentId,
    },
    /// What somebody decided otherwise no longer holds.
    OverrideLifted {
        /// About whom.
        participant: ParticipantId,
        /// About what; none where the participant was kept out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        need: Option<NeedId>,
        /// Why.
        reason: Code,
    },
    /// A party said yes.
    Accepted {
        /// Who.
        by: Party,
    },
    /// A party said no.
    Declined {
        /// Who.
        by: Party,
        /// Why.
        reason: Code,
    },
    /// A party was contacted, which only an accepted proposal allows.
    Contacted {
        /// Who.
        party: Party,
    },
    /// The agreement on a placement was written, or changed.
    AgreementDrafted {
        /// From 1, without gaps.
        version: u32,
        /// What is agreed.
        terms: PlacementTerms,
    },
    /// A party approved the agreement on a placement.
    AgreementApproved {
        /// What they saw.
        version: u32,
        /// Who.
        by: Signatory,
        /// Why somebody else wrote it down for them, if so.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on_behalf: Option<Code>,
    },
    /// A party refused the agreement on a placement.
    AgreementRejected {
        /// What they saw.
        version: u32,
        /// Who.
        by: Signatory,
        /// Why.
        reason: Code,
    },
    /// Staff looked in on a placement.
    CheckedIn {},
    /// A stage began.
    StageStarted {
        /// Which.
        stage: Stage,
        /// Its last day as planned.
        #[serde(deserialize_with = "date::day")]
        until: NaiveDate,
    },
    /// A stage was decided on.
    StageDecided {
        /// What was decided.
        outcome: Outcome,
        /// Why.
        reason: Code,
        /// The stage's new last day, where it was made longer.
        #[serde(
            default,
            deserialize_with = "date::optional_day",
            skip_serializing_if = "Option::is_none"
        )]
        until: Option<NaiveDate>,
    },
    /// The placement ended.
    PlacementEnded {
        /// Why.
        reason: Code,
    },
    /// Time was reported for a month.
    TimeReported {
        /// The first day of the month.
        #[serde(deserialize_with = "date::day")]
        month: NaiveDate,
        /// Minutes of work.
        work_minutes: u32,
        /// Minutes of training.
        training_minutes: u32,
    },

    // Training.
    /// A session was planned, or planned anew.
    SessionPlanned {
        /// The day.
        #[serde(deserialize_with = "date::day")]
        on: NaiveDate,
        /// How long, in minutes.
        minutes: u16,
        /// What is taught.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        module: Option<ModuleId>,
        /// The part of the plan it counts towards, such as `orientation_work`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        part: Option<Code>,
        /// The cohort it is for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        cohort: Option<Code>,
    },
    /// A session does not take place.
    SessionCancelled {
        /// Why.
        reason: Code,
    },
    /// A session is given under a booking of an employer's agreement.
    GivenUnder {
        /// Which agreement.
        agreement: AgreementId,
        /// Which booking in it.
        booking: BookingId,
    },
    /// Attendance of one participant.
    Attended {
        /// Who.
        participant: ParticipantId,
        /// Whether they were there.
        presence: Presence,
        /// For how long, in minutes.
        minutes: u16,
    },

    // Across borders.
    /// A joint action across a border took place.
    JointActionHeld {
        /// What it was, such as `study_trip` or `coaching_group`.
        action: Code,
        /// The countries whose organisations held it.
        countries: BTreeSet<Country>,
    },
    /// A participant got an offer of work.
    OfferReceived {
        /// In which country.
        country: Country,
        /// From which country, where the border counts.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<Country>,
    },
    /// A participant began in a job outside the programme.
    JobStarted {
        /// In which country.
        country: Country,
        /// From which country, where the border counts.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<Country>,
    },

    // Housing.
    /// A participant looks for a home.
    HomeSought {
        /// Who.
        participant: ParticipantId,
        /// How many people the home is for.
        household: u8,
        /// The day by which it is needed.
        #[serde(deserialize_with = "date::day")]
        needed_by: NaiveDate,
    },
    /// A participant looks for no home any more.
    HomeSearchEnded {
        /// Who.
        participant: ParticipantId,
        /// Why.
        reason: Code,
    },
    /// Homes became vacant.
    HomesVacated {
        /// How many.
        homes: u32,
    },
    /// The vacant homes, and those given to newcomers, were counted.
    HomesCounted {
        /// Vacant in the period.
        vacant: u32,
        /// Of those, given to newcomers.
        allocated: u32,
    },
    /// A participant got a home.
    HomeAllocated {
        /// Who.
        participant: ParticipantId,
        /// Whether it is permanent.
        permanent: bool,
    },

    // Disclosures, decisions, the system.
    /// The organisation goes by rules of its own, beside those that ship or in
    /// place of them.
    RulesAdopted {
        /// The text of a file of rules.
        rules: String,
    },
    /// An operation goes by a programme, for all who enter it from this day.
    ProgrammeAdopted {
        /// Which operation.
        operation: OperationId,
        /// The template's text, as it was read that day: it holds whatever a
        /// later version of this software ships.
        template: String,
    },
    /// Something about a participant was disclosed.
    Disclosed {
        /// About whom.
        participant: ParticipantId,
        /// To whom.
        to: Recipient,
        /// Which fields.
        fields: BTreeSet<Code>,
        /// What for.
        purpose: Code,
        /// The test of secrecy.
        test: SecrecyTest,
        /// By which referral, where it was read by one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        referral: Option<ReferralId>,
    },
    /// A decision was prepared; its dry run stands in the receipt.
    DecisionPrepared {
        /// What it is about, such as `erasure`.
        matter: Code,
        /// The dry run.
        receipt: ReceiptId,
    },
    /// A decision was approved.
    DecisionApproved {},
    /// A decision was carried out.
    DecisionCarriedOut {
        /// The certificate.
        certificate: ReceiptId,
    },
    /// It was published who is there, in groups for others to see.
    SupplyPublished {
        /// The groups, and who is in them.
        receipt: ReceiptId,
        /// The receipt in whose place it stands, since somebody in it was
        /// erased; none for a new edition.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        replaces: Option<ReceiptId>,
    },
    /// Another organisation asked after people of a group that was published.
    SupplyAsked {
        /// Names what is asked.
        enquiry: EnquiryId,
        /// Who asks.
        from: OrganisationId,
        /// In which edition, from 1.
        edition: u32,
        /// After which group of it, in its order from 1.
        group: u32,
        /// For how many places.
        places: u32,
        /// What for.
        purpose: Code,
    },
    /// Another organisation was told whether people of a group are asked.
    SupplyAnswered {
        /// What it had asked.
        enquiry: EnquiryId,
        /// Whether they are asked.
        yes: bool,
        /// Why.
        reason: Code,
    },
    /// Something became of a work that several countries make together.
    JointWork {
        /// Of which operation.
        operation: OperationId,
        /// Which work.
        work: Code,
        /// What became of it.
        step: WorkStep,
    },
    /// No proposals are made until further notice.
    ProposalsStopped {
        /// Why.
        reason: Code,
    },
    /// Proposals are made again.
    ProposalsResumed {},
    /// A report for a period was frozen.
    ReportFrozen {
        /// Its name and period, such as `esf-2026-11`.
        report: Code,
        /// The receipt with its hash.
        receipt: ReceiptId,
    },
    /// The public record of a project was written down, or written anew.
    ProjectRecorded {
        /// The operation that it is the record of.
        operation: OperationId,
        /// The record, as the funder's open data has it.
        record: String,
    },
    /// Somebody read, in a funder's instruction, how a protected person is
    /// written in files that must not have their number.
    CodeFormRead {
        /// For whom. It tells of nobody.
        whom: Gender,
        /// The first day it is for, the first of a month.
        #[serde(deserialize_with = "date::day")]
        from: NaiveDate,
        /// What stands in place of the last four digits.
        suffix: String,
    },

    // Only as a correction.
    /// The corrected event never happened.
    Retracted {
        /// Why.
        reason: Code,
    },
}

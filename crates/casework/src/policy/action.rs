//! What can be done.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

macro_rules! actions {
    ($($(#[$doc:meta])* $kind:ident = $name:literal,)+) => {
        /// What a use case does, as the policies name it.
        ///
        /// Which are reading and which writing, and to what kinds of subject
        /// each applies, stands in `policies/etablera.cedarschema`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum Action {
            $($(#[$doc])* $kind,)+
        }

        impl Action {
            /// Every action.
            pub const ALL: &'static [Self] = &[$(Self::$kind,)+];

            /// The name in policies, logs and on the command line.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$kind => $name,)+
                }
            }
        }
    };
}

actions! {
    // Knowing of.
    /// Be told that the subject exists; a refusal says more only to those who may.
    KnowOf = "know_of",

    // People.
    /// Register a person with the caller's organisation.
    RegisterParticipant = "register_participant",
    /// Read name, identity number and contacts of a person.
    ReadIdentity = "read_identity",
    /// Change name, identity number or contacts of a person.
    ChangeIdentity = "change_identity",
    /// Read the identity of a protected person whose case another holds.
    ReadProtected = "read_protected",
    /// Set or lift the protection of an identity.
    SetProtection = "set_protection",
    /// Read what a person can do and wants.
    ReadProfile = "read_profile",
    /// Change what a person can do, or record an interview's answers.
    ChangeProfile = "change_profile",
    /// Rank or reword a person's wishes.
    RecordWish = "record_wish",
    /// Read where a case stands: tasks, dates and what its programme asks.
    ReadCase = "read_case",
    /// Read all that a case holds and all that ever happened in it.
    ReadHistory = "read_history",
    /// Record an interview.
    Interview = "interview",
    /// Write a note.
    Note = "note",
    /// Read notes.
    ReadNotes = "read_notes",
    /// Record that a person agrees to something, or takes it back.
    Consent = "consent",
    /// Record that a person objects to how their data are used.
    Object = "object",
    /// Take an objection back, also one that was upheld.
    WithdrawObjection = "withdraw_objection",
    /// Answer an objection.
    SettleObjection = "settle_objection",
    /// Add or remove contacts, references and strengths.
    ManageNetwork = "manage_network",
    /// Read contacts, references and strengths.
    ReadNetwork = "read_network",
    /// Say who holds a case.
    AssignCase = "assign_case",
    /// Hand a case over with what is open.
    HandOver = "hand_over",
    /// Let another organisation in on a case, or out of it.
    ShareCase = "share_case",
    /// Refer a person to another organisation, which may then read some fields.
    Refer = "refer",
    /// Take a referral back.
    WithdrawReferral = "withdraw_referral",
    /// Read what a referral tells, in the organisation that it was sent to.
    ReadReferral = "read_referral",
    /// Answer a referral, in the organisation that it was sent to.
    AnswerReferral = "answer_referral",
    /// Close a case, or open it again.
    CloseCase = "close_case",
    /// Set a task or a day in a case, or tick it off.
    SetTask = "set_task",
    /// Sign for the other side that an item of an introduction is done.
    Countersign = "countersign",
    /// Plan how a new competence is used, shared and topped up, and follow that
    /// up.
    PlanCompetence = "plan_competence",
    /// Enter a person into an operation, or let them leave it.
    Enrol = "enrol",
    /// Record the status on the labour market.
    ObserveStatus = "observe_status",
    /// Read special categories of data, for one purpose.
    ReadSpecial = "read_special",
    /// Change special categories of data, for one purpose.
    ChangeSpecial = "change_special",

    // Employers.
    /// Enter an employer or a contact there.
    RecordEmployer = "record_employer",
    /// Read an employer's record.
    ReadEmployer = "read_employer",
    /// Record a visit.
    RecordVisit = "record_visit",
    /// Read a visit.
    ReadVisit = "read_visit",
    /// Record or change a need.
    RecordNeed = "record_need",
    /// Read a need.
    ReadNeed = "read_need",
    /// Close a need, or open it again.
    CloseNeed = "close_need",
    /// Make or change an agreement with an employer.
    MakeAgreement = "make_agreement",
    /// Read an agreement and what is left of it.
    ReadAgreement = "read_agreement",
    /// Record that a promised service was given.
    RecordService = "record_service",

    // Matching.
    /// Make a list of who fits a need, or which needs fit a person.
    MatchPeople = "match_people",
    /// Read why one person fits one need, or does not.
    Explain = "explain",
    /// Propose a person for a need.
    Propose = "propose",
    /// Decide otherwise than proposed, with a reason.
    Override = "override",
    /// Read a proposal.
    ReadProposal = "read_proposal",
    /// Say yes to a proposal or an agreement.
    Accept = "accept",
    /// Say no to a proposal or an agreement.
    Decline = "decline",
    /// Contact a party of an accepted proposal.
    Contact = "contact",
    /// Disclose something about a person, after the test of secrecy.
    Disclose = "disclose",
    /// Read what was disclosed, to whom and on which ground.
    ReadDisclosures = "read_disclosures",
    /// Start, decide on or end a stage, or let a programme rest.
    RunStage = "run_stage",
    /// Let an operation go by a programme, or the organisation by rules of its
    /// own.
    AdoptRules = "adopt_rules",
    /// Report hours of work and training for a month.
    ReportTime = "report_time",

    // Training and housing.
    /// Plan or cancel a training session.
    PlanTraining = "plan_training",
    /// Read a training session.
    ReadSession = "read_session",
    /// Read how far a cohort has come.
    ReadCohort = "read_cohort",
    /// Record who was at a session.
    TakeAttendance = "take_attendance",
    /// Record homes counted or allocated.
    RecordHousing = "record_housing",
    /// Read housing figures.
    ReadHousing = "read_housing",

    // Reports.
    /// Read a report or an indicator, as counts.
    ReadReport = "read_report",
    /// Read the names behind an indicator.
    ReadIndicatorNames = "read_indicator_names",
    /// Freeze a report for a period.
    FreezeReport = "freeze_report",
    /// Publish who is there, in groups for others.
    PublishSupply = "publish_supply",
    /// Read who is there, in groups.
    ReadSupply = "read_supply",
    /// Ask after people of a group that was published.
    AskAfter = "ask_after",
    /// Read what was asked after, of one's own or of everybody.
    ReadEnquiries = "read_enquiries",
    /// Read who is in a group that was asked after.
    ReadEnquiry = "read_enquiry",
    /// Answer whether people of a group are asked.
    AnswerEnquiry = "answer_enquiry",

    // Data subjects and erasure.
    /// Hand out everything that is known about a subject.
    ExportSubject = "export_subject",
    /// Prepare the erasure of a subject: the dry run.
    PrepareErasure = "prepare_erasure",
    /// Approve an erasure that another prepared.
    ApproveErasure = "approve_erasure",
    /// Carry out an approved erasure.
    CarryOutErasure = "carry_out_erasure",
    /// Read a decision with its dry run and certificate.
    ReadDecision = "read_decision",

    // The log and the installation.
    /// Record any other event.
    RecordEvent = "record_event",
    /// Correct or retract an event.
    Correct = "correct",
    /// Read the case log.
    ReadLog = "read_log",
    /// Read who looked at what.
    ReadAccessLog = "read_access_log",
    /// Make the bytes of a receipt again.
    Replay = "replay",
    /// Forget receipts that were kept long enough.
    ForgetReceipts = "forget_receipts",
    /// Check the hash chain and the projections.
    VerifyStore = "verify_store",
    /// Back the store up.
    Backup = "backup",
    /// Restore a backup.
    Restore = "restore",
    /// Go on writing after a clock that was far ahead.
    AcceptClock = "accept_clock",
    /// Import files in bulk.
    Import = "import",
    /// Export files in bulk.
    Export = "export",
    /// Make, rotate or retire keys.
    ManageKeys = "manage_keys",
    /// Say who has which role.
    ManageUsers = "manage_users",
    /// Change the policies.
    ManagePolicy = "manage_policy",
    /// Halt all proposals.
    StopProposals = "stop_proposals",
    /// Let proposals be made again.
    ResumeProposals = "resume_proposals",
}

/// The text names no action.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not an action: expected a name such as `read_case`")]
pub struct ParseActionError(String);

impl FromStr for Action {
    type Err = ParseActionError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let named = Self::ALL.iter().find(|action| action.name() == text);
        named.copied().ok_or_else(|| ParseActionError(text.chars().take(40).collect()))
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_action_has_one_name_everywhere() {
        for &action in Action::ALL {
            assert_eq!(action.name().parse(), Ok(action));
            assert_eq!(serde_json::to_value(action).unwrap(), action.name());
        }
        assert!("Read_case".parse::<Action>().is_err());
    }
}

//! The names of happenings in files, and whom they name.

use super::happening::Happening;
use crate::id::ParticipantId;

impl Happening {
    /// The name it has in files.
    #[must_use]
    pub fn name(&self) -> &'static str {
        name_of(self)
    }

    /// The participant that it names, whoever else it is about.
    #[must_use]
    pub fn participant(&self) -> Option<&ParticipantId> {
        match self {
            Self::Proposed { participant, .. }
            | Self::Overridden { participant, .. }
            | Self::OverrideLifted { participant, .. }
            | Self::Attended { participant, .. }
            | Self::CompetenceTied { participant, .. }
            | Self::HomeSought { participant, .. }
            | Self::HomeSearchEnded { participant, .. }
            | Self::HomeAllocated { participant, .. }
            | Self::Disclosed { participant, .. } => Some(participant),
            _ => None,
        }
    }

    /// The words that an old event has in it; a new one keeps them apart.
    #[must_use]
    pub fn words(&mut self) -> Option<&mut String> {
        match self {
            Self::VisitMade { visit, .. } => {
                Some(&mut visit.notes).filter(|notes| !notes.trim().is_empty())
            }
            _ => None,
        }
    }
}

/// The names and kinds side by side; a test compares them with the files'.
macro_rules! names {
    ($($kind:ident => $name:literal,)+) => {
        impl Happening {
            /// The name of every kind.
            pub const NAMES: &'static [&'static str] = &[$($name,)+];
        }

        fn name_of(happening: &Happening) -> &'static str {
            match happening {
                $(Happening::$kind { .. } => $name,)+
            }
        }
    };
}

names! {
    Registered => "registered",
    IdentityChanged => "identity_changed",
    ProtectionSet => "protection_set",
    ProfileRecorded => "profile_recorded",
    Interviewed => "interviewed",
    Noted => "noted",
    Consented => "consented",
    ConsentWithdrawn => "consent_withdrawn",
    Objected => "objected",
    ObjectionSettled => "objection_settled",
    ConnectionAdded => "connection_added",
    ConnectionRemoved => "connection_removed",
    CaseAssigned => "case_assigned",
    HandedOver => "handed_over",
    CaseShared => "case_shared",
    ShareAnswered => "share_answered",
    CaseUnshared => "case_unshared",
    Referred => "referred",
    ReferralAnswered => "referral_answered",
    ReferralWithdrawn => "referral_withdrawn",
    MilestonePlanned => "milestone_planned",
    TaskSet => "task_set",
    TaskDone => "task_done",
    TaskDropped => "task_dropped",
    ItemCountersigned => "item_countersigned",
    CompetencePlanned => "competence_planned",
    CompetenceTied => "competence_tied",
    CompetenceFollowed => "competence_followed",
    CompetenceEnded => "competence_ended",
    CohortJoined => "cohort_joined",
    CohortLeft => "cohort_left",
    Enrolled => "enrolled",
    Left => "left",
    Paused => "paused",
    Resumed => "resumed",
    StatusObserved => "status_observed",
    FactNoted => "fact_noted",
    Closed => "closed",
    Reopened => "reopened",
    Erased => "erased",
    EmployerRecorded => "employer_recorded",
    SupportBegun => "support_begun",
    ContactRecorded => "contact_recorded",
    VisitMade => "visit_made",
    NeedRecorded => "need_recorded",
    AgreementMade => "agreement_made",
    ServiceGiven => "service_given",
    ServiceBooked => "service_booked",
    BookingKept => "booking_kept",
    BookingReleased => "booking_released",
    Proposed => "proposed",
    Overridden => "overridden",
    OverrideLifted => "override_lifted",
    Accepted => "accepted",
    Declined => "declined",
    Contacted => "contacted",
    AgreementDrafted => "agreement_drafted",
    AgreementApproved => "agreement_approved",
    AgreementRejected => "agreement_rejected",
    CheckedIn => "checked_in",
    StageStarted => "stage_started",
    StageDecided => "stage_decided",
    PlacementEnded => "placement_ended",
    TimeReported => "time_reported",
    SessionPlanned => "session_planned",
    SessionCancelled => "session_cancelled",
    GivenUnder => "given_under",
    Attended => "attended",
    JointActionHeld => "joint_action_held",
    OfferReceived => "offer_received",
    JobStarted => "job_started",
    HomeSought => "home_sought",
    HomeSearchEnded => "home_search_ended",
    HomesVacated => "homes_vacated",
    HomesCounted => "homes_counted",
    HomeAllocated => "home_allocated",
    RulesAdopted => "rules_adopted",
    ProgrammeAdopted => "programme_adopted",
    Disclosed => "disclosed",
    DecisionPrepared => "decision_prepared",
    DecisionApproved => "decision_approved",
    DecisionCarriedOut => "decision_carried_out",
    SupplyPublished => "supply_published",
    SupplyAsked => "supply_asked",
    SupplyAnswered => "supply_answered",
    JointWork => "joint_work",
    ProposalsStopped => "proposals_stopped",
    ProposalsResumed => "proposals_resumed",
    ReportFrozen => "report_frozen",
    ProjectRecorded => "project_recorded",
    CodeFormRead => "code_form_read",
    Retracted => "retracted",
}

//! Which happening is written down by which use case.

use etablera_domain::event::{Happening, SubjectKind};

use crate::policy::Action;

/// How a kind of happening can be put right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Correction {
    /// Replaced or taken back.
    Any,
    /// Only taken back.
    Retract,
    /// Not at all: others rely on it, or a use case undoes it.
    Never,
}

/// How a kind of happening is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind {
    /// Its name in files.
    pub name: &'static str,
    /// The use cases that write it.
    pub by: &'static [&'static str],
    /// The kinds of stream in which [`record`](super::record) writes it.
    pub record: &'static [SubjectKind],
    /// What the caller of `record` must be allowed to do.
    pub action: Action,
    /// How it can be put right.
    pub correction: Correction,
}

impl Kind {
    /// The kind of a happening.
    ///
    /// # Panics
    ///
    /// Never: a test compares the table with the names.
    #[must_use]
    pub fn of(what: &Happening) -> Option<&'static Self> {
        KINDS.iter().find(|kind| kind.name == what.name())
    }
}

use Correction::{Any, Never, Retract};
use SubjectKind::{Employer, Participant, Session};

const fn case(name: &'static str, by: &'static [&'static str], correction: Correction) -> Kind {
    Kind { name, by, record: &[], action: Action::RecordEvent, correction }
}

const fn plain(name: &'static str, record: &'static [SubjectKind], action: Action) -> Kind {
    Kind { name, by: &[], record, action, correction: Any }
}

/// Every kind of happening, in the order of [`Happening::NAMES`].
pub const KINDS: &[Kind] = &[
    case("registered", &["register"], Never),
    case("identity_changed", &["change_number", "change_name", "change_contacts"], Never),
    case("protection_set", &["set_protection"], Never),
    case("profile_recorded", &["record_profile", "record_wish"], Retract),
    case("interviewed", &["interview"], Retract),
    case("noted", &["note"], Retract),
    case("consented", &["consent"], Never),
    case("consent_withdrawn", &["withdraw_consent"], Never),
    case("objected", &["object"], Never),
    case("objection_settled", &["settle_objection", "withdraw_objection"], Never),
    case("connection_added", &["add_connection"], Never),
    case("connection_removed", &["remove_connection"], Never),
    case("case_assigned", &["assign"], Never),
    case("handed_over", &["hand_over"], Never),
    case("case_shared", &["share"], Never),
    case("share_answered", &["answer_share"], Never),
    case("case_unshared", &["unshare"], Never),
    case("referred", &["refer"], Never),
    case("referral_answered", &["answer_referral"], Never),
    case("referral_withdrawn", &["withdraw_referral"], Never),
    case("milestone_planned", &["plan_milestone"], Any),
    case("task_set", &["set_task"], Any),
    case("task_done", &["finish_task"], Any),
    case("task_dropped", &["drop_task"], Any),
    case("item_countersigned", &["countersign_item"], Retract),
    case("competence_planned", &["plan_competence"], Retract),
    case("competence_tied", &["plan_competence"], Retract),
    case("competence_followed", &["follow_competence"], Retract),
    case("competence_ended", &["end_competence"], Retract),
    plain("cohort_joined", &[Participant], Action::RecordEvent),
    plain("cohort_left", &[Participant], Action::RecordEvent),
    case("enrolled", &["enrol"], Any),
    case("left", &["leave"], Any),
    case("paused", &["pause"], Any),
    case("resumed", &["resume"], Any),
    case("status_observed", &["observe_status"], Any),
    case("fact_noted", &["note_fact"], Any),
    // Only an employer is closed by no use case of its own.
    Kind {
        name: "closed",
        by: &["close_case", "close_need", "close_agreement"],
        record: &[Employer],
        action: Action::RecordEvent,
        correction: Never,
    },
    Kind {
        name: "reopened",
        by: &["reopen_case", "reopen_need"],
        record: &[Employer],
        action: Action::RecordEvent,
        correction: Never,
    },
    case("erased", &["carry_out_erasure"], Never),
    case("employer_recorded", &["record_employer"], Never),
    case("support_begun", &["begin_support"], Any),
    case("contact_recorded", &["record_contact"], Retract),
    case("visit_made", &["record_visit"], Any),
    case("need_recorded", &["record_visit", "record_need", "change_need", "confirm_need"], Never),
    case("agreement_made", &["make_agreement"], Never),
    case("service_given", &["give_service"], Any),
    case("service_booked", &["book_service"], Never),
    case("booking_kept", &["keep_booking"], Never),
    case("booking_released", &["release_booking"], Never),
    case("proposed", &["propose"], Never),
    case("overridden", &["override_proposal"], Never),
    case("override_lifted", &["lift_override"], Never),
    case("accepted", &["accept", "answer_agreement"], Never),
    case("declined", &["decline", "answer_agreement"], Never),
    case("contacted", &["contact"], Never),
    case("agreement_drafted", &["draft_placement"], Never),
    case("agreement_approved", &["approve_placement"], Never),
    case("agreement_rejected", &["reject_placement"], Never),
    case("checked_in", &["check_in"], Any),
    case("stage_started", &["start_stage"], Any),
    case("stage_decided", &["decide_stage"], Any),
    case("placement_ended", &["end_placement"], Any),
    case("time_reported", &["report_time"], Retract),
    plain("session_planned", &[Session], Action::PlanTraining),
    plain("session_cancelled", &[Session], Action::PlanTraining),
    case("given_under", &["plan_session", "give_under"], Retract),
    plain("attended", &[Session], Action::TakeAttendance),
    plain("joint_action_held", &[Participant, Session], Action::RecordEvent),
    plain("offer_received", &[Participant], Action::RecordEvent),
    plain("job_started", &[Participant], Action::RecordEvent),
    case("home_sought", &["seek_home"], Retract),
    case("home_search_ended", &["end_home_search"], Retract),
    case("homes_vacated", &["vacate_homes"], Retract),
    case("homes_counted", &["count_homes"], Retract),
    case("home_allocated", &["allocate_home"], Retract),
    case("rules_adopted", &["adopt_rules"], Never),
    case("programme_adopted", &["adopt_programme"], Never),
    case("disclosed", &["disclose", "read_referral"], Never),
    case("decision_prepared", &["prepare_erasure"], Never),
    case("decision_approved", &["approve_erasure"], Never),
    case("decision_carried_out", &["carry_out_erasure"], Never),
    case("supply_published", &["publish_supply"], Never),
    case("supply_asked", &["ask_after"], Never),
    case("supply_answered", &["answer_enquiry"], Never),
    case("joint_work", &["follow_work"], Any),
    case("proposals_stopped", &["stop_proposals"], Never),
    case("proposals_resumed", &["resume_proposals"], Never),
    case("report_frozen", &["freeze_report", "send_monthly"], Never),
    case("project_recorded", &["record_project"], Never),
    case("code_form_read", &["adopt_code_form"], Never),
    case("retracted", &["retract"], Never),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_happening_has_one_way_to_be_written_down() {
        let listed: Vec<_> = KINDS.iter().map(|kind| kind.name).collect();
        assert_eq!(listed, Happening::NAMES, "a new kind needs a line in KINDS");
        for kind in KINDS {
            assert!(!(kind.by.is_empty() && kind.record.is_empty()), "{}", kind.name);
        }
    }

    #[test]
    fn what_guards_people_is_not_recorded_or_put_right_from_outside() {
        for name in [
            "accepted",
            "contacted",
            "proposed",
            "disclosed",
            "referred",
            "referral_answered",
            "referral_withdrawn",
            "protection_set",
            "erased",
            "proposals_stopped",
            "consented",
            "objected",
            "objection_settled",
            "overridden",
            "decision_approved",
        ] {
            let kind = KINDS.iter().find(|kind| kind.name == name).unwrap();
            assert!(kind.record.is_empty() && kind.correction == Never, "{name}");
        }
        for name in ["enrolled", "left", "status_observed", "closed", "reopened"] {
            let kind = KINDS.iter().find(|kind| kind.name == name).unwrap();
            assert!(!kind.record.contains(&Participant) && !kind.by.is_empty(), "{name}");
        }
    }
}

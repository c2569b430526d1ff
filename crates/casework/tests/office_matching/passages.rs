//! Programmes one after another, late entries, and what programmes hold up.

use etablera_casework::office::{
    AdoptProgramme, CheckIn, CloseCase, Leave, Object, ReportTime, StartStage, adopt_programme,
    approve_placement, check_in, close_case, enrol, leave, object, report_time, start_stage,
};
use etablera_casework::policy::Role;
use etablera_domain::event::Signatory;
use serde_json::json;

use crate::journeys::command;
use crate::support::{Desk, LICENSED, day, each, said};

pub(crate) fn leaves(operation: &str, reason: &str) -> Leave {
    command(json!({ "participant": "P1", "operation": operation, "reason": reason }))
}

#[test]
fn a_stage_begins_at_ones_own_placement_and_for_who_answers_for_the_case() {
    each(|desk: Desk| async move {
        let office = &desk.office;
        desk.needs(&["N1", "N2"]).await;
        desk.person("P1", LICENSED).await;
        desk.person("P2", LICENSED).await;
        desk.adopts().await;
        desk.enters("P1").await;
        let theirs = desk.agreed("P2", "N2").await;
        let start: StartStage = command(json!({
            "participant": "P1", "stage": "trial", "placement": theirs, "until": "2026-12-31",
        }));
        let seq = desk.seq().await;
        let error = said(start_stage(office, &desk.anna(), &start).await);
        assert!(error.contains("is not for `participant:P1`"), "{error}");
        assert_eq!(desk.seq().await, seq);
        // Staff who were let in on the case do not sign for who answers for it.
        let own = desk.agreed("P1", "N1").await;
        desk.drafts(&own, desk.terms("2026-12-01", "2027-05-31")).await;
        let shared = r#"{"case_shared":{"with":"boden","purpose":"referral"}}"#;
        desk.write("participant:P1", "2026-12-01", shared).await;
        let eva = desk.call_of("eva", Role::Coach, "boden");
        let yes = desk.signs(&own, Signatory::Coach, None);
        let error = said(approve_placement(office, &eva, &yes).await);
        assert!(error.contains("expected who answers for the case"), "{error}");
    });
}

#[test]
fn what_went_on_before_is_judged_by_its_own_programme() {
    each(|desk: Desk| async move {
        let office = &desk.office;
        desk.needs(&["N1"]).await;
        desk.person("P1", LICENSED).await;
        desk.adopts().await;
        let other: AdoptProgramme = command(json!({ "operation": "OP2", "name": "arctic-labour" }));
        adopt_programme(office, &desk.lead(), &other).await.unwrap();
        desk.enters("P1").await;
        let placement = desk.agreed("P1", "N1").await;
        desk.drafts(&placement, desk.terms("2026-12-01", "2027-05-31")).await;
        desk.all_sign(&placement).await;
        start_stage(office, &desk.anna(), &desk.start("P1", "trial")).await.unwrap();
        desk.today.set(day("2026-12-20"));
        leave(office, &desk.anna(), &leaves("OP1", "job")).await.unwrap();
        desk.today.set(day("2027-01-05"));
        let enters = command(json!({ "participant": "P1", "operation": "OP2", "answers": {} }));
        enrol(office, &desk.anna(), &enters).await.unwrap();
        // The trial's check-in and its time are noticed late.
        let time: ReportTime = command(json!({
            "placement": placement, "month": "2026-12-01", "work_minutes": 60,
            "training_minutes": 0,
        }));
        report_time(office, &desk.anna(), &time).await.unwrap();
        let wrong = ReportTime { month: day("2027-01-01"), ..time };
        assert!(report_time(office, &desk.anna(), &wrong).await.is_err());
        let late: CheckIn = command(json!({ "participant": "P1" }));
        let error = said(check_in(office, &desk.anna(), &late).await);
        assert!(error.contains("no stage goes on"), "{error}");
        start_stage(office, &desk.anna(), &desk.start("P1", "coaching")).await.unwrap();
    });
}

#[test]
fn an_adopted_programme_holds_nobody_who_was_there_before() {
    each(|desk: Desk| async move {
        let office = &desk.office;
        desk.person("P1", LICENSED).await;
        desk.enters("P1").await;
        leave(office, &desk.anna(), &leaves("OP1", "whatever")).await.unwrap();
        desk.adopts().await;
        desk.today.set(day("2026-12-02"));
        desk.enters("P1").await;
        assert_eq!(desk.stands("P1").await.phase, "matching");
        leave(office, &desk.anna(), &leaves("OP1", "job")).await.unwrap();
        let objects: Object =
            command(json!({ "participant": "P1", "to": "matching", "text": "x" }));
        object(office, &desk.anna(), &objects).await.unwrap();
        let closes: CloseCase = command(json!({ "participant": "P1", "reason": "job" }));
        close_case(office, &desk.anna(), &closes).await.unwrap();
    });
}

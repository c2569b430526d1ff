//! The way of the source project through real use cases, and how far it
//! reaches in reports of several days.

use etablera_casework::office::{
    CheckIn, DecideStage, Leave, ObserveStatus, ReadFunnel, ReadOutcomes, ReportTime, check_in,
    decide_stage, leave, observe_status, read_funnel, read_outcomes, report_time, start_stage,
};
use serde_json::json;

use crate::journeys::command;
use crate::support::{Desk, LICENSED, day, each};

impl Desk {
    /// How many reached each stage, as it was on a day.
    async fn reached(&self, on: &str) -> Vec<usize> {
        let ask: ReadFunnel = command(json!({ "operation": "OP1", "on": on }));
        let told = read_funnel(&self.office, &self.lead(), &ask).await.unwrap();
        told.stages.iter().map(|stage| stage.of_all.counted.unwrap()).collect()
    }

    async fn checks_in(&self, on: &str) {
        self.today.set(day(on));
        let check: CheckIn = command(json!({ "participant": "P1" }));
        check_in(&self.office, &self.anna(), &check).await.unwrap();
    }

    async fn goes_on(&self, reason: &str) {
        let decide: DecideStage =
            command(json!({ "participant": "P1", "outcome": "continue", "reason": reason }));
        decide_stage(&self.office, &self.anna(), &decide).await.unwrap();
    }
}

#[test]
fn a_way_by_the_use_cases_reaches_as_far_as_its_day() {
    each(|desk: Desk| async move {
        let office = &desk.office;
        desk.needs(&["N1"]).await;
        desk.person("P1", LICENSED).await;
        desk.adopts().await;
        desk.enters("P1").await;
        assert_eq!(desk.reached("2026-12-01").await, [1, 1, 0, 0, 0, 0, 0, 0, 0]);
        let placement = desk.agreed("P1", "N1").await;
        desk.drafts(&placement, desk.terms("2026-12-01", "2027-05-31")).await;
        desk.all_sign(&placement).await;
        start_stage(office, &desk.anna(), &desk.start("P1", "trial")).await.unwrap();
        assert_eq!(desk.reached("2026-12-01").await, [1, 1, 1, 1, 0, 0, 0, 0, 0]);
        desk.checks_in("2026-12-15").await;
        desk.checks_in("2026-12-29").await;
        desk.goes_on("works").await;
        desk.today.set(day("2027-01-01"));
        start_stage(office, &desk.anna(), &desk.start("P1", "employment")).await.unwrap();
        let time: ReportTime = command(json!({
            "placement": placement, "month": "2027-01-01", "work_minutes": 7680,
            "training_minutes": 1920,
        }));
        desk.today.set(day("2027-02-01"));
        report_time(office, &desk.anna(), &time).await.unwrap();
        desk.today.set(day("2027-04-30"));
        desk.goes_on("hired").await;
        let leaves: Leave =
            command(json!({ "participant": "P1", "operation": "OP1", "reason": "job" }));
        leave(office, &desk.anna(), &leaves).await.unwrap();
        desk.today.set(day("2027-05-28"));
        let works: ObserveStatus = command(json!({ "participant": "P1", "status": "employed" }));
        observe_status(office, &desk.anna(), &works).await.unwrap();
        for (on, expected) in [
            ("2026-12-31", [1, 1, 1, 1, 0, 0, 0, 0, 0]),
            ("2027-01-01", [1, 1, 1, 1, 1, 0, 0, 0, 0]),
            ("2027-04-29", [1, 1, 1, 1, 1, 0, 0, 0, 0]),
            ("2027-04-30", [1, 1, 1, 1, 1, 1, 0, 0, 0]),
            ("2027-05-27", [1, 1, 1, 1, 1, 1, 0, 0, 0]),
            ("2027-05-28", [1, 1, 1, 1, 1, 1, 1, 0, 0]),
        ] {
            assert_eq!(desk.reached(on).await, expected, "{on}");
        }
        let ask: ReadOutcomes = command(json!({ "operation": "OP1", "names": true }));
        let told = read_outcomes(office, &desk.lead(), &ask).await.unwrap();
        assert_eq!(told.drift.people.as_ref().unwrap()[0].tenths, 0);
        assert_eq!(told.dropout.not.get("completed"), Some(&1));
        assert_eq!(told.first_placement.who.as_ref().unwrap()[0].days, 0);
        // The employer said yes to somebody: the need has its names.
        assert_eq!((told.first_names.happened, told.first_names.waiting), (Some(1), Some(0)));
    });
}

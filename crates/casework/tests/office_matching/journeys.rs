//! A programme's rules in every use case.

use etablera_casework::office::{
    Accept, AdoptProgramme, Answers, ApprovePlacement, CheckIn, DecideStage, DraftPlacement,
    Duties, EndPlacement, Enrol, Leave, ObserveStatus, Pause, ReadStanding, ReportTime, Resume,
    Retract, StandingShown, StartStage, accept, adopt_programme, approve_placement, check_in,
    decide_stage, draft_placement, duties, end_placement, enrol, leave, observe_status, pause,
    report_time, resume, retract, standing, start_stage,
};
use etablera_domain::PlacementId;
use etablera_domain::event::{LabourStatus, Outcome, Party, PlacementTerms, Signatory};
use serde_json::json;

use crate::passages::leaves;
use crate::support::{Desk, LICENSED, WITHOUT, day, each, said};

pub(crate) fn command<T: serde::de::DeserializeOwned>(value: serde_json::Value) -> T {
    serde_json::from_value(value).unwrap()
}

impl Desk {
    /// An operation that goes by the programme of Luleå.
    pub(crate) async fn adopts(&self) {
        let adopt: AdoptProgramme =
            command(json!({ "operation": "OP1", "name": "workplace-lulea" }));
        adopt_programme(&self.office, &self.lead(), &adopt).await.unwrap();
    }

    pub(crate) async fn enters(&self, who: &str) {
        let enters = Enrol {
            participant: who.parse().unwrap(),
            operation: "OP1".parse().unwrap(),
            answers: Answers::default(),
            on: None,
        };
        enrol(&self.office, &self.anna(), &enters).await.unwrap();
    }

    /// A proposal that everybody said yes to.
    pub(crate) async fn agreed(&self, who: &str, need: &str) -> PlacementId {
        let placement = self.proposed(who, need).await;
        for by in [Party::Staff, Party::Participant, Party::Employer] {
            let yes = Accept { placement: placement.clone(), by };
            accept(&self.office, &self.anna(), &yes).await.unwrap();
        }
        placement
    }

    pub(crate) fn terms(&self, from: &str, until: &str) -> PlacementTerms {
        PlacementTerms {
            measure: "project".parse().unwrap(),
            from: day(from),
            until: day(until),
            supervisor: "ove".parse().unwrap(),
            money: false,
        }
    }

    pub(crate) async fn drafts(&self, placement: &PlacementId, terms: PlacementTerms) {
        let draft = DraftPlacement { placement: placement.clone(), terms };
        draft_placement(&self.office, &self.anna(), &draft).await.unwrap();
    }

    pub(crate) fn signs(
        &self,
        placement: &PlacementId,
        by: Signatory,
        on_behalf: Option<&str>,
    ) -> ApprovePlacement {
        ApprovePlacement {
            placement: placement.clone(),
            by,
            version: 1,
            on_behalf: on_behalf.map(|reason| reason.parse().unwrap()),
        }
    }

    pub(crate) async fn all_sign(&self, placement: &PlacementId) {
        for (by, on_behalf) in [
            (Signatory::Coach, None),
            (Signatory::Participant, Some("signed_on_paper")),
            (Signatory::Employer, Some("signed_on_paper")),
        ] {
            let yes = self.signs(placement, by, on_behalf);
            approve_placement(&self.office, &self.anna(), &yes).await.unwrap();
        }
    }

    pub(crate) async fn stands(&self, who: &str) -> StandingShown {
        let ask = ReadStanding { participant: who.parse().unwrap(), on: None };
        let mut all = standing(&self.office, &self.anna(), &ask).await.unwrap();
        all.pop().unwrap()
    }

    /// Where somebody is, until when, and what is late.
    async fn phase(&self, who: &str) -> (String, Option<String>, Vec<&'static str>) {
        let shown = self.stands(who).await;
        let stage = shown.stage.map(|stage| format!("/{stage}")).unwrap_or_default();
        let late = shown.due.iter().filter(|due| due.late).map(|due| due.what).collect();
        let until = shown.until.map(|until| until.to_string());
        (format!("{}{stage}", shown.phase), until, late)
    }

    pub(crate) fn start(&self, who: &str, stage: &str) -> StartStage {
        command(json!({ "participant": who, "stage": stage }))
    }

    fn decide(&self, who: &str, outcome: Outcome, reason: &str) -> DecideStage {
        command(json!({ "participant": who, "outcome": outcome, "reason": reason }))
    }

    async fn looks_in(&self, who: &str, on: &str) {
        self.today.set(day(on));
        let check: CheckIn = command(json!({ "participant": who }));
        check_in(&self.office, &self.anna(), &check).await.unwrap();
    }
}

#[test]
fn one_month_and_four_months_and_what_follows() {
    each(|desk: Desk| async move {
        let office = &desk.office;
        desk.needs(&["N1"]).await;
        desk.person("P1", LICENSED).await;
        desk.adopts().await;
        desk.enters("P1").await;
        let placement = desk.agreed("P1", "N1").await;
        let start = desk.start("P1", "trial");
        let error = said(start_stage(office, &desk.anna(), &start).await);
        assert!(error.contains("`agreement`"), "{error}");
        desk.drafts(&placement, desk.terms("2026-12-01", "2027-05-31")).await;
        desk.all_sign(&placement).await;
        start_stage(office, &desk.anna(), &start).await.unwrap();
        let until = Some("2026-12-31".to_owned());
        assert_eq!(desk.phase("P1").await, ("stage/trial".to_owned(), until, vec![]));

        // Nothing can be decided before the check-ins that are due.
        desk.today.set(day("2026-12-29"));
        let works = desk.decide("P1", Outcome::Continue, "works");
        let error = said(decide_stage(office, &desk.anna(), &works).await);
        assert!(error.contains("`check_ins`"), "{error}");
        assert_eq!(desk.phase("P1").await.2, ["check_in"]);
        desk.looks_in("P1", "2026-12-15").await;
        desk.looks_in("P1", "2026-12-29").await;
        let error = said(
            decide_stage(office, &desk.anna(), &desk.decide("P1", Outcome::Continue, "nice")).await,
        );
        assert!(error.contains("`nice` is no reason here: expected one of `works`"), "{error}");
        decide_stage(office, &desk.anna(), &works).await.unwrap();

        desk.today.set(day("2027-01-01"));
        start_stage(office, &desk.anna(), &desk.start("P1", "employment")).await.unwrap();
        let until = Some("2027-04-30".to_owned());
        assert_eq!(desk.phase("P1").await, ("stage/employment".to_owned(), until, vec![]));
        let time: ReportTime = command(json!({
            "placement": placement, "month": "2027-01-01", "work_minutes": 7680,
            "training_minutes": 1920,
        }));
        desk.today.set(day("2027-02-01"));
        report_time(office, &desk.anna(), &time).await.unwrap();
        desk.today.set(day("2027-04-30"));
        let done = desk.decide("P1", Outcome::Continue, "hired");
        decide_stage(office, &desk.anna(), &done).await.unwrap();
        let leaves = |reason: &str| Leave {
            participant: "P1".parse().unwrap(),
            operation: "OP1".parse().unwrap(),
            reason: reason.parse().unwrap(),
            on: None,
        };
        let error = said(leave(office, &desk.anna(), &leaves("whatever")).await);
        assert!(error.contains("`whatever` is no reason here"), "{error}");
        leave(office, &desk.anna(), &leaves("job")).await.unwrap();
        let asked = |shown: &StandingShown| {
            let due = shown.due.iter().filter(|due| due.what == "follow_up");
            due.map(|due| due.on.to_string()).collect::<Vec<_>>()
        };
        let days = ["2027-05-28", "2027-10-30", "2029-04-30"];
        assert_eq!(asked(&desk.stands("P1").await), days);
        desk.today.set(day("2027-05-20"));
        let status = ObserveStatus {
            participant: "P1".parse().unwrap(),
            status: LabourStatus::Employed,
            on: None,
        };
        observe_status(office, &desk.anna(), &status).await.unwrap();
        assert_eq!(asked(&desk.stands("P1").await), days[1..]);
    });
}

#[test]
fn what_was_relied_on_is_not_taken_back() {
    each(|desk: Desk| async move {
        let office = &desk.office;
        desk.needs(&["N1"]).await;
        desk.person("P1", LICENSED).await;
        desk.adopts().await;
        let entered = {
            let enters: Enrol =
                command(json!({ "participant": "P1", "operation": "OP1", "answers": {} }));
            enrol(office, &desk.anna(), &enters).await.unwrap().event
        };
        let placement = desk.agreed("P1", "N1").await;
        desk.drafts(&placement, desk.terms("2026-12-01", "2027-05-31")).await;
        desk.all_sign(&placement).await;
        let trial = desk.start("P1", "trial");
        let started = start_stage(office, &desk.anna(), &trial).await.unwrap().event;
        let seq = desk.seq().await;
        let back = |event| Retract { event, reason: "mistake".parse().unwrap() };
        let error = said(retract(office, &desk.anna(), &back(entered)).await);
        assert!(error.contains("what happened later could not have"), "{error}");
        assert!(error.contains(&started.to_string()), "{error}");
        assert_eq!(desk.seq().await, seq, "nothing was half applied");
        retract(office, &desk.anna(), &back(started)).await.unwrap();
        retract(office, &desk.anna(), &back(entered)).await.unwrap();
        let ask = ReadStanding { participant: "P1".parse().unwrap(), on: None };
        assert!(standing(office, &desk.anna(), &ask).await.unwrap().is_empty());
    });
}

#[test]
fn a_pause_moves_the_end_and_a_broken_off_trial_leads_back_to_matching() {
    each(|desk: Desk| async move {
        let office = &desk.office;
        desk.needs(&["N1"]).await;
        desk.person("P1", LICENSED).await;
        desk.adopts().await;
        desk.enters("P1").await;
        let placement = desk.agreed("P1", "N1").await;
        desk.drafts(&placement, desk.terms("2026-12-01", "2027-05-31")).await;
        desk.all_sign(&placement).await;
        start_stage(office, &desk.anna(), &desk.start("P1", "trial")).await.unwrap();
        desk.today.set(day("2026-12-07"));
        let rests: Pause = command(json!({ "participant": "P1", "reason": "leave" }));
        pause(office, &desk.anna(), &rests).await.unwrap();
        let error = said(pause(office, &desk.anna(), &rests).await);
        assert!(error.contains("rests since 2026-12-07"), "{error}");
        desk.today.set(day("2026-12-14"));
        let goes_on: Resume = command(json!({ "participant": "P1" }));
        resume(office, &desk.anna(), &goes_on).await.unwrap();
        let until = Some("2027-01-07".to_owned());
        assert_eq!(desk.phase("P1").await, ("stage/trial".to_owned(), until, vec![]));
        let ends: EndPlacement =
            command(json!({ "placement": placement, "reason": "tasks_differ" }));
        end_placement(office, &desk.anna(), &ends).await.unwrap();
        assert_eq!(desk.phase("P1").await.0, "matching");
        // The next match knows that the tasks were others, and of nobody's fault.
        let learnt = desk.stands("P1").await.learnt;
        let told = serde_json::to_value(&learnt).unwrap();
        let expected = json!([{
            "need": "N1", "stage": "trial", "on": "2026-12-14", "learnt": "tasks",
        }]);
        assert_eq!(told, expected);
        // What was agreed for the trial that ended begins no other.
        assert!(start_stage(office, &desk.anna(), &desk.start("P1", "trial")).await.is_err());
    });
}

#[test]
fn a_stage_needs_a_programme_and_one_at_a_time() {
    each(|desk: Desk| async move {
        let office = &desk.office;
        desk.person("P1", LICENSED).await;
        let error = said(start_stage(office, &desk.anna(), &desk.start("P1", "trial")).await);
        assert!(error.contains("in no operation that goes by a programme"), "{error}");
        desk.adopts().await;
        let other: AdoptProgramme = command(json!({ "operation": "OP2", "name": "arctic-labour" }));
        adopt_programme(office, &desk.lead(), &other).await.unwrap();
        desk.enters("P1").await;
        let enters = |operation: &str| -> Enrol {
            command(json!({ "participant": "P1", "operation": operation, "answers": {} }))
        };
        let error = said(enrol(office, &desk.anna(), &enters("OP2")).await);
        assert!(error.contains("expected them to leave it first"), "{error}");
        // An operation without a programme is another matter.
        enrol(office, &desk.anna(), &enters("OP3")).await.unwrap();
        let error = said(start_stage(office, &desk.anna(), &desk.start("P1", "coaching")).await);
        assert!(error.contains("expected `trial`, `employment`"), "{error}");
        // Nor afterwards: not by taking the leaving back, nor by entering late.
        desk.today.set(day("2026-12-10"));
        let left = leaves("OP1", "moved_away");
        let left = leave(office, &desk.anna(), &left).await.unwrap().event;
        let mut early = enters("OP2");
        early.on = Some(day("2026-12-05"));
        let error = said(enrol(office, &desk.anna(), &early).await);
        assert!(error.contains("expected them to leave it first"), "{error}");
        enrol(office, &desk.anna(), &enters("OP2")).await.unwrap();
        let back: Retract = command(json!({ "event": left, "reason": "mistake" }));
        let error = said(retract(office, &desk.anna(), &back).await);
        assert!(error.contains("expected them to leave it first"), "{error}");
        let ends = leaves("OP2", "moved_away");
        leave(office, &desk.anna(), &ends).await.unwrap();
        let back = said(retract(office, &desk.anna(), &back).await);
        assert!(back.contains("expected them to leave it first"), "{back}");
    });
}

#[test]
fn who_entered_under_a_programme_goes_on_by_it() {
    each(|desk: Desk| async move {
        let office = &desk.office;
        desk.person("P1", LICENSED).await;
        desk.person("P2", LICENSED).await;
        desk.adopts().await;
        desk.enters("P1").await;
        desk.today.set(day("2026-12-10"));
        let other: AdoptProgramme = command(json!({ "operation": "OP1", "name": "arctic-labour" }));
        adopt_programme(office, &desk.lead(), &other).await.unwrap();
        desk.enters("P2").await;
        assert_eq!(desk.stands("P1").await.programme.as_str(), "workplace-lulea");
        assert_eq!(desk.stands("P2").await.programme.as_str(), "arctic-labour");
        assert!(adopt_programme(office, &desk.anna(), &other).await.unwrap_err().is_refusal());
        let bad: AdoptProgramme = command(json!({ "operation": "OP1", "template": "id = 1" }));
        let error = said(adopt_programme(office, &desk.lead(), &bad).await);
        assert!(error.contains("line 1"), "{error}");
    });
}

#[test]
fn duties_are_those_of_cases_that_one_may_read() {
    each(|desk: Desk| async move {
        let office = &desk.office;
        desk.needs(&["N1"]).await;
        desk.person("P1", LICENSED).await;
        desk.person("P2", WITHOUT).await;
        desk.adopts().await;
        desk.enters("P1").await;
        desk.enters("P2").await;
        let placement = desk.agreed("P1", "N1").await;
        desk.drafts(&placement, desk.terms("2026-12-01", "2027-05-31")).await;
        desk.all_sign(&placement).await;
        start_stage(office, &desk.anna(), &desk.start("P1", "trial")).await.unwrap();
        desk.today.set(day("2027-01-04"));
        let late: Duties = command(json!({ "late": true }));
        let what = |lines: Vec<etablera_casework::office::DutyLine>| {
            let lines =
                lines.iter().map(|one| format!("{} {} {}", one.on, one.participant, one.what));
            lines.collect::<Vec<_>>()
        };
        let all = what(duties(office, &desk.bo(), &late).await.unwrap());
        let expected =
            ["2026-12-15 P1 check_in", "2026-12-29 P1 check_in", "2026-12-31 P1 decision"];
        assert_eq!(all, expected);
        let theirs: Duties = command(json!({ "late": true, "holder": "bo" }));
        assert!(duties(office, &desk.bo(), &theirs).await.unwrap().is_empty());
        let protect = r#"{"protection_set":{"protection":"secrecy_marking"}}"#;
        desk.write("participant:P1", "2027-01-04", protect).await;
        assert!(duties(office, &desk.bo(), &late).await.unwrap().is_empty());
        assert_eq!(what(duties(office, &desk.anna(), &late).await.unwrap()), expected);
    });
}

#[test]
fn no_programme_is_adopted_for_who_goes_by_that_of_another_operation() {
    each(|desk: Desk| async move {
        let office = &desk.office;
        for who in ["P1", "P2", "P3"] {
            desk.person(who, LICENSED).await;
        }
        desk.adopts().await;
        let enters = |who: &str, operation: &str| -> Enrol {
            command(json!({ "participant": who, "operation": operation, "answers": {} }))
        };
        for (who, operation) in
            [("P1", "OP1"), ("P1", "OP2"), ("P2", "OP1"), ("P2", "OP2"), ("P3", "OP2")]
        {
            enrol(office, &desk.anna(), &enters(who, operation)).await.unwrap();
        }
        let adopt: AdoptProgramme = command(json!({ "operation": "OP2", "name": "arctic-labour" }));
        let seq = desk.seq().await;
        let error = said(adopt_programme(office, &desk.lead(), &adopt).await);
        assert!(error.contains("of those in `OP2`, 2 are in another operation"), "{error}");
        assert!(error.contains("to have left the other first"), "{error}");
        assert!(!error.contains("participant:"), "{error}");
        assert_eq!(desk.seq().await, seq);
        // Another for the operation that goes by one puts nobody in two.
        desk.adopts().await;
        leave(office, &desk.anna(), &leaves("OP1", "moved_away")).await.unwrap();
        let error = said(adopt_programme(office, &desk.lead(), &adopt).await);
        assert!(error.contains("1 are in another operation"), "{error}");
        let ends: Leave = command(json!({
            "participant": "P2", "operation": "OP2", "reason": "moved_away",
        }));
        leave(office, &desk.anna(), &ends).await.unwrap();
        adopt_programme(office, &desk.lead(), &adopt).await.unwrap();
    });
}

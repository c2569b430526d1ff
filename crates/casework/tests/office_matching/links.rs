//! The other side's signature, sessions under bookings, and cohorts that end
//! with their operation.

use etablera_casework::office::{
    AdoptProgramme, AgreementShown, BookService, CountersignItem, GiveUnder, Leave, MakeAgreement,
    PlanSession, ReadAccesses, ReadCohort, ReadIntroduction, ReadMentors, ReleaseBooking, Retract,
    ShowSession, SignItem, TakeAttendance, adopt_programme, book_service, cancel_session,
    close_case, correct, countersign_item, enrol, give_under, leave, make_agreement,
    observe_status, plan_session, read_accesses, read_cohort, read_introduction, read_mentors,
    record, release_booking, reopen_case, retract, show_agreement, show_session, sign_item,
    start_stage, take_attendance,
};
use etablera_casework::policy::Role;
use etablera_domain::event::Service;
use etablera_domain::event::state::Balance;
use serde_json::{Value, json};

use crate::journeys::command;
use crate::support::{Desk, LICENSED, WITHOUT, day, each, said, subject};

fn back(event: etablera_domain::event::EventId) -> Retract {
    Retract { event, reason: "mistake".parse().unwrap() }
}

#[test]
fn another_person_signs_for_the_other_side() {
    each(|desk: Desk| async move {
        let (office, anna) = (&desk.office, || desk.anna());
        desk.needs(&["N1"]).await;
        desk.person("P1", LICENSED).await;
        let other = || CountersignItem {
            participant: "P1".parse().unwrap(),
            item: "first_meeting".parse().unwrap(),
            on_behalf: None,
            on: None,
        };
        let error = said(countersign_item(office, &desk.bo(), &other()).await);
        assert!(error.contains("in no operation that goes by a programme"), "{error}");
        let adopt: AdoptProgramme =
            command(json!({ "operation": "OP1", "name": "kompetenscentrum" }));
        adopt_programme(office, &desk.lead(), &adopt).await.unwrap();
        desk.enters("P1").await;
        let placement = desk.agreed("P1", "N1").await;
        desk.drafts(&placement, desk.terms("2026-12-01", "2027-02-28")).await;
        start_stage(office, &anna(), &desk.start("P1", "introduction")).await.unwrap();
        let error = said(countersign_item(office, &desk.bo(), &other()).await);
        assert!(error.contains("`first_meeting` is not done"), "{error}");
        let signs: SignItem = command(json!({ "participant": "P1", "item": "first_meeting" }));
        let signed = sign_item(office, &anna(), &signs).await.unwrap().event;
        let seq = desk.seq().await;
        let error = said(countersign_item(office, &anna(), &other()).await);
        assert!(error.contains("`anna` signed for one side already"), "{error}");
        let lazy = CountersignItem { on_behalf: Some("lazy".parse().unwrap()), ..other() };
        let error = said(countersign_item(office, &anna(), &lazy).await);
        assert!(error.contains("`lazy` is no reason to sign for somebody"), "{error}");
        let coffee = CountersignItem { item: "coffee".parse().unwrap(), ..other() };
        let error = said(countersign_item(office, &desk.bo(), &coffee).await);
        assert!(error.contains("`coffee` is no item"), "{error}");
        assert!(countersign_item(office, &desk.lead(), &other()).await.unwrap_err().is_refusal());
        assert_eq!(desk.seq().await, seq, "nothing was half applied");

        let mut own = desk.call_of("sara", Role::Participant, "lulea");
        own.caller.is = Some(subject("participant:P1"));
        let both = countersign_item(office, &own, &other()).await.unwrap().event;
        let error = said(countersign_item(office, &desk.bo(), &other()).await);
        assert!(error.contains("is signed by both sides"), "{error}");
        let ask: ReadIntroduction = command(json!({ "participant": "P1" }));
        let plan = read_introduction(office, &anna(), &ask).await.unwrap().unwrap();
        assert!(plan.items[0].is_countersigned_by(day("2026-12-01")));
        let shown = read_mentors(office, &anna(), &ReadMentors { limit: 1000 }).await.unwrap();
        assert_eq!((shown.solid.both_sides.count, shown.solid.both_sides.out_of), (1, 1));
        // The first signature is not taken from under the other.
        let error = said(retract(office, &anna(), &back(signed)).await);
        assert!(error.contains("is not done") && error.contains(&both.to_string()), "{error}");
        retract(office, &anna(), &back(both)).await.unwrap();
        let shown = read_mentors(office, &anna(), &ReadMentors { limit: 1000 }).await.unwrap();
        assert_eq!((shown.solid.both_sides.count, shown.solid.both_sides.out_of), (0, 1));
        retract(office, &anna(), &back(signed)).await.unwrap();
    });
}

/// An agreement with two guest lectures, of which one is booked, and a
/// placement.
async fn promised(desk: &Desk) {
    let office = &desk.office;
    desk.needs(&["N1"]).await;
    let makes: MakeAgreement = command(json!({
        "agreement": "A1", "employer": "E1", "until": "2027-12-31", "promises": [
            { "service": "guest_lecture", "count": 2 }, { "service": "placement", "count": 1 },
        ],
    }));
    make_agreement(office, &desk.anna(), &makes).await.unwrap();
    desk.books("B1", "guest_lecture", "2026-12-04").await;
    desk.books("B9", "placement", "2026-12-04").await;
}

fn session(id: &str, on: &str, under: &[&str]) -> PlanSession {
    let under: Vec<_> =
        under.iter().map(|booking| json!({ "agreement": "A1", "booking": booking })).collect();
    command(json!({
        "session": id, "on": on, "minutes": 60, "part": "living", "cohort": "k1",
        "given_under": under,
    }))
}

impl Desk {
    fn eva(&self) -> etablera_casework::office::Call {
        self.call_of("eva", Role::Pedagogue, "lulea")
    }

    async fn books(&self, booking: &str, service: &str, on: &str) {
        let books: BookService = command(json!({
            "agreement": "A1", "booking": booking, "service": service, "on": on,
        }));
        book_service(&self.office, &self.anna(), &books).await.unwrap();
    }

    async fn agreement(&self) -> AgreementShown {
        show_agreement(&self.office, &self.anna(), &"A1".parse().unwrap()).await.unwrap()
    }

    async fn lectures(&self) -> Balance {
        self.agreement().await.balances[&Service::GuestLecture]
    }

    /// What does not fit, as the session, its cohort and the agreement say.
    async fn faults(&self) -> (Vec<String>, Vec<String>, Vec<String>) {
        let asks: ShowSession = command(json!({ "session": "S1" }));
        let session = show_session(&self.office, &self.eva(), &asks).await.unwrap();
        let asks: ReadCohort = command(json!({ "cohort": "k1" }));
        let cohort = read_cohort(&self.office, &self.eva(), &asks).await.unwrap();
        (session.booking_faults, cohort.booking_faults, self.agreement().await.faults)
    }

    async fn releases(&self, booking: &str) {
        let releases: ReleaseBooking = command(json!({
            "agreement": "A1", "booking": booking, "reason": "ill",
        }));
        release_booking(&self.office, &self.anna(), &releases).await.unwrap();
    }

    async fn joins(&self, who: &str, on: &str, operation: Option<&str>) {
        let joins = self.joining(who, on, operation);
        record(&self.office, &self.anna(), &joins).await.unwrap();
    }

    fn joining(
        &self,
        who: &str,
        on: &str,
        operation: Option<&str>,
    ) -> etablera_casework::office::Record {
        let mut what = json!({ "cohort": "k1" });
        if let Some(operation) = operation {
            what["operation"] = operation.into();
        }
        command(json!({
            "stream": format!("participant:{who}"), "on": on, "what": { "cohort_joined": what },
        }))
    }

    async fn enrols(&self, who: &str, operation: &str) {
        let enters = json!({ "participant": who, "operation": operation, "answers": {} });
        enrol(&self.office, &self.anna(), &command(enters)).await.unwrap();
    }

    async fn leaves(&self, who: &str, operation: &str, on: &str) -> Retract {
        let leaves: Leave = command(json!({
            "participant": who, "operation": operation, "reason": "done", "on": on,
        }));
        back(leave(&self.office, &self.anna(), &leaves).await.unwrap().event)
    }

    /// Who is in the cohort on a day, and whose list is late then.
    async fn cohort(&self, on: &str) -> (Vec<String>, Vec<String>) {
        let asks: ReadCohort = command(json!({ "cohort": "k1", "on": on }));
        let shown = read_cohort(&self.office, &self.anna(), &asks).await.unwrap();
        let members = shown.progress.members.iter().map(|one| one.participant.to_string());
        let late = shown.late_lists.iter().flat_map(|late| &late.missing).map(ToString::to_string);
        (members.collect(), late.collect())
    }
}

#[test]
fn a_session_is_given_under_a_booking_and_the_balance_stays() {
    each(|desk: Desk| async move {
        let office = &desk.office;
        promised(&desk).await;
        let seq = desk.seq().await;
        let plan = |on: &'static str, under: &'static [&'static str]| {
            let (plan, eva) = (session("S1", on, under), desk.eva());
            async move { said(plan_session(office, &eva, &plan).await) }
        };
        let error = plan("2026-12-07", &["B1"]).await;
        assert!(error.contains("booked for 2026-12-04: expected the same day"), "{error}");
        let error = plan("2026-12-04", &["B2"]).await;
        assert!(error.contains("`B2`, which is no booking of `A1`"), "{error}");
        let error = plan("2026-12-04", &["B9"]).await;
        assert!(error.contains("is a booking of Placement"), "{error}");
        assert!(plan("2026-12-04", &["B1", "B1"]).await.contains("is given under `B1` already"));
        assert_eq!(desk.seq().await, seq, "nothing was half applied");
        let lead = plan_session(office, &desk.anna(), &session("S1", "2026-12-04", &[])).await;
        assert!(lead.unwrap_err().is_refusal());

        let before = desk.lectures().await;
        assert_eq!((before.booked, before.left), (1, 1));
        let (_, _, asks) = {
            plan_session(office, &desk.eva(), &session("S1", "2026-12-04", &[])).await.unwrap();
            desk.faults().await
        };
        assert!(asks[0].contains("booking `B1` of `A1` for 2026-12-04 has no session"), "{asks:?}");
        let under = |session: &str, booking: &str| -> GiveUnder {
            command(json!({ "session": session, "agreement": "A1", "booking": booking }))
        };
        let linked = give_under(office, &desk.eva(), &under("S1", "B1")).await.unwrap();
        assert_eq!(desk.lectures().await, before);
        assert_eq!(desk.faults().await, (vec![], vec![], vec![]));
        plan_session(office, &desk.eva(), &session("S2", "2026-12-04", &[])).await.unwrap();
        let error = said(give_under(office, &desk.eva(), &under("S2", "B1")).await);
        assert!(error.contains("as `S1` is: expected one session a booking"), "{error}");
        let nowhere = give_under(office, &desk.eva(), &under("S9", "B1")).await;
        assert!(nowhere.is_err());

        // Cancelled: the booking waits for its release; then all is as before.
        let cancels = command(json!({ "session": "S1", "reason": "ill" }));
        cancel_session(office, &desk.eva(), &cancels).await.unwrap();
        let (session_says, cohort_says, agreement_says) = desk.faults().await;
        assert!(session_says[0].contains("`S1` was cancelled, and `B1` is booked for it"));
        assert_eq!((&session_says, &session_says), (&cohort_says, &agreement_says));
        assert_eq!(desk.lectures().await, before);
        desk.releases("B1").await;
        let after = desk.lectures().await;
        assert_eq!((after.booked, after.left, after.given), (0, 2, 0));
        assert_eq!(desk.faults().await, (vec![], vec![], vec![]));
        // Planned anew, it asks for another booking, and is content with one.
        plan_session(office, &desk.eva(), &session("S1", "2026-12-11", &[])).await.unwrap();
        let says = desk.faults().await.0;
        assert!(says[0].contains("which was released: expected another booking"), "{says:?}");
        desk.books("B3", "guest_lecture", "2026-12-11").await;
        give_under(office, &desk.eva(), &under("S1", "B3")).await.unwrap();
        assert_eq!(desk.faults().await, (vec![], vec![], vec![]));
        // What was linked by mistake is taken back.
        assert!(retract(office, &desk.lead(), &back(linked)).await.is_ok());
        let shown: ShowSession = command(json!({ "session": "S1" }));
        let sheet = show_session(office, &desk.eva(), &shown).await.unwrap();
        assert_eq!(sheet.given_under.len(), 1);
    });
}

#[test]
fn an_employer_reads_of_no_session_and_a_look_at_a_cohort_is_one() {
    each(|desk: Desk| async move {
        let office = &desk.office;
        promised(&desk).await;
        plan_session(office, &desk.eva(), &session("S1", "2026-12-04", &["B1"])).await.unwrap();
        let cancels = command(json!({ "session": "S1", "reason": "ill" }));
        cancel_session(office, &desk.eva(), &cancels).await.unwrap();
        let mut boss = desk.call_of("emp", Role::Employer, "lulea");
        boss.caller.is = Some(subject("employer:E1"));
        let shown = show_agreement(office, &boss, &"A1".parse().unwrap()).await.unwrap();
        assert!(shown.faults.iter().all(|one| !one.contains("S1")), "{:?}", shown.faults);
        let asks: ReadCohort = command(json!({ "cohort": "k1" }));
        read_cohort(office, &desk.eva(), &asks).await.unwrap();
        assert!(read_cohort(office, &boss, &asks).await.unwrap_err().is_refusal());
        let rut = desk.call_of("rut", Role::Auditor, "lulea");
        let reads: ReadAccesses = command(json!({ "limit": 1000 }));
        let rows = read_accesses(office, &rut, &reads).await.unwrap();
        let looks: Vec<_> =
            rows.iter().map(|row| &row.access).filter(|row| row.action == "read_cohort").collect();
        assert_eq!(looks.len(), 2);
        assert_eq!(looks[0].subject, Some(subject("system:etablera")));
        assert_eq!(looks[0].purpose.as_deref(), Some("cohort k1"));
        assert!(rows.iter().all(|row| row.access.subject != Some(subject("session:k1"))));
    });
}

#[test]
fn who_leaves_an_operation_leaves_its_cohorts_and_a_correction_brings_them_back() {
    each(|desk: Desk| async move {
        let office = &desk.office;
        desk.today.set(day("2026-12-01"));
        for who in ["P1", "P2", "P3"] {
            desk.person(who, WITHOUT).await;
            desk.enrols(who, "OP1").await;
        }
        desk.enrols("P2", "OP2").await;
        let error = said(
            record(office, &desk.anna(), &desk.joining("P1", "2026-12-01", Some("OP9"))).await,
        );
        assert!(error.contains("was not in `OP9` on 2026-12-01"), "{error}");
        desk.joins("P1", "2026-12-01", Some("OP1")).await;
        desk.joins("P2", "2026-12-01", None).await;
        desk.joins("P3", "2026-12-01", Some("OP1")).await;
        desk.today.set(day("2026-12-20"));
        for (id, on) in [("S1", "2026-12-04"), ("S2", "2026-12-11")] {
            plan_session(office, &desk.eva(), &session(id, on, &[])).await.unwrap();
        }
        let gone = desk.leaves("P1", "OP1", "2026-12-08").await;
        desk.leaves("P2", "OP1", "2026-12-08").await;
        // The list from before they left is still late, and the later is not theirs.
        let (members, late) = desk.cohort("2026-12-18").await;
        assert_eq!(members, ["P2", "P3"], "who goes on in another operation goes on");
        assert_eq!(late, ["P1", "P2", "P3", "P2", "P3"]);
        // It can still be taken, and a status found out late counts.
        let attends: TakeAttendance = command(json!({ "session": "S1", "present": ["P1"] }));
        take_attendance(office, &desk.eva(), &attends).await.unwrap();
        let found: Value = json!({ "participant": "P1", "status": "employed", "on": "2026-12-15" });
        observe_status(office, &desk.anna(), &command(found)).await.unwrap();
        assert_eq!(desk.cohort("2026-12-18").await.1, ["P2", "P3", "P2", "P3"]);
        // The leaving was on another day, and then it never was.
        let moved = command(json!({
            "event": gone.event, "on": "2026-12-11",
            "what": { "left": { "operation": "OP1", "reason": "done" } },
        }));
        let moved = back(correct(office, &desk.anna(), &moved).await.unwrap());
        assert_eq!(desk.cohort("2026-12-18").await.1, ["P2", "P3", "P1", "P2", "P3"]);
        retract(office, &desk.anna(), &moved).await.unwrap();
        assert_eq!(desk.cohort("2026-12-18").await.0, ["P1", "P2", "P3"]);
        // Left for good, also where that is noticed late.
        desk.leaves("P2", "OP2", "2026-12-15").await;
        assert_eq!(desk.cohort("2026-12-18").await.0, ["P1", "P3"]);
    });
}

#[test]
fn a_closed_case_is_in_no_cohort_and_is_back_when_it_is_opened_again() {
    each(|desk: Desk| async move {
        let office = &desk.office;
        for who in ["P1", "P2"] {
            desk.person(who, WITHOUT).await;
            desk.enrols(who, "OP1").await;
            desk.joins(who, "2026-12-01", None).await;
        }
        desk.today.set(day("2026-12-20"));
        for (id, on) in [("S1", "2026-12-04"), ("S2", "2026-12-11"), ("S3", "2026-12-14")] {
            plan_session(office, &desk.eva(), &session(id, on, &[])).await.unwrap();
        }
        for who in ["P1", "P2"] {
            let closes = json!({ "participant": who, "reason": "job", "on": "2026-12-08" });
            close_case(office, &desk.anna(), &command(closes)).await.unwrap();
        }
        assert!(desk.cohort("2026-12-18").await.0.is_empty());
        // That they left the operation is noticed after the case was closed.
        desk.leaves("P2", "OP1", "2026-12-07").await;
        for who in ["P1", "P2"] {
            let opens = json!({ "participant": who, "on": "2026-12-13" });
            reopen_case(office, &desk.anna(), &command(opens)).await.unwrap();
        }
        let (members, late) = desk.cohort("2026-12-19").await;
        assert_eq!(members, ["P1"]);
        // Nothing is expected of them from while the case was closed.
        assert_eq!(late, ["P1", "P2", "P1"]);
        // Who left the cohort before the operation left it that day.
        desk.leaves("P1", "OP1", "2026-12-18").await;
        let leaves = command(json!({
            "stream": "participant:P1", "on": "2026-12-16",
            "what": { "cohort_left": { "cohort": "k1" } },
        }));
        record(office, &desk.anna(), &leaves).await.unwrap();
        assert!(desk.cohort("2026-12-17").await.0.is_empty());
        assert_eq!(desk.cohort("2026-12-16").await.0, ["P1"]);
    });
}

#[test]
fn no_cohort_goes_on_after_its_operation_was_left_whatever_was_written_first() {
    each(|desk: Desk| async move {
        let (office, anna) = (&desk.office, || desk.anna());
        let people = ["P1", "P2", "P3", "P4"];
        for who in people {
            desk.person(who, WITHOUT).await;
        }
        for who in ["P1", "P2", "P3"] {
            desk.enrols(who, "OP1").await;
        }
        let entered = {
            let enters = json!({ "participant": "P4", "operation": "OP1", "answers": {} });
            back(enrol(office, &anna(), &command(enters)).await.unwrap().event)
        };
        desk.today.set(day("2026-12-20"));
        plan_session(office, &desk.eva(), &session("S1", "2026-12-11", &[])).await.unwrap();
        for (who, operation) in [("P1", Some("OP1")), ("P2", None), ("P4", Some("OP1"))] {
            desk.joins(who, "2026-12-08", operation).await;
        }
        let all = ["P1", "P2", "P4"].map(str::to_owned);
        assert_eq!(desk.cohort("2026-12-19").await, (all.to_vec(), all.to_vec()));
        // Whether they left is noticed late, put right, or never were in it.
        desk.leaves("P1", "OP1", "2026-12-05").await;
        let gone = desk.leaves("P2", "OP1", "2026-12-20").await;
        let moved = command(json!({
            "event": gone.event, "on": "2026-12-05",
            "what": { "left": { "operation": "OP1", "reason": "done" } },
        }));
        correct(office, &anna(), &moved).await.unwrap();
        retract(office, &anna(), &entered).await.unwrap();
        assert_eq!(desk.cohort("2026-12-19").await, (vec![], vec![]));
        // The day of leaving is none on which to join.
        desk.leaves("P3", "OP1", "2026-12-08").await;
        let error =
            said(record(office, &anna(), &desk.joining("P3", "2026-12-08", Some("OP1"))).await);
        assert!(error.contains("was not in `OP1` on 2026-12-08"), "{error}");
        let error = said(record(office, &anna(), &desk.joining("P3", "2026-12-08", None)).await);
        assert!(error.contains("in no operation any more on 2026-12-08"), "{error}");
        desk.joins("P3", "2026-12-07", Some("OP1")).await;
        assert_eq!(desk.cohort("2026-12-19").await, (vec![], vec![]));
    });
}

#[test]
fn nobody_joins_a_cohort_that_they_are_in() {
    each(|desk: Desk| async move {
        let (office, anna) = (&desk.office, || desk.anna());
        desk.person("P1", WITHOUT).await;
        desk.enrols("P1", "OP1").await;
        desk.today.set(day("2026-12-20"));
        let joins = |on: &'static str, operation| desk.joining("P1", on, operation);
        let joined = record(office, &anna(), &joins("2026-12-05", None)).await.unwrap();
        for (on, operation) in
            [("2026-12-05", None), ("2026-12-10", None), ("2026-12-10", Some("OP1"))]
        {
            let error = said(record(office, &anna(), &joins(on, operation)).await);
            let expected = "is in cohort `k1` since 2026-12-05: expected them to leave it first";
            assert!(error.contains(expected), "{error}");
        }
        // To put its own day right is no second time.
        let what = json!({ "cohort_joined": { "cohort": "k1", "operation": "OP1" } });
        let moved = command(json!({ "event": joined, "on": "2026-12-07", "what": what }));
        correct(office, &anna(), &moved).await.unwrap();
        let leaves = command(json!({
            "stream": "participant:P1", "on": "2026-12-10",
            "what": { "cohort_left": { "cohort": "k1" } },
        }));
        record(office, &anna(), &leaves).await.unwrap();
        let again = record(office, &anna(), &joins("2026-12-12", None)).await.unwrap();
        assert_eq!(desk.cohort("2026-12-19").await.0, ["P1"]);
        // Nor into the time before.
        let moved = command(json!({
            "event": again, "on": "2026-12-08", "what": { "cohort_joined": { "cohort": "k1" } },
        }));
        let error = said(correct(office, &anna(), &moved).await);
        assert!(error.contains("is in cohort `k1` since 2026-12-07"), "{error}");
    });
}

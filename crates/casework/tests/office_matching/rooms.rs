//! Homes by the share, introductions, and how far people have come.

use etablera_casework::office::{
    AdoptProgramme, AdoptRules, AllocateHome, CountHomes, EndHomeSearch, PlanSession, ReadCohort,
    ReadIntroduction, ReadMentors, ReadProgress, Retract, SeekHome, ShowHousing, SignItem,
    TakeAttendance, VacateHomes, adopt_programme, adopt_rules, allocate_home, count_homes,
    end_home_search, plan_session, read_cohort, read_introduction, read_mentors, read_progress,
    record, retract, seek_home, show_housing, sign_item, start_stage, take_attendance,
    vacate_homes,
};
use etablera_casework::policy::Role;
use serde_json::json;

use crate::journeys::command;
use crate::support::{Desk, LICENSED, WITHOUT, day, each, said};

pub(crate) const WINDOW: &str = r#"
    [[rule]]
    name = "housing.window"
    description = "Length of a rolling window"
    unit = "month"
    value = [{ from = 2026-01-01, amount = 12, reference = "KS 2026/1", verified = true }]
"#;

fn seeks(who: &str, needed_by: &str) -> SeekHome {
    command(json!({
        "housing": "2580", "participant": who, "household": 3, "needed_by": needed_by,
    }))
}

fn gets(who: &str, permanent: bool) -> AllocateHome {
    gets_in("2580", who, permanent)
}

pub(crate) fn gets_in(housing: &str, who: &str, permanent: bool) -> AllocateHome {
    command(json!({
        "housing": housing, "participant": who, "permanent": permanent, "on": "2026-12-01",
    }))
}

#[test]
fn homes_are_given_while_the_share_lasts() {
    each(|desk: Desk| async move {
        let office = &desk.office;
        for who in ["P1", "P2", "P3"] {
            desk.person(who, WITHOUT).await;
        }
        let counts: CountHomes = command(json!({
            "housing": "2580", "vacant": 7, "allocated": 0, "on": "2026-11-30",
        }));
        assert!(count_homes(office, &desk.anna(), &counts).await.unwrap_err().is_refusal());
        count_homes(office, &desk.lead(), &counts).await.unwrap();
        // Nobody has decided on the window that ships.
        let error = said(allocate_home(office, &desk.lead(), &gets("P1", true)).await);
        assert!(error.contains("`housing.window` has no verified value"), "{error}");
        let own = AdoptRules { rules: WINDOW.to_owned() };
        adopt_rules(office, &desk.lead(), &own).await.unwrap();
        let bad = AdoptRules { rules: WINDOW.replace("month", "moon") };
        assert!(said(adopt_rules(office, &desk.lead(), &bad).await).contains("line 5"));

        seek_home(office, &desk.lead(), &seeks("P2", "2026-12-15")).await.unwrap();
        seek_home(office, &desk.lead(), &seeks("P1", "2027-01-10")).await.unwrap();
        seek_home(office, &desk.lead(), &seeks("P3", "2027-01-05")).await.unwrap();
        // Of the count nothing is left to give, since every window keeps to it.
        let error = said(allocate_home(office, &desk.lead(), &gets("P2", true)).await);
        assert!(error.contains("1 of 0 homes from 2026-12-01"), "{error}");
        let vacant: VacateHomes =
            command(json!({ "housing": "2580", "homes": 7, "on": "2026-12-01" }));
        vacate_homes(office, &desk.lead(), &vacant).await.unwrap();
        let given = allocate_home(office, &desk.lead(), &gets("P2", true)).await.unwrap();
        let seq = desk.seq().await;
        let error = said(allocate_home(office, &desk.lead(), &gets("P1", true)).await);
        assert!(error.contains("2 of 7 homes"), "{error}");
        assert_eq!(desk.seq().await, seq);
        let ask = ShowHousing { housing: "2580".parse().unwrap() };
        let shown = show_housing(office, &desk.lead(), &ask).await.unwrap();
        assert_eq!((shown.room, shown.open), (Some(0), None));
        let queue = shown.queue.iter().map(|one| (one.participant.as_str(), one.why.join(" ")));
        let queue: Vec<_> = queue.collect();
        assert_eq!(queue.iter().map(|one| one.0).collect::<Vec<_>>(), ["P3", "P1"]);
        assert!(queue.iter().all(|one| one.1.contains("share_reached")), "{queue:?}");
        let ends: EndHomeSearch = command(json!({
            "housing": "2580", "participant": "P3", "reason": "moved_away",
        }));
        end_home_search(office, &desk.lead(), &ends).await.unwrap();
        assert!(end_home_search(office, &desk.lead(), &ends).await.is_err());
        let shown = show_housing(office, &desk.lead(), &ask).await.unwrap();
        assert_eq!(shown.queue.len(), 1);
        // Whoever puts it right is who may write it down.
        let back = Retract { event: given, reason: "mistake".parse().unwrap() };
        assert!(retract(office, &desk.anna(), &back).await.unwrap_err().is_refusal());
        retract(office, &desk.lead(), &back).await.unwrap();
        let shown = show_housing(office, &desk.lead(), &ask).await.unwrap();
        assert_eq!(shown.queue.len(), 2);
    });
}

#[test]
fn a_new_colleague_is_introduced_item_by_item() {
    each(|desk: Desk| async move {
        let office = &desk.office;
        desk.needs(&["N1"]).await;
        desk.person("P1", LICENSED).await;
        let adopt: AdoptProgramme =
            command(json!({ "operation": "OP1", "name": "kompetenscentrum" }));
        adopt_programme(office, &desk.lead(), &adopt).await.unwrap();
        desk.enters("P1").await;
        let ask: ReadIntroduction = command(json!({ "participant": "P1" }));
        assert_eq!(read_introduction(office, &desk.anna(), &ask).await.unwrap(), None);
        let placement = desk.agreed("P1", "N1").await;
        desk.drafts(&placement, desk.terms("2026-12-01", "2027-02-28")).await;
        start_stage(office, &desk.anna(), &desk.start("P1", "introduction")).await.unwrap();
        let plan = read_introduction(office, &desk.anna(), &ask).await.unwrap().unwrap();
        let days: Vec<_> =
            plan.items.iter().map(|one| (one.item.as_str(), one.due.to_string())).collect();
        assert_eq!(days[0], ("first_meeting", "2026-12-02".to_owned()));
        assert_eq!(days.len(), 5);
        let signs =
            |item: &str| -> SignItem { command(json!({ "participant": "P1", "item": item })) };
        sign_item(office, &desk.anna(), &signs("first_meeting")).await.unwrap();
        let error = said(sign_item(office, &desk.anna(), &signs("first_meeting")).await);
        assert!(error.contains("is signed"), "{error}");
        let error = said(sign_item(office, &desk.anna(), &signs("coffee")).await);
        assert!(error.contains("expected one of `first_meeting`"), "{error}");
        desk.today.set(day("2026-12-15"));
        let plan = read_introduction(office, &desk.anna(), &ask).await.unwrap().unwrap();
        let late: Vec<_> = plan.late().map(|one| one.item.as_str()).collect();
        assert_eq!(late, ["workplace_and_safety"]);
        let shown = read_mentors(office, &desk.anna(), &ReadMentors { limit: 1000 }).await.unwrap();
        assert_eq!(shown.introductions, 1);
        assert!(
            shown
                .weeks
                .iter()
                .all(|week| week.mentor.as_ref().is_some_and(|m| m.as_str() == "ove"))
        );
        assert!(
            shown.too_much.iter().any(|text| text.contains("`ove` has")),
            "{:?}",
            shown.too_much
        );
    });
}

#[test]
fn hours_count_by_part_and_a_lost_list_is_told() {
    each(|desk: Desk| async move {
        let office = &desk.office;
        let eva = || desk.call_of("eva", Role::Pedagogue, "lulea");
        for (who, on) in [("P1", "2026-11-20"), ("P2", "2026-11-26")] {
            desk.person(who, WITHOUT).await;
            let joins = command(json!({
                "stream": format!("participant:{who}"), "on": on,
                "what": { "cohort_joined": { "cohort": "k1" } },
            }));
            record(office, &desk.anna(), &joins).await.unwrap();
        }
        for (id, on) in [("S1", "2026-11-20"), ("S2", "2026-11-27")] {
            let plans: PlanSession = command(json!({
                "session": id, "on": on, "minutes": 300, "part": "living", "cohort": "k1",
            }));
            plan_session(office, &eva(), &plans).await.unwrap();
        }
        let attends: TakeAttendance = command(
            json!({ "session": "S1", "partly": [{ "participant": "P1", "minutes": 240 }] }),
        );
        take_attendance(office, &eva(), &attends).await.unwrap();
        let ask: ReadProgress = command(json!({ "participant": "P1" }));
        let found = read_progress(office, &desk.anna(), &ask).await.unwrap();
        let living = found.part("living").unwrap().tally;
        assert_eq!((living.attended, living.short, living.unrecorded), (240, 60, 300));
        assert!(read_progress(office, &eva(), &ask).await.is_err());
        let cohort = |on: &str| -> ReadCohort { command(json!({ "cohort": "k1", "on": on })) };
        let shown = read_cohort(office, &eva(), &cohort("2026-12-01")).await.unwrap();
        assert_eq!(shown.progress.members.len(), 2);
        let late: Vec<_> = shown.late_lists.iter().map(|one| one.session.as_str()).collect();
        assert_eq!(late, ["S2"], "whoever joined later owes nothing from before");
        let shown = read_cohort(office, &eva(), &cohort("2026-11-30")).await.unwrap();
        assert!(shown.late_lists.is_empty());
    });
}

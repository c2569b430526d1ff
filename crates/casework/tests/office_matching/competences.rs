//! Plans for new competences: written, followed up, hidden and put right.

use etablera_casework::office::{
    CompetencesDue, EndCompetence, FollowCompetence, PlanCompetence, ReadCompetences,
    ReadCompetencesDue, Retract, close_case, correct, end_competence, export_subject,
    follow_competence, plan_competence, read_competences, read_competences_due, record, retract,
    timeline,
};
use etablera_casework::policy::Role;
use etablera_programme::competence_plan::{Part, Phase, Tie};
use serde_json::{Value, json};

use crate::journeys::command;
use crate::support::{Desk, WITHOUT, day, each, said};

#[expect(clippy::needless_pass_by_value, reason = "written on the spot")]
fn plans(who: &str, more: Value) -> PlanCompetence {
    let mut all = json!({ "participant": who, "competence": "isco:5120", "unit": "home_care" });
    all.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    command(all)
}

fn used(who: &str, on: &str) -> FollowCompetence {
    command(json!({ "participant": who, "competence": "isco:5120", "act": "used", "on": on }))
}

fn of(who: &str) -> ReadCompetences {
    command(json!({ "participant": who }))
}

fn holders(told: &CompetencesDue) -> Vec<&str> {
    told.alone.iter().map(|one| one.holder.as_str()).collect()
}

async fn due(desk: &Desk, more: Value) -> CompetencesDue {
    let asks: ReadCompetencesDue = command(more);
    read_competences_due(&desk.office, &desk.bo(), &asks).await.unwrap()
}

#[test]
fn a_plan_is_written_followed_up_and_told_when_it_is_late() {
    each(|desk: Desk| async move {
        let (office, anna) = (&desk.office, || desk.anna());
        desk.needs(&["N1"]).await;
        desk.person("P1", WITHOUT).await;
        let whole = json!({
            "employer": "E1", "note": "likes the early shift",
            "uses": [{ "task": "meals", "place": "kitchen_a", "every": "2 weeks" }],
            "network": [{ "mentor": "ove" }],
            "refresh": { "what": "food_hygiene", "when": { "every": "12 months" } },
        });
        let twice = json!({ "uses": [whole["uses"][0], whole["uses"][0]] });
        let error = said(plan_competence(office, &anna(), &plans("P1", twice)).await);
        assert!(error.contains("`meals` in `kitchen_a` is there twice"), "{error}");
        let own = json!({ "network": [{ "colleague": "P1" }] });
        let error = said(plan_competence(office, &anna(), &plans("P1", own)).await);
        assert!(error.contains("`P1` is in their own network"), "{error}");
        let late = json!({ "reviews": ["2026-11-01"] });
        let error = said(plan_competence(office, &anna(), &plans("P1", late)).await);
        assert!(error.contains("expected `2026-12-01` or later"), "{error}");
        let nowhere = plans("P1", json!({ "employer": "E9" }));
        assert!(plan_competence(office, &anna(), &nowhere).await.is_err());
        let error = said(follow_competence(office, &anna(), &used("P1", "2026-12-01")).await);
        assert!(error.contains("has no plan for"), "{error}");
        let eva = desk.call_of("eva", Role::Pedagogue, "lulea");
        assert!(plan_competence(office, &eva, &plans("P1", json!({}))).await.is_err());

        plan_competence(office, &anna(), &plans("P1", whole)).await.unwrap();
        desk.today.set(day("2026-12-10"));
        let error = said(follow_competence(office, &anna(), &used("P1", "2026-11-30")).await);
        assert!(error.contains("comes before the plan"), "{error}");
        follow_competence(office, &anna(), &used("P1", "2026-12-10")).await.unwrap();
        let error = said(follow_competence(office, &anna(), &used("P1", "2026-12-10")).await);
        assert!(error.contains("done twice on `2026-12-10`"), "{error}");

        let shown = read_competences(office, &anna(), &of("P1")).await.unwrap().remove(0);
        assert_eq!(shown.note.as_deref(), Some("likes the early shift"));
        assert_eq!(shown.status.unwrap().missing, []);
        // Whoever may not read notes does not read this one.
        let shown = read_competences(office, &desk.lead(), &of("P1")).await.unwrap().remove(0);
        assert_eq!(shown.note, None);
        let told = due(&desk, json!({ "on": "2026-12-24" })).await;
        assert_eq!(told.due[0].status.phase, Phase::Due);
        let told = due(&desk, json!({ "on": "2026-12-25" })).await;
        assert_eq!(told.due[0].status.phase, Phase::Late);
        let told = due(&desk, json!({ "on": "2027-06-10" })).await;
        assert_eq!(told.due[0].status.phase, Phase::Lapsed);
        assert!(told.alone.is_empty(), "what has lapsed nobody is said to have");
        assert!(due(&desk, json!({ "unit": "school" })).await.alone.is_empty());
        assert!(due(&desk, json!({ "employer": "E2" })).await.alone.is_empty());
        assert_eq!(holders(&due(&desk, json!({ "employer": "E1" })).await), ["P1"]);

        let ends: EndCompetence = command(json!({
            "participant": "P1", "competence": "isco:5120", "reason": "other_tasks",
        }));
        end_competence(office, &anna(), &ends).await.unwrap();
        assert!(said(end_competence(office, &anna(), &ends).await).contains("ended on 2026-12-10"));
        assert!(follow_competence(office, &anna(), &used("P1", "2026-12-10")).await.is_err());
        assert!(due(&desk, json!({ "on": "2027-06-10" })).await.due.is_empty());
        // What is planned anew holds, and what was done before it is the past.
        plan_competence(office, &anna(), &plans("P1", json!({}))).await.unwrap();
        let shown = read_competences(office, &anna(), &of("P1")).await.unwrap().remove(0);
        let missing = shown.status.unwrap().missing;
        assert_eq!(missing, [Part::Use, Part::Network, Part::Refresh]);
        // A plan of an earlier day would not hold.
        let early = plans("P1", json!({ "on": "2026-12-02" }));
        let error = said(plan_competence(office, &anna(), &early).await);
        assert!(error.contains("something that happened later has the last word"), "{error}");
    });
}

#[test]
fn what_one_person_alone_can_is_told_without_those_who_are_hidden() {
    each(|desk: Desk| async move {
        let (office, anna) = (&desk.office, || desk.anna());
        for who in ["P1", "P2", "P3"] {
            desk.person(who, WITHOUT).await;
        }
        plan_competence(office, &anna(), &plans("P1", json!({}))).await.unwrap();
        assert_eq!(holders(&due(&desk, json!({})).await), ["P1"]);
        let tied = plans("P1", json!({ "network": [{ "colleague": "P2" }] }));
        plan_competence(office, &anna(), &tied).await.unwrap();
        assert!(due(&desk, json!({})).await.alone.is_empty(), "a colleague can it too");
        // What is handed out to either names the other nowhere.
        for (to, other) in [("P1", "P2"), ("P2", "P1")] {
            let asks = command(json!({ "participant": to }));
            let handed_out = export_subject(office, &anna(), &asks).await.ok().unwrap();
            let text = serde_json::to_string(&handed_out).unwrap();
            assert!(!text.contains(&format!("{other}\"")), "{text}");
        }
        plan_competence(office, &anna(), &plans("P3", json!({}))).await.unwrap();
        let protect = r#"{"protection_set":{"protection":"secrecy_marking"}}"#;
        for who in ["P2", "P3"] {
            desk.write(&format!("participant:{who}"), "2026-12-01", protect).await;
        }
        assert_eq!(holders(&due(&desk, json!({})).await), ["P1"]);
        let asks: ReadCompetencesDue = command(json!({}));
        let all = read_competences_due(office, &anna(), &asks).await.unwrap();
        assert!(all.alone.is_empty());
        // The plan shows as if the colleague were not in it.
        let shown = read_competences(office, &desk.bo(), &of("P1")).await.unwrap().remove(0);
        assert!(shown.plan.says().network.is_empty());
        assert!(shown.status.unwrap().missing.contains(&Part::Network));
        let shown = read_competences(office, &anna(), &of("P1")).await.unwrap().remove(0);
        assert_eq!(shown.plan.says().network, [Tie::Colleague("P2".parse().unwrap())]);
        // And naming them is refused as naming nobody is.
        let error = said(plan_competence(office, &desk.bo(), &tied).await);
        let nobody = plans("P1", json!({ "network": [{ "colleague": "P9" }] }));
        let none = said(plan_competence(office, &desk.bo(), &nobody).await);
        assert_eq!(error.replace("P2", "P9"), none);
        // Nor does the course of a colleague's case tell of a holder who is
        // hidden, not even that there is one.
        let tied = plans("P3", json!({ "network": [{ "colleague": "P1" }] }));
        plan_competence(office, &anna(), &tied).await.unwrap();
        let reads = command(json!({ "participant": "P1" }));
        let names = |line: etablera_casework::office::Timeline| {
            line.happened.iter().filter(|one| one.what.name() == "competence_tied").count()
        };
        assert_eq!(names(timeline(office, &desk.bo(), &reads).await.unwrap()), 0);
        assert_eq!(names(timeline(office, &anna(), &reads).await.unwrap()), 2);
        assert!(plan_competence(office, &anna(), &nobody).await.is_err());
        // Whose case is closed has no plan to see to.
        let closes = command(json!({ "participant": "P1", "reason": "job" }));
        close_case(office, &anna(), &closes).await.unwrap();
        assert!(due(&desk, json!({})).await.alone.is_empty());
        assert!(plan_competence(office, &anna(), &plans("P1", json!({}))).await.is_err());
    });
}

#[test]
fn a_plan_is_taken_back_and_never_replaced_from_outside() {
    each(|desk: Desk| async move {
        let (office, anna) = (&desk.office, || desk.anna());
        for who in ["P1", "P2"] {
            desk.person(who, WITHOUT).await;
        }
        plan_competence(office, &anna(), &plans("P1", json!({}))).await.unwrap();
        let tied = plans("P1", json!({ "unit": "school", "network": [{ "colleague": "P2" }] }));
        let second = plan_competence(office, &anna(), &tied).await.unwrap().event;
        let done = used("P1", "2026-12-01");
        let done = follow_competence(office, &anna(), &done).await.unwrap().event;
        let shown = || async {
            let shown = read_competences(office, &anna(), &of("P1")).await.unwrap().remove(0);
            let says = shown.plan.says().clone();
            (says.unit.to_string(), says.network.len(), says.done.len())
        };
        assert_eq!(shown().await, ("school".to_owned(), 1, 1));
        let what = json!({ "competence_followed": { "competence": "isco:9412", "act": "used" } });
        let puts_right = command(json!({ "event": done, "on": "2026-12-01", "what": what }));
        let error = said(correct(office, &anna(), &puts_right).await);
        assert!(error.contains("is not put right so"), "{error}");
        let from_outside = command(json!({
            "stream": "participant:P1", "on": "2026-12-01", "what": what,
        }));
        let error = said(record(office, &anna(), &from_outside).await);
        assert!(error.contains("expected the use case `follow_competence`"), "{error}");
        let back = |event| Retract { event, reason: "mistake".parse().unwrap() };
        retract(office, &anna(), &back(second)).await.unwrap();
        // The first holds again, without the colleague of the second.
        assert_eq!(shown().await, ("home_care".to_owned(), 0, 1));
        retract(office, &anna(), &back(done)).await.unwrap();
        assert_eq!(shown().await.2, 0);
    });
}

#[test]
fn a_colleague_who_is_gone_or_whose_plan_lapsed_can_it_no_more() {
    each(|desk: Desk| async move {
        let (office, anna) = (&desk.office, || desk.anna());
        for who in ["P1", "P2"] {
            desk.person(who, WITHOUT).await;
        }
        let tied = plans("P1", json!({ "network": [{ "colleague": "P2" }] }));
        plan_competence(office, &anna(), &tied).await.unwrap();
        let here = || async {
            let told = due(&desk, json!({ "unit": "home_care" })).await;
            told.alone.into_iter().map(|one| one.holder.to_string()).collect::<Vec<_>>()
        };
        assert!(here().await.is_empty());
        // Their own plan, of another unit, says that they can it, or not.
        let own = plans("P2", json!({ "unit": "school" }));
        plan_competence(office, &anna(), &own).await.unwrap();
        assert!(here().await.is_empty());
        let ends: EndCompetence = command(json!({
            "participant": "P2", "competence": "isco:5120", "reason": "other_tasks",
        }));
        let ended = end_competence(office, &anna(), &ends).await.unwrap().event;
        assert_eq!(here().await, ["P1"]);
        let back = Retract { event: ended, reason: "mistake".parse().unwrap() };
        retract(office, &anna(), &back).await.unwrap();
        assert!(here().await.is_empty());
        // Whose case is closed is not there to do it.
        let closes = command(json!({ "participant": "P2", "reason": "moved" }));
        close_case(office, &anna(), &closes).await.unwrap();
        assert_eq!(here().await, ["P1"]);
    });
}

#[test]
fn of_a_colleague_without_a_plan_the_closed_case_counts() {
    each(|desk: Desk| async move {
        let (office, anna) = (&desk.office, || desk.anna());
        for who in ["P1", "P2"] {
            desk.person(who, WITHOUT).await;
        }
        let tied = plans("P1", json!({ "network": [{ "colleague": "P2" }] }));
        plan_competence(office, &anna(), &tied).await.unwrap();
        let closes = command(json!({ "participant": "P2", "reason": "moved" }));
        desk.today.set(day("2026-12-05"));
        close_case(office, &anna(), &closes).await.unwrap();
        assert_eq!(holders(&due(&desk, json!({})).await), ["P1"]);
        // They were there before.
        assert!(due(&desk, json!({ "on": "2026-12-04" })).await.alone.is_empty());
    });
}

#[test]
fn a_past_day_is_answered_with_the_plans_of_that_day() {
    each(|desk: Desk| async move {
        let (office, anna) = (&desk.office, || desk.anna());
        desk.person("P1", WITHOUT).await;
        let first =
            json!({ "refresh": { "what": "food_hygiene", "when": { "every": "12 months" } } });
        plan_competence(office, &anna(), &plans("P1", first)).await.unwrap();
        desk.today.set(day("2026-12-10"));
        plan_competence(office, &anna(), &plans("P1", json!({ "unit": "school" }))).await.unwrap();
        desk.today.set(day("2026-12-20"));
        let ends: EndCompetence = command(json!({
            "participant": "P1", "competence": "isco:5120", "reason": "other_tasks",
        }));
        end_competence(office, &anna(), &ends).await.unwrap();
        let closes = command(json!({ "participant": "P1", "reason": "job" }));
        desk.today.set(day("2026-12-22"));
        close_case(office, &anna(), &closes).await.unwrap();
        let shown = |on: &'static str| {
            let asks: ReadCompetences = command(json!({ "participant": "P1", "on": on }));
            let (office, call) = (office, anna());
            async move {
                let all = read_competences(office, &call, &asks).await.unwrap();
                let one = |one: &etablera_casework::office::CompetenceShown| {
                    (one.plan.says().unit.to_string(), one.ended.is_some(), one.status.is_some())
                };
                all.iter().map(one).collect::<Vec<_>>()
            }
        };
        assert_eq!(shown("2026-11-30").await, []);
        assert_eq!(shown("2026-12-09").await, [("home_care".to_owned(), false, true)]);
        assert_eq!(shown("2026-12-19").await, [("school".to_owned(), false, true)]);
        assert_eq!(shown("2026-12-20").await, [("school".to_owned(), true, false)]);
        for (on, unit) in [("2026-12-09", "home_care"), ("2026-12-19", "school")] {
            let told = due(&desk, json!({ "on": on })).await;
            let units: Vec<_> = told.due.iter().map(|one| one.unit.as_str()).collect();
            assert_eq!((units, holders(&told)), (vec![unit], vec!["P1"]), "{on}");
        }
        for on in ["2026-11-30", "2026-12-20", "2026-12-22"] {
            let told = due(&desk, json!({ "on": on })).await;
            assert!(told.due.is_empty() && told.alone.is_empty(), "{on}");
        }
    });
}

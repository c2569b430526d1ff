//! What indicators ask besides days and statuses, from what staff note.

use etablera_casework::office::{
    BeginSupport, Correct, FollowWork, IndicatorsShown, NoteFact, Office, ReadIndicators,
    begin_support, correct, enrol, follow_work, note_fact, read_indicators, record_employer,
};
use etablera_casework::policy::Role;
use serde_json::{Value, json};

use crate::support::{anna, bo, call, command, each, enter, error, lea};

async fn enters(office: &Office, who: &str, third_country: bool) {
    let answers = json!({
        "labour": { "known": "unemployed" }, "gender": { "known": "woman" },
        "age": { "known": "from30_to54" }, "education": { "known": "tertiary" },
        "third_country": { "known": third_country },
    });
    let enters = json!({
        "participant": who, "operation": "OP1", "on": "2026-01-12", "answers": answers,
    });
    enrol(office, &anna(), &command(enters)).await.unwrap();
}

async fn notes(office: &Office, who: &str, (fact, on): (Value, &str)) {
    let fact = json!({ "participant": who, "operation": "OP1", "fact": fact, "on": on });
    let fact: NoteFact = command(fact);
    note_fact(office, &anna(), &fact).await.unwrap();
}

async fn told(office: &Office, set: &str, more: Value) -> IndicatorsShown {
    let mut ask = json!({ "set": set, "operation": "OP1" });
    ask.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let ask: ReadIndicators = command(ask);
    read_indicators(office, &lea(), &ask).await.unwrap()
}

fn number(told: &IndicatorsShown, code: &str) -> Option<usize> {
    told.indicators.iter().find(|one| one.code == code).unwrap().number
}

#[test]
fn integration_is_counted_from_what_was_noted() {
    each(async |office| {
        for (who, given) in [("P1", "Sara"), ("P2", "Omar"), ("P3", "Kim")] {
            enter(office, who, given).await;
            enters(office, who, who != "P3").await;
        }
        let amif = "amif-2021-2027";
        // Nobody asked yet: no 0, unless somebody says that it is collected.
        assert_eq!(number(&told(office, amif, json!({})).await, "O.2.3.1"), None);
        let collects = json!({ "collects": ["measures"] });
        assert_eq!(number(&told(office, amif, collects).await, "O.2.3.1"), Some(0));
        for who in ["P1", "P2", "P3"] {
            let course = json!({ "began": { "measure": "language_course" } });
            notes(office, who, (course, "2026-02-02")).await;
            notes(office, who, (json!({ "language_tested": { "level": "A1" } }), "2026-01-12"))
                .await;
        }
        notes(office, "P1", (json!({ "language_tested": { "level": "A2" } }), "2026-06-01")).await;
        notes(office, "P3", (json!({ "language_tested": { "level": "B1" } }), "2026-06-01")).await;
        notes(office, "P2", (json!({ "helpful": { "answer": true } }), "2026-06-01")).await;
        let now = told(office, amif, json!({})).await;
        // P3 is a citizen of the Union, whom the fund is not for.
        let expected =
            [("O.2.3", Some(2)), ("O.2.3.1", Some(2)), ("R.2.8", Some(1)), ("R.2.9", Some(1))];
        for (code, count) in expected {
            assert_eq!(number(&now, code), count, "{code}");
        }
        assert_eq!(number(&now, "R.2.10"), None);
        let before = told(office, amif, json!({ "until": "2026-05-31" })).await;
        assert_eq!(number(&before, "R.2.8"), Some(0));
        assert_eq!(number(&before, "R.2.9"), None);
    });
}

#[test]
fn a_fact_is_put_right_like_anything_else() {
    each(async |office| {
        enter(office, "P1", "Sara").await;
        enters(office, "P1", true).await;
        let fact = json!({
            "participant": "P1", "operation": "OP1", "fact": { "qualified": {} },
            "on": "2026-06-30",
        });
        let event = note_fact(office, &anna(), &command(fact)).await.unwrap().event;
        let instead = json!({
            "event": event, "on": "2025-06-30",
            "what": { "fact_noted": { "operation": "OP1", "fact": { "qualified": {} } } },
        });
        let instead: Correct = command(instead);
        correct(office, &anna(), &instead).await.unwrap();
        let asks = json!({ "names": true, "code": "EECR03" });
        let now = told(office, "esf-plus-2021-2027", asks).await;
        assert_eq!(now.indicators[0].number, Some(0));
    });
}

#[test]
fn employers_and_joint_works_are_counted_too() {
    each(async |office| {
        enter(office, "P1", "Sara").await;
        enters(office, "P1", true).await;
        for id in ["E1", "E2", "E3"] {
            let employer = json!({ "employer": { "id": id, "name": id } });
            record_employer(office, &bo(), &command(employer)).await.unwrap();
        }
        let supports = async |who: &str, kind: &str, size: Option<&str>| {
            let support: BeginSupport = command(json!({
                "employer": who, "operation": "OP1", "kind": kind, "size": size,
                "on": "2026-03-02",
            }));
            begin_support(office, &bo(), &support).await
        };
        supports("E1", "enterprise", Some("up_to_medium")).await.unwrap();
        supports("E2", "enterprise", Some("large")).await.unwrap();
        supports("E3", "local_authority", None).await.unwrap();
        assert!(error(supports("E3", "administration", Some("large")).await).contains("size"));
        assert!(supports("E9", "enterprise", None).await.is_err());
        let now = told(office, "esf-plus-2021-2027", json!({})).await;
        assert_eq!((number(&now, "EECO18"), number(&now, "EECO19")), (Some(1), Some(1)));

        let follows = async |step: Value, on: &str| {
            let step: FollowWork = command(json!({
                "operation": "OP1", "work": "shared-guide", "step": step, "on": on,
            }));
            follow_work(office, &lea(), &step).await
        };
        assert!(error(follows(json!({ "finished": {} }), "2026-06-01").await).contains("begun"));
        let begun = json!({ "begun": { "kind": "solution", "countries": ["SE", "NO"] } });
        follows(begun, "2026-02-01").await.unwrap();
        let early = follows(json!({ "took_effect": {} }), "2026-06-01").await;
        assert!(error(early).contains("finished before"));
        follows(json!({ "finished": {} }), "2026-06-01").await.unwrap();
        follows(json!({ "took_effect": {} }), "2026-09-01").await.unwrap();
        let ends = json!({ "project_end": "2026-12-31" });
        let now = told(office, "interreg-2021-2027", ends).await;
        assert_eq!((number(&now, "RCO116"), number(&now, "RCR104")), (Some(1), Some(1)));
        assert_eq!(number(&now, "RCO84"), Some(0));
    });
}

#[test]
fn what_cannot_be_is_refused_by_name() {
    each(async |office| {
        enter(office, "P1", "Sara").await;
        let note = async |who, fact: Value| {
            let fact = json!({ "participant": "P1", "operation": "OP1", "fact": fact });
            let fact: NoteFact = command(fact);
            note_fact(office, &who, &fact).await
        };
        let qualified = json!({ "qualified": {} });
        assert!(error(note(anna(), qualified.clone()).await).contains("never entered"));
        enters(office, "P1", true).await;
        let since = json!({ "out_of_work": { "since": "2027-01-01" } });
        assert!(error(note(anna(), since).await).contains("out of work since 2027-01-01"));
        let teacher = call("tea", Role::Pedagogue);
        assert!(note(teacher, qualified.clone()).await.is_err());
        note(anna(), qualified).await.unwrap();
    });
}

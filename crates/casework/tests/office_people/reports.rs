//! Indicators from the cases.

use etablera_casework::office::{
    Enrol, IndicatorsShown, Leave, ObserveStatus, Office, ReadIndicators, enrol, leave,
    observe_status, read_indicators, record_special,
};
use etablera_casework::policy::Role;
use serde_json::{Value, json};

use crate::support::{accesses, anna, bo, call, command, each, enter, enter_protected, error, lea};

pub(crate) const SET: &str = "esf-plus-2021-2027";

pub(crate) async fn enters(office: &Office, who: &str, on: &str, answers: Value) {
    let enters: Enrol = command(json!({
        "participant": who, "operation": "OP1", "on": on, "answers": answers,
    }));
    enrol(office, &anna(), &enters).await.unwrap();
}

async fn leaves(office: &Office, who: &str, on: &str) {
    let leaves: Leave = command(json!({
        "participant": who, "operation": "OP1", "reason": "job", "on": on,
    }));
    leave(office, &anna(), &leaves).await.unwrap();
}

async fn is(office: &Office, who: &str, status: &str, on: &str) {
    let is: ObserveStatus = command(json!({ "participant": who, "status": status, "on": on }));
    observe_status(office, &anna(), &is).await.unwrap();
}

fn answers(labour: &str, gender: &str) -> Value {
    json!({
        "labour": { "known": labour }, "gender": { "known": gender },
        "age": { "known": "from30_to54" }, "education": { "known": "tertiary" },
    })
}

fn asks(more: &Value) -> ReadIndicators {
    let mut ask = json!({ "set": SET, "operation": "OP1" });
    ask.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    command(ask)
}

fn number(told: &IndicatorsShown, code: &str) -> Option<usize> {
    told.indicators.iter().find(|one| one.code == code).unwrap().number
}

/// P1 found work elsewhere, P2 works in the project, P3 left for nothing that
/// is known, P4 is protected and P5 said too little.
pub(crate) async fn town(office: &Office) {
    for (who, given) in [("P1", "Sara"), ("P2", "Omar"), ("P3", "Kim"), ("P5", "Leila")] {
        enter(office, who, given).await;
    }
    enter_protected(office, "P4", "Amina").await;
    enters(office, "P1", "2026-01-12", answers("unemployed", "woman")).await;
    enters(office, "P2", "2026-01-12", answers("long_term_unemployed", "man")).await;
    enters(office, "P3", "2026-02-02", answers("inactive", "non_binary")).await;
    enters(office, "P4", "2026-02-02", answers("unemployed", "woman")).await;
    enters(office, "P5", "2026-02-02", json!({})).await;
    is(office, "P2", "programme_employed", "2026-03-02").await;
    leaves(office, "P1", "2026-06-30").await;
    is(office, "P1", "employed", "2026-07-10").await;
    leaves(office, "P2", "2026-06-30").await;
    leaves(office, "P3", "2026-06-30").await;
}

#[test]
fn everybody_counts_and_names_are_for_those_entitled() {
    each(async |office| {
        town(office).await;
        let told = read_indicators(office, &lea(), &asks(&json!({ "names": true }))).await.unwrap();
        let expected = [
            ("EECO01", 4),
            ("EECO02", 3),
            ("EECO03", 1),
            ("EECO04", 1),
            ("EECO05", 0),
            ("EECR04", 1),
        ];
        for (code, count) in expected {
            assert_eq!(number(&told, code), Some(count), "{code}");
        }
        // What nobody collects is no 0.
        assert_eq!(number(&told, "EECO12"), None);
        assert!(told.faults.is_empty(), "{:?}", told.faults);
        let incomplete: Vec<_> =
            told.incomplete.iter().map(|one| one.participant.as_str()).collect();
        assert_eq!(incomplete, ["P5"]);
        let upon = told.indicators.iter().find(|one| one.code == "EECR04").unwrap();
        let proof = upon.proof.as_ref().unwrap();
        let counts: Vec<_> = proof.counts.iter().map(|one| one.subject.as_str()).collect();
        assert_eq!(counts, ["P1"]);
        let why = |who: &str| {
            let one = proof.not.iter().find(|one| one.subject == who);
            one.map(|one| serde_json::to_value(one.clause).unwrap())
        };
        assert_eq!(why("P5"), Some(json!("incomplete")));
        assert_eq!(why("P3"), Some(json!("status_unknown")));
        let parts = serde_json::to_value(&told.indicators[0].parts).unwrap();
        assert_eq!(parts["gender"][2], json!([{ "gender": { "known": "non_binary" } }, 1]));
        // A protected person counts, and is named to nobody who may not know of them.
        let sum = |one: &etablera_casework::office::IndicatorShown| {
            let proof = one.proof.as_ref().unwrap();
            proof.counts.len() + proof.not.len() + proof.hidden.counts + proof.hidden.not
        };
        let counted = told.indicators.iter().filter(|one| one.proof.is_some());
        assert!(counted.clone().all(|one| sum(one) == 5));
        let knows = serde_json::to_string(&told).unwrap().contains("\"P4\"");
        let hides = counted.clone().any(|one| {
            let hidden = one.proof.as_ref().unwrap().hidden;
            hidden.counts + hidden.not > 0
        });
        assert_ne!(knows, hides);
        // Others get numbers, or nothing.
        let teacher = call("tea", Role::Pedagogue);
        let plain = read_indicators(office, &teacher, &asks(&json!({}))).await.unwrap();
        assert_eq!((number(&plain, "EECO01"), plain.protected), (Some(0), true));
        assert!(plain.incomplete.is_empty() && plain.incomplete_hidden == 0);
        let named = asks(&json!({ "names": true }));
        for nobody in [teacher, bo(), anna()] {
            assert!(read_indicators(office, &nobody, &named).await.unwrap_err().is_refusal());
        }
        assert!(read_indicators(office, &bo(), &asks(&json!({}))).await.is_err());
    });
}

/// Who may not have names gets the last whole year, and nothing of which fewer
/// than five follow.
#[test]
fn small_numbers_are_for_those_who_may_have_names() {
    each(async |office| {
        let names = [
            "Sara", "Omar", "Yusuf", "Leila", "Amina", "Hanna", "Ivan", "Fatima", "Zoe", "Petra",
            "Ludvig",
        ];
        for (at, given) in names.into_iter().enumerate() {
            let who = format!("P{at:02}");
            enter(office, &who, given).await;
            let labour = if at < 4 { "inactive" } else { "unemployed" };
            enters(office, &who, "2025-03-03", answers(labour, "woman")).await;
        }
        enter(office, "P90", "Kim").await;
        enters(office, "P90", "2026-02-02", answers("employed", "man")).await;
        let teacher = call("tea", Role::Pedagogue);
        let told = read_indicators(office, &teacher, &asks(&json!({}))).await.unwrap();
        assert_eq!(number(&told, "EECO01"), Some(11));
        // Four are inactive: neither they nor the seven others are told.
        for code in ["EECO02", "EECO04"] {
            let one = told.indicators.iter().find(|one| one.code == code).unwrap();
            let is_told = one.number.is_some();
            assert_eq!(one.hidden, !is_told, "{code}");
        }
        let both = [number(&told, "EECO02"), number(&told, "EECO04")];
        assert_eq!(both, [None, None]);
        assert!(told.indicators.iter().all(|one| one.parts.is_empty() && one.proof.is_none()));
        let small = |one: &etablera_casework::office::IndicatorShown| {
            one.number.is_some_and(|number| (1..5).contains(&number))
        };
        assert!(!told.indicators.iter().any(small));
        for other in [
            json!({ "until": "2025-06-30" }),
            json!({ "window": "last_day" }),
            json!({ "carried_days": 1 }),
            json!({ "late_days": 0 }),
        ] {
            let told = error(read_indicators(office, &teacher, &asks(&other)).await);
            assert!(told.contains("2025-12-31"), "{other}: {told}");
        }
        let exact = read_indicators(office, &lea(), &asks(&json!({}))).await.unwrap();
        assert_eq!(number(&exact, "EECO04"), Some(4));
        let said = asks(&json!({ "collects": ["special_categories"] }));
        assert!(error(read_indicators(office, &lea(), &said).await).contains("by saying so"));
    });
}

#[test]
fn a_report_is_of_its_day_and_what_is_wrong_is_named() {
    each(async |office| {
        town(office).await;
        for (until, entered, in_work) in
            [("2026-01-31", 2, 0), ("2026-06-30", 4, 0), ("2026-07-10", 4, 1)]
        {
            let asked = asks(&json!({ "until": until }));
            let told = read_indicators(office, &lea(), &asked).await.unwrap();
            assert_eq!(number(&told, "EECO01"), Some(entered), "{until}");
            assert_eq!(number(&told, "EECR04"), Some(in_work), "{until}");
        }
        for (wrong, expected) in [
            (json!({ "until": "2026-12-02" }), "has not come"),
            (json!({ "code": "EECO99" }), "EECO99"),
            (json!({ "set": "esf-plus-2028" }), "esf-plus-2021-2027"),
        ] {
            let told = error(read_indicators(office, &lea(), &asks(&wrong)).await);
            assert!(told.contains(expected), "{told}");
        }
        let one = asks(&json!({ "code": "EECR04" }));
        assert_eq!(read_indicators(office, &lea(), &one).await.unwrap().indicators.len(), 1);
    });
}

#[test]
fn special_categories_are_read_for_it_person_by_person() {
    each(async |office| {
        town(office).await;
        let special = json!({
            "special": {
                "participant": "P1", "asked_on": "2026-12-01", "disability": { "known": true },
            },
            "purpose": "subsidy",
        });
        record_special(office, &anna(), &command(special)).await.unwrap();
        let asked = asks(&json!({ "special": true, "code": "EECO12" }));
        let told = read_indicators(office, &lea(), &asked).await.unwrap();
        assert_eq!((number(&told, "EECO12"), told.unread), (Some(1), 1));
        let log = accesses(office, "P1").await;
        let looks = log.iter().filter(|one| one.purpose.as_deref() == Some("indicator"));
        assert_eq!(looks.count(), 1);
        let teacher = call("tea", Role::Pedagogue);
        assert!(read_indicators(office, &teacher, &asked).await.unwrap_err().is_refusal());
    });
}

//! Why a pair stands as it does, and the receipt of it.

use etablera_casework::office::{Explain, Override, explain, override_proposal, replay, show_need};
use etablera_casework::policy::Role;
use etablera_domain::event::{Event, EventId};
use serde_json::{Value, json};
use uuid::Uuid;

use super::support::{Desk, LICENSED, WITHOUT, each, engine, happening, said, subject};

fn why(participant: &str, need: &str) -> Explain {
    let (participant, need) = (participant.parse().unwrap(), need.parse().unwrap());
    Explain { participant, need, on: None }
}

fn row(text: &str) -> Value {
    assert!(text.ends_with('\n') && text.lines().count() == 1, "{text}");
    serde_json::from_str(text).unwrap()
}

#[test]
fn a_pair_is_explained_whether_or_not_it_would_be_listed() {
    each(|desk: Desk| async move {
        desk.needs(&["N1"]).await;
        desk.person("P1", LICENSED).await;
        desk.person("P2", &format!(r#"{WITHOUT},"wishes":{{"refuses":[{{"need":"N1"}}]}}"#)).await;
        let office = &desk.office;
        let told = explain(office, &desk.anna(), &engine(), &why("P1", "N1")).await.unwrap();
        let ready = row(&told.row);
        assert_eq!((&ready["tier"], &ready["refused"]), (&json!("ready"), &json!(false)));
        assert_eq!(ready["requirements"][0]["verdict"], "met");
        assert_eq!((&ready["case_open"], &ready["need_open"]), (&json!(true), &json!(true)));
        assert!(ready["decided"].is_null() && ready["proposed"].is_null(), "{ready}");
        assert_eq!(told.need.id.as_str(), "N1");
        // Their own no takes them out of every list, and is the answer here.
        let told = explain(office, &desk.anna(), &engine(), &why("P2", "N1")).await.unwrap();
        assert_eq!(row(&told.row)["refused"], true);
        let placement = desk.proposed("P1", "N1").await;
        let bar: Override = serde_json::from_value(json!({
            "participant": "P1", "need": "N1", "choice": "bar", "reason": "commute", "note": "Bus."
        }))
        .unwrap();
        override_proposal(office, &desk.anna(), &bar).await.unwrap();
        let told = explain(office, &desk.anna(), &engine(), &why("P1", "N1")).await.unwrap();
        let barred = row(&told.row);
        assert_eq!(barred["decided"]["choice"], "bar");
        assert_eq!(barred["decided"]["reason"], "commute");
        assert_eq!(barred["proposed"], placement.as_str());
        assert!(!told.row.contains("Bus."), "{}", told.row);
    });
}

#[test]
fn an_explanation_is_made_again_from_its_receipt() {
    each(|desk: Desk| async move {
        desk.needs(&["N1"]).await;
        desk.person("P1", LICENSED).await;
        let (office, command) = (&desk.office, why("P1", "N1"));
        let mut call = desk.anna();
        call.key = Some("k1".to_owned());
        let told = explain(office, &call, &engine(), &command).await.unwrap();
        let again = explain(office, &call, &engine(), &command).await.unwrap();
        assert_eq!((again.receipt, &again.row), (told.receipt, &told.row));
        // What is true now is another thing.
        desk.profile("P1", WITHOUT).await;
        let rut = desk.call_of("rut", Role::Auditor, "lulea");
        let replayed = replay(office, &rut, &engine(), told.receipt).await.unwrap();
        assert!(replayed.is_same());
        assert_eq!(replayed.rows.as_deref(), Some(told.row.as_str()));
        let now = explain(office, &desk.anna(), &engine(), &command).await.unwrap();
        assert_ne!(now.row, told.row);
        // Nor does it show to whom they are hidden by now.
        let hide = r#"{"protection_set":{"protection":"secrecy_marking"}}"#;
        desk.write("participant:P1", "2026-12-01", hide).await;
        let replayed = replay(office, &rut, &engine(), told.receipt).await.unwrap();
        assert!(replayed.is_same() && replayed.rows.is_none());
        let bo = explain(office, &desk.bo(), &engine(), &command).await.unwrap_err();
        assert!(bo.is_refusal(), "{bo}");
    });
}

#[test]
fn who_may_not_ask_is_refused_and_the_refusal_stands_in_the_access_log() {
    each(|desk: Desk| async move {
        desk.needs(&["N1", "N2"]).await;
        desk.person("P1", LICENSED).await;
        desk.person("P2", WITHOUT).await;
        let office = &desk.office;
        let rut = desk.call_of("rut", Role::Auditor, "lulea");
        let refused = explain(office, &rut, &engine(), &why("P1", "N1")).await.unwrap_err();
        assert!(refused.is_refusal());
        let logged = office.store.read().await.unwrap().accesses(&subject("participant:P1")).await;
        let logged = logged.unwrap();
        let last = &logged.last().unwrap().access;
        assert_eq!((last.action.as_str(), last.allowed), ("explain", false));
        let absent = said(explain(office, &desk.anna(), &engine(), &why("P1", "N9")).await);
        assert!(absent.contains("need:N9"), "{absent}");
        // The participant asks about what they were proposed for, and no more.
        desk.proposed("P1", "N1").await;
        let own = || {
            let mut call = desk.call_of("p1", Role::Participant, "lulea");
            call.caller.is = Some(subject("participant:P1"));
            call
        };
        explain(office, &own(), &engine(), &why("P1", "N1")).await.unwrap();
        let other = explain(office, &own(), &engine(), &why("P1", "N2")).await.unwrap_err();
        assert!(other.is_refusal(), "{other}");
        let other = explain(office, &own(), &engine(), &why("P2", "N1")).await.unwrap_err();
        assert!(other.is_refusal(), "{other}");
        let seen = show_need(office, &own(), &"N1".parse().unwrap()).await.unwrap();
        assert!(seen.placements.is_empty());
        assert!(show_need(office, &own(), &"N2".parse().unwrap()).await.is_err());
    });
}

#[test]
fn without_a_profile_there_is_nothing_to_judge() {
    each(|desk: Desk| async move {
        desk.needs(&["N1"]).await;
        desk.write("participant:P3", "2026-11-01", r#"{"registered":{"organisation":"lulea"}}"#)
            .await;
        let error = said(explain(&desk.office, &desk.anna(), &engine(), &why("P3", "N1")).await);
        assert!(error.contains("`P3` has no profile"), "{error}");
    });
}

#[test]
fn whoever_is_protected_and_erased_is_not_named_by_a_replay() {
    each(|desk: Desk| async move {
        desk.needs(&["N1"]).await;
        desk.person("P1", LICENSED).await;
        desk.person("P2", LICENSED).await;
        let office = &desk.office;
        let mut receipts = Vec::new();
        for who in ["P1", "P2"] {
            let told = explain(office, &desk.anna(), &engine(), &why(who, "N1")).await.unwrap();
            receipts.push(told.receipt);
        }
        let hide = r#"{"protection_set":{"protection":"secrecy_marking"}}"#;
        desk.write("participant:P1", "2026-12-01", hide).await;
        let mut writer = office.store.write().await.unwrap();
        for who in ["participant:P1", "participant:P2"] {
            writer.erase(&subject(who)).await.unwrap();
        }
        writer.commit().await.unwrap();
        let rut = desk.call_of("rut", Role::Auditor, "lulea");
        let hidden = said(replay(office, &rut, &engine(), receipts[0]).await);
        assert!(!hidden.contains("P1") && hidden.contains("one more profile was"), "{hidden}");
        let known = said(replay(office, &rut, &engine(), receipts[1]).await);
        assert!(known.contains("the profile of `participant:P2` was erased"), "{known}");
    });
}

#[test]
fn an_explanation_that_comes_again_is_for_whoever_may_still_ask() {
    each(|desk: Desk| async move {
        desk.needs(&["N1"]).await;
        desk.person("P1", LICENSED).await;
        let placement = desk.proposed("P1", "N1").await;
        let (office, command) = (&desk.office, why("P1", "N1"));
        let mut anna = desk.anna();
        anna.key = Some("k1".to_owned());
        let mut own = desk.call_of("p1", Role::Participant, "lulea");
        own.caller.is = Some(subject("participant:P1"));
        own.key = Some("k2".to_owned());
        for call in [&anna, &own] {
            explain(office, call, &engine(), &command).await.unwrap();
        }
        desk.write("participant:P1", "2026-12-01", r#"{"objected":{"to":"matching"}}"#).await;
        let told = said(explain(office, &anna, &engine(), &command).await);
        assert!(told.contains("objects to being matched"), "{told}");
        // They may still know it themselves, while they may read the need.
        explain(office, &own, &engine(), &command).await.unwrap();
        let seq = desk.seq().await;
        let mut reader = office.store.read().await.unwrap();
        let events = reader.about(&placement.into(), seq).await.unwrap();
        let proposed = events[0].event.clone();
        drop(reader);
        let mut writer = office.store.write().await.unwrap();
        let gone = Event {
            id: EventId::new(Uuid::from_u128(1 << 70)),
            corrects: Some(proposed.id),
            what: happening(r#"{"retracted":{"reason":"mistake"}}"#),
            ..proposed
        };
        writer.extend(vec![gone]).await.unwrap();
        writer.commit().await.unwrap();
        assert!(explain(office, &own, &engine(), &command).await.is_err());
    });
}

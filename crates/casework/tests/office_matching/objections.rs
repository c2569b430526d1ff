//! What an objection halts, and what an answer to it lets go on.

use etablera_casework::office::{
    Contact, Explain, Object, SettleObjection, WithdrawObjection, contact, disclose, explain,
    object, preview, propose, read_disclosed, settle_objection, withdraw_objection,
};
use etablera_casework::policy::Role;
use etablera_domain::event::{Party, Processing};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::disclosures::disclosure;
use super::support::{Desk, LICENSED, day, each, engine, people, said, subject};

fn of<C: DeserializeOwned>(value: Value) -> C {
    serde_json::from_value(value).unwrap()
}

fn objection(to: &str) -> Object {
    of(json!({ "participant": "P1", "to": to, "text": "Jag vill inte." }))
}

fn answer(to: &str, upheld: bool) -> SettleObjection {
    of(json!({ "participant": "P1", "to": to, "upheld": upheld, "reason": "grounds" }))
}

#[test]
fn an_objection_to_matching_takes_them_out_until_it_is_overruled() {
    each(|desk: Desk| async move {
        desk.needs(&["N1"]).await;
        desk.person("P1", LICENSED).await;
        desk.person("P2", LICENSED).await;
        let (office, list) = (&desk.office, desk.list(&desk.anna(), "N1").await);
        assert_eq!(people(&list.rows), ["P1", "P2"]);
        object(office, &desk.anna(), &objection("matching")).await.unwrap();
        let twice = said(object(office, &desk.anna(), &objection("matching")).await);
        assert!(twice.contains("objects to this already"), "{twice}");
        assert_eq!(people(&desk.list(&desk.anna(), "N1").await.rows), ["P2"]);
        // Not from an older list either, nor one pair at a time.
        let from_older = of(json!({
            "receipt": list.receipt, "participant": "P1", "need": "N1", "rank": 1
        }));
        let proposed = said(propose(office, &desk.anna(), &engine(), &from_older).await);
        assert!(proposed.contains("objects to being matched"), "{proposed}");
        let pair: Explain = of(json!({ "participant": "P1", "need": "N1" }));
        assert!(explain(office, &desk.anna(), &engine(), &pair).await.is_err());
        // Who wrote it down does not answer it.
        let own_answer = settle_objection(office, &desk.anna(), &answer("matching", false)).await;
        assert!(own_answer.err().unwrap().is_refusal());
        settle_objection(office, &desk.lead(), &answer("matching", false)).await.unwrap();
        assert_eq!(people(&desk.list(&desk.anna(), "N1").await.rows), ["P1", "P2"]);
        let again = said(settle_objection(office, &desk.lead(), &answer("matching", true)).await);
        assert!(again.contains("does not object"), "{again}");
        // One that is upheld halts it until they take it back.
        object(office, &desk.anna(), &objection("matching")).await.unwrap();
        settle_objection(office, &desk.lead(), &answer("matching", true)).await.unwrap();
        assert_eq!(people(&desk.list(&desk.anna(), "N1").await.rows), ["P2"]);
        let back: WithdrawObjection = of(json!({ "participant": "P1", "to": "matching" }));
        // It is theirs to take back, and whoever holds their case writes it down.
        desk.write(
            "participant:P1",
            "2026-12-01",
            r#"{"case_shared":{"with":"boden","purpose":"referral"}}"#,
        )
        .await;
        for (actor, role, organisation) in [
            ("bo", Role::Matcher, "lulea"),
            ("bea", Role::Coach, "lulea"),
            ("gun", Role::Matcher, "boden"),
            ("anna", Role::Coach, "boden"),
        ] {
            let call = desk.call_of(actor, role, organisation);
            let refused = withdraw_objection(office, &call, &back).await.err();
            assert!(refused.is_some_and(|error| error.is_refusal()), "{actor}");
        }
        assert_eq!(people(&desk.list(&desk.anna(), "N1").await.rows), ["P2"]);
        withdraw_objection(office, &desk.anna(), &back).await.unwrap();
        assert_eq!(people(&desk.list(&desk.anna(), "N1").await.rows), ["P1", "P2"]);
        assert!(said(withdraw_objection(office, &desk.anna(), &back).await).contains("object"));
        let mut own = desk.call_of("p1", Role::Participant, "lulea");
        own.caller.is = Some(subject("participant:P1"));
        object(office, &own, &objection("matching")).await.unwrap();
        withdraw_objection(office, &own, &back).await.unwrap();
    });
}

#[test]
fn an_objection_to_disclosure_closes_what_employers_were_told() {
    each(|desk: Desk| async move {
        desk.needs(&["N1"]).await;
        desk.person("P1", LICENSED).await;
        let placement = desk.proposed("P1", "N1").await;
        desk.staff_accepts(&placement).await;
        let (office, sent) = (&desk.office, disclosure(&placement, false));
        disclose(office, &desk.anna(), &engine(), &sent).await.unwrap();
        let seen = async || {
            let mut call = desk.call_of("e1", Role::Employer, "lulea");
            call.caller.is = Some(subject("employer:E1"));
            let all = read_disclosed(office, &call, &of(json!({}))).await.unwrap();
            all.len()
        };
        assert_eq!(seen().await, 1);
        object(office, &desk.anna(), &objection("disclosure")).await.unwrap();
        assert_eq!(seen().await, 0);
        let told = said(disclose(office, &desk.anna(), &engine(), &sent).await);
        assert!(told.contains("objects to others being told"), "{told}");
        assert!(preview(office, &desk.anna(), &engine(), &placement).await.is_err());
        let on = day("2026-12-01");
        let call = |party| Contact { placement: placement.clone(), party, on };
        assert!(contact(office, &desk.anna(), &call(Party::Employer)).await.is_err());
        // The person may be called, and lists go on.
        contact(office, &desk.anna(), &call(Party::Participant)).await.unwrap();
        assert_eq!(people(&desk.list(&desk.anna(), "N1").await.rows), ["P1"]);
        settle_objection(office, &desk.lead(), &answer("disclosure", false)).await.unwrap();
        assert_eq!(seen().await, 1);
        contact(office, &desk.anna(), &call(Party::Employer)).await.unwrap();
    });
}

#[test]
fn what_was_said_is_sealed_and_goes_with_the_person() {
    each(|desk: Desk| async move {
        desk.person("P1", LICENSED).await;
        let office = &desk.office;
        let entry = object(office, &desk.anna(), &objection("matching")).await.unwrap();
        let mut reader = office.store.read().await.unwrap();
        let event = reader.event(entry.event).await.unwrap().unwrap().event;
        assert!(!serde_json::to_string(&event).unwrap().contains("vill"));
        let note = reader.document(entry.document.unwrap()).await.unwrap().unwrap();
        assert_eq!(note.body, "Jag vill inte.");
        let folded = reader.folded(&subject("participant:P1")).await.unwrap();
        let case = folded.state.case().unwrap();
        assert!(case.documents().contains(&note.id) && case.objects_to(Processing::Matching));
        assert!(!case.objects_to(Processing::Disclosure));
    });
}

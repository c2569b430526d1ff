//! What ends a referral, and that it stays ended.

use etablera_casework::office::{
    ReadReferral, ReferralStanding, Referred, answer_referral, close_case, consent, object, refer,
    reopen_case, set_protection, show_person, withdraw_consent, withdraw_referral,
};
use etablera_casework::policy::Role;
use serde_json::{Value, json};

use crate::referrals::{
    NOTHING, agree, every_field, known, opens, read, received, referral, referred, sent, ulf,
};
use crate::support::{anna, call, call_at, command, each, enter_protected, error, lea, own};

#[test]
fn withdrawal_stops_data() {
    each(async |office| {
        let stops: [(&str, Value); 4] = [
            ("referral", json!({ "referral": { "to": "af", "purpose": "support" } })),
            ("sharing", json!({ "sharing": "af" })),
            ("withdrawn", Value::Null),
            ("closed", Value::Null),
        ];
        for (at, (name, consent_to)) in stops.into_iter().enumerate() {
            let who = format!("P{at}");
            known(office, &who).await;
            let made = referred(office, &who, json!(["name"])).await;
            if name == "sharing" {
                let to = json!({ "participant": who, "to": consent_to });
                consent(office, &anna(), &command(to)).await.unwrap();
            }
            assert_eq!(opens(office, &ulf(), &made).await, (true, true), "{name}");
            assert_eq!(received(office, &ulf()).await.len(), 1, "{name}");
            match name {
                "withdrawn" => {
                    let back = json!({
                        "participant": who, "referral": made.referral, "reason": "mistake",
                    });
                    withdraw_referral(office, &anna(), &command(back.clone())).await.unwrap();
                    let again = withdraw_referral(office, &anna(), &command(back)).await;
                    assert!(error(again).contains("expected one that is"));
                }
                "closed" => {
                    let close = json!({ "participant": who, "reason": "moved" });
                    close_case(office, &anna(), &command(close)).await.unwrap();
                }
                _ => {
                    let back = json!({ "participant": who, "to": consent_to });
                    withdraw_consent(office, &own(&who), &command(back)).await.unwrap();
                }
            }
            assert_eq!(opens(office, &ulf(), &made).await, (false, false), "{name}");
            assert_eq!(received(office, &ulf()).await, [], "{name}");
            let answer = json!({ "referral": made.referral, "yes": true, "reason": "room" });
            assert_eq!(error(answer_referral(office, &ulf(), &command(answer)).await), NOTHING);
            // What is undone does not open it again.
            match name {
                "closed" => {
                    let open = json!({ "participant": who });
                    reopen_case(office, &anna(), &command(open)).await.map(drop).unwrap();
                }
                "referral" => agree(office, &who, "support").await,
                _ => {}
            }
            assert_eq!(opens(office, &ulf(), &made).await, (false, false), "{name}");
        }
    });
}

#[test]
fn who_objects_is_not_told_of() {
    each(async |office| {
        known(office, "P1").await;
        let made = referred(office, "P1", json!(["name"])).await;
        let objects = json!({ "participant": "P1", "to": "disclosure" });
        object(office, &own("P1"), &command(objects)).await.unwrap();
        assert_eq!(opens(office, &ulf(), &made).await, (false, false));
        assert_eq!(received(office, &ulf()).await, []);
        let again = refer(office, &anna(), &command(referral("P1", &json!(["name"])))).await;
        assert!(error(again).contains("objects to others being told"));
    });
}

#[test]
fn an_answer_spends_the_link_and_a_no_ends_it() {
    each(async |office| {
        let answers = async |of: &Referred, yes: bool| {
            let answer = json!({ "referral": of.referral, "yes": yes, "reason": "room" });
            answer_referral(office, &ulf(), &command(answer)).await
        };
        known(office, "P1").await;
        let made = referred(office, "P1", json!(["name"])).await;
        assert!(answers(&made, true).await.unwrap().yes);
        assert_eq!(opens(office, &ulf(), &made).await, (true, false), "the link is spent");
        let by = ReadReferral::Referral(made.referral);
        let view = read(office, &ulf(), by).await.unwrap();
        assert_eq!(view.accepted.unwrap().to_string(), "2026-12-01");
        assert!(error(answers(&made, true).await).contains("was taken on on 2026-12-01"));
        // A yes lets the agency on no case.
        let of = json!({ "participant": "P1" });
        assert!(show_person(office, &ulf(), &command(of)).await.is_err());
        assert_eq!(sent(office, &anna()).await[0].standing, ReferralStanding::Accepted);
        answers(&made, false).await.unwrap();
        assert_eq!(opens(office, &ulf(), &made).await, (false, false));
        assert_eq!(error(answers(&made, false).await), NOTHING);
        let standing = serde_json::to_value(&sent(office, &anna()).await[0].standing).unwrap();
        assert_eq!(standing, json!({ "ended": { "declined": "room" } }));
        let other = call_at("eva", Role::PartnerAgency, "boden");
        let answer = json!({ "referral": made.referral, "yes": true, "reason": "room" });
        assert_eq!(error(answer_referral(office, &other, &command(answer)).await), NOTHING);
    });
}

#[test]
fn a_protected_person_is_referred_by_nobody_and_their_referral_ends() {
    each(async |office| {
        known(office, "P1").await;
        known(office, "P2").await;
        enter_protected(office, "P3", "Sara").await;
        agree(office, "P3", "support").await;
        let refused = refer(office, &anna(), &command(referral("P3", &json!(["name"])))).await;
        assert!(refused.unwrap_err().is_refusal());
        let (open, hidden) = (
            referred(office, "P1", every_field()).await,
            referred(office, "P2", every_field()).await,
        );
        read(office, &ulf(), ReadReferral::Referral(hidden.referral)).await.unwrap();
        let protect = |how: &str| json!({ "participant": "P2", "protection": how });
        set_protection(office, &anna(), &command(protect("secrecy_marking"))).await.unwrap();
        // The twin shows, and the protected one nowhere.
        assert_eq!(opens(office, &ulf(), &open).await, (true, true));
        assert_eq!(opens(office, &ulf(), &hidden).await, (false, false));
        let list = received(office, &ulf()).await;
        assert_eq!(list.iter().map(|one| one.referral).collect::<Vec<_>>(), [open.referral]);
        for (caller, sees) in [(lea(), 1), (call("bo", Role::Matcher), 1), (anna(), 2)] {
            assert_eq!(sent(office, &caller).await.len(), sees, "{:?}", caller.caller.actor);
        }
        // What was refused reads in the log as of one that there is not.
        let log = office.store.read().await.unwrap().all_accesses(0, 1000).await.unwrap();
        let refused = log.iter().filter(|one| !one.access.allowed);
        let refused: Vec<_> = refused.filter(|one| one.access.action == "read_referral").collect();
        assert_eq!(refused.len(), 2);
        assert!(refused.iter().all(|one| one.access.subject.is_none()));
        assert!(refused.iter().all(|one| one.access.because.is_empty()));
        // Protection that is lifted opens no referral again.
        let adam = call("adam", Role::Administrator);
        set_protection(office, &adam, &command(protect("none"))).await.unwrap();
        assert_eq!(opens(office, &ulf(), &hidden).await, (false, false));
    });
}

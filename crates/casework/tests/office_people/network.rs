//! Networks, sharing, and the agreement behind both.

use etablera_casework::office::{
    Office, add_connection, consent, history, read_network, read_profile, remove_connection,
    set_task, share, show_case, show_person, timeline, unshare, withdraw_consent,
};
use etablera_casework::policy::Role;
use serde_json::json;

use crate::support::{accesses, anna, call_at, command, each, enter, error, own, subject};

async fn agree(office: &Office, who: &str, to: serde_json::Value) {
    let to = json!({ "participant": who, "to": to });
    consent(office, &anna(), &command(to)).await.unwrap();
}

/// How many the network shows.
async fn shown(office: &Office, who: &str) -> usize {
    let of = json!({ "participant": who });
    read_network(office, &anna(), &command(of)).await.ok().unwrap().len()
}

#[test]
fn nothing_is_added_or_shown_without_consent_in_any_order() {
    each(async |office| {
        // Every sequence of three: 0 agrees, 1 takes back, 2 adds.
        for sequence in 0..27_u32 {
            let who = format!("P{sequence}");
            enter(office, &who, &"n".repeat(sequence as usize + 1)).await;
            let (mut agreed, mut connections) = (false, 0);
            for step in [sequence / 9, sequence / 3 % 3, sequence % 3] {
                let to = json!({ "participant": who, "to": "network" });
                let add = json!({
                    "participant": who, "kind": "contact", "connection": { "name": "Ali" },
                });
                let (done, expected) = match step {
                    0 => (consent(office, &anna(), &command(to)).await, !agreed),
                    1 => (withdraw_consent(office, &own(&who), &command(to)).await, agreed),
                    _ => (add_connection(office, &anna(), &command(add)).await, agreed),
                };
                assert_eq!(done.is_ok(), expected, "{sequence} {step}");
                match step {
                    0 => agreed = true,
                    1 => (agreed, connections) = (false, 0),
                    _ => connections += usize::from(agreed),
                }
                assert_eq!(shown(office, &who).await, connections, "{sequence} {step}");
            }
        }
    });
}

#[test]
fn connections_say_something_and_are_removed_once() {
    each(async |office| {
        enter(office, "P1", "Sara").await;
        agree(office, "P1", json!("network")).await;
        for (kind, connection) in [
            ("strength", json!({ "name": "Ali" })),
            ("reference", json!({ "text": "good" })),
            ("contact", json!({ "name": " " })),
        ] {
            let add = json!({ "participant": "P1", "kind": kind, "connection": connection });
            let told = error(add_connection(office, &anna(), &command(add)).await);
            assert!(told.starts_with("nothing is said: expected"), "{told}");
        }
        let add = json!({
            "participant": "P1", "kind": "strength", "connection": { "text": "patient" },
        });
        let entry = add_connection(office, &own("P1"), &command(add)).await.unwrap();
        let remove = json!({ "participant": "P1", "connection": entry.document });
        remove_connection(office, &anna(), &command(remove.clone())).await.unwrap();
        let again = remove_connection(office, &anna(), &command(remove)).await;
        assert!(error(again).contains("is not in the network"));
    });
}

#[test]
fn with_the_consent_the_names_of_third_persons_go() {
    each(async |office| {
        enter(office, "P1", "Sara").await;
        agree(office, "P1", json!("network")).await;
        for name in ["Ali", "Bea"] {
            let add = json!({
                "participant": "P1", "kind": "contact", "connection": { "name": name },
            });
            let entry = add_connection(office, &anna(), &command(add)).await.unwrap();
            if name == "Ali" {
                let remove = json!({ "participant": "P1", "connection": entry.document });
                remove_connection(office, &anna(), &command(remove)).await.unwrap();
            }
        }
        let documents = async || {
            let mut reader = office.store.read().await.unwrap();
            reader.documents(&subject("P1")).await.unwrap().len()
        };
        assert_eq!(documents().await, 2);
        let to = json!({ "participant": "P1", "to": "network" });
        withdraw_consent(office, &own("P1"), &command(to)).await.unwrap();
        assert_eq!(documents().await, 0);
        let looks = accesses(office, "P1").await;
        let gone = looks.iter().find(|look| look.action == "erase_network").unwrap();
        assert_eq!(gone.purpose.as_deref(), Some("2 connections"));
    });
}

#[test]
fn another_organisation_is_on_a_case_while_the_person_agrees() {
    each(async |office| {
        enter(office, "P1", "Sara").await;
        let partner = call_at("af1", Role::PartnerAgency, "af");
        let sees = async || {
            let of = json!({ "participant": "P1" });
            show_person(office, &partner, &command(of)).await.is_ok()
        };
        let with = json!({ "participant": "P1", "with": "af", "purpose": "referral" });
        let told = error(share(office, &anna(), &command(with.clone())).await);
        assert!(told.contains("expected consent first"), "{told}");
        agree(office, "P1", json!({ "sharing": "af" })).await;
        assert!(!sees().await);
        share(office, &anna(), &command(with.clone())).await.unwrap();
        assert!(sees().await);
        let again = share(office, &anna(), &command(with.clone())).await;
        assert!(error(again).contains("expected another"));
        let off = json!({ "participant": "P1", "with": "af" });
        unshare(office, &anna(), &command(off.clone())).await.unwrap();
        assert!(!sees().await);
        assert!(error(unshare(office, &anna(), &command(off)).await).contains("not on the case"));
        share(office, &anna(), &command(with)).await.unwrap();
        let back = json!({ "participant": "P1", "to": { "sharing": "af" } });
        withdraw_consent(office, &own("P1"), &command(back)).await.unwrap();
        assert!(!sees().await);
    });
}

/// Another organisation reads what it was let in for, and not what the case
/// holds of others: whom it was disclosed to, consents, objections, reasons.
#[test]
fn a_partner_agency_reads_where_a_case_stands_and_not_all_that_happened() {
    each(async |office| {
        enter(office, "P1", "Sara").await;
        let task = json!({
            "participant": "P1", "task": "T1", "what": "call",
            "due": { "on": { "day": "2026-12-24" } },
        });
        set_task(office, &anna(), &command(task)).await.unwrap();
        agree(office, "P1", json!({ "sharing": "af" })).await;
        let of = || command(json!({ "participant": "P1" }));
        for (purpose, profile) in [("support", false), ("referral", true)] {
            let with = json!({ "participant": "P1", "with": "af", "purpose": purpose });
            share(office, &anna(), &command(with)).await.unwrap();
            let partner = call_at("af1", Role::PartnerAgency, "af");
            let page = show_case(office, &partner, &of()).await.ok().unwrap();
            assert!(page.case.is_none() && page.notes.is_none() && page.network.is_none());
            assert!(page.identity.is_some() && page.due.len() == 1, "{purpose}");
            let of_participant = command(json!({ "participant": "P1" }));
            let read = read_profile(office, &partner, &of_participant).await;
            assert_eq!(read.is_ok(), profile, "{purpose}");
            let refused =
                timeline(office, &partner, &command(json!({ "participant": "P1" }))).await;
            assert!(refused.unwrap_err().is_refusal(), "{purpose}");
            let subject = json!({ "subject": "participant:P1" });
            let refused = history(office, &partner, &command(subject)).await;
            assert!(refused.unwrap_err().is_refusal(), "{purpose}");
            let coach = call_at("eva", Role::Coach, "af");
            let page = show_case(office, &coach, &of()).await.ok().unwrap();
            assert!(page.case.is_some(), "staff who were let in work on the case");
        }
    });
}

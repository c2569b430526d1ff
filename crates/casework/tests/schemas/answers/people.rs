//! Answers about people and their cases.

use etablera_casework::policy::Role;
use etablera_casework::town::town;
use serde_json::{Value, json};

use crate::desk::{Desk, ask, each};

/// Registers somebody whose case Anna holds.
pub(crate) async fn enters(desk: &Desk, who: &str, given: &str) {
    ask!(desk, desk.coach(), register {
        "person": {
            "participant": who, "given": given, "family": "Öberg", "birth": "1990-02-03",
            "contacts": { "phone": "0700000000", "post": {
                "street": "Storgatan 1", "code": "97231", "town": "Luleå",
            } },
            "language": "sv",
        },
        "organisation": "lulea", "holder": "anna", "although_alike": true,
    });
}

/// Much that there is to know of somebody: the first of the example town.
async fn known(desk: &Desk) -> String {
    let profile = &town().participants[0];
    let who = profile.id.as_str();
    enters(desk, who, "Sara").await;
    ask!(desk, desk.coach(), change_number {
        "participant": who,
        "number": { "number": "198112289874", "status": "confirmed", "since": "2026-11-01" },
    });
    ask!(desk, desk.coach(), record_profile {
        "participant": who, "source": "interview", "profile": profile,
    });
    let subject = format!("participant:{who}");
    ask!(desk, desk.coach(), note { "subject": subject, "text": "<b>Ringde</b>; \"ja\"." });
    ask!(desk, desk.coach(), consent { "participant": who, "to": "network" });
    ask!(desk, desk.coach(), consent { "participant": who, "to": { "introduction": "E1" } });
    ask!(desk, desk.coach(), add_connection {
        "participant": who, "kind": "contact", "connection": { "name": "Ali" },
    });
    ask!(desk, desk.coach(), set_task {
        "participant": who, "task": "T1", "what": "check_in",
        "due": { "after": { "milestone": "trial_start", "days": 14 } },
    });
    ask!(desk, desk.coach(), set_task {
        "participant": who, "task": "T2", "what": "phone", "due": { "on": { "day": "2026-11-20" } },
    });
    ask!(desk, desk.coach(), plan_milestone {
        "participant": who, "milestone": "trial_start", "on": "2027-01-11",
    });
    ask!(desk, desk.coach(), object { "participant": who, "to": "disclosure", "text": "No." });
    ask!(desk, desk.coach(), plan_competence {
        "participant": who, "competence": "isco:5120", "unit": "home_care",
        "note": "likes the early shift",
        "uses": [{ "task": "meals", "place": "kitchen_a", "every": "2 weeks" }],
        "network": [{ "mentor": "ove" }],
        "refresh": { "what": "food_hygiene", "when": { "every": "12 months" } },
    });
    who.to_owned()
}

#[test]
fn what_is_told_of_people() {
    each(async |desk: &Desk| {
        let who = known(desk).await;
        enters(desk, "P2", "Omar").await;
        ask!(desk, desk.coach(), set_protection {
            "participant": "P2", "protection": "secrecy_marking",
        });
        let page = ask!(desk, desk.coach(), show_case { "participant": who });
        for part in ["case", "due", "identity", "profile", "network", "notes"] {
            assert!(page.get(part).is_some(), "{part} in {page}");
        }
        let lines = ask!(desk, desk.coach(), list_cases {});
        assert_eq!(lines.as_array().map(Vec::len), Some(2));
        ask!(desk, desk.coach(), show_person { "participant": who });
        ask!(desk, desk.coach(), read_profile { "participant": who });
        let none = ask!(desk, desk.coach(), read_profile { "participant": "P2" });
        assert_eq!(none, Value::Null);
        ask!(desk, desk.coach(), read_network { "participant": who });
        let subject = format!("participant:{who}");
        ask!(desk, desk.coach(), read_notes { "subject": subject });
        let line = ask!(desk, desk.coach(), timeline { "participant": who });
        assert!(line["due"].as_array().is_some_and(|all| all.len() >= 2), "{line}");
        ask!(desk, desk.coach(), history { "subject": subject });
        for query in [json!({ "subject": subject, "limit": 100 }), json!({ "limit": 5 })] {
            ask!(desk, desk.rut(), read_accesses(query));
            ask!(desk, desk.lea(), read_log(query));
        }
        ask!(desk, desk.coach(), follow_competence {
            "participant": who, "competence": "isco:5120", "act": "used", "on": "2026-12-01",
        });
        ask!(desk, desk.coach(), read_competences { "participant": who });
        let due = ask!(desk, desk.coach(), read_competences_due { "on": "2027-06-10" });
        assert!(due["due"].as_array().is_some_and(|all| !all.is_empty()), "{due}");
        ask!(desk, desk.coach(), hand_over {
            "participant": who, "to": "bo", "summary": "All is well.",
        });
        assert!(desk.checked() >= 20, "{}", desk.checked());
    });
}

#[test]
fn what_is_told_of_special_categories_and_erasure() {
    each(async |desk: &Desk| {
        let who = known(desk).await;
        ask!(desk, desk.coach(), record_special {
            "purpose": "subsidy", "special": {
                "participant": who, "asked_on": "2026-12-01", "disability": { "known": true },
                "minority": "declined", "support": { "known": ["interpreter"] },
            },
        });
        for (who_looks, purpose) in
            [(desk.coach(), "subsidy"), (desk.lea(), "indicator"), (desk.rut(), "audit")]
        {
            let seen = ask!(desk, who_looks, read_special {
                "participant": who, "purpose": purpose,
            });
            assert!(seen[purpose].is_object(), "{seen}");
        }
        let export = ask!(desk, desk.coach(), export_subject { "participant": who });
        assert!(export.to_string().contains("Ringde"), "{export}");
        ask!(desk, desk.coach(), close_case { "participant": who, "reason": "job" });
        let prepared = ask!(desk, desk.lea(), prepare_erasure {
            "decision": "D1", "subject": format!("participant:{who}"),
            "reason": "request_of_subject",
        });
        assert!(prepared["counts"].is_object(), "{prepared}");
        let other = desk.call("lars", Role::ProjectLeader);
        ask!(desk, other, approve_erasure { "decision": "D1" });
        ask!(desk, desk.adam(), carry_out_erasure { "decision": "D1" });
        ask!(desk, desk.lea(), read_decision { "decision": "D1" });
    });
}

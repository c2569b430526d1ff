//! Answers about employers, needs, proposals and programmes.

use etablera_casework::office::{
    disclose, disclosures, disclosures_of, override_statistics, preview, propose, publish_supply,
    shortlist, show_employer, show_enquiry, show_need, show_visit,
};
use etablera_casework::policy::Role;
use etablera_domain::PlacementId;
use etablera_taxonomy::starter;
use serde_json::{Value, json};

use super::people::enters;
use crate::desk::{Desk, ask, each, engine};

/// A need with a task for which one must have a licence, and one for all.
fn need(id: &str) -> Value {
    json!({
        "id": id, "employer": "E1", "origin": { "visit": "V1" }, "title": "Lagerarbetare",
        "seats": 1, "start": "2027-01-11", "occupation": "ssyk:9320",
        "tasks": [
            { "title": "Truck", "share_permille": 400, "requirements": [{
                "id": "truck", "strength": "must", "reason": "safety",
                "what": { "kind": "credential", "credential": { "kind": "forklift", "class": "B" } },
                "learnable": { "by": "workplace" },
            }] },
            { "title": "Plock", "share_permille": 600 },
        ],
    })
}

/// An employer with a visit, two needs and an agreement.
async fn employer(desk: &Desk) {
    ask!(desk, desk.anna(), record_employer {
        "employer": { "id": "E1", "name": "Norrbygg AB", "organisation_number": "212000-2742" },
    });
    ask!(desk, desk.anna(), record_visit {
        "visit": { "id": "V1", "employer": "E1", "on": "2026-11-20", "notes": "Friendly." },
        "needs": [need("N1"), need("N2")],
    });
    ask!(desk, desk.anna(), record_contact {
        "employer": "E1", "contact": { "name": "Ulla", "phone": "0701" },
    });
    ask!(desk, desk.anna(), make_agreement {
        "agreement": "A1", "employer": "E1", "until": "2027-06-30",
        "promises": [{ "service": "guest_lecture", "count": 2 }],
    });
    ask!(desk, desk.anna(), give_service {
        "agreement": "A1", "service": "guest_lecture", "count": 1, "on": "2026-12-01",
    });
}

/// Somebody with the licence, or without.
async fn person(desk: &Desk, who: &str, licensed: bool) {
    enters(desk, who, "Sara").await;
    let licence = json!([{
        "credential": { "kind": "forklift", "class": "B" }, "evidence": "documented",
    }]);
    let credentials = if licensed { licence } else { json!([]) };
    ask!(desk, desk.coach(), record_profile {
        "participant": who, "source": "interview", "profile": {
            "id": who, "available_from": "2027-01-04", "credentials": credentials,
        },
    });
}

/// Proposes the first in the list of a need.
async fn proposed(desk: &Desk, need: &str) -> PlacementId {
    let command = desk.reads("shortlist", &json!({ "of": { "need": need }, "top": 10 }));
    let list = shortlist(&desk.office, &desk.anna(), &engine(), &command).await.unwrap();
    let first: Value = serde_json::from_str(list.rows.lines().next().unwrap()).unwrap();
    let command = desk.reads(
        "propose",
        &json!({
            "receipt": list.receipt, "participant": first["participant"], "need": need, "rank": 1,
        }),
    );
    let placement = propose(&desk.office, &desk.anna(), &engine(), &command).await.unwrap();
    desk.gives("propose", &placement);
    placement
}

#[test]
fn what_is_told_of_employers_and_proposals() {
    each(async |desk: &Desk| {
        employer(desk).await;
        person(desk, "P1", true).await;
        person(desk, "P2", false).await;
        let (office, anna) = (&desk.office, || desk.anna());
        let placement = proposed(desk, "N1").await;
        ask!(desk, anna(), accept { "placement": placement, "by": "staff" });
        let told = ask!(desk, anna(), read_proposal { "placement": placement });
        assert!(told["proposal"].is_object(), "{told}");
        let view = preview(office, &anna(), &engine(), &placement).await.unwrap();
        desk.gives("preview", &view);
        ask!(desk, desk.coach(), consent { "participant": "P1", "to": { "introduction": "E1" } });
        let command = desk.reads(
            "disclose",
            &json!({
                "placement": placement, "purpose": "introduction",
                "test": { "ground": "osl_28_11", "consented": true },
            }),
        );
        disclose(office, &anna(), &engine(), &command).await.unwrap();
        desk.gives("preview", &preview(office, &anna(), &engine(), &placement).await.unwrap());
        let of = disclosures_of(office, &anna(), &"P1".parse().unwrap()).await.unwrap();
        assert_eq!(desk.gives("disclosures_of", &of).as_array().map(Vec::len), Some(1));
        desk.gives("disclosures", &disclosures(office, &desk.lea()).await.unwrap());
        ask!(desk, anna(), override_proposal {
            "participant": "P2", "need": "N1", "choice": "bar", "reason": "commute", "note": "Bus.",
        });
        let counts = override_statistics(office, &desk.lea()).await.unwrap();
        assert!(!desk.gives("override_statistics", &counts).as_object().unwrap().is_empty());
        ask!(desk, desk.rut(), audit_overrides {});
        ask!(desk, desk.lea(), audit_disclosures { "names": true });
        ask!(desk, anna(), experience {});
        ask!(desk, anna(), list_employers {});
        ask!(desk, anna(), list_needs { "closed": true });
        let employer = show_employer(office, &anna(), &"E1".parse().unwrap()).await.unwrap();
        desk.gives("show_employer", &employer);
        let need = show_need(office, &anna(), &"N1".parse().unwrap()).await.unwrap();
        desk.gives("show_need", &need);
        let visit = show_visit(office, &anna(), &"V1".parse().unwrap()).await.unwrap();
        desk.gives("show_visit", &visit);
        assert!(desk.checked() >= 20, "{}", desk.checked());
    });
}

/// A way through a programme up to a first month at work.
#[test]
fn what_is_told_of_a_programme() {
    each(async |desk: &Desk| {
        employer(desk).await;
        person(desk, "P1", true).await;
        let anna = || desk.anna();
        ask!(desk, desk.lea(), adopt_programme { "operation": "OP1", "name": "workplace-lulea" });
        ask!(desk, desk.lea(), list_programmes {});
        ask!(desk, anna(), enrol { "participant": "P1", "operation": "OP1", "answers": {
            "age": { "known": "from30_to54" }, "gender": "declined", "rural": { "known": true },
        } });
        let placement = proposed(desk, "N1").await;
        for by in ["staff", "participant", "employer"] {
            ask!(desk, anna(), accept { "placement": placement, "by": by });
        }
        ask!(desk, anna(), draft_placement { "placement": placement, "terms": {
            "measure": "project", "from": "2026-12-01", "until": "2027-05-31",
            "supervisor": "ove", "money": false,
        } });
        for (by, on_behalf) in [
            ("coach", None),
            ("participant", Some("signed_on_paper")),
            ("employer", Some("signed_on_paper")),
        ] {
            let mut signs = json!({ "placement": placement, "by": by, "version": 1 });
            if let Some(reason) = on_behalf {
                signs["on_behalf"] = json!(reason);
            }
            ask!(desk, anna(), approve_placement(signs));
        }
        let paper = ask!(desk, anna(), show_placement { "placement": placement });
        assert!(paper.is_object());
        ask!(desk, anna(), start_stage { "participant": "P1", "stage": "trial" });
        let told = ask!(desk, anna(), preview_merits { "need": "N1" });
        assert_eq!(told["merits"].as_array().map(Vec::len), Some(1), "{told}");
        desk.is_day("2026-12-07");
        ask!(desk, anna(), pause { "participant": "P1", "reason": "leave" });
        ask!(desk, anna(), standing { "participant": "P1" });
        desk.is_day("2026-12-14");
        ask!(desk, anna(), resume { "participant": "P1" });
        ask!(desk, anna(), check_in { "participant": "P1" });
        desk.is_day("2027-01-05");
        let told = ask!(desk, anna(), standing { "participant": "P1" });
        assert!(told[0]["steps"].as_array().is_some_and(|all| !all.is_empty()), "{told}");
        let due = ask!(desk, anna(), duties { "until": "2027-12-31" });
        assert!(due.as_array().is_some_and(|all| !all.is_empty()), "{due}");
        ask!(desk, anna(), end_placement { "placement": placement, "reason": "tasks_differ" });
        let told = ask!(desk, anna(), standing { "participant": "P1" });
        assert!(told[0]["learnt"].is_array(), "{told}");
        ask!(desk, anna(), experience { "need": "N1" });
        ask!(desk, anna(), show_case { "participant": "P1" });
        ask!(desk, anna(), timeline { "participant": "P1" });
    });
}

#[test]
fn what_is_told_of_introductions() {
    each(async |desk: &Desk| {
        employer(desk).await;
        person(desk, "P1", true).await;
        let anna = || desk.anna();
        ask!(desk, desk.lea(), adopt_programme { "operation": "OP1", "name": "kompetenscentrum" });
        ask!(desk, anna(), enrol { "participant": "P1", "operation": "OP1", "answers": {} });
        let none = ask!(desk, anna(), read_introduction { "participant": "P1" });
        assert_eq!(none, Value::Null);
        let placement = proposed(desk, "N1").await;
        for by in ["staff", "participant", "employer"] {
            ask!(desk, anna(), accept { "placement": placement, "by": by });
        }
        ask!(desk, anna(), draft_placement { "placement": placement, "terms": {
            "measure": "project", "from": "2026-12-01", "until": "2027-02-28",
            "supervisor": "ove", "money": false,
        } });
        ask!(desk, anna(), start_stage { "participant": "P1", "stage": "introduction" });
        ask!(desk, anna(), sign_item { "participant": "P1", "item": "first_meeting" });
        desk.is_day("2026-12-15");
        let plan = ask!(desk, anna(), read_introduction { "participant": "P1" });
        assert_eq!(plan["items"].as_array().map(Vec::len), Some(5), "{plan}");
        let mentors = ask!(desk, anna(), read_mentors { "limit": 1000 });
        assert!(!mentors["weeks"].as_array().unwrap().is_empty(), "{mentors}");
    });
}

#[test]
fn what_is_told_of_groups() {
    each(async |desk: &Desk| {
        for at in 0..6 {
            let who = format!("P{at}");
            enters(desk, &who, "Sara").await;
            ask!(desk, desk.coach(), record_profile {
                "participant": who, "source": "interview", "profile": {
                    "id": who, "home": { "municipality": "2580" },
                    "occupations": [{
                        "concept": "isco:5120", "months": 24, "evidence": "stated",
                    }],
                },
            });
        }
        let none = ask!(desk, desk.anna(), read_supply {});
        assert_eq!(none, Value::Null);
        let command = desk.reads("publish_supply", &json!({}));
        let shown = publish_supply(&desk.office, &desk.anna(), (starter(), &command)).await;
        let shown = desk.gives("publish_supply", &shown.unwrap());
        assert_eq!(ask!(desk, desk.anna(), read_supply {}), shown);
        assert!(shown.to_string().contains("occupation"), "{shown}");
        let boden = || desk.call_at("berit", Role::PartnerAgency, "boden");
        let asked = ask!(desk, boden(), ask_after {
            "edition": 1, "group": 1, "places": 2, "purpose": "employment",
        });
        let enquiry = &asked["enquiry"];
        let command = desk.reads("show_enquiry", &json!({ "enquiry": enquiry }));
        let people = show_enquiry(&desk.office, &desk.anna(), (starter(), &command)).await;
        let people = desk.gives("show_enquiry", &people.unwrap());
        assert_eq!(people["people"].as_array().map(Vec::len), Some(6), "{people}");
        ask!(desk, desk.anna(), answer_enquiry {
            "enquiry": enquiry, "yes": false, "reason": "no_one_wants_to",
        });
        let listed = ask!(desk, boden(), list_enquiries { "answered": true });
        assert_eq!(listed[0]["answered"]["yes"], false);
    });
}

//! A coach's day: people, their cases, sessions, and what is refused.

use std::fs;

use etablera_cli::Exit;
use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::store::Place;
use crate::support::Ran;

const SARA: &str = "198112289874";

pub(crate) fn done(place: &Place, who: &str, command: &str) -> Value {
    let ran = place.run(&format!("{who} --format jsonl"), command);
    assert_eq!(ran.exit, Exit::Done, "{command}: {}", ran.err);
    serde_json::from_str(ran.out.lines().next().unwrap_or("null")).unwrap()
}

pub(crate) fn register(place: &Place, id: Option<&str>, given: &str) -> Ran {
    let mut person = json!({ "given": given, "family": "Ek", "birth": "1990-02-03" });
    if let Some(id) = id {
        person["participant"] = id.into();
    }
    if given == "Sara" {
        person["numbers"] =
            json!([{ "number": SARA, "status": "confirmed", "since": "2024-01-01" }]);
    }
    let text = json!({ "person": person, "holder": "ida" }).to_string();
    let file = place.write("person.json", &text);
    place.run("ida/coach", &format!("participant register --file {}", file.display()))
}

pub(crate) fn profile(place: &Place, id: &str) {
    let cases = fs::read_to_string("tests/cases/participants.jsonl").unwrap();
    let mut profile: Value = serde_json::from_str(cases.lines().next().unwrap()).unwrap();
    profile["id"] = id.into();
    let text = json!({ "profile": profile, "source": "interview" }).to_string();
    let file = place.write("profile.json", &text);
    done(place, "ida/coach", &format!("participant record-profile {id} --file {}", file.display()));
}

fn refused(place: &Place, who: &str, command: &str, words: &[&str]) {
    let ran = place.run(who, command);
    assert_eq!(ran.exit, Exit::No, "{command}: {}", ran.err);
    said(command, &ran, words);
}

fn wrong(place: &Place, command: &str, words: &[&str]) {
    let ran = place.run("ida/coach", command);
    assert_eq!(ran.exit, Exit::BadInput, "{command}: {}", ran.err);
    said(command, &ran, words);
}

fn said(command: &str, ran: &Ran, words: &[&str]) {
    assert!(ran.out.is_empty(), "{command}: {}", ran.out);
    for word in words {
        assert!(ran.err.contains(word), "`{word}` is not in the answer to {command}: {}", ran.err);
    }
}

/// The fields of a record, as anybody who reads JSON relies on them.
fn keys(value: &Value) -> String {
    let names = value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    names.join(" ")
}

#[test]
fn a_coach_follows_somebody_from_the_first_day() {
    let place = Place::new();
    assert_eq!(register(&place, Some("P1"), "Sara").exit, Exit::Done);
    profile(&place, "P1");
    let ida = |command: &str| done(&place, "ida/coach", command);
    ida("participant interview P1 -s note=kommer-gärna --on 2026-11-20");
    ida("participant consent P1 -s to=network");
    ida("participant connect P1 -s kind=strength -s connection.text=lugn");
    ida("participant task P1 -s task=T1 -s what=call -s due:={\"on\":{\"day\":\"2026-12-24\"}}");
    ida("participant status P1 -s status=unemployed");
    let listed = place.run("ida/coach", "participant list -s names:=true");
    assert_snapshot!("people_list", listed.out);
    let page = ida("participant show P1");
    assert_snapshot!("people_keys", format!("{}\n{}", keys(&page), keys(&page["case"])));
    let journey = place.run("ida/coach --format csv", "journey show P1");
    let what: Vec<_> = journey.out.lines().map(|line| line.split(',').nth(1).unwrap()).collect();
    let expected = "what interviewed registered case_assigned profile_recorded consented \
                    connection_added task_set status_observed";
    assert_eq!(what.join(" "), expected);
    let handed = ida("participant hand-over P1 -s to=anna -s summary=allt-är-klart");
    assert!(keys(&handed).contains("event"), "{handed}");
    refused(&place, "ida/coach", "participant export P1", &["`export_subject` is refused"]);
    let export = done(&place, "anna/matcher", "participant export P1");
    assert_eq!(export["participant"], "P1");
}

#[test]
fn what_is_not_theirs_is_refused_and_what_is_wrong_is_named() {
    let place = Place::new();
    register(&place, Some("P1"), "Sara");
    refused(&place, "eva/pedagogue", "participant notes participant:P1", &["not known to you"]);
    refused(&place, "rut/auditor", "participant note participant:P1 -s text=x", &["is refused"]);
    refused(&place, "ida/coach", "participant show P9", &["`participant:P9` is not known to you"]);
    wrong(&place, "participant status P1 -s status=glad", &["`status`", "unemployed"]);
    wrong(&place, "participant task P1 -s task=T1", &["`what`"]);
    wrong(&place, "participant close P1 -s reason=moved -s colour=red", &["`colour`"]);
    wrong(&place, "participant close P1 -s reason", &["`reason`", "FIELD=VALUE"]);
    wrong(&place, "participant close P1 -s reason=moved --on 2026-12-02", &["2026-12-02"]);
    wrong(&place, "participant show P1 --on 2026-12-01", &["`--on` says nothing here"]);
    wrong(&place, "participant show P%1", &["`participant`"]);
}

#[test]
fn a_request_that_comes_again_is_done_once_and_ids_are_given() {
    let place = Place::new();
    register(&place, Some("P1"), "Sara");
    let ida = |command: &str| done(&place, "ida/coach", command);
    let first = ida("participant note participant:P1 -s text=hej --request k1");
    assert_eq!(ida("participant note participant:P1 -s text=hej --request k1"), first);
    assert_eq!(ida("journey show P1")["happened"].as_array().unwrap().len(), 3);
    wrong(&place, "participant note participant:P1 -s text=nej --request k1", &["k1"]);
    let text = json!({ "person": { "given": "Bo", "family": "Ek", "birth": "1980-01-01" } });
    let file = place.write("bo.json", &text.to_string());
    let command = format!("participant register --file {} --request k2", file.display());
    assert_eq!(ida(&command), ida(&command));
    let listed = place.run("ida/coach --format csv", "participant list");
    let ids: Vec<_> = listed.out.lines().map(|line| line.split(',').next().unwrap()).collect();
    assert!(ids.len() == 3 && ids[1].starts_with("P-") && ids[2] == "P1", "{ids:?}");
}

#[test]
fn a_pedagogue_takes_attendance_of_many_at_once() {
    let place = Place::new();
    for (id, given) in [("P1", "Sara"), ("P2", "Kim"), ("P3", "Ali")] {
        assert_eq!(register(&place, Some(id), given).exit, Exit::Done);
        let what = r#"{"cohort_joined":{"cohort":"c1"}}"#;
        let command = format!("journey record -s stream=participant:{id} -s what:={what}");
        done(&place, "ida/coach", &command);
    }
    let eva = |command: &str| done(&place, "eva/pedagogue", command);
    eva("training plan S1 -s minutes:=120 -s part=orientation_work -s cohort=c1");
    let sheet = place.run("eva/pedagogue", "training show S1");
    assert_snapshot!("training_sheet", sheet.out);
    let known = |who: &str| place.run(who, "participant list -s names:=true").out;
    assert_snapshot!("pedagogue_list", known("eva/pedagogue"));
    assert_eq!(known("per/pedagogue"), "");
    // Who comes reads the session, with nobody else on it.
    let own = done(&place, "sara/participant --is participant:P1", "training show S1");
    assert_eq!(own["sheet"].as_array().unwrap().len(), 1);
    let attend = "training attend S1 -s present:=[\"P1\",\"P2\"] -s unexcused:=[\"P3\"]";
    let other = place.run("per/pedagogue", attend);
    assert_eq!(other.exit, Exit::No, "{}", other.err);
    let twice =
        place.run("eva/pedagogue", "training attend S1 -s present:=[\"P1\"] -s excused:=[\"P1\"]");
    assert_eq!(twice.exit, Exit::BadInput, "{}", twice.err);
    eva(attend);
    let sheet = eva("training show S1");
    let presence: Vec<_> =
        sheet["sheet"].as_array().unwrap().iter().map(|one| &one["presence"]).collect();
    assert_eq!(presence, ["present", "present", "unexcused"]);
    let again = place.run("eva/pedagogue", "training attend S1 -s present:=[\"P3\"]");
    assert!(again.err.contains("attendance of `participant:P3` is taken"), "{}", again.err);
    eva("training plan S2 -s minutes:=60 --on 2026-12-09");
    let early = place.run("eva/pedagogue", "training attend S2 -s present:=[\"P1\"]");
    assert!(early.err.contains("2026-12-09 has not come"), "{}", early.err);
    eva("training cancel S2 -s reason=ill");
    assert_eq!(eva("training show S2")["cancelled"]["reason"], "ill");
}

#[test]
fn a_closed_case_is_erased_by_two_when_it_is_due() {
    let place = Place::new();
    register(&place, Some("P1"), "Sara");
    done(&place, "ida/coach", "participant close P1 -s reason=moved --on 2026-11-01");
    let rules =
        r#"{"rules":[{"record":"case","years":0,"after":"closed","source":"x","verified":true}]}"#;
    let rules = place.write("retention.json", rules);
    let due = format!("db erase due --retention {}", rules.display());
    let root = |command: &str| done(&place, "root/administrator", command);
    assert_eq!(root(&due)["participant"], "P1");
    assert_eq!(root("db erase due"), Value::Null);
    root("db erase prepare D1 -s subject=participant:P1 -s reason=request_of_subject");
    let own = place.run("root/administrator", "db erase approve D1");
    assert_eq!(own.exit, Exit::No, "{}", own.err);
    let early = place.run("root/administrator", "db erase carry-out D1");
    assert_eq!(early.exit, Exit::No, "{}", early.err);
    done(&place, "pia/project_leader", "db erase approve D1");
    let certificate = root("db erase carry-out D1");
    assert_eq!(certificate["counts"]["persons"], 1);
    assert_eq!(root(&due), Value::Null);
    let bad = place.write("retention.json", "{\"rules\":[]}");
    let ran =
        place.run("root/administrator", &format!("db erase due --retention {}", bad.display()));
    assert_eq!(ran.exit, Exit::BadInput, "{}", ran.err);
}

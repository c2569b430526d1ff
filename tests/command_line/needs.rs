//! A matcher's day: from the first visit to a disclosed proposal.

use std::fs;

use etablera_cli::Exit;
use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::people::{done, profile, register};
use crate::store::Place;
use crate::support::{Ran, etablera};

pub(crate) fn receipt(ran: &Ran) -> String {
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    ran.err.lines().find_map(|line| line.strip_prefix("receipt ")).unwrap().to_owned()
}

/// An employer, a visit with a need, and two people.
pub(crate) fn market(place: &Place) {
    let anna = |command: &str| done(place, "anna/matcher", command);
    anna("employer add -s employer.id=E1 -s employer.name=Kiosken");
    let needs = fs::read_to_string("tests/cases/needs.jsonl").unwrap();
    let mut need: Value = serde_json::from_str(needs.lines().next().unwrap()).unwrap();
    need["id"] = "N1".into();
    need["employer"] = "E1".into();
    need["tasks"][0]["requirements"] = json!([]);
    need["tasks"] = json!([need["tasks"][0]]);
    need["tasks"][0]["share_permille"] = 1000.into();
    let visit = json!({
        "visit": { "id": "V1", "employer": "E1", "on": "2026-11-20" }, "needs": [need],
    });
    let file = place.write("visit.json", &visit.to_string());
    anna(&format!("visit add --file {}", file.display()));
    for (id, given) in [("P1", "Sara"), ("P2", "Kim")] {
        assert_eq!(register(place, Some(id), given).exit, Exit::Done);
        profile(place, id);
    }
}

/// From a list to what the employer is told.
fn day(place: &Place) -> String {
    market(place);
    let anna = |command: &str| done(place, "anna/matcher", command);
    let listed = place.run("anna/matcher", "need match N1");
    let receipt = receipt(&listed);
    let propose = format!("need propose N1 -s receipt={receipt} -s participant=P1 -s rank:=1");
    let placement = anna(&format!("{propose} --request k1"));
    assert_eq!(anna(&format!("{propose} --request k1")), placement);
    let placement = placement.as_str().unwrap();
    let contact = format!("need contact {placement} -s party=participant");
    let early = place.run("anna/matcher", &contact);
    assert_eq!(early.exit, Exit::BadInput, "{}", early.err);
    assert!(early.err.contains("expected a yes before any contact"), "{}", early.err);
    anna(&format!("need accept {placement} -s by=staff"));
    let ahead = place.run("anna/matcher", &format!("{contact} --on 2026-12-02"));
    assert!(ahead.err.contains("2026-12-02 has not come"), "{}", ahead.err);
    anna(&contact);
    anna(&format!("need accept {placement} -s by=participant"));
    done(place, "ida/coach", "participant consent P1 -s to:={\"introduction\":\"E1\"}");
    let preview = anna(&format!("need preview {placement}"));
    let told = anna(&format!(
        "need disclose {placement} -s purpose=trial -s test.ground=osl_28_11 -s \
         test.consented:=true"
    ));
    assert_eq!(told["view"], preview);
    // The employer reads it there, as it was sent, and another reads nothing.
    let read = "need disclosed --language en";
    let own = done(place, "emp/employer --is employer:E1", read);
    assert_eq!(own, preview);
    let one = format!("need disclosed -s placement={placement}");
    let other = place.run("ett/employer --is employer:E2", &one);
    assert_eq!(other.exit, Exit::No, "{}", other.err);
    assert_eq!(place.run("ett/employer --is employer:E2", read).out, "");
    // What was disclosed is in the view; the register is not opened by it.
    for who in ["P1", "P2"] {
        let identity = format!("participant identity {who}");
        let refused = place.run("emp/employer --is employer:E1", &identity);
        assert_eq!(refused.exit, Exit::No, "{}", refused.err);
    }
    listed.out
}

#[test]
fn a_matcher_goes_from_a_visit_to_a_disclosed_proposal() {
    let place = Place::new();
    assert_snapshot!("need_match", day(&place));
    let read = place.run("emp/employer --is employer:E1", "need disclosed");
    // Without the id of the placement, which is drawn.
    let rest = read.out.lines().filter_map(|line| Some(line.trim_start().split_once(' ')?.1));
    assert_snapshot!("need_disclosed", rest.map(str::trim_start).collect::<Vec<_>>().join("\n"));
    done(&place, "ida/coach", "participant withdraw P1 -s to:={\"introduction\":\"E1\"}");
    let gone = place.run("emp/employer --is employer:E1", "need disclosed");
    assert_eq!((gone.exit, gone.out.as_str()), (Exit::Done, ""));
    let disclosed = done(&place, "anna/matcher", "participant disclosures P1");
    assert!(!disclosed.is_null());
    let course = |subject: &str| {
        let ran = place.run("anna/matcher --format csv", &format!("journey show {subject}"));
        assert_eq!(ran.exit, Exit::Done, "{subject}: {}", ran.err);
        let what = ran.out.lines().skip(1).map(|line| line.split(',').nth(1).unwrap().to_owned());
        what.collect::<Vec<_>>().join(" ")
    };
    let journeys = ["participant:P1", "employer:E1", "visit:V1", "need:N1"]
        .map(|subject| format!("{subject}: {}", course(subject)));
    assert_snapshot!("journeys", journeys.join("\n"));
    let log = place.run("rut/auditor --format csv", "log show --subject need:N1");
    assert!(log.out.contains("disclosed"), "{} {}", log.out, log.err);
    let looks = place.run("rut/auditor --format csv", "log access --subject participant:P1");
    assert!(looks.out.contains("emp,employer,read_identity"), "{} {}", looks.out, looks.err);
    let after = place.run("rut/auditor --format jsonl", "log show --after 3 --limit 2");
    assert_eq!(after.out.lines().count(), 2, "{}", after.err);
    assert!(after.out.starts_with("{\"seq\":4,"), "{}", after.out);
    let no = place.run("anna/matcher", "log show");
    assert_eq!(no.exit, Exit::No, "{}", no.err);
}

#[test]
fn the_core_of_it_is_the_same_on_a_server() {
    let database = etablera_test_store::database().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let server = Place::at(folder, database.url().to_owned());
    assert_eq!(day(&server), day(&Place::new()));
}

#[test]
fn lists_are_made_with_what_is_named_and_again_from_their_receipt() {
    let place = Place::new();
    market(&place);
    let lists =
        |more: &str| place.run("anna/matcher --format jsonl", &format!("need match {more}"));
    let listed = lists("--top 1");
    assert_eq!(listed.out.lines().count(), 1);
    let id = receipt(&listed);
    let replay = format!("replay {id} {} --as rut --role auditor", place.store());
    let again = etablera(&replay, 100);
    assert_eq!((again.exit, &again.out), (Exit::Done, &listed.out), "{}", again.err);
    let refused = place.run("anna/matcher", &format!("replay {id}"));
    assert_eq!(refused.exit, Exit::No, "{}", refused.err);
    assert_eq!(lists("--for participants").out.lines().count(), 2);
    assert_eq!(lists("--participant P2").out.lines().count(), 1);
    // Before anybody had a profile.
    assert_eq!(lists("--as-of 3").out, "");
    assert_eq!(lists("--as-of 2026-12-01T07:30:00.000000Z").out.lines().count(), 2);
    let bad = lists("--as-of yesterday");
    assert!(
        bad.exit == Exit::BadInput && bad.err.contains("is no place in the log"),
        "{}",
        bad.err
    );
    let beyond = lists("--as-of 999");
    assert!(
        beyond.exit == Exit::BadInput && beyond.err.contains("the log ends at"),
        "{}",
        beyond.err
    );
    // Other training is another engine, and a receipt says so.
    let with = lists("--training tests/cases/training.jsonl");
    let replay = format!("replay {} {} --as rut --role auditor", receipt(&with), place.store());
    let other = etablera(&replay, 100);
    assert!(other.err.contains("training modules"), "{}", other.err);
    let same = etablera(&format!("{replay} --training tests/cases/training.jsonl"), 100);
    assert_eq!(same.out, with.out, "{}", same.err);
    let parameters = place.write("parameters.json", "{\"nonsense\":1}");
    let ran = lists(&format!("--parameters {}", parameters.display()));
    assert!(ran.exit == Exit::BadInput && ran.err.contains("nonsense"), "{}", ran.err);
}

#[test]
fn a_pair_is_explained_from_the_store_and_again_from_its_receipt() {
    let place = Place::new();
    market(&place);
    let explain = "need explain N1 -s participant=P1";
    for language in ["en", "sv-plain"] {
        let ran = place.run(&format!("ida/coach --language {language}"), explain);
        assert_snapshot!(format!("need_explain_{language}"), ran.out);
    }
    let row = place.run("ida/coach --format jsonl", explain);
    let replay = format!("replay {} {} --as rut --role auditor", receipt(&row), place.store());
    let again = etablera(&replay, 100);
    assert_eq!((again.exit, &again.out), (Exit::Done, &row.out), "{}", again.err);
    let record: Value = serde_json::from_str(&row.out).unwrap();
    assert_eq!((&record["participant"], &record["case_open"]), (&"P1".into(), &true.into()));
    let csv = place.run("ida/coach --format csv", explain);
    assert!(csv.out.lines().count() == 2 && csv.out.starts_with("for,"), "{}", csv.out);
    let no = place.run("rut/auditor", explain);
    assert_eq!(no.exit, Exit::No, "{}", no.err);
    let none = place.run("ida/coach", "need explain N9 -s participant=P1");
    assert!(none.exit != Exit::Done && none.err.contains("need:N9"), "{}", none.err);
    let whom = place.run("ida/coach", "need explain N1");
    assert!(whom.err.contains("`participant`"), "{}", whom.err);
}

#[test]
fn an_objection_halts_lists_until_it_is_answered() {
    let place = Place::new();
    market(&place);
    let listed = || {
        let ran = place.run("anna/matcher --format jsonl", "need match N1");
        assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
        ran.out.lines().count()
    };
    assert_eq!(listed(), 2);
    let sara = "sara/participant --is participant:P1";
    done(&place, sara, "participant object P1 -s to=matching -s text=nej-tack");
    assert_eq!(listed(), 1);
    let own = place.run(sara, "participant settle P1 -s to=matching -s upheld:=false -s reason=x");
    assert_eq!(own.exit, Exit::No, "{}", own.err);
    let other =
        place.run("kim/participant --is participant:P2", "participant object P1 -s to=matching");
    assert_eq!(other.exit, Exit::No, "{}", other.err);
    let pia = |command: &str| done(&place, "pia/project_leader", command);
    pia("participant settle P1 -s to=matching -s upheld:=true -s reason=no_compelling_grounds");
    assert_eq!(listed(), 1);
    done(&place, sara, "participant withdraw-objection P1 -s to=matching");
    assert_eq!(listed(), 2);
    let wrong = place.run(sara, "participant object P1 -s to=everything");
    assert!(wrong.exit == Exit::BadInput && wrong.err.contains("`to`"), "{}", wrong.err);
    done(&place, sara, "participant wish P1 -s wishes:={\"refuses\":[{\"need\":\"N1\"}]}");
    assert_eq!(listed(), 1);
    let journey = done(&place, "ida/coach", "journey show P1");
    let what: Vec<_> = journey["happened"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["what"].as_object().unwrap().keys().next().unwrap().as_str())
        .collect();
    let last = ["objected", "objection_settled", "objection_settled", "profile_recorded"];
    assert!(what.ends_with(&last), "{what:?}");
}

#[test]
fn an_agreement_counts_what_is_left_of_it() {
    let place = Place::new();
    let anna = |command: &str| done(&place, "anna/matcher", command);
    anna("employer add -s employer.id=E1 -s employer.name=Kiosken");
    let promises = r#"[{"service":"study_visit","count":2}]"#;
    anna(&format!("agreement make A1 -s employer=E1 -s until=2027-12-31 -s promises:={promises}"));
    anna("agreement answer A1 -s by=employer");
    anna("agreement answer A1 -s by=staff");
    anna("agreement service A1 -s service=study_visit -s count:=1");
    let shown = place.run("anna/matcher", "agreement show A1");
    assert_snapshot!("agreement", shown.out);
    let ahead = "agreement service A1 -s service=study_visit -s count:=1 --on 2026-12-02";
    assert_eq!(place.run("anna/matcher", ahead).exit, Exit::BadInput);
    assert_eq!(place.run("ida/coach", "agreement close A1 -s reason=x").exit, Exit::No);
    anna("agreement close A1 -s reason=moved");
    let course = done(&place, "anna/matcher", "journey show agreement:A1");
    assert_eq!(course["happened"].as_array().unwrap().len(), 5);
}
